from apps.core.access import Right, route
from apps.shared.catalog import views

FIRM = Right.FIRM_MEMBER
ONE = "catalogue/<int:product_id>/"

urlpatterns = [
    route("catalogue/", views.catalogue, name="catalogue", read=FIRM),
    route("catalogue/add/", views.add_product, name="catalogue-add", read=FIRM, write=FIRM),
    route(ONE, views.product, name="catalogue-product", read=FIRM),
    route(f"{ONE}change/", views.change_product, name="catalogue-change", read=FIRM, write=FIRM),
    route(f"{ONE}archive/", views.archive_product, name="catalogue-archive", write=FIRM),
    route(f"{ONE}restore/", views.restore_product, name="catalogue-restore", write=FIRM),
]
