"""The portfolio: who lands where, what it shows, and that more clients cost no more queries."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.core.access import Role
from apps.shared.clients.models import Client, ClientSummary
from apps.shared.portfolio.selectors import _summed
from tests.factories import join_client, join_firm, make_firm, make_user


@pytest.fixture
def assessed(harbor) -> Client:
    ClientSummary.objects.filter(client=harbor).update(
        stage="plan",
        hours_found=Decimal("15.2083"),
        hours_left=Decimal("11.7083"),
        approved_value=Decimal("13708.5"),
        waiting=1,
        next_step="Get roadmap v2 approved",
        next_step_path="plan/roadmap/",
        last_activity_at=timezone.now(),
        stages=[
            {"key": "assess", "is_done": True, "note": "12 applications"},
            {"key": "plan", "is_begun": True, "note": "v2 is waiting"},
        ],
    )
    return harbor


def names(response) -> list[str]:
    return [row.client.name for row in response.context["page"].rows]


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_owner_sees_all_clients_a_consultant_only_theirs(visit, world):
    assert set(names(visit("owner").get("/"))) == {"Harbor & Pine Supply Co.", "Lumen Dental Group"}
    assert names(visit("consultant").get("/")) == ["Harbor & Pine Supply Co."]


def test_another_firms_clients_are_nowhere(visit, world):
    page = visit("outsider").get("/")
    assert names(page) == ["Quayside Brewing"]
    assert "Harbor" not in text(page)


def test_figures_of_the_summary(visit, assessed):
    page = text(visit("owner").get("/"))
    for shown in ("15.2", "11.7 left", "$13,709", "Get roadmap v2 approved", "1 waiting for the client"):
        assert shown in page
    assert 'href="/clients/harbor/plan/roadmap/"' in page
    assert "Plan: v2 is waiting" in page
    assert "nothing assessed" in page  # lumen


def test_the_sums_say_what_they_are(visit, assessed):
    totals = visit("owner").get("/").context["page"].totals
    assert (totals.clients, totals.assessed, totals.waiting) == (2, 1, 1)
    assert totals.hours_won_back == Decimal("3.5")
    assert round(totals.won_back_percent) == 23


def test_money_of_two_currencies_is_not_added_up(visit, assessed, lumen):
    Client.objects.filter(pk=lumen.pk).update(currency="EUR")
    ClientSummary.objects.filter(client=lumen).update(approved_value=Decimal(2000))
    page = text(visit("owner").get("/"))
    assert "$13,709" in page
    assert "€2,000" in page
    assert "15,709" not in page


def test_search_and_what_it_does_not_find(visit, world):
    browser = visit("owner")
    assert names(browser.get("/?q=lum")) == ["Lumen Dental Group"]
    assert "No client fits" in text(browser.get("/?q=zebra"))
    assert names(browser.get("/?q=%25")) == []


@pytest.mark.parametrize(
    ("sort", "first"),
    [("name", "Harbor"), ("-name", "Lumen"), ("-hours", "Harbor"), ("-value", "Harbor"), ("-activity", "Harbor")],
)
def test_sorting_keeps_missing_figures_last(visit, assessed, sort, first):
    assert names(visit("owner").get(f"/?sort={sort}"))[0].startswith(first)


def test_a_sort_that_does_not_exist_is_ignored(visit, assessed):
    assert names(visit("owner").get("/?sort=password"))[0].startswith("Harbor")


def test_filters(visit, assessed, lumen):
    browser = visit("owner")
    assert names(browser.get("/?show=waiting")) == ["Harbor & Pine Supply Co."]
    assert "Nothing is archived" in text(browser.get("/?show=archived"))
    Client.objects.filter(pk=lumen.pk).update(status="archived", archived_at=timezone.now())
    assert names(browser.get("/?show=archived")) == ["Lumen Dental Group"]
    assert names(browser.get("/")) == ["Harbor & Pine Supply Co."]


def test_a_list_alone_for_searching_while_typing(visit, assessed):
    part = visit("owner").get("/?q=harbor", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b"Harbor &amp; Pine" in part.content


def test_the_first_client_is_asked_for(visit, world):
    newcomer = make_user("fresh@new.example")
    join_firm(newcomer, make_firm("Fresh Advisory", "fresh"))
    assert "Add your first client" in text(visit(newcomer).get("/"))


def test_a_clients_person_with_one_client_goes_to_its_portal(visit, world):
    assert visit("sponsor").get("/")["Location"] == "/clients/harbor/portal/"


def test_with_several_clients_one_is_chosen(visit, world):
    join_client(world.sponsor, world.lumen, Role.VIEWER)
    page = visit("sponsor").get("/")
    assert names(page) == ["Harbor & Pine Supply Co.", "Lumen Dental Group"]
    assert 'href="/clients/lumen/portal/"' in text(page)


def test_with_none_it_is_said_what_to_do(visit, world):
    person = make_user("nobody@people.example")
    assert "Ask your consultant to invite nobody@people.example" in text(visit(person).get("/"))


def test_nobody_signs_in_first(visit, world):
    assert visit("anonymous").get("/")["Location"] == "/accounts/login/?next=/"


def test_many_clients_take_as_many_queries_as_few(visit, northgate, assessed):
    browser = visit("owner")
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for number in range(40):
        client = Client.objects.create(
            firm=northgate, name=f"Client {number}", slug=f"c{number}", schema_name=f"none_{number}", hourly_rate=40
        )
        at = timezone.now() - timedelta(hours=number)
        ClientSummary.objects.create(client=client, hours_found=number, hours_left=number, last_activity_at=at)
    with CaptureQueriesContext(connection) as many:
        page = browser.get("/")
    assert len(page.context["page"].rows) == 42
    assert len(many) <= len(few)


def test_the_picture_of_hours_agrees_with_the_figures(visit, assessed, lumen):
    browser = visit("owner")
    figure = browser.get("/").context["page"].hours
    assert "won back, measured 3.5," in figure.words
    assert "left today 11.7." in figure.words
    ClientSummary.objects.filter(client=assessed).update(hours_left=Decimal(16))  # more by hand than before
    assert browser.get("/").context["page"].hours is None
    ClientSummary.objects.update(hours_found=None, hours_left=None)
    assert browser.get("/").context["page"].hours is None


NEED = {"title": "Resolve 1 incident", "reason": "Data may be missing.", "path": "run/integrations/", "verb": "Open"}


@pytest.fixture
def busy(assessed) -> Client:
    act = {"who": "Tom Okafor", "verb": "commented on", "what": "roadmap v2", "path": "", "at": "2026-11-19T09:00:00Z"}
    ClientSummary.objects.filter(client=assessed).update(
        needs=[NEED], latest=[act], health={"word": "Needs a look", "note": "1 incident open", "is_good": False}
    )
    return assessed


def test_what_waits_and_what_happened_over_all_clients(visit, busy):
    page = text(visit("owner").get("/"))
    assert 'href="/clients/harbor/run/integrations/">Open</a>' in page
    assert "Resolve 1 incident" in page
    assert "Tom Okafor</b> commented on roadmap v2" in page
    assert "Needs a look" in page


def test_only_those_whose_health_needs_a_look(visit, busy):
    assert names(visit("owner").get("/?show=health")) == ["Harbor & Pine Supply Co."]


def test_news_of_other_firms_and_of_clients_without_a_role_stay_away(visit, busy, world):
    join_firm(someone := make_user("someone@north.example"), busy.firm)
    ClientSummary.objects.filter(client=busy).update(needs=[{**NEED, "title": "Only for Harbor"}])
    for page in (visit("outsider").get("/"), visit(someone).get("/")):
        assert "Only for Harbor" not in text(page)
        assert "Tom Okafor" not in text(page)


def test_the_totals_say_which_clients_make_them(visit, assessed, lumen):
    ClientSummary.objects.filter(client=lumen).update(hours_found=Decimal("4"), hours_left=Decimal("4"))
    page = visit("owner").get("/").context["page"]
    parts = {one.label: one.value for one in page.why_found.inputs}
    assert parts == {assessed.name: Decimal("15.2083"), lumen.name: Decimal("4")}
    assert page.why_found.value == sum(parts.values())
    assert [one.value for one in page.why_won_back.inputs] == [Decimal("3.5"), Decimal("0")]
    assert [(amount.currency, made.value) for amount, made in page.approved] == [("USD", Decimal("13708.5"))]
    assert {one.label for one in visit("consultant").get("/").context["page"].why_found.inputs} == {assessed.name}


def test_the_smallest_clients_stand_together():
    made = _summed(Decimal(15 * 16 // 2), "h/week", [(f"Client {n}", Decimal(n)) for n in range(1, 16)])
    assert [one.label for one in made.inputs][-2:] == ["Client 4", "3 others"]
    assert sum(one.value for one in made.inputs) == made.value
