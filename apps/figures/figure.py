"""What every figure hands back: a picture, its finding, the picture in words, and the numbers behind it."""

from dataclasses import dataclass, field

from apps.figures.numerals import Numerals

PRINT_BELOW = 700


@dataclass(frozen=True, kw_only=True)
class Table:
    """The figure's numbers as text. `numeric` holds the indexes of right-aligned columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`svg` is safe markup; `title` states the finding; `words` is the text alternative; `table` the data."""

    svg: str
    title: str
    words: str
    table: Table


@dataclass(frozen=True, kw_only=True)
class Style:
    """What differs between clients and media: the firm's accent as #rrggbb, how numbers are written, paper or not."""

    accent: str = "#1f4e79"
    numerals: Numerals = field(default_factory=Numerals)
    for_print: bool = False

    def is_compact(self, width: float) -> bool:
        """Whether a wide figure is drawn with print sizes: on paper, and below 700 units."""
        return self.for_print or width < PRINT_BELOW


DEFAULT_STYLE = Style()
