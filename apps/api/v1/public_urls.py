"""The API outside of any client: the list of clients, and the documentation."""

from drf_spectacular.views import SpectacularSwaggerSplitView

from apps.api.documents import OpenApiDocument
from apps.api.v1 import catalog, clients, firm, portfolio, signals
from apps.core.access import Right, route

ADDRESSES = [
    route(
        "api/v1/clients/", clients.Clients.as_view(), name="api-clients", read=Right.SIGNED_IN, write=Right.FIRM_MEMBER
    ),
    route(
        "api/v1/catalog/products/",
        catalog.Products.as_view(),
        name="api-products",
        read=Right.FIRM_MEMBER,
        write=Right.FIRM_MEMBER,
    ),
    route(
        "api/v1/catalog/products/<int:product_id>/",
        catalog.ProductItem.as_view(),
        name="api-product",
        read=Right.FIRM_MEMBER,
        write=Right.FIRM_MEMBER,
    ),
    route(
        "api/v1/catalog/products/<int:product_id>/restore/",
        catalog.ProductRestore.as_view(),
        name="api-product-restore",
        write=Right.FIRM_MEMBER,
    ),
    route(
        "api/v1/catalog/metrics/",
        catalog.FirmMetrics.as_view(),
        name="api-firm-metrics",
        read=Right.FIRM_MEMBER,
        write=Right.FIRM_MEMBER,
    ),
    route(
        "api/v1/catalog/metrics/<int:firm_metric_id>/",
        catalog.FirmMetricItem.as_view(),
        name="api-firm-metric",
        read=Right.FIRM_MEMBER,
        write=Right.FIRM_MEMBER,
    ),
    route("api/v1/firm/", firm.FirmItem.as_view(), name="api-firm", read=Right.FIRM_MEMBER, write=Right.FIRM_OWNER),
    route("api/v1/firm/people/", firm.FirmPeople.as_view(), name="api-firm-people", read=Right.FIRM_MEMBER),
    route(
        "api/v1/firm/people/<int:membership_id>/",
        firm.FirmPerson.as_view(),
        name="api-firm-person",
        read=Right.FIRM_MEMBER,
        write=Right.FIRM_OWNER,
    ),
    route(
        "api/v1/firm/invitations/",
        firm.FirmInvitations.as_view(),
        name="api-firm-invitations",
        read=Right.FIRM_MEMBER,
        write=Right.FIRM_OWNER,
    ),
    route(
        "api/v1/firm/invitations/<int:invitation_id>/",
        firm.FirmInvitationItem.as_view(),
        name="api-firm-invitation",
        read=Right.FIRM_MEMBER,
        write=Right.FIRM_OWNER,
    ),
    route("api/v1/signals/<str:signal_key>/", signals.Signals.as_view(), name="api-signal", write=Right.OPEN),
    route(
        "api/v1/portfolio/roadmap/",
        portfolio.PortfolioRoadmap.as_view(),
        name="api-portfolio-roadmap",
        read=Right.FIRM_MEMBER,
    ),
]
urlpatterns = [
    *ADDRESSES,
    route("api/v1/openapi.json", OpenApiDocument.as_view(), name="api-document", read=Right.OPEN),
    route(
        "api/v1/docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api-document"),
        name="api-docs",
        read=Right.OPEN,
    ),
]
