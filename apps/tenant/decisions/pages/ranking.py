"""The ranked list: what the address asks for, in bands by score or in one row by another order."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.urls import reverse

from apps.core.listing import Chip, Link, chip
from apps.methods.priority import Band
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.pages import words

SORTS: dict[str, tuple[str, Callable[[OpportunityLine], Any]]] = {
    "score": ("score, then hours a week", lambda line: 0),
    "hours": ("hours a week", lambda line: -line.hours_per_week),
    "total": ("weighted score", lambda line: -line.card.middle),
    "effort": ("change effort, least first", lambda line: line.opportunity.change_effort or 9),
    "name": ("name", lambda line: line.name.lower()),
}
UNSCORED = "unscored"


@dataclass(frozen=True)
class RankedRow:
    line: OpportunityLine
    url: str
    state: str
    tone: str
    is_selected: bool

    @property
    def score_class(self) -> str:
        return words.BAND_CLASSES[self.line.band]

    @property
    def points(self) -> str:
        return words.points_words(self.line.possible_score, between="–")


@dataclass(frozen=True)
class BandRows:
    name: str
    note: str
    rows: list[RankedRow]


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. state: a key of `words.STATES`; band: a value of `Band` or `UNSCORED`."""

    query: str = ""
    state: str = ""
    band: str = ""
    sort: str = "score"

    @property
    def is_filtered(self) -> bool:
        return bool(self.query or self.state or self.band)

    @property
    def kept(self) -> str:
        """The question mark and what stands behind it, for addresses that keep the list as it is."""
        asked = {"q": self.query, "state": self.state, "band": self.band}
        asked |= {"sort": self.sort} if self.sort != "score" else {}
        text = urlencode({name: value for name, value in asked.items() if value})
        return f"?{text}" if text else ""


@dataclass(frozen=True)
class Ranking:
    bands: list[BandRows]
    wanted: Wanted
    states: list[Chip]
    scores: list[Chip]
    sorts: list[Link]
    shown: int
    hidden_fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sorted_by(self) -> str:
        return SORTS[self.wanted.sort][0]


def wanted_of(request: HttpRequest) -> Wanted:
    """Unknown values are as good as none."""
    asked = request.GET
    bands = {*(band.value for band in Band), UNSCORED}
    return Wanted(
        query=asked.get("q", "").strip()[:120],
        state=asked.get("state", "") if asked.get("state") in words.STATES else "",
        band=asked.get("band", "") if asked.get("band") in bands else "",
        sort=asked.get("sort", "") if asked.get("sort") in SORTS else "score",
    )


def matching(lines: Sequence[OpportunityLine], wanted: Wanted) -> list[OpportunityLine]:
    """Those that the address asks for, in its order."""
    found = [line for line in lines if _matches(line, wanted)]
    return sorted(found, key=SORTS[wanted.sort][1])


def ranking_of(
    request: HttpRequest, lines: Sequence[OpportunityLine], shown: Sequence[OpportunityLine], chosen: int | None
) -> Ranking:
    """lines: all of them, for the counts; shown: those of the list."""
    wanted = wanted_of(request)
    rows = [_row(line, wanted, chosen) for line in shown]
    here = reverse("opportunities")
    return Ranking(
        bands=_bands(rows) if wanted.sort == "score" else [BandRows("", "", rows)],
        wanted=wanted,
        states=_states(request, lines, wanted, here),
        scores=_scores(request, lines, here),
        sorts=[
            Link(label.split(",")[0].capitalize(), f"{here}{_with(wanted, key)}", is_current=wanted.sort == key)
            for key, (label, _) in SORTS.items()
        ],
        shown=len(rows),
        hidden_fields=[pair for pair in parse_qsl(wanted.kept.removeprefix("?")) if pair[0] != "q"],
    )


def _matches(line: OpportunityLine, wanted: Wanted) -> bool:
    if wanted.state and words.state_key(line) != wanted.state:
        return False
    if wanted.band and _band_key(line) != wanted.band:
        return False
    text = f"{line.name} {line.route} {' '.join(line.objects)}".lower() if wanted.query else ""
    return all(word in text for word in wanted.query.lower().split())


def _states(request: HttpRequest, lines: Sequence[OpportunityLine], wanted: Wanted, here: str) -> list[Chip]:
    """One chip for each state that occurs, with how many there are, after one for all."""
    counts = Counter(words.state_key(line) for line in lines)
    everything = Chip("All", f"{here}{_without_state(wanted)}", len(lines), is_on=not wanted.state)
    chips = [
        chip(request, "state", key, label, count=counts[key]) for key, label in words.STATES.items() if counts[key]
    ]
    return [everything, *(Chip(one.label, f"{here}{one.url}", one.count, one.is_on) for one in chips)]


def _scores(request: HttpRequest, lines: Sequence[OpportunityLine], here: str) -> list[Chip]:
    """One chip for each band that occurs; none where all are in the same one and none is asked for."""
    counts = Counter(_band_key(line) for line in lines)
    if len(counts) < 2 and not wanted_of(request).band:
        return []
    names = {band.value if band else UNSCORED: name for band, (name, _) in words.BANDS.items()}
    chips = [chip(request, "band", key, names[key], count=counts[key]) for key in names if counts[key]]
    return [Chip(one.label, f"{here}{one.url}", one.count, one.is_on) for one in chips]


def _band_key(line: OpportunityLine) -> str:
    return line.band.value if line.band else UNSCORED


def _without_state(wanted: Wanted) -> str:
    return Wanted(wanted.query, "", wanted.band, wanted.sort).kept


def _with(wanted: Wanted, sort: str) -> str:
    return Wanted(wanted.query, wanted.state, wanted.band, sort).kept


def _row(line: OpportunityLine, wanted: Wanted, chosen: int | None) -> RankedRow:
    url = f"{reverse('opportunity', args=[line.id])}{wanted.kept}"
    return RankedRow(line, url, *words.state_words(line), line.id == chosen)


def _bands(rows: Sequence[RankedRow]) -> list[BandRows]:
    order: list[Band | None] = [*Band, None]
    found = [(words.BANDS[band], [row for row in rows if row.line.band == band]) for band in order]
    return [BandRows(*names, inside) for names, inside in found if inside]
