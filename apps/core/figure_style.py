"""How a client's figures are drawn: the firm's accent, numbers in the client's language and currency."""

from typing import Any

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from apps.core.display import currency_sign, manner_of
from apps.figures.figure import Style
from apps.figures.numerals import Numerals


def style_of(client: Any, *, for_print: bool = False) -> Style:
    """Style for the figures of a client (with its `firm`, `locale` and `currency`), on screen or on paper."""
    manner = manner_of(client)
    pattern = Locale.parse(manner.locale).currency_formats["standard"].pattern
    numerals = Numerals(
        currency=currency_sign(manner),
        currency_after=not pattern.startswith("\u00a4"),
        decimal=get_decimal_symbol(manner.locale),
        group=get_group_symbol(manner.locale),
    )
    return Style(accent=client.firm.accent, numerals=numerals, for_print=for_print)
