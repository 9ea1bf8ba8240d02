"""How values look to a person: rounded by the domain's rule, in the client's language, currency and time zone.

Nothing here computes; it rounds once, half up, at the moment of showing. A missing value shows as an
en dash, never as 0.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from apps.methods.rounding import half_up
from apps.methods.workings import Value

MISSING = "–"
NO_BREAK = "\u00a0"
Number = Decimal | int | float | str | None


@dataclass(frozen=True)
class Manner:
    """What decides how a value looks: language, currency (ISO 4217) and time zone (IANA name)."""

    locale: str = "en_US"
    currency: str = "USD"
    time_zone: str = "UTC"


def manner_of(client: Any) -> Manner:
    """Manner of a client, or the house manner where there is no client. Takes any object with those attributes."""
    plain = Manner()
    return Manner(
        locale=_known_locale(getattr(client, "locale", "") or plain.locale),
        currency=getattr(client, "currency", "") or plain.currency,
        time_zone=str(getattr(client, "time_zone", "") or plain.time_zone),
    )


@lru_cache(maxsize=64)
def _known_locale(name: str) -> str:
    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Manner().locale


def as_decimal(value: Number) -> Decimal | None:
    """The value as Decimal; None for a missing one (None or an empty string)."""
    if value is None or value == "":
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def number(value: Number, manner: Manner, *, places: int = 0) -> str:
    """Grouped number, `places` decimals, half up: 15.2, 34,266."""
    decimal = as_decimal(value)
    if decimal is None:
        return MISSING
    return _grouped(str(half_up(decimal, places)), places, manner.locale)


# A page shows hundreds of numbers, many of them the same ones again and again; putting one into words takes 0.1 ms.
@lru_cache(maxsize=8192)
def _grouped(digits: str, places: int, locale: str) -> str:
    fraction = f".{'0' * places}" if places else ""
    return _real_minus(format_decimal(Decimal(digits), f"#,##0{fraction}", locale=locale))


def money(value: Number, manner: Manner, *, places: int = 0) -> str:
    """Amount with its currency sign: $30,052 on screen, $30,051.67 with two places."""
    decimal = as_decimal(value)
    if decimal is None:
        return MISSING
    return _amount_of_money(str(half_up(decimal, places)), places, manner.currency, manner.locale)


@lru_cache(maxsize=8192)
def _amount_of_money(digits: str, places: int, currency: str, locale: str) -> str:
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    pattern = pattern.replace("0.00", f"0.{'0' * places}" if places else "0")
    return _real_minus(format_currency(Decimal(digits), currency, pattern, locale=locale, currency_digits=False))


def percent(value: Number, manner: Manner, *, places: int = 1) -> str:
    """A value that is already in percent, 144.1 for 144.1 %."""
    shown = number(value, manner, places=places)
    return shown if shown == MISSING else f"{shown}{NO_BREAK}%"


def exact(value: Number, manner: Manner) -> str:
    """Every digit the value has, grouped, without trailing zeros: for titles and tooltips."""
    decimal = as_decimal(value)
    if decimal is None:
        return MISSING
    plain = decimal.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return number(plain, manner, places=min(places, 12))


def amount(value: Value, unit: str, manner: Manner) -> str:
    """A value of a calculation's workings with its unit: 12 min, 6.9375 h/week, yes. At most four decimals."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, str):
        return value or MISSING
    shown = exact(half_up(Decimal(value), 4), manner)
    return f"{shown}{NO_BREAK}{unit}" if unit else shown


def currency_sign(manner: Manner) -> str:
    """$ for USD in the client's language, for heads of columns."""
    return get_currency_symbol(manner.currency, locale=manner.locale)


def day(value: date | datetime | None, manner: Manner) -> str:
    """14 Mar 2027. English keeps the house order, which cannot be misread; other languages their own."""
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo(manner.time_zone)).date()
    if manner.locale.startswith("en"):
        return format_date(value, "d MMM y", locale=manner.locale)
    return format_date(value, "medium", locale=manner.locale)


def month(value: date, manner: Manner) -> str:
    """Oct 2026."""
    return format_date(value, "LLL y", locale=manner.locale)


def moment(value: datetime | None, manner: Manner, *, now: datetime) -> str:
    """14:02 today, Wed in the last six days, otherwise the date; by the client's clock."""
    if value is None:
        return MISSING
    zone = ZoneInfo(manner.time_zone)
    there, today = value.astimezone(zone), now.astimezone(zone).date()
    if there.date() == today:
        return there.strftime("%H:%M")
    if timedelta(0) < today - there.date() < timedelta(days=7):
        return format_date(there.date(), "EEE", locale=manner.locale)
    if there.year != today.year:
        return day(there, manner)
    if manner.locale.startswith("en"):
        return format_date(there.date(), "d MMM", locale=manner.locale)
    return format_skeleton("MMMd", there, locale=manner.locale)


def full_moment(value: datetime, manner: Manner) -> str:
    """Date, time and zone in full, for the title of a short moment."""
    there = value.astimezone(ZoneInfo(manner.time_zone))
    return f"{day(there, manner)}, {there:%H:%M} {there.tzname()}"


def _real_minus(shown: str) -> str:
    return shown.replace("-", "\u2212")
