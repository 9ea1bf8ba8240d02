"""Whose support an initiative needs: champions, and the look-back after going live (R change management; DOMAIN 3).

R asks for two or three champions in each department. A department that has begun to name them and has fewer than two
is short by the difference. The retrospective comes 30 days after going live.

>>> champions_short({"Operations": 2, "Finance": 1, "People": 0})
{'Finance': 1}
>>> look_back(date(2026, 10, 1))
datetime.date(2026, 10, 31)
"""

from collections.abc import Mapping
from datetime import date, timedelta

FEWEST_CHAMPIONS = 2
LOOK_BACK_AFTER = timedelta(days=30)


def champions_short(champions: Mapping[str, int]) -> dict[str, int]:
    """Department → how many champions are missing, of those departments that have any, in the given order."""
    return {name: FEWEST_CHAMPIONS - count for name, count in champions.items() if 0 < count < FEWEST_CHAMPIONS}


def look_back(live: date) -> date:
    """The day of the retrospective."""
    return live + LOOK_BACK_AFTER
