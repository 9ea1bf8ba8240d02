"""Weeks of an engagement, counted from 1; each begins on the weekday of the first day.

Worked example: begun on Monday 7 September 2026, Thursday 19 November 2026 is in week 11.

>>> week_of(date(2026, 9, 7), date(2026, 11, 19))
11
"""

from datetime import date, timedelta


def week_of(start: date | None, day: date) -> int | None:
    """The week that `day` falls in; None before the start, or without one."""
    if start is None or day < start:
        return None
    return (day - start).days // 7 + 1


def first_day_of(start: date, week: int) -> date:
    """The first day of a week, which may be 0 or negative (before the start)."""
    return start + timedelta(weeks=week - 1)
