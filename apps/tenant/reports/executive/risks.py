"""Risks and health: what can go wrong, what did, and whether what is live is looked after."""

from dataclasses import dataclass

from apps.figures.daily import render_daily
from apps.methods.checklist import POINT_WORDS, CheckPoint
from apps.methods.support import FEWEST_CHAMPIONS, champions_short
from apps.tenant.reports.executive.hand_offs import top
from apps.tenant.reports.executive.look import COLUMN, Look, capital, count_words, number_words, plural, took
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.facts import IntegrationFact, RunFacts, Snapshot

MOST_RISKS = 8
MOST_ROWS, SHOWN_OF_MANY = 12, 10
MOST_INCIDENTS, MOST_CHAMPIONS = 5, 8
# Where there is much of everything, each list gives way, so that they stand on one page.
MANY_ROWS, FEW_RISKS, FEW_ROWS, FEW_INCIDENTS, FEW_CHAMPIONS = 6, 5, 6, 3, 5
MOST_COLUMNS = 3
# Drawn larger than the column, so that its words come out as small as the table heads.
PICTURE_WIDTH, PICTURE_HEIGHT = round(COLUMN * 1.5), 165
TOKEN_DAYS = 14


@dataclass(frozen=True, kw_only=True)
class Risk:
    level: str
    what: str
    effect: str
    answer: str

    @property
    def tone(self) -> str:
        return "bad" if self.level == "high" else "warn"


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    status: str
    tone: str
    owner: str
    checklist: str
    runbook: str
    signal: str


@dataclass(frozen=True, kw_only=True)
class Incident:
    day: str
    integration: str
    what: str
    end: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point of the checklist and, for each integration of the matrix, whether it is done."""

    name: str
    done: list[bool]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """The checklist of what is being built or runs. sums: "8 of 8" for each."""

    names: list[str]
    points: list[Point]
    sums: list[str]

    @property
    def share(self) -> int:
        """Percent of the width for one integration's column."""
        return 52 // len(self.names)


@dataclass(frozen=True, kw_only=True)
class Champions:
    department: str
    named: str
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class RisksPage:
    picture: Picture | None
    risks: list[Risk]
    more_risks: str
    rows: list[Row]
    others: str
    matrix: Matrix | None
    champions: list[Champions]
    incidents: list[Incident]


def risks_section(facts: Snapshot, look: Look) -> Section | None:
    run = facts.run
    risks = _risks(facts, look)
    if not (run.integrations or run.incidents or risks):
        return None
    is_crowded = len(run.integrations) > MANY_ROWS and len(risks) > FEW_RISKS
    most, of_many = (FEW_ROWS, FEW_ROWS) if is_crowded else (MOST_ROWS, SHOWN_OF_MANY)
    shown, others = top(run.integrations, most=most, of_many=of_many)
    told = risks[: FEW_RISKS if is_crowded else MOST_RISKS]
    finding = _finding(run, risks)
    return Section(
        key="risks",
        name="Risks and health",
        finding=finding,
        brief=finding,
        content=RisksPage(
            picture=_picture(facts, look),
            risks=told,
            more_risks=f"and {plural(len(risks) - len(told), 'other')}" if len(told) < len(risks) else "",
            rows=[_row(one, facts, look) for one in shown],
            others=f"and {plural(len(others), 'other')}" if others else "",
            matrix=_matrix(run),
            champions=_champions(run)[: FEW_CHAMPIONS if is_crowded else MOST_CHAMPIONS],
            incidents=_incidents(facts, look)[: FEW_INCIDENTS if is_crowded else MOST_INCIDENTS],
        ),
    )


def _picture(facts: Snapshot, look: Look) -> Picture | None:
    """The days of the integration that had the latest incident."""
    if facts.run.volumes is None:
        return None
    figure = render_daily(facts.run.volumes, width=PICTURE_WIDTH, height=PICTURE_HEIGHT, style=look.style)
    return Picture(
        figure=figure,
        title=f"{facts.run.volumes_of}: {figure.title[0].lower()}{figure.title[1:]}",
        sub="Records a day; band: within 20 % of the median of the same weekday in the four weeks before",
        caption="Source: signals of the integration itself.",
    )


def _matrix(run: RunFacts) -> Matrix | None:
    """None where the columns would not fit; the list above has the sums then."""
    wanted = [one for one in run.integrations if one.status not in {"retired", "planned"}]
    if not 0 < len(wanted) <= MOST_COLUMNS:
        return None
    return Matrix(
        names=[one.name for one in wanted],
        points=[
            Point(name=capital(POINT_WORDS[point]), done=[point in one.checklist for one in wanted])
            for point in CheckPoint
        ],
        sums=[f"{one.checklist_done} of {run.checklist_points}" for one in wanted],
    )


def _champions(run: RunFacts) -> list[Champions]:
    short = champions_short(dict(run.champions))
    return [
        Champions(
            department=name,
            named=f"{count} of {max(count, FEWEST_CHAMPIONS)}",
            state=f"{number_words(short[name])} short" if name in short else "enough",
            tone="bad" if name in short else "good",
        )
        for name, count in run.champions
    ]


def _finding(run: RunFacts, risks: list[Risk]) -> str:
    parts = []
    still = [one for one in run.incidents if one.resolved_at is None]
    if run.incidents:
        count = capital(count_words(len(run.incidents), "incident"))
        parts.append(f"{count}, {len(still)} not fixed yet" if still else f"{count}, fixed")
    if risks:
        high = sum(1 for risk in risks if risk.level == "high")
        urgent = f", {number_words(high)} of them high" if high else ""
        parts.append(f"{count_words(len(risks), 'risk')} to look at{urgent}")
    return capital("; ".join(parts)) or "What is live is looked after"


def _risks(facts: Snapshot, look: Look) -> list[Risk]:
    """From what the product knows, most urgent first: never a guess."""
    run = facts.run
    found = [
        Risk(
            level="high",
            what=f"Contract for {name} not approved",
            effect="What is built on it cannot go live",
            answer="Its owner approves it or says what is missing",
        )
        for name in run.proposed_contracts
    ]
    found += [
        Risk(
            level="high",
            what=f"{one.name} is live without {_lacks(one)}",
            effect="Nobody acts when it breaks",
            answer="Name an owner and write the runbook",
        )
        for one in run.integrations
        if one.status == "live" and _lacks(one)
    ]
    found += [_token(one, facts, look) for one in run.integrations if _expires(one, facts)]
    found += [
        Risk(
            level="medium",
            what=f"{name} has one champion, two are wanted",
            effect="The change rests on one person",
            answer=f"Name {count_words(missing, 'more champion')}",
        )
        for name, missing in champions_short(dict(run.champions)).items()
    ]
    found += [
        Risk(
            level="medium",
            what=f"Nobody has looked back on {name}, due {look.short_day(due)}",
            effect="What it was to bring is not secured",
            answer="The people concerned hold the retrospective",
        )
        for name, due in run.not_looked_back
    ]
    found += [
        Risk(
            level="medium",
            what=f"Nobody looks after {name}",
            effect="It can stop without anybody noticing",
            answer="Name an owner, switch on monitoring",
        )
        for name in run.fragile
    ]
    return sorted(found, key=lambda risk: risk.level != "high")


def _lacks(one: IntegrationFact) -> str:
    missing = [] if one.owner else ["an owner"]
    return " and ".join([*missing, *([] if one.has_runbook else ["a runbook"])])


def _expires(one: IntegrationFact, facts: Snapshot) -> bool:
    day = one.token_expires_on
    return day is not None and (day - facts.about.today).days <= TOKEN_DAYS and one.status != "retired"


def _token(one: IntegrationFact, facts: Snapshot, look: Look) -> Risk:
    is_over = one.token_expires_on is not None and one.token_expires_on < facts.about.today
    return Risk(
        level="high" if is_over else "medium",
        what=f"Token of {one.name} {'expired' if is_over else 'expires'} on {look.short_day(one.token_expires_on)}",
        effect="The connection stops",
        answer="Renew it and write the new date down",
    )


def _row(one: IntegrationFact, facts: Snapshot, look: Look) -> Row:
    words = {"success": "ran well", "fail": "failed", "start": "running"}
    when = look.day_of(one.last_signal_at) if one.last_signal_at else ""
    return Row(
        name=one.name,
        status=one.status,
        tone=one.tone,
        owner=one.owner or "–",
        checklist=f"{one.checklist_done} of {facts.run.checklist_points}",
        runbook="written" if one.has_runbook else "missing",
        signal=f"{words.get(one.last_signal, one.last_signal)}, {when}" if when else "none yet",
    )


def _incidents(facts: Snapshot, look: Look) -> list[Incident]:
    return [
        Incident(
            day=look.day_of(one.opened_at),
            integration=one.integration,
            what=one.summary,
            end=took((one.resolved_at - one.opened_at).total_seconds()) if one.resolved_at else "not fixed yet",
            is_open=one.resolved_at is None,
        )
        for one in facts.run.incidents[:MOST_INCIDENTS]
    ]
