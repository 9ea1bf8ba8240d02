from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from apps.core.http import Request
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import find_activities, known_nouns, known_people

ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class ActivityPage:
    page: Page[Activity]
    query: str
    noun: str
    person: str
    nouns: list[str]
    people: list[str]

    @property
    def is_filtered(self) -> bool:
        return bool(self.query or self.noun or self.person)


def activity_page(request: Request) -> ActivityPage:
    query, noun, person = (request.GET.get(name, "") for name in ("q", "noun", "person"))
    found = find_activities(query=query, noun=noun, person=person)
    return ActivityPage(
        page=Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        query=query,
        noun=noun,
        person=person,
        nouns=known_nouns(),
        people=known_people(),
    )
