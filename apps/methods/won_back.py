"""Hours won back so far, since an initiative went live (DOMAIN "won back").

Only whole weeks count: measured hours a week × weeks completed since the day of going live. A week that is still
running is not counted ahead.

>>> so_far(Decimal("3.5"), date(2026, 10, 1), date(2026, 11, 19))
Decimal('24.5')
>>> so_far(Decimal("3.5"), date(2026, 10, 1), date(2026, 10, 7))
Decimal('0.0')
"""

from datetime import date
from decimal import Decimal


def so_far(hours_per_week: Decimal, live: date, today: date) -> Decimal:
    """Hours since `live`, unrounded; 0 before."""
    return hours_per_week * max(0, (today - live).days // 7)
