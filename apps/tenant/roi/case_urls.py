from apps.core.access import Right, route
from apps.tenant.roi import case_views as views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
LINE = "prove/business-case/lines/<int:case_line_id>/"

urlpatterns = [
    route("prove/business-case/", views.business_case, name="business-case", read=READ, write=EDIT),
    route(LINE, views.case_line, name="case-line", read=READ, write=EDIT),
    route(f"{LINE}remove/", views.remove_case_line, name="case-line-remove", write=EDIT),
]
