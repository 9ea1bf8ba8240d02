"""What the roadmap is drawn from. Weeks count from the engagement's first week, 1, and bars run from day to day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BarState(StrEnum):
    """How far a stretch of work is; the words are those of the legend."""

    LIVE = "live"
    DONE = "done so far"
    APPROVED = "approved, to come"
    NEW = "new in this version"
    PARALLEL = "parallel run"
    CANDIDATE = "candidate, not decided"


class Zoom(StrEnum):
    """What the calendar is divided into."""

    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """One part of a bar, from `start` up to, not including, `end`, with a word inside it."""

    start: date
    end: date
    state: BarState
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A diamond on a row; `label` stands beside it, or below it on a row without bars."""

    on: date
    label: str
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class GanttRow:
    """An initiative. `after` names what it waits for; `is_critical`: a delay moves the end of the roadmap.

    `was_start` and `was_live` are the days of the version that it is measured against, where they differ.
    """

    id: int
    name: str
    note: str = ""
    owner: str = ""
    is_attention: bool = False
    stretches: tuple[Stretch, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    was_start: date | None = None
    was_live: date | None = None
    is_critical: bool = False
    after: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GanttPhase:
    """A phase with its rows; without dates it has no bar."""

    name: str
    note: str = ""
    start: date | None = None
    end: date | None = None
    rows: tuple[GanttRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Gantt:
    """The roadmap. `in_flight` has one number per week, drawn against `limit`; `today` is left out when outside.

    `baseline` names the version whose days are drawn below the bars.
    """

    start: date
    weeks: int
    today: date | None
    phases: tuple[GanttPhase, ...]
    in_flight: tuple[int, ...] = ()
    limit: int = 3
    zoom: Zoom = Zoom.WEEKS
    baseline: str = ""

    def __post_init__(self) -> None:
        if self.weeks < 1:
            raise ValueError("A roadmap needs at least one week")
