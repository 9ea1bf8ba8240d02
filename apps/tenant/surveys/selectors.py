"""Reads of surveys: results of five people at least. A list costs the same number of queries always."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from apps.methods.anonymity import LEAST, Release, release
from apps.methods.survey_scores import of_people, score
from apps.tenant.surveys.models import Survey, SurveyAnswer, SurveyLink, SurveyRound

Values = Sequence[int]


@dataclass(frozen=True)
class Score:
    """Means of 1 to 5 over so many people; statements in the survey's order."""

    people: int
    satisfaction: Decimal | None
    burden: Decimal | None
    statements: tuple[Decimal, ...]


@dataclass(frozen=True)
class GroupResult:
    """One group: how many answered, and its score once five did."""

    link: SurveyLink
    answers: int
    score: Score | None


@dataclass(frozen=True)
class RoundResult:
    """One time of asking. together: of everybody who may be counted, None below five."""

    round: SurveyRound
    groups: tuple[GroupResult, ...]
    together: Score | None
    released: Release[int]

    @property
    def answers(self) -> int:
        return sum(group.answers for group in self.groups)

    @property
    def hidden(self) -> int:
        """Answers that nothing shown is made of."""
        return self.answers - self.released.together


def list_surveys() -> list[tuple[Survey, list[RoundResult]]]:
    """All of them, newest first, with their rounds. Four queries."""
    found = list(Survey.objects.select_related("initiative"))
    results = _results(SurveyRound.objects.all())
    return [(survey, [one for one in results if one.round.survey_id == survey.pk]) for survey in found]


def results_of(survey: Survey) -> list[RoundResult]:
    """Its rounds, oldest first. Three queries."""
    return _results(survey.rounds.all())


def people_values(survey: Survey, result: RoundResult) -> tuple[list[Decimal], list[Decimal]]:
    """Satisfaction and burden of everybody who may be counted, smallest first; empty below five people."""
    answers = _together(_answers([group.link.pk for group in result.groups]), result.released)
    first, second = _areas(survey)
    if len(answers) < LEAST:
        return [], []
    return (of_people(answers, first) if first else [], of_people(answers, second) if second else [])


def _results(rounds: QuerySet[SurveyRound]) -> list[RoundResult]:
    links: dict[int, list[SurveyLink]] = defaultdict(list)
    for link in SurveyLink.objects.filter(round__in=rounds.order_by().values("pk")):
        links[link.round_id].append(link)
    answers = _answers(link.pk for group in links.values() for link in group)
    return [_result(one, links[one.pk], answers) for one in rounds.select_related("survey")]


def _result(one: SurveyRound, links: Sequence[SurveyLink], answers: dict[int, list[tuple[int, Values]]]) -> RoundResult:
    counts = {link.pk: len(answers[link.pk]) for link in links}
    released = release(counts, is_closed=one.closed_at is not None)
    own = {link.pk: answers[link.pk] for link in links}
    groups = tuple(
        GroupResult(link, counts[link.pk], _score(one.survey, _first(own[link.pk], released.groups.get(link.pk, 0))))
        for link in links
    )
    return RoundResult(one, groups, _score(one.survey, _together(own, released)), released)


def _together(answers: dict[int, list[tuple[int, Values]]], released: Release[int]) -> list[Values]:
    if released.rest:
        return [values for rows in answers.values() for _, values in rows]
    return [values for link, count in released.groups.items() for values in _first(answers[link], count)]


def _first(rows: Sequence[tuple[int, Values]], count: int) -> list[Values]:
    """The answers of the first fives."""
    return [values for batch, values in rows if batch < count // LEAST]


def _answers(links: Iterable[int]) -> dict[int, list[tuple[int, Values]]]:
    found: dict[int, list[tuple[int, Values]]] = defaultdict(list)
    rows = SurveyAnswer.objects.filter(link__in=list(links)).order_by("batch", "id")
    for link, batch, values in rows.values_list("link_id", "batch", "values"):
        found[link].append((batch, values))
    return found


def _score(survey: Survey, answers: Sequence[Values]) -> Score | None:
    if len(answers) < LEAST:
        return None
    first, second = _areas(survey)
    each = tuple(score(answers, [at]) or Decimal(0) for at in range(len(survey.statements)))
    return Score(len(answers), score(answers, first), score(answers, second), each)


def _areas(survey: Survey) -> tuple[range, range]:
    """Places of the statements of satisfaction and of burden in an answer."""
    satisfaction = len(survey.satisfaction)
    return range(satisfaction), range(satisfaction, satisfaction + len(survey.burden))
