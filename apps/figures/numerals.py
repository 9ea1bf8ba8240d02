"""Numbers as people read them. Rounding is half up and happens here only; inputs stay exact."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"


@dataclass(frozen=True, kw_only=True)
class Numerals:
    """A client's way of writing numbers: separators and the currency sign with its side."""

    currency: str = "$"
    currency_after: bool = False
    decimal: str = "."
    group: str = ","

    def number(self, value: Decimal, places: int = 0) -> str:
        """`Decimal("1234.55")` with one place is "1,234.6"; a negative value gets a real minus."""
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        text = f"{abs(rounded):,.{places}f}".replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)
        return f"{MINUS}{text}" if rounded < 0 else text

    def hours(self, value: Decimal) -> str:
        """Hours with one decimal, without the unit."""
        return self.number(value, 1)

    def money(self, value: Decimal) -> str:
        """Whole currency units: "$1,234", "−$46", "1.234 €"."""
        text = self.number(value)
        sign, digits = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
        return f"{sign}{digits}\u00a0{self.currency}" if self.currency_after else f"{sign}{self.currency}{digits}"

    def plain(self, value: Decimal) -> str:
        """As few decimals as the value needs, at most one: "15", "7.5"."""
        return self.number(value) if value == value.to_integral_value() else self.number(value, 1)


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 hand-off", "2 hand-offs", "2 hand-offs" for any irregular `many`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
