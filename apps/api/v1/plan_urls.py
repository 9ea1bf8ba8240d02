"""Dates out, and the order of the roadmap: addresses of the client's API, with their rights."""

from apps.api.v1 import calendars, roadmap_proposals
from apps.core.access import Right, route

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT

urlpatterns = [
    route("calendars/", calendars.Calendars.as_view(), name="api-calendars", read=READ, write=EDIT),
    route(
        "calendars/<int:calendar_feed_id>/",
        calendars.CalendarItem.as_view(),
        name="api-calendar",
        read=READ,
        write=EDIT,
    ),
    route(
        "calendars/<int:calendar_feed_id>/renewal/",
        calendars.CalendarRenewal.as_view(),
        name="api-calendar-renew",
        write=EDIT,
    ),
    route("roadmap/proposals/", roadmap_proposals.RoadmapProposals.as_view(), name="api-order", write=EDIT),
    route(
        "roadmap/proposals/accept/",
        roadmap_proposals.AcceptRoadmapProposal.as_view(),
        name="api-order-accept",
        write=EDIT,
    ),
]
