"""Rounding, only when a number is shown (ours, DOMAIN "Rounding").

Half up, away from zero: hours with one decimal (two in tables), money whole on screen and to the cent in tables of
costs, percentages one decimal, payback one decimal of a month. Sums are made of unrounded values, then rounded once.

>>> from decimal import Decimal
>>> hours(Decimal("15.2083")), hours(Decimal("15.2083"), in_table=True)
(Decimal('15.2'), Decimal('15.21'))
>>> money(Decimal("30051.665")), money(Decimal("30051.665"), with_cents=True)
(Decimal('30052'), Decimal('30051.67'))
>>> percent(Decimal("144.05")), months(Decimal("6.65"))
(Decimal('144.1'), Decimal('6.7'))
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext


def half_up(value: Decimal, places: int) -> Decimal:
    """Round half up to `places` decimals; never gives a negative zero."""
    with localcontext() as context:
        context.prec = 60
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0


def hours(value: Decimal, *, in_table: bool = False) -> Decimal:
    return half_up(value, 2 if in_table else 1)


def money(value: Decimal, *, with_cents: bool = False) -> Decimal:
    return half_up(value, 2 if with_cents else 0)


def percent(value: Decimal) -> Decimal:
    """Round a percentage that is already in percent (144.1, not 1.441)."""
    return half_up(value, 1)


def months(value: Decimal) -> Decimal:
    """Round a payback in months."""
    return half_up(value, 1)


def short(value: Decimal, places: int = 4) -> str:
    """A number inside the words of a rule: at most `places` decimals (1 or more), no zeros at its end.

    >>> short(Decimal("95.00")), short(Decimal("1.200000")), short(Decimal(100)), short(Decimal("0.00003"))
    ('95', '1.2', '100', '0')
    """
    return f"{half_up(value, places):f}".rstrip("0").rstrip(".")
