"""Harbor & Pine's calendars: all dates for the consultants, and Priya Raman's own."""

from apps.shared.accounts.models import User
from apps.tenant.calendars.services import make_feed


def load_calendars(*, by: User) -> None:
    """Inside the client's scope, after its people are known."""
    make_feed("", by=by)
    make_feed("Priya Raman", by=by)
