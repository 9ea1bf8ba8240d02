"""Days that follow from other days: the last day to give notice, and the next access review.

Notice has to arrive `notice_days` before a contract renews, so that day is the last one to give it. An access review
is due a quarter, 13 weeks, after the one before (G checklist: quarterly), or after the integration went live.

>>> notice_by(date(2027, 3, 14), 60)
datetime.date(2027, 1, 13)
>>> next_review(date(2026, 11, 21))
datetime.date(2027, 2, 20)
"""

from datetime import date, timedelta

from apps.methods.handoffs import QUARTERS_PER_YEAR, WEEKS_PER_YEAR

WEEKS_BETWEEN_REVIEWS = WEEKS_PER_YEAR // QUARTERS_PER_YEAR


def notice_by(renewal: date, notice_days: int) -> date:
    """ValueError for a negative number of days. A notice longer than the calendar reaches is due on its first day."""
    if notice_days < 0:
        raise ValueError("Notice must be 0 days or more.")
    return date.fromordinal(max(renewal.toordinal() - notice_days, 1))


def next_review(last: date) -> date:
    return last + timedelta(weeks=WEEKS_BETWEEN_REVIEWS)
