"""The demo client's roadmap, version 2, in week 11."""

from datetime import date

from apps.figures.gantt import BarState, Gantt, GanttPhase, GanttRow, Milestone, Stretch

S = BarState


def _stretch(start: tuple[int, int, int], end: tuple[int, int, int], state: BarState, label: str = "") -> Stretch:
    return Stretch(start=date(*start), end=date(*end), state=state, label=label)


def demo_gantt() -> Gantt:
    """Four decided initiatives, four candidates, and the champions' milestones over 26 weeks."""
    quick = GanttRow(
        id=1,
        name="Deal to invoice",
        note="live, 3.5 h/week measured",
        owner="PR",
        stretches=(
            _stretch((2026, 9, 14), (2026, 10, 1), S.LIVE),
            _stretch((2026, 10, 1), (2026, 10, 29), S.PARALLEL, "live since 1 Oct"),
        ),
    )
    zoho = GanttRow(
        id=2,
        name="Zoho Invoice into QuickBooks",
        note="consolidation, 0.8 h/week",
        owner="PR",
        stretches=(
            _stretch((2026, 10, 26), (2026, 11, 9), S.DONE, "prepare"),
            _stretch((2026, 11, 9), (2026, 11, 19), S.DONE),
            _stretch((2026, 11, 19), (2026, 12, 7), S.APPROVED, "week 2 of 4"),
        ),
        milestones=(Milestone(on=date(2026, 12, 9), label="cut-over 9 Dec"),),
    )
    stock = GanttRow(
        id=3,
        name="Stock sync",
        note="4.3 h/week by hand",
        owner="LB",
        was_live=date(2026, 12, 21),
        stretches=(
            _stretch((2026, 11, 2), (2026, 11, 19), S.DONE, "build"),
            _stretch((2026, 11, 19), (2027, 1, 4), S.APPROVED),
            _stretch((2027, 1, 4), (2027, 2, 1), S.PARALLEL, "live, parallel run"),
        ),
    )
    lead = GanttRow(
        id=4,
        name="Lead sync",
        note="0.6 h/week, waits for approval",
        owner="EM",
        stretches=(_stretch((2026, 11, 30), (2026, 12, 19), S.NEW, "new in v2"),),
    )
    orders = GanttRow(
        id=5,
        name="Orders to accounting",
        note="2.0 h/week, not decided",
        owner="PR",
        after=(3,),
        stretches=(_stretch((2027, 2, 1), (2027, 2, 22), S.CANDIDATE, "candidate"),),
    )
    times = GanttRow(
        id=6,
        name="Timesheets to payroll",
        note="0.9 h/week, not decided",
        owner="AD",
        stretches=(_stretch((2027, 2, 8), (2027, 3, 6), S.CANDIDATE, "candidate"),),
    )
    board = GanttRow(
        id=7,
        name="Orders and stock dashboard",
        note="analytics, not decided",
        owner="TO",
        after=(5,),
        stretches=(_stretch((2027, 2, 22), (2027, 3, 8), S.CANDIDATE, "candidate"),),
    )
    change = GanttRow(
        id=8,
        name="Champions and training",
        note="Finance is one champion short",
        owner="DW",
        is_attention=True,
        milestones=(
            Milestone(on=date(2026, 9, 15), label="the why", is_done=True),
            Milestone(on=date(2026, 9, 30), label="training", is_done=True),
            Milestone(on=date(2026, 10, 31), label="look-back", is_done=True),
            Milestone(on=date(2026, 12, 17), label="Operations training"),
            Milestone(on=date(2027, 1, 9), label="look-back"),
            Milestone(on=date(2027, 2, 4), label="look-back"),
        ),
    )
    phases = (
        GanttPhase(
            name="Quick wins", note="weeks 1 to 4", start=date(2026, 9, 7), end=date(2026, 10, 5), rows=(quick,)
        ),
        GanttPhase(
            name="Core systems",
            note="months 2 to 4",
            start=date(2026, 10, 5),
            end=date(2027, 1, 4),
            rows=(zoho, stock, lead, orders),
        ),
        GanttPhase(
            name="Intelligence",
            note="months 4 to 6",
            start=date(2026, 12, 7),
            end=date(2027, 3, 8),
            rows=(times, board),
        ),
        GanttPhase(name="Change management", rows=(change,)),
    )
    in_flight = (0, 1, 1, 1, 0, 0, 0, 1, 2, 2, 2, 2, 3, 3, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    return Gantt(start=date(2026, 9, 7), weeks=26, today=date(2026, 11, 19), phases=phases, in_flight=in_flight)
