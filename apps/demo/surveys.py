"""The survey of the demo client: asked before anything was built, and again now."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.inventory.models import Department
from apps.tenant.roi.models import PhaseOfStudy
from apps.tenant.surveys import services
from apps.tenant.surveys.models import Survey, SurveyRound

NAME = "How we find our work"
# Three statements of satisfaction, three of burden, by person. Finance has three people: it stays hidden by itself.
BEFORE = {
    "Operations": ((3, 2, 2, 5, 4, 5), (2, 2, 3, 4, 4, 4), (3, 3, 2, 4, 5, 4), (2, 3, 2, 5, 4, 5), (4, 2, 3, 4, 3, 4)),
    "Sales": (
        *((3, 3, 2, 4, 4, 3), (2, 3, 3, 5, 4, 4), (3, 2, 3, 4, 3, 4), (4, 3, 2, 4, 4, 5), (3, 4, 3, 3, 4, 4)),
        (2, 3, 2, 4, 4, 4),
    ),
    "Finance": ((3, 3, 3, 4, 5, 4), (2, 2, 2, 5, 5, 4), (3, 2, 3, 4, 4, 4)),
}
AFTER = {
    "Sales": ((4, 4, 4, 2, 2, 3), (4, 3, 4, 3, 2, 2), (3, 4, 4, 2, 2, 2), (5, 4, 3, 2, 3, 2), (4, 4, 4, 2, 1, 2)),
    "Operations": ((3, 3, 3, 4, 3, 4), (3, 2, 3, 4, 4, 4)),
}
PEOPLE = {"Operations": 15, "Sales": 8, "Finance": 3}


# Days after the engagement began.
OPENED, CLOSED, OPENED_AGAIN = 8, 14, 68


def ask_before(client: Client, *, by: User) -> None:
    """Inside the client's scope, before anything is live; closed, so that it is measured."""
    survey = services.add_survey({"name": NAME}, by=by)
    made = _asked(survey, PhaseOfStudy.BEFORE, BEFORE, by=by, at=_moment(client, OPENED))
    services.close_round(made, by=by, at=_moment(client, CLOSED))


def ask_again(client: Client, *, by: User) -> None:
    """Still open: Sales is shown, Operations not yet."""
    at = min(_moment(client, OPENED_AGAIN), timezone.now())
    _asked(Survey.objects.get(name=NAME), PhaseOfStudy.AFTER, AFTER, by=by, at=at)


def _asked(
    survey: Survey, phase: str, groups: Mapping[str, tuple[tuple[int, ...], ...]], *, by: User, at: datetime
) -> SurveyRound:
    made = services.open_round(survey, phase, by=by, at=at)
    for name, answers in groups.items():
        department = Department.objects.get(name=name)
        link = services.add_link(made, {"department": department.pk, "people": PEOPLE[name]}, by=by)
        for number, values in enumerate(answers):
            services.answer(link, values, ticket=str(number))
    return made


def _moment(client: Client, day: int) -> datetime:
    if client.engagement_start is None:
        raise ValueError(f"{client} has no first day to count from.")
    return datetime.combine(client.engagement_start + timedelta(days=day), time(9), ZoneInfo(client.time_zone))
