"""What the page of all roadmaps may use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from dateutil.relativedelta import relativedelta
from django.http import HttpRequest
from django.utils import timezone

from apps.core.figure_style import style_of
from apps.core.tenancy.routing import PAGE_PREFIX
from apps.figures.figure import Figure
from apps.figures.gantt import BarState, Gantt, GanttPhase, GanttRow, Stretch, Zoom, render_gantt
from apps.figures.numerals import listed, plural
from apps.methods.capacity import LIMIT
from apps.methods.people_load import MonthLoad, PersonLoad, loads
from apps.shared.accounts.models import User
from apps.shared.clients.selectors import FirmAccess
from apps.shared.portfolio.forms import LoadForm
from apps.shared.portfolio.roadmap_selectors import ClientRoadmap, Planned, firm_roadmaps, work_of

MONTHS = 12
BEFORE = timedelta(weeks=4)
MOST_WEEKS = 104
MOST_STRIPS = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Somebody's month with too much in it."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class BarLink:
    """The page of the initiative that a bar with this number stands for."""

    number: int
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class RoadmapPage:
    """figure: None while no client has anything dated. people: by name, for `months`. clashes: soonest first."""

    form: LoadForm
    figure: Figure | None
    links: list[BarLink]
    months: list[date]
    people: tuple[PersonLoad, ...]
    clashes: list[Clash]
    clients: int
    planned: int
    limit: int = LIMIT

    @property
    def next_clashes(self) -> list[Clash]:
        return self.clashes[:MOST_STRIPS]

    @property
    def more_clashes(self) -> int:
        return len(self.clashes) - len(self.next_clashes)


def roadmap_page(request: HttpRequest, user: User, firm: FirmAccess) -> RoadmapPage:
    form = LoadForm(request.GET)
    days = form.cleaned_data["days"] if form.is_valid() else None
    today = timezone.localdate()
    roadmaps = firm_roadmaps(user, firm)
    people = loads(work_of(roadmaps), first=today.replace(day=1), months=MONTHS, days_per_month=days)
    numbered = _numbered(roadmaps, today)
    return RoadmapPage(
        form=form,
        figure=_figure(numbered, today, firm) if numbered else None,
        links=[_link(number, of, one) for of, rows in numbered for number, one in rows],
        months=[today.replace(day=1) + relativedelta(months=n) for n in range(MONTHS)],
        people=people,
        clashes=[_clash(person, month) for person, month in _soonest(people)],
        clients=len(roadmaps),
        planned=sum(len(rows) for _, rows in numbered),
    )


Numbered = list[tuple[ClientRoadmap, list[tuple[int, Planned]]]]


def _numbered(roadmaps: Sequence[ClientRoadmap], today: date) -> Numbered:
    """What goes on or has ended lately, with one number each: two clients' initiatives may have the same id."""
    numbers = count(1)
    found = [(one, [row for row in one.initiatives if row.live >= today - BEFORE]) for one in roadmaps]
    return [(one, [(next(numbers), row) for row in rows]) for one, rows in found if rows]


def _link(number: int, of: ClientRoadmap, one: Planned) -> BarLink:
    url = f"{PAGE_PREFIX}{of.client.slug}/plan/roadmap/initiatives/{one.id}/"
    return BarLink(number=number, name=f"{one.name}, {of.client.name}", url=url)


def _figure(numbered: Numbered, today: date, firm: FirmAccess) -> Figure:
    start = today - BEFORE - timedelta(days=today.weekday())
    last = max(one.live for _, rows in numbered for _, one in rows)
    weeks = min((last - start).days // 7 + 2, MOST_WEEKS)
    phases = tuple(
        GanttPhase(
            name=of.client.name,
            note=plural(len(rows), "initiative"),
            rows=tuple(_row(number, one, today) for number, one in rows),
        )
        for of, rows in numbered
    )
    data = Gantt(start=start, weeks=weeks, today=today, phases=phases, zoom=Zoom.MONTHS)
    return render_gantt(data, style=style_of(firm))


def _row(number: int, one: Planned, today: date) -> GanttRow:
    return GanttRow(id=number, name=one.name, note=one.owner or "no owner", stretches=tuple(_stretches(one, today)))


def _stretches(one: Planned, today: date) -> list[Stretch]:
    """What is done of the building, and what is to come."""
    end = max(one.live, one.start + DAY)
    if one.state == "live":
        return [Stretch(start=one.start, end=end, state=BarState.LIVE)]
    if one.state == "planned" or not one.start < today < end:
        return [Stretch(start=one.start, end=end, state=BarState.APPROVED if end > today else BarState.DONE)]
    parts = ((one.start, today, BarState.DONE), (today, end, BarState.APPROVED))
    return [Stretch(start=first, end=last, state=state) for first, last, state in parts]


def _soonest(people: Sequence[PersonLoad]) -> list[tuple[PersonLoad, MonthLoad]]:
    found = [(person, month) for person in people for month in person.clashes]
    return sorted(found, key=lambda one: one[1].first)


def _clash(person: PersonLoad, month: MonthLoad) -> Clash:
    when = f"{month.first:%B} {month.first.year}"
    parts = []
    if month.is_over_limit:
        parts.append(f"{plural(month.at_once, 'effort')} at once")
    if month.is_over_days:
        parts.append(f"{month.days:.1f} days planned, {month.free:.0f} there are")
    efforts = [f"{work.effort} ({work.client})" for work in month.efforts]
    return Clash(title=f"{person.name}, {when}: {' and '.join(parts)}", text=f"{listed(efforts)}.")
