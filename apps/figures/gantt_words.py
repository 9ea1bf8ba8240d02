"""The roadmap in words and as a table."""

from apps.figures.figure import Table
from apps.figures.gantt_types import Gantt, GanttRow
from apps.figures.numerals import listed, plural


def gantt_title(data: Gantt) -> str:
    """The finding: how much runs at once, against the limit."""
    most = max(data.in_flight, default=0)
    if not most:
        return f"{plural(_count(data), 'initiative')} over {plural(data.weeks, 'week')}"
    weeks = [week for week, running in enumerate(data.in_flight, 1) if running == most]
    when = f"in {'week' if len(weeks) == 1 else 'weeks'} {_spans(weeks)}"
    efforts = plural(most, "effort")
    if most > data.limit:
        return f"{efforts} at once {when}, above the limit of {data.limit}"
    if most == data.limit:
        return f"{efforts} run side by side {when}, as many as the limit allows"
    return f"At most {efforts} at once, within the limit of {data.limit}"


def gantt_words(data: Gantt) -> str:
    """Every bar with its dates."""
    rows = [_row_words(row) for phase in data.phases for row in phase.rows]
    return f"Roadmap of {plural(data.weeks, 'week')} from {data.start.isoformat()}. {' '.join(rows)}"


def gantt_table(data: Gantt) -> Table:
    """One row per initiative."""
    rows = tuple(
        (
            phase.name,
            row.name,
            min((s.start for s in row.stretches), default=None),
            max((s.end for s in row.stretches), default=None),
            listed([f"{m.label} {m.on.isoformat()}" for m in row.milestones]),
        )
        for phase in data.phases
        for row in phase.rows
    )
    return Table(
        head=("Phase", "Initiative", "From", "To", "Milestones"),
        rows=tuple(tuple("–" if cell in (None, "") else str(cell) for cell in row) for row in rows),
    )


def _row_words(row: GanttRow) -> str:
    parts = [f"{s.state.value} {s.start.isoformat()} to {s.end.isoformat()}" for s in row.stretches]
    parts += [f"{m.label} {m.on.isoformat()}" for m in row.milestones]
    if row.was_start and row.was_live:
        parts.append(f"before {row.was_start.isoformat()} to {row.was_live.isoformat()}")
    if row.is_critical:
        parts.append("on the critical path")
    return f"{row.name}: {', '.join(parts) if parts else 'not scheduled'}."


def _count(data: Gantt) -> int:
    return sum(len(phase.rows) for phase in data.phases)


def _spans(weeks: list[int]) -> str:
    """[1, 2, 3, 7] becomes "1 to 3 and 7"."""
    runs: list[list[int]] = []
    for week in weeks:
        if runs and runs[-1][-1] == week - 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    return listed([f"{r[0]} to {r[-1]}" if len(r) > 2 else listed([str(w) for w in r]) for r in runs])
