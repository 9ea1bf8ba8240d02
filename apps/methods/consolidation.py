"""Integrate or consolidate (N, DOMAIN "Integrate or consolidate").

Q1 do two or more tools do at least 70 % of the same: |A∩B| ÷ min(|A|,|B|) over capabilities, the closest pair counts.
Q2 will switching save more in 12 months than migration and retraining cost. Q3 is there, or is there a wish for, the
capability to maintain several integrations. Fewer than two yes: integrate (N). Q1 and Q2 yes: consolidate. Q3 yes
with just one of Q1, Q2: integrate, marked a close call (ours: a yes to Q3 speaks for integrating, so N's rule alone
cannot name consolidation). An answer that is not known yet counts as not yes, and the result says that it could still
change.

Worked example: Zoho Invoice does three of its four jobs in QuickBooks too; dropping it saves 540 of licence and 0.75
h a week at 38, against 530 to migrate and 190 to retrain.

>>> q1 = overlap({"Zoho": ["Invoicing", "Quotes", "Payment reminders", "Time"],
...               "QuickBooks": ["invoicing", "quotes", "payment reminders", "ledger", "tax"]})
>>> q1.value, saving_in_12_months(Decimal(540), Decimal("0.75"), Decimal(38))
(Decimal('0.75'), Decimal('2022.00'))
>>> advice = recommend(Answers(q1.value, Decimal(2022), Decimal(530), Decimal(190), can_maintain=False))
>>> advice.recommendation.value, advice.close_call
('consolidate', False)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from apps.methods.checks import not_negative
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from apps.methods.workings import Input, Workings

SOURCE = "N three questions"
OVERLAP_FROM = Decimal("0.70")
PARALLEL_MONTHS = 1
RECONCILIATIONS = 4


class Recommendation(StrEnum):
    INTEGRATE = "integrate"
    CONSOLIDATE = "consolidate"


TRADE_OFFS: Mapping[Recommendation, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Recommendation.INTEGRATE: (
        ("each team keeps the tool that suits it", "value sooner", "little to relearn"),
        ("more connections to look after", "consistent data needs rules and an owner"),
    ),
    Recommendation.CONSOLIDATE: (
        ("lower cost over time", "one training, one set of accesses, one vendor", "fewer points that can fail"),
        ("data has to be migrated", "disruption for a while", "people have to change how they work"),
    ),
}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Largest overlap of a pair, 0 to 1; None while fewer than two tools have capabilities listed."""

    value: Decimal | None
    pair: tuple[str, str] | None
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MigrationEffort:
    """What moving one tool's data takes, to be edited per case: hours once, plus an hour of reconciling a week."""

    move_hours: Decimal = Decimal(8)
    hours_per_reconciliation: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Answers:
    """Figures behind the three questions, money in one currency; None is unknown.

    `*_overruled` replaces a computed answer.
    """

    overlap: Decimal | None
    saving_12_months: Decimal | None
    migration_cost: Decimal | None
    retraining_cost: Decimal | None
    can_maintain: bool | None
    overlap_overruled: bool | None = None
    saving_overruled: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`answer` None: not known yet. `computed` is the rule's answer where a person overruled it."""

    answer: bool | None
    computed: bool | None
    workings: Workings


@dataclass(frozen=True, slots=True)
class Advice:
    """`open_questions` names what is unknown; `benefits` and `trade_offs` are given for both sides."""

    recommendation: Recommendation
    close_call: bool
    reasons: tuple[str, ...]
    overlap: Question
    saving: Question
    capability: Question
    open_questions: tuple[str, ...]
    sides: Mapping[Recommendation, tuple[tuple[str, ...], tuple[str, ...]]]


def overlap(capabilities: Mapping[str, Iterable[str]]) -> Overlap:
    """Q1 over two or more tools; names are compared without case and outer spaces."""
    sets = {tool: {_plain(name) for name in names if _plain(name)} for tool, names in sorted(capabilities.items())}
    pairs = [(a, b) for a, b in combinations(sets, 2) if sets[a] and sets[b]]
    if not pairs:
        return Overlap(None, None, ())
    best = max(pairs, key=lambda pair: _share(sets[pair[0]], sets[pair[1]]))
    shared = sets[best[0]] & sets[best[1]]
    return Overlap(_share(sets[best[0]], sets[best[1]]), best, tuple(sorted(shared)))


def saving_in_12_months(licences_given_up: Decimal, hand_off_hours_per_week: Decimal, hourly_rate: Decimal) -> Decimal:
    """Yearly cost of the tools given up plus the hand-offs between the tools that vanish, × rate × 52."""
    hours = not_negative("Hours", hand_off_hours_per_week) * not_negative("Hourly rate", hourly_rate) * WEEKS_PER_YEAR
    return not_negative("Licences", licences_given_up) + hours


def migration_estimate(licences_given_up: Decimal, hourly_rate: Decimal, effort: MigrationEffort) -> Decimal:
    """Estimate where nobody gave a figure: moving the data, four weekly reconciliations, one month of both licences."""
    hours = effort.move_hours + RECONCILIATIONS * effort.hours_per_reconciliation
    return hours * not_negative("Hourly rate", hourly_rate) + licences_given_up * PARALLEL_MONTHS / MONTHS_PER_YEAR


def recommend(answers: Answers) -> Advice:
    """Answer the three questions and recommend."""
    first, second, third = _first(answers), _second(answers), _third(answers)
    yes = [question.answer is True for question in (first, second, third)]
    consolidate = yes[0] and yes[1]
    close_call = yes[2] and yes[0] != yes[1]
    names = ("overlap", "saving", "capability")
    unknown = [name for name, one in zip(names, (first, second, third), strict=True) if one.answer is None]
    return Advice(
        recommendation=Recommendation.CONSOLIDATE if consolidate else Recommendation.INTEGRATE,
        close_call=close_call,
        reasons=_reasons(first, second, third, sum(yes)),
        overlap=first,
        saving=second,
        capability=third,
        open_questions=tuple(unknown),
        sides=TRADE_OFFS,
    )


def _first(answers: Answers) -> Question:
    computed = None if answers.overlap is None else answers.overlap >= OVERLAP_FROM
    made_of = (Input("overlap", answers.overlap, "share"),)
    return _question(
        computed=computed, overruled=answers.overlap_overruled, rule="overlap of at least 70 %", made_of=made_of
    )


def _second(answers: Answers) -> Question:
    saving, moving, retraining = answers.saving_12_months, answers.migration_cost, answers.retraining_cost
    computed = None
    if saving is not None and moving is not None and retraining is not None:
        computed = saving > moving + retraining
    made_of = (Input("saving in 12 months", saving), Input("migration", moving), Input("retraining", retraining))
    return _question(
        computed=computed,
        overruled=answers.saving_overruled,
        rule="saving above migration + retraining",
        made_of=made_of,
    )


def _third(answers: Answers) -> Question:
    made_of = (Input("capability or wish to maintain several integrations", answers.can_maintain),)
    return _question(computed=answers.can_maintain, overruled=None, rule="the client's own answer", made_of=made_of)


def _question(*, computed: bool | None, overruled: bool | None, rule: str, made_of: tuple[Input, ...]) -> Question:
    answer = computed if overruled is None else overruled
    return Question(answer, computed, Workings(answer, "", rule, made_of, SOURCE))


def _reasons(first: Question, second: Question, third: Question, yes: int) -> tuple[str, ...]:
    def say(question: Question, text: dict[bool | None, str]) -> str:
        return text[question.answer]

    wordings = (
        say(first, {True: "the tools overlap enough", False: "the tools overlap too little", None: "overlap unknown"}),
        say(
            second,
            {
                True: "switching pays within 12 months",
                False: "switching costs more than it saves",
                None: "saving unknown",
            },
        ),
        say(
            third,
            {True: "integrations can be maintained", False: "nobody to maintain integrations", None: "upkeep unknown"},
        ),
    )
    return (*wordings, f"{yes} of 3 answered yes")


def _share(a: set[str], b: set[str]) -> Decimal:
    return Decimal(len(a & b)) / min(len(a), len(b))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
