"""From the number in an address to a calendar of the client, or 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.calendars.models import CalendarFeed


def feed_or_404(request: Request, feed_id: int) -> CalendarFeed:
    return get_object_or_404(CalendarFeed.objects.select_related("person", "created_by"), pk=feed_id)
