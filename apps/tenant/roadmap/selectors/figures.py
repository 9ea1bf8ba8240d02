"""The roadmap's figure: one function for page, portal and PDF."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import TypedDict, Unpack

from apps.core.clock import today_of
from apps.core.display import Manner, manner_of, number
from apps.figures.figure import DEFAULT_STYLE, Figure, Style
from apps.figures.gantt import BarState, Gantt, GanttPhase, GanttRow, Milestone, Stretch, Zoom, render_gantt
from apps.figures.numerals import plural
from apps.methods import capacity, support
from apps.methods.engagement import week_of
from apps.shared.clients.models import Client
from apps.tenant.inventory.models import Person
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.selectors.slack import Slip, slack_by_id, slip_of
from apps.tenant.roadmap.selectors.state import current_snapshot
from apps.tenant.roadmap.snapshot import Bar, PhaseBar, Snapshot

NO_PHASE = "Without a phase"
SUPPORT_ROW = 0
DAY = timedelta(days=1)


class Options(TypedDict, total=False):
    """with_support: champions and look-backs below. before_name: "version 1". only: the phase that is shown alone, 0
    for what has none. with_removed: what only `before` holds is drawn as well. today: the client's own unless given."""

    with_support: bool
    before_name: str
    zoom: Zoom
    only: int | None
    with_removed: bool
    today: date


def gantt_figure(
    client: Client,
    *,
    snapshot: Snapshot | None = None,
    before: Snapshot | None = None,
    style: Style = DEFAULT_STYLE,
    width: int = 1142,
    **options: Unpack[Options],
) -> Figure:
    """The draft or a version (`snapshot`). before: what it is measured against, as a rule the one approved last."""
    data = gantt_data(client, snapshot=snapshot, before=before, **options)
    return render_gantt(data, width=width, style=style)


def gantt_data(
    client: Client, *, snapshot: Snapshot | None = None, before: Snapshot | None = None, **options: Unpack[Options]
) -> Gantt:
    """What the figure is drawn from; a report keeps it."""
    drawn = snapshot or current_snapshot(client)
    maker = _Maker(client, drawn, before, options)
    phases = maker.phases()
    if options.get("with_support", True) and drawn.committed and options.get("only") is None:
        phases = (*phases, maker.support())
    weeks = capacity.per_week(drawn.spans, start=drawn.start, weeks=drawn.weeks)
    return Gantt(
        start=drawn.start,
        weeks=drawn.weeks,
        today=maker.today,
        phases=phases,
        in_flight=tuple(week.count for week in weeks),
        limit=capacity.LIMIT,
        zoom=options.get("zoom", Zoom.WEEKS),
        baseline=options.get("before_name", ""),
    )


class _Maker:
    """Turns bars into rows, for one client's today and manner."""

    def __init__(self, client: Client, snapshot: Snapshot, before: Snapshot | None, options: Options) -> None:
        self.snapshot, self.before, self.options = snapshot, before, options
        self.today = options.get("today") or today_of(client)
        self.manner: Manner = manner_of(client)
        self.critical = {pk for pk, slack in slack_by_id(snapshot).items() if slack.is_critical}

    def phases(self) -> tuple[GanttPhase, ...]:
        only = self.options.get("only")
        known = [*self.snapshot.phases, PhaseBar(id=0, name=NO_PHASE)]
        made = [
            GanttPhase(
                name=phase.name,
                note=self.weeks_words(phase),
                start=phase.start,
                end=phase.end + DAY if phase.end else None,
                rows=tuple(self.row(bar) for bar in self.snapshot.bars if (bar.phase_id or 0) == phase.id),
            )
            for phase in known
            if only in {None, phase.id}
        ]
        if self.options.get("with_removed") and self.before:
            gone = tuple(self.gone(bar) for bar in self.before.bars if self.snapshot.bar(bar.id) is None)
            made.append(GanttPhase(name="Taken out", rows=gone))
        return tuple(phase for phase in made if phase.rows or phase.start)

    def gone(self, bar: Bar) -> GanttRow:
        return GanttRow(
            id=bar.id, name=bar.name, note="taken out", owner=bar.owner_initials, was_start=bar.start, was_live=bar.live
        )

    def weeks_words(self, phase: PhaseBar) -> str:
        if not phase.start or not phase.end:
            return ""
        first, last = week_of(self.snapshot.start, phase.start), week_of(self.snapshot.start, phase.end)
        return f"weeks {first} to {last}" if first and last and first != last else f"week {last}" if last else ""

    def row(self, bar: Bar) -> GanttRow:
        was = self.before.bar(bar.id) if self.before else None
        moved = was is not None and (was.start, was.live) != (bar.start, bar.live)
        return GanttRow(
            id=bar.id,
            name=bar.name,
            note=self.note(bar),
            owner=bar.owner_initials,
            stretches=tuple(self.stretches(bar)),
            milestones=self.milestones(bar),
            was_start=was.start if was and moved else None,
            was_live=was.live if was and moved else None,
            is_critical=bar.id in self.critical,
            after=bar.depends_on,
        )

    def note(self, bar: Bar) -> str:
        hours = f"{number(bar.hand_off_hours, self.manner, places=1)} h/week" if bar.hand_off_hours else ""
        kind = "" if bar.kind == "integration" and hours else bar.kind_words.lower()
        words = {State.LIVE: "live", State.CANDIDATE: "not decided"}.get(State(bar.state), "")
        return ", ".join(part for part in (kind, hours, words, slip_words(slip_of(bar, self.before))) if part)

    def stretches(self, bar: Bar) -> list[Stretch]:
        """What is done, what is to come, and the parallel run; days up to the end, not including it."""
        if not bar.start or not bar.live:
            return []
        if bar.state == State.CANDIDATE:
            return [Stretch(start=bar.start, end=bar.live + DAY, state=BarState.CANDIDATE, label="candidate")]
        end = max(bar.live, bar.start + DAY)
        if bar.state == State.LIVE:
            return [Stretch(start=bar.start, end=end, state=BarState.LIVE), *self.after_live(bar)]
        return [*self.building(bar, end), *self.after_live(bar)]

    def building(self, bar: Bar, end: date) -> list[Stretch]:
        start = bar.start or end
        is_new = self.before is not None and self.before.bar(bar.id) is None
        open_state = BarState.NEW if is_new else BarState.APPROVED
        run = bar.parallel if bar.is_consolidation else None
        edges = sorted({start, end, *(day for day in (self.today, run[0] if run else end) if start < day < end)})
        begun = bar.state in {State.BUILDING, State.PARALLEL}
        made = []
        for first, last in pairwise(edges):
            is_done = begun and last <= self.today
            state = BarState.DONE if is_done else open_state
            made.append(Stretch(start=first, end=last, state=state, label=self.label(bar, first, run, is_new=is_new)))
        return made

    def label(self, bar: Bar, first: date, run: tuple[date, date] | None, *, is_new: bool) -> str:
        if run and first >= run[0]:
            week = (max(self.today, first) - run[0]).days // 7 + 1
            return f"week {week} of {bar.parallel_weeks}" if first >= self.today or first == run[0] else ""
        if first != bar.start:
            return ""
        return "new" if is_new else "prepare" if run else "build"

    def after_live(self, bar: Bar) -> list[Stretch]:
        if bar.is_consolidation or not bar.parallel or not bar.live:
            return []
        start, end = bar.parallel
        label = "parallel run"
        if bar.state == State.LIVE:
            label = f"live since {bar.live.day} {bar.live:%b}"
        return [Stretch(start=max(start, (bar.start or start) + DAY), end=end, state=BarState.PARALLEL, label=label)]

    def milestones(self, bar: Bar) -> tuple[Milestone, ...]:
        """Its own, and the cut-over of a consolidation."""
        own = [Milestone(on=one.on, label=one.name, is_done=one.is_done) for one in bar.milestones]
        if bar.is_consolidation and bar.live and bar.state != State.CANDIDATE:
            label = f"cut-over {bar.live.day} {bar.live:%b}"
            own.append(Milestone(on=bar.live, label=label, is_done=bar.state == State.LIVE))
        return tuple(own)

    def support(self) -> GanttPhase:
        """Champions and the look-back after each go-live (R change management)."""
        short = _champions_short()
        looks = sorted(support.look_back(bar.live) for bar in self.snapshot.committed if bar.live)
        row = GanttRow(
            id=SUPPORT_ROW,
            name="Champions and look-backs",
            note=_short_words(short) if short else "a look-back 30 days after going live",
            is_attention=bool(short),
            milestones=tuple(Milestone(on=day, label="look-back", is_done=day <= self.today) for day in looks),
        )
        return GanttPhase(name="Change management", rows=(row,))


def slip_words(slip: Slip | None) -> str:
    """ "14 days later", "starts 3 days earlier"; nothing where it is as approved."""
    if slip is None or slip.is_none:
        return ""
    days, start = (slip.live, "") if slip.live else (slip.start or 0, "starts ")
    return f"{start}{plural(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def _champions_short() -> dict[str, int]:
    names = Person.objects.filter(is_champion=True, department__isnull=False).values_list("department__name", flat=True)
    return support.champions_short(Counter(names.order_by("department__name")))


def _short_words(short: dict[str, int]) -> str:
    name, missing = next(iter(short.items()))
    more = f", {len(short) - 1} more" if len(short) > 1 else ""
    return f"{name} is {missing} champion{'' if missing == 1 else 's'} short{more}"
