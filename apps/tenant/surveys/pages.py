"""What the pages of a survey may use."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField, Form
from django.utils.safestring import SafeString, mark_safe

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Column
from apps.figures.palette import AccentShades, accent_shades
from apps.figures.qr import render_qr
from apps.methods.anonymity import LEAST
from apps.shared.clients.models import Client
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.roi.models import Metric, PhaseOfStudy
from apps.tenant.surveys import selectors
from apps.tenant.surveys.forms import WORDS, AnswerForm, LinkForm, RoundForm, SurveyForm
from apps.tenant.surveys.links import address_of
from apps.tenant.surveys.models import Survey, SurveyLink
from apps.tenant.surveys.selectors import GroupResult, RoundResult

COLUMNS = [
    Column("Survey", sticky=True),
    Column("Round"),
    Column("Answers", num=True),
    Column("Satisfaction", num=True, unit="of 5", title="Mean of those who may be counted; more is better"),
    Column("Work burden", num=True, unit="of 5", title="Mean of those who may be counted; less is better"),
]


@dataclass(frozen=True)
class SurveyRow:
    survey: Survey
    rounds: list[RoundResult]


@dataclass(frozen=True)
class SurveysPage:
    rows: list[SurveyRow]
    columns: list[Column]
    new: SurveyForm
    may_edit: bool
    least: int = LEAST


@dataclass(frozen=True)
class GroupRow:
    """One group of a round with its link."""

    group: GroupResult
    address: str

    @property
    def link(self) -> SurveyLink:
        return self.group.link

    @property
    def state(self) -> tuple[str, str]:
        """Its word and tone."""
        if self.link.round.closed_at:
            return "Closed", "none"
        if self.link.revoked_at:
            return "Withdrawn", "none"
        return ("Open", "good") if self.link.is_open else ("Expired", "warn")

    @property
    def hidden_words(self) -> str:
        """Instead of a score that fewer than five people make up."""
        count = self.group.answers
        so_far = "" if self.link.round.closed_at else " so far"
        return f"{count} answer{'' if count == 1 else 's'}{so_far}, shown from five up"


@dataclass(frozen=True)
class RoundView:
    result: RoundResult
    groups: list[GroupRow]

    @property
    def is_open(self) -> bool:
        return self.result.round.closed_at is None


@dataclass(frozen=True)
class StatementRow:
    """One statement: its mean in the latest round of each phase."""

    text: str
    is_burden: bool
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class SurveyPage:
    survey: Survey
    rounds: list[RoundView]
    statements: list[StatementRow]
    metrics: list[Metric]
    change: SurveyForm
    open_round: RoundForm
    add_link: LinkForm
    history: list[Activity]
    may_edit: bool
    least: int = LEAST

    @property
    def current(self) -> RoundView | None:
        return next((one for one in self.rounds if one.is_open), None)

    @property
    def is_measured(self) -> bool:
        return any(row.before is not None or row.after is not None for row in self.statements)

    @property
    def can_be_removed(self) -> bool:
        return not any(one.result.answers for one in self.rounds)


@dataclass(frozen=True)
class CodePage:
    link: SurveyLink
    address: str
    qr: SafeString


@dataclass(frozen=True)
class AskPage:
    """What somebody is asked on the phone."""

    client: Client
    link: SurveyLink
    form: AnswerForm | None = None

    @property
    def accent(self) -> AccentShades:
        return accent_shades(self.client.firm.accent)

    @property
    def statements(self) -> list[BoundField]:
        return list(self.form) if self.form else []

    @property
    def points(self) -> list[tuple[int, str]]:
        return list(WORDS.items())

    @property
    def wrong_fields(self) -> list[tuple[BoundField, object]]:
        return (
            [(self.form[name], errors) for name, errors in self.form.errors.items() if name in self.form.fields]
            if (self.form)
            else []
        )


def surveys_page(request: Request, *, new: SurveyForm | None = None) -> SurveysPage:
    rows = [SurveyRow(survey, rounds) for survey, rounds in selectors.list_surveys()]
    return SurveysPage(rows, COLUMNS, new or SurveyForm(), allowed(request, Right.WORK_EDIT))


def survey_page(
    request: Request, survey: Survey, *, change: SurveyForm | None = None, add_link: Form | None = None
) -> SurveyPage:
    results = selectors.results_of(survey)
    metrics = Metric.objects.filter(pk__in=[survey.satisfaction_metric_id, survey.burden_metric_id])
    return SurveyPage(
        survey=survey,
        rounds=[_round(request.client, result) for result in reversed(results)],
        statements=_statements(survey, results),
        metrics=list(metrics),
        change=change or SurveyForm(survey=survey),
        open_round=RoundForm(initial={"phase": PhaseOfStudy.AFTER if results else PhaseOfStudy.BEFORE}),
        add_link=add_link or LinkForm(),  # type: ignore[arg-type]
        history=activities_of("survey", survey.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def code_page(request: Request, link: SurveyLink) -> CodePage:
    address = address_of(request.client, link)
    return CodePage(link, address, mark_safe(render_qr(address, title=f"QR code of the survey for {link.name}")))


def _round(client: Client, result: RoundResult) -> RoundView:
    groups = []
    for group in result.groups:
        group.link.round = result.round
        groups.append(GroupRow(group, address_of(client, group.link)))
    return RoundView(result, groups)


def _statements(survey: Survey, results: Sequence[RoundResult]) -> list[StatementRow]:
    latest = {one.round.phase: one.together for one in results if one.together}
    before, after = latest.get(PhaseOfStudy.BEFORE), latest.get(PhaseOfStudy.AFTER)
    return [
        StatementRow(
            text,
            at >= len(survey.satisfaction),
            before.statements[at] if before else None,
            after.statements[at] if after else None,
        )
        for at, text in enumerate(survey.statements)
    ]
