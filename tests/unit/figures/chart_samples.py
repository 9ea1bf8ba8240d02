"""Inputs of the smaller charts, from the demo client."""

from decimal import Decimal as D  # noqa: N817

from apps.figures.bars import Bar, Bars
from apps.figures.before_after import BeforeAfter, Comparison, Sample
from apps.figures.cash_flow import Case, CashFlow
from apps.figures.heat_map import HeatCell, HeatMap
from apps.figures.histogram import Histogram, Range
from apps.figures.quadrant import Candidate, Quadrant
from apps.figures.segments import Segment, Segments
from apps.figures.sparkline import Sparkline
from apps.figures.stacked import Part, Row, Stacked
from apps.figures.swim_lane import LaneStep, SwimLane
from apps.figures.tornado import Bar as TornadoBar
from apps.figures.tornado import Tornado

_CANDIDATES = [
    ("Deal to invoice", 2, 60, "4.00"),
    ("Stock sync", 4, 70, "4.25"),
    ("Zoho into QuickBooks", 2, 52, "0.75"),
    ("Orders to accounting", 2, 44, "2.00"),
    ("Lead sync", 1, 33, "0.58"),
    ("Timesheets", 3, 29, "0.88"),
    ("Tickets", 2, 21, "1.50"),
    ("Shipments", 1, 12, "1.25"),
]


def demo_quadrant() -> Quadrant:
    """Eight opportunities."""
    return Quadrant(
        candidates=tuple(
            Candidate(id=at, name=name, effort=D(effort), value=D(value), size=D(size), is_selected=at == 1)
            for at, (name, effort, value, size) in enumerate(_CANDIDATES, 1)
        )
    )


def _curve(*points: tuple[str, int]) -> tuple[tuple[D, D], ...]:
    return tuple((D(month), D(net)) for month, net in points)


def demo_cash_flow() -> CashFlow:
    """Four initiatives over 24 months, a good two of them past."""
    past = _curve(
        ("0", 0),
        ("0.2", 0),
        ("0.2", -714),
        ("0.7", -714),
        ("1.6", -290),
        ("1.6", -1010),
        ("1.85", -900),
        ("1.85", -3530),
        ("2.4", -3249),
    )
    return CashFlow(
        horizon=24,
        realised=past,
        today=D("2.4"),
        expected=Case(
            curve=(*past, *_curve(("2.8", -3095), ("2.8", -3373), ("3.9", -2700), ("6.6", 0), ("24", 17123))),
            payback=D("6.6"),
        ),
        low=Case(curve=(*past, *_curve(("2.8", -3900), ("3.9", -3500), ("8.9", 0), ("24", 11485))), payback=D("8.9")),
        high=Case(curve=(*past, *_curve(("2.8", -3050), ("3.9", -2400), ("6", 0), ("24", 21065))), payback=D("6.0")),
        payback_note="end of March 2027; low 8.9, high 6.0",
    )


def demo_bars() -> Bars:
    """Claimed and measured hours."""
    return Bars(
        unit="h/week",
        value_name="measured",
        compared_name="claimed",
        is_ranked=False,
        rows=(
            Bar(id=1, label="Deal to invoice", value=D("3.5"), compared=D("3.0"), tone="good"),
            Bar(id=2, label="Stock sync", value=None, compared=D("3.1875"), note="not measured yet, from January"),
            Bar(
                id=3,
                label="Zoho into QuickBooks",
                value=None,
                compared=D("0.75"),
                note="not measured yet, from 9 December",
            ),
            Bar(id=4, label="Lead sync", value=None, compared=D("0.4375"), note="not measured yet, if v2 is approved"),
        ),
    )


def ranked_bars() -> Bars:
    """Opportunities by hours."""
    rows = tuple(Bar(id=at, label=n, value=D(size)) for at, (n, _, _, size) in enumerate(_CANDIDATES, 1))
    return Bars(unit="h/week", rows=rows)


def demo_before_after() -> BeforeAfter:
    """Time and errors of an invoice."""
    return BeforeAfter(
        comparisons=(
            Comparison(
                name="Time for one invoice",
                unit="minutes",
                before=Sample(mean=D("12.0"), low=D("10.82"), high=D("13.18"), basis="n = 24"),
                after=Sample(mean=D("1.5"), low=D("1.25"), high=D("1.75"), basis="n = 20"),
            ),
            Comparison(
                name="Invoices with an error",
                unit="%",
                before=Sample(mean=D("7.5"), low=D("4.0"), high=D("13.6"), basis="9 of 120"),
                after=Sample(mean=D("0.9"), low=D("0.2"), high=D("5.0"), basis="1 of 110"),
            ),
        )
    )


def demo_sparkline() -> Sparkline:
    """Four weeks of volume with one bad Tuesday."""
    values = (14, 21, 17, 18, 16, 14, 22, 18, 18, 15, 14, 20, 10, 19, 16, 13, 21, 17, 18, 16)
    labels = tuple(f"day {at}" for at in range(1, 21))
    return Sparkline(values=tuple(D(v) for v in values), flagged=frozenset({12}), labels=labels)


def demo_stacked() -> Stacked:
    """Contributions to two totals; the second's last input is missing."""
    full = (Part("Time saved", D(30)), Part("Error reduction", D(13)), Part("Revenue", D("12.5")))
    missing = (Part("Time saved", D(24)), Part("Error reduction", D(0)), Part("Revenue", D(0), D(25)))
    rows = (Row(id=7, label="Deal to invoice", parts=full), Row(id=9, label="Lead sync", parts=missing))
    return Stacked(rows=rows, unit="of 100")


def demo_segments() -> Segments:
    """Where the hours found stand today."""
    return Segments(
        unit="h/week",
        parts=(
            Segment(label="won back", value=D("3.5"), tone="good"),
            Segment(label="being built", value=D("3.9375"), tone="accent"),
            Segment(label="waits for approval", value=D("0.4375"), tone="accent-line"),
            Segment(label="stays by hand", value=D("7.3333"), tone="slate-soft"),
        ),
    )


_TRACE = [
    ("Shopify", "Sales", "Inventory sheet", "Operations", "Order", "Spreadsheet", D(18), D(3)),
    ("Inventory sheet", "Operations", "ShipStation", "Operations", "Product", "Re-entry", D(15), D("1.25")),
    ("Shopify", "Sales", "ShipStation", "Operations", "Order", "Connector", None, None),
    ("ShipStation", "Operations", "Zendesk", "Support", "Shipment", "Re-entry", D(3), D("1.25")),
]


def demo_swim_lane(times: int = 1) -> SwimLane:
    """Order to delivery; several times over for a trace that needs more than one band."""
    steps = []
    for number, (source, lane, target, other, data_object, how, minutes, hours) in enumerate(_TRACE * times, 1):
        steps.append(
            LaneStep(
                flow=number,
                number=number,
                source=source,
                source_lane=lane,
                target=target,
                target_lane=other,
                object=data_object,
                how=how,
                is_manual=minutes is not None,
                minutes=minutes,
                hours=hours,
                is_break=number > 1 and (number - 1) % 4 in (0, 2),
            )
        )
    return SwimLane(name="Order to delivery", steps=tuple(steps), hours=D("5.5"))


def demo_heat_map(*, is_money: bool = False) -> HeatMap:
    """Three departments and three gaps; one cell is not measured."""
    hours = {
        ("Sales", "No integration"): (D("9.75"), 5),
        ("Sales", "One-way"): (None, 1),
        ("Operations", "No integration"): (D("4.375"), 3),
        ("People", "Fragile"): (None, 1),
    }
    cells = {key: HeatCell(value=value, count=count) for key, (value, count) in hours.items()}
    columns = ("No integration", "Fragile", "One-way")
    rows = ("Operations", "People", "Sales")
    return HeatMap(rows=rows, columns=columns, cells=cells, is_money=is_money, per="a year" if is_money else "a week")


def demo_tornado(*, bars: int = 4, name: str = "Stock sync: hours saved") -> Tornado:
    """The widest first; the last can only get worse."""
    widest = [
        TornadoBar(name=f"{name} {at}", low=D(17123 - 900 * at), high=D(17123 + 800 * at)) for at in range(bars, 1, -1)
    ]
    worse = TornadoBar(name="Zoho into QuickBooks: build and training", low=D(16943), high=D(17123))
    return Tornado(bars=(*widest, worse), expected=D(17123))


def demo_histogram(*, first: int = -2000, title: str = "Pays back within 12 months in 91 % of the draws") -> Histogram:
    """A hill of twelve ranges, the lowest below zero."""
    counts = (10, 60, 240, 700, 1500, 2300, 2200, 1600, 900, 350, 110, 30)
    ranges = tuple(
        Range(low=D(first + 500 * at), high=D(first + 500 * at + 500), count=n) for at, n in enumerate(counts)
    )
    marks = ((D(first + 1900), "1 in 10 below"), (D(first + 2950), "half below"), (D(first + 4200), "9 in 10 below"))
    return Histogram(ranges=ranges, marks=marks, draws=10_000, title=title)
