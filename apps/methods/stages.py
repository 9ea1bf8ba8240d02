"""Progress of the five stages and the one best next step (DOMAIN, the table of stages; ours).

Assess: applications whose record is complete, of all listed. Decide: opportunities decided, of all. Plan: four steps
of the latest roadmap version: initiatives chosen, dated and owned, published to the sponsor, approved. Run:
initiatives live, of all on the roadmap. Prove: initiatives measured, of all on the roadmap. The next step is the
first of a fixed list that is due: what is broken, then what a person waits for, then the earliest stage that lacks
something the later ones need. Beside it, `needs` lists everything that is broken or that somebody waits for, and
`health` says in a word whether what is live works.

Worked example: the demo client in week 11; v2 of the roadmap waits for the sponsor.

>>> counts = Counts(applications=12, applications_complete=12, hand_offs=9, hand_offs_timed=9, opportunities=8,
...     opportunities_decided=4, initiatives=4, initiatives_ready=4, version=2, approved_version=1, is_published=True,
...     live=1, building=1, in_parallel_run=1, live_measured=1, measured_names=("Deal to invoice",))
>>> [(one.done, one.total, one.note) for one in progress(counts)][1:3]
[(4, 8, '4 opportunities not decided'), (3, 4, 'v2 waits for approval')]
>>> next_step(counts).title
'Get roadmap v2 approved'
>>> health(Counts(running=2, recent_incidents=1)).word
'Working'
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    ASSESS = "assess"
    DECIDE = "decide"
    PLAN = "plan"
    RUN = "run"
    PROVE = "prove"


class Standing(StrEnum):
    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a client has.

    `version` is the latest roadmap version (0 none), `approved_version` the one approved last (0 none).
    `initiatives_ready` have dates and an owner; `is_published` and `changes_asked` are about `version`.
    `answers_waiting` are proposals from intake links that nobody decided about.
    `live_measured` counts live initiatives with a measurement, `measured_names` names all that are measured.
    `running` counts integrations that are live or in parallel run, `recent_incidents` those opened within 7 days.
    `contracts_proposed` names data contracts that wait for their owner.
    """

    applications: int = 0
    applications_complete: int = 0
    hand_offs: int = 0
    hand_offs_timed: int = 0
    opportunities: int = 0
    opportunities_decided: int = 0
    initiatives: int = 0
    initiatives_ready: int = 0
    version: int = 0
    approved_version: int = 0
    is_published: bool = False
    changes_asked: bool = False
    live: int = 0
    building: int = 0
    in_parallel_run: int = 0
    live_measured: int = 0
    measured_names: tuple[str, ...] = ()
    running: int = 0
    open_incidents: int = 0
    answers_waiting: int = 0
    recent_incidents: int = 0
    contracts_proposed: tuple[str, ...] = ()

    @property
    def is_approved(self) -> bool:
        return self.version > 0 and self.approved_version >= self.version

    @property
    def waits_for_approval(self) -> bool:
        return self.is_published and not self.is_approved and not self.changes_asked


@dataclass(frozen=True, slots=True)
class Progress:
    """`done`, `under_way` and `waiting` parts of `total`; a note in words."""

    stage: Stage
    done: int
    under_way: int
    waiting: int
    total: int
    note: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, where, and why. `key` is stable and tells the page which address to offer."""

    key: str
    stage: Stage
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Health:
    """Whether what is live works, in a word. is_good: None while nothing is live."""

    word: str
    note: str
    is_good: bool | None


def progress(counts: Counts) -> tuple[Progress, ...]:
    """The five stages in order. ValueError when more is done than there is."""
    return tuple(make(counts) for make in (_assess, _decide, _plan, _run, _prove))


def next_step(counts: Counts) -> NextStep | None:
    """The one best next step; None when nothing is due."""
    return next((step for rule in RULES if (step := rule(counts)) is not None), None)


def needs(counts: Counts) -> tuple[NextStep, ...]:
    """What is broken and what somebody waits for, most urgent first; the next step alone where there is nothing."""
    waiting = tuple(step for rule in WAITING if (step := rule(counts)) is not None)
    step = next_step(counts)
    return waiting or ((step,) if step else ())


def health(counts: Counts) -> Health:
    if counts.open_incidents:
        return Health("Needs a look", f"{_count(counts.open_incidents, 'incident')} open", is_good=False)
    if not counts.running:
        return Health("Nothing live", "no integration yet", is_good=None)
    recent = _count(counts.recent_incidents, "incident") if counts.recent_incidents else "no incident"
    return Health("Working", f"{recent} in 7 days", is_good=True)


def _made(stage: Stage, done: int, total: int, note: str, *, under_way: int = 0, waiting: int = 0) -> Progress:
    if not 0 <= done <= total:
        raise ValueError(f"{stage.value}: {done} done of {total} cannot be.")
    standing = Standing.UNDER_WAY
    if waiting:
        standing = Standing.WAITING
    elif done == total:
        standing = Standing.DONE if total else Standing.NOT_BEGUN
    elif not done and not under_way:
        standing = Standing.NOT_BEGUN
    return Progress(stage, done, min(under_way, total - done), waiting, total, note, standing)


def _assess(c: Counts) -> Progress:
    note = f"{_count(c.applications, 'application')}, {_count(c.hand_offs, 'hand-off')}"
    return _made(Stage.ASSESS, c.applications_complete, c.applications, note)


def _decide(c: Counts) -> Progress:
    left = c.opportunities - c.opportunities_decided
    note = f"{_count(left, 'opportunity', 'opportunities')} not decided" if left else "all decided"
    if not c.opportunities:
        note = "no opportunities yet"
    return _made(Stage.DECIDE, c.opportunities_decided, c.opportunities, note)


def _plan(c: Counts) -> Progress:
    chosen = c.initiatives > 0
    ready = chosen and c.initiatives_ready == c.initiatives
    steps = (chosen, ready, c.is_published or c.is_approved, c.is_approved)
    done = next((place for place, step in enumerate(steps) if not step), len(steps))
    note = _plan_note(c)
    return _made(Stage.PLAN, done, len(steps), note, waiting=int(c.waits_for_approval))


def _plan_note(c: Counts) -> str:
    if c.is_approved:
        return f"v{c.version} approved"
    if c.changes_asked:
        return f"changes asked for in v{c.version}"
    if c.waits_for_approval:
        return f"v{c.version} waits for approval"
    return f"v{c.version} is a draft" if c.version else "no roadmap yet"


def _run(c: Counts) -> Progress:
    parts = [f"{c.building} building"] if c.building else []
    parts += [f"{c.in_parallel_run} in parallel run"] if c.in_parallel_run else []
    note = ", ".join(parts) or ("nothing being built" if c.live < c.initiatives else f"{c.live} live")
    return _made(Stage.RUN, c.live, max(c.initiatives, c.live), note, under_way=c.building + c.in_parallel_run)


def _prove(c: Counts) -> Progress:
    names = c.measured_names
    note = f"{names[0]} is measured" if len(names) == 1 else f"{len(names)} are measured"
    if not names:
        note = "nothing measured yet"
    return _made(Stage.PROVE, len(names), max(c.initiatives, c.live, len(names)), note)


def _incident(c: Counts) -> NextStep | None:
    if not c.open_incidents:
        return None
    what = _count(c.open_incidents, "incident")
    return NextStep("incident", Stage.RUN, f"Resolve {what}", "Data that people rely on may be missing or wrong.")


def _changes(c: Counts) -> NextStep | None:
    if not c.changes_asked or c.is_approved:
        return None
    reason = "The sponsor read it and waits for your answer."
    return NextStep("changes", Stage.PLAN, f"Answer the changes asked for in v{c.version}", reason)


def _approval(c: Counts) -> NextStep | None:
    if not c.waits_for_approval:
        return None
    reason = "It is with the sponsor; what is new in it starts only when it is approved."
    return NextStep("approval", Stage.PLAN, f"Get roadmap v{c.version} approved", reason)


def _contract(c: Counts) -> NextStep | None:
    if not c.contracts_proposed:
        return None
    title = f"Get the data contract {c.contracts_proposed[0]} approved"
    return NextStep("contract", Stage.RUN, title, "What is built on it can't go live without its owner's approval.")


def _answers(c: Counts) -> NextStep | None:
    if not c.answers_waiting:
        return None
    what = _count(c.answers_waiting, "proposal")
    reason = "Somebody took five minutes to answer; nothing counts before you accept it."
    return NextStep("answers", Stage.ASSESS, f"Read {what} from the intake links", reason)


def _applications(c: Counts) -> NextStep | None:
    if c.applications:
        return None
    return NextStep("applications", Stage.ASSESS, "List the applications", "Everything else starts from what is there.")


def _hand_offs(c: Counts) -> NextStep | None:
    if c.hand_offs:
        return None
    reason = f"{_count(c.applications, 'application')} listed, but not yet where data moves by hand."
    return NextStep("hand_offs", Stage.ASSESS, "Record the first hand-off", reason)


def _times(c: Counts) -> NextStep | None:
    left = c.hand_offs - c.hand_offs_timed
    if left <= 0:
        return None
    what = _count(left, "hand-off")
    return NextStep("times", Stage.ASSESS, f"Time {what}", "Without minutes and cadence they cost nothing on paper.")


def _opportunities(c: Counts) -> NextStep | None:
    if c.opportunities:
        return None
    reason = f"{_count(c.hand_offs, 'hand-off')} known, none is a candidate for connecting yet."
    return NextStep("opportunities", Stage.DECIDE, "Turn hand-offs into opportunities", reason)


def _decision(c: Counts) -> NextStep | None:
    if c.opportunities_decided:
        return None
    what = _count(c.opportunities, "opportunity", "opportunities")
    return NextStep("decide", Stage.DECIDE, "Decide the first opportunity", f"{what} scored, none decided.")


def _roadmap(c: Counts) -> NextStep | None:
    if c.initiatives:
        return None
    return NextStep("roadmap", Stage.PLAN, "Put decided opportunities on the roadmap", "Decided, but without a date.")


def _ready(c: Counts) -> NextStep | None:
    left = c.initiatives - c.initiatives_ready
    if left <= 0:
        return None
    reason = "An initiative without dates or owner can't be approved."
    return NextStep("ready", Stage.PLAN, f"Give {_count(left, 'initiative')} dates and an owner", reason)


def _publish(c: Counts) -> NextStep | None:
    if c.is_published or c.is_approved:
        return None
    version = f" v{c.version}" if c.version else ""
    return NextStep("publish", Stage.PLAN, f"Publish roadmap{version}", "The sponsor can't see drafts.")


def _build(c: Counts) -> NextStep | None:
    if c.live or c.building or c.in_parallel_run:
        return None
    return NextStep("build", Stage.RUN, "Start the first build", f"Roadmap v{c.approved_version} is approved.")


def _measure(c: Counts) -> NextStep | None:
    left = c.live - c.live_measured
    if left <= 0:
        return None
    what = _count(left, "live initiative")
    return NextStep("measure", Stage.PROVE, f"Measure {what}", "A saving counts as won back only when it is measured.")


def _remaining(c: Counts) -> NextStep | None:
    left = c.opportunities - c.opportunities_decided
    if left <= 0:
        return None
    what = _count(left, "more opportunity", "more opportunities")
    return NextStep("decide_more", Stage.DECIDE, f"Decide {what}", "They still cost hours every week.")


WAITING: tuple[Callable[[Counts], NextStep | None], ...] = (_incident, _changes, _approval, _contract)
RULES: tuple[Callable[[Counts], NextStep | None], ...] = (
    _incident,
    _changes,
    _approval,
    _answers,
    _applications,
    _hand_offs,
    _times,
    _opportunities,
    _decision,
    _roadmap,
    _ready,
    _publish,
    _build,
    _measure,
    _remaining,
)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
