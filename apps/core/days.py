"""Which days the product takes: a slip of the year ("0202", "20266") is refused before a calendar is drawn of it."""

from datetime import date

from apps.core.errors import Refused

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)


def refuse_far_days(**days: date | None) -> None:
    """Refused, at the field's name, for the first day that lies outside 1990 to 2099."""
    for field, day in days.items():
        if day and not EARLIEST <= day <= LATEST:
            raise Refused(
                f"The year {day.year} cannot be right. Choose a day from {EARLIEST.year} to {LATEST.year}.", field=field
            )
