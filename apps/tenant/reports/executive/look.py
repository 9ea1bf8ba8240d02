"""How a report writes: numbers, money, dates and figures in the client's language; headlines in two even lines."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton

from apps.core import display
from apps.core.figure_style import style_of
from apps.figures.figure import Style
from apps.figures.numerals import listed, plural
from apps.figures.text import text_width
from apps.methods.rounding import half_up
from apps.tenant.reports.facts import About

COLUMN = 499  # points between the margins, and units of a figure's width
HEADLINE_SIZE = 21
# Inter Display runs narrower than Inter, whose widths are the ones known.
DISPLAY_FACTOR = 0.96
PAUSE = 120
HOUR = 3600
NO_BREAK = "\u00a0"
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

__all__ = [
    "COLUMN",
    "Look",
    "balanced",
    "capital",
    "count_words",
    "listed",
    "number_words",
    "plural",
    "possessive",
    "took",
]


@dataclass(frozen=True)
class Look:
    """One report's manner of writing. Everything that is missing shows as an en dash."""

    manner: display.Manner
    style: Style

    @classmethod
    def of(cls, about: About) -> "Look":
        client = SimpleNamespace(
            firm=SimpleNamespace(accent=about.accent),
            locale=about.locale,
            currency=about.currency,
            time_zone=about.time_zone,
        )
        return cls(display.manner_of(client), style_of(client, for_print=True))

    def hours(self, value: Decimal | None) -> str:
        return display.number(value, self.manner, places=1)

    def hours2(self, value: Decimal | None) -> str:
        return display.number(value, self.manner, places=2)

    def number(self, value: Decimal | int | None) -> str:
        return display.number(value, self.manner)

    def plain(self, value: Decimal | None) -> str:
        """As many decimals as it has, at most four."""
        return display.exact(None if value is None else half_up(value, 4), self.manner)

    def money(self, value: Decimal | None) -> str:
        return display.money(value, self.manner)

    def cents(self, value: Decimal | None) -> str:
        return display.money(value, self.manner, places=2)

    def signed(self, value: Decimal) -> str:
        """Money with a plus before a gain."""
        return f"+{self.money(value)}" if value > 0 else self.money(value)

    def months(self, value: Decimal | None, word: str = "") -> str:
        return word if value is None else display.number(value, self.manner, places=1)

    def percent(self, value: Decimal | None, *, places: int = 0) -> str:
        """A value in percent, with the sign where the language puts it: 144.1%, or 144,1 % with a space."""
        if value is None:
            return display.MISSING
        pattern = Locale.parse(self.manner.locale).percent_formats[None].pattern
        shown = display.number(value, self.manner, places=places)
        return pattern.replace("#,##0", "{}").format(shown)

    @property
    def sign(self) -> str:
        return display.currency_sign(self.manner)

    def day(self, value: date | None) -> str:
        """November 20, 2026, never broken at its end."""
        if value is None:
            return display.MISSING
        return format_date(value, "long", locale=self.manner.locale).replace(" ", NO_BREAK)

    def month(self, value: date) -> str:
        return display.month(value, self.manner)

    def short_day(self, value: date | None) -> str:
        if value is None:
            return display.MISSING
        return str(format_skeleton("MMMd", value, locale=self.manner.locale)).replace(" ", NO_BREAK)

    def day_of(self, moment: datetime) -> str:
        """The short day on which it was, by the client's clock."""
        return self.short_day(moment.astimezone(ZoneInfo(self.manner.time_zone)).date())

    @property
    def language(self) -> str:
        return self.manner.locale.replace("_", "-")


def balanced(headline: str) -> tuple[str, ...]:
    """The headline as one line, or as two of nearly the same length; the layout engine cannot balance by itself."""
    words = headline.split(" ")
    if _width(headline) <= COLUMN:
        return (headline,)
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(breaks, key=_unevenness, default=(headline,))


def _unevenness(pair: tuple[str, str]) -> float:
    """Width of the longer line; a break where the sentence pauses may be a good deal less even."""
    longer = max(_width(line) for line in pair)
    pauses = pair[0].endswith((":", ";", ",")) and longer <= COLUMN
    return longer - PAUSE if pauses else longer


def number_words(count: int) -> str:
    """ "nine", "1,480": small numbers in words."""
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def count_words(count: int, one: str, many: str = "") -> str:
    """ "nine hand-offs", "1,480 hand-offs"."""
    return f"{number_words(count)} {one if count == 1 else many or f'{one}s'}"


def possessive(name: str) -> str:
    """ "Farrow & Lisle’s", "Northgate Operations Partners’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def took(seconds: float) -> str:
    """ "fixed in 3 h 10 min"."""
    hours, rest = divmod(int(seconds), HOUR)
    minutes = rest // 60
    return f"fixed in {f'{hours} h ' if hours else ''}{minutes} min"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _width(line: str) -> float:
    return text_width(line, HEADLINE_SIZE, 600) * DISPLAY_FACTOR
