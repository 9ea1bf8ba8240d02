"""How many more applications there are than the client thought (R: usually 30 to 50 % more).

Worked example: the client listed 9, discovery found 3 more: 3 ÷ 9 = 33.3 %.

>>> round(found_beyond_list(listed=9, found=3), 1)
Decimal('33.3')
"""

from decimal import Decimal


def found_beyond_list(*, listed: int, found: int) -> Decimal | None:
    """Applications found ÷ applications listed, in percent, unrounded.

    None when the client listed none: there is nothing to compare with.
    Source: R step 1.
    """
    return Decimal(100) * found / listed if listed else None
