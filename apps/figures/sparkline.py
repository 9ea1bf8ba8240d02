"""Volume as a row of small bars, for a table cell; days out of bounds are flagged in red."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals, listed, plural
from apps.figures.svg import Svg


@dataclass(frozen=True, kw_only=True)
class Sparkline:
    """Values from old to new, None where nothing is known; `labels` name them; `flagged` holds indexes."""

    values: tuple[Decimal | None, ...]
    flagged: frozenset[int] = frozenset()
    labels: tuple[str, ...] = ()
    name: str = "Records a day"


def render_sparkline(data: Sparkline, *, width: int = 120, height: int = 28, style: Style = DEFAULT_STYLE) -> Figure:
    """The bars from a common zero; a value of 0 keeps a visible foot, an unknown one leaves a gap."""
    svg = Svg(style)
    most = max((value for value in data.values if value is not None), default=Decimal(0))
    step = width / max(len(data.values), 1)
    for at, value in enumerate(data.values):
        if value is None:
            continue
        high = max(float(value / most) * (height - 2), 1.0) if most else 1.0
        cls = "f-bad" if at in data.flagged else "f-slate"
        svg.rect(at * step + step * 0.1, height - high, step * 0.8, high, cls=cls, rx=min(1, step * 0.2))
    known = [value for value in data.values if value is not None]
    if not known:
        svg.line(0, height - 1, width, height - 1, cls="s-line", stroke_width=1)
    words = _words(data, known, style.numerals)
    return Figure(
        svg=svg.render((width, height), width=width, words=words),
        title=_title(data),
        words=words,
        table=_table(data, style.numerals),
    )


def _label(data: Sparkline, at: int) -> str:
    return data.labels[at] if at < len(data.labels) else str(at + 1)


def _title(data: Sparkline) -> str:
    known = sum(value is not None for value in data.values)
    if not known:
        return f"{data.name}: nothing yet"
    if not data.flagged:
        return f"All {known} days are inside their bounds" if known > 1 else "The one known day is inside its bounds"
    names = listed([_label(data, at) for at in sorted(data.flagged)])
    return f"{plural(len(data.flagged), 'day')} of {known} fell outside: {names}"


def _words(data: Sparkline, known: list[Decimal], numerals: Numerals) -> str:
    if not known:
        return f"{data.name}: nothing yet."
    flagged = [
        f"{_label(data, at)} with {numerals.plain(data.values[at] or Decimal(0))}" for at in sorted(data.flagged)
    ]
    ending = f"; outside its bounds: {', '.join(flagged)}" if flagged else ""
    span = f"{numerals.plain(min(known))} to {numerals.plain(max(known))}, last {numerals.plain(known[-1])}"
    return f"{data.name}, {len(known)} values: {span}{ending}."


def _table(data: Sparkline, numerals: Numerals) -> Table:
    rows = tuple(
        (_label(data, at), "–" if value is None else numerals.plain(value), "outside" if at in data.flagged else "")
        for at, value in enumerate(data.values)
    )
    return Table(head=("When", data.name, "Bounds"), rows=rows, numeric=frozenset({1}))
