"""Baseline against actual dates (DOMAIN 3: dates approved, dates kept).

The baseline is the roadmap version approved last; slip is the day it is (or was) live − the day it was approved for, in
calendar days: later is positive. The same for the first day of building. What the baseline does not hold has no slip.

Worked example: stock sync was approved for 21 December 2026 and is planned for 4 January 2027.

>>> slip(date(2026, 12, 21), date(2027, 1, 4))
14
>>> slip(None, date(2027, 1, 4)) is None
True
>>> workings("live", date(2026, 12, 21), date(2027, 1, 4), "version 1").inputs[0]
Input(label='approved to be live on', value='21 Dec 2026', unit='', source='version 1')
"""

from datetime import date

from apps.methods.workings import Input, Workings, day_words

RULE = "day it is planned for now, or was kept − day it was approved for; later is positive"
SOURCE = "DOMAIN 3"


def slip(approved: date | None, now: date | None) -> int | None:
    """Days later than approved, negative when earlier; None where one of the days is missing."""
    return (now - approved).days if approved and now else None


def workings(what: str, approved: date | None, now: date | None, baseline: str) -> Workings:
    """what: "live" or "building"; baseline: the version that the first day is of, "" where there is none."""
    inputs = (
        Input(f"approved to be {what} on", day_words(approved), "", baseline),
        Input(f"{what} on", day_words(now)),
    )
    return Workings(slip(approved, now), "days", RULE, inputs, SOURCE)
