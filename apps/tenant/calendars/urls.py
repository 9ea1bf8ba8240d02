from apps.core.access import Right, route
from apps.tenant.calendars import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "plan/calendars/<int:calendar_feed_id>/"

urlpatterns = [
    route("plan/calendars/", views.calendars, name="calendars", read=READ, write=EDIT),
    route(f"{ONE}renew/", views.renew, name="calendar-renew", write=EDIT),
    route(f"{ONE}withdraw/", views.withdraw, name="calendar-withdraw", write=EDIT),
]

# Outside of any client: the signed address is the key.
public_urls = [
    route("calendars/<str:calendar_token>/throughline.ics", views.read, name="calendar-read", read=Right.OPEN)
]
