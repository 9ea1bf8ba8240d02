from apps.core.access import Right, route
from apps.tenant.history import views

urlpatterns = [route("activity/", views.activity, name="activity", read=Right.WORK_READ)]
