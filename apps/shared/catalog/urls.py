from apps.core.access import Right, route
from apps.shared.catalog import metric_views, views

FIRM = Right.FIRM_MEMBER
ONE = "catalogue/<int:product_id>/"
METRIC = "catalogue/metrics/<int:firm_metric_id>/"

urlpatterns = [
    route("catalogue/", views.catalogue, name="catalogue", read=FIRM),
    route("catalogue/add/", views.add_product, name="catalogue-add", read=FIRM, write=FIRM),
    route("catalogue/metrics/", metric_views.metrics, name="firm-metrics", read=FIRM, write=FIRM),
    route(METRIC, metric_views.metric, name="firm-metric", read=FIRM, write=FIRM),
    route(f"{METRIC}archive/", metric_views.archive_metric, name="firm-metric-archive", write=FIRM),
    route(ONE, views.product, name="catalogue-product", read=FIRM),
    route(f"{ONE}change/", views.change_product, name="catalogue-change", read=FIRM, write=FIRM),
    route(f"{ONE}archive/", views.archive_product, name="catalogue-archive", write=FIRM),
    route(f"{ONE}restore/", views.restore_product, name="catalogue-restore", write=FIRM),
]
