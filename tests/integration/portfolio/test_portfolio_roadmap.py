"""The roadmaps of all clients: whose are seen, what lies on whom, and that more clients cost no more queries."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.core.access import Role
from apps.core.tenancy.context import client_scope
from apps.shared.clients.models import Client, ClientSummary
from apps.tenant.inventory.models import Person
from apps.tenant.overview.services import refresh_summary
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.services import add_initiative
from tests.factories import join_client, make_user
from tests.queries import assert_constant, queries_of

URL = "/portfolio/roadmap/"
API = "/api/v1/portfolio/roadmap/"
TODAY = timezone.localdate()
NEXT = (TODAY.replace(day=1) + timedelta(days=32)).replace(day=1)


def plan(client, by, name, owner, *, days=5, start=NEXT, length=20, state=State.PLANNED):
    with client_scope(client):
        values = {"name": name, "state": state, "start": start, "end": start + timedelta(days=length)}
        made = add_initiative({**values, "owner": owner, "effort_days": Decimal(days)}, by=by)
        refresh_summary(client)
    return made


def loads_of(page):
    return {(one.name, one.clients): one for one in page.context["page"].people}


@pytest.fixture
def planned(harbor, lumen, lead, consultant):
    """The consultant works at both; Ann is somebody else at each."""
    plan(harbor, lead, "Stock sync", consultant.name)
    plan(lumen, lead, "Recall letters", consultant.name)
    plan(harbor, lead, "Lead sync", "Ann")
    plan(lumen, lead, "Claims", "Ann")


def test_one_figure_holds_all_clients(planned, visit):
    page = visit("owner").get(URL)
    assert [phase for phase in ("Harbor &amp; Pine", "Lumen Dental Group") if phase not in page.content.decode()] == []
    links = {link.name: link.url for link in page.context["page"].links}
    assert set(links) == {
        *("Stock sync, Harbor & Pine Supply Co.", "Lead sync, Harbor & Pine Supply Co."),
        *("Recall letters, Lumen Dental Group", "Claims, Lumen Dental Group"),
    }
    assert len({link.number for link in page.context["page"].links}) == 4
    assert visit("owner").get(links["Claims, Lumen Dental Group"]).status_code == 200


def test_a_colleague_is_one_person_everywhere_and_namesakes_are_not(planned, visit, consultant):
    people = loads_of(visit("owner").get(URL))
    assert (consultant.name, ("Harbor & Pine Supply Co.", "Lumen Dental Group")) in people
    assert {clients for name, clients in people if name == "Ann"} == {
        ("Harbor & Pine Supply Co.",),
        ("Lumen Dental Group",),
    }


def test_whoever_has_the_same_address_is_one_person(planned, harbor, lumen, visit):
    for client in (harbor, lumen):
        with client_scope(client):
            Person.objects.filter(name="Ann").update(email="Ann@people.example")
            refresh_summary(client)
    assert ("Ann", ("Harbor & Pine Supply Co.", "Lumen Dental Group")) in loads_of(visit("owner").get(URL))


def test_too_many_at_once_and_too_many_days_are_said(planned, harbor, lead, consultant, visit):
    plan(harbor, lead, "Third", consultant.name)
    plan(harbor, lead, "Fourth", consultant.name, days=40)
    page = visit("owner").get(URL)
    clash = page.context["page"].clashes[0]
    assert clash.title.startswith(f"{consultant.name}, {NEXT:%B} {NEXT.year}: 4 efforts at once and 55.0 days planned")
    assert "Recall letters (Lumen Dental Group)" in clash.text
    assert "4 at once" in page.content.decode()


def test_fewer_days_make_a_clash(planned, visit):
    assert not visit("owner").get(URL).context["page"].clashes
    assert visit("owner").get(URL, {"days": "6"}).context["page"].clashes
    assert visit("owner").get(URL, {"days": "lots"}).status_code == 422


def test_of_many_clashes_the_soonest_are_said(planned, harbor, lead, visit):
    for number in range(7):
        plan(harbor, lead, f"Effort {number}", f"Person {number}", days=400, length=45)
    page = visit("owner").get(URL)
    made = page.context["page"]
    assert len(made.next_clashes) == 5
    assert all(f"{NEXT:%B} {NEXT.year}" in clash.title for clash in made.next_clashes), "every first month comes first"
    assert f"{len(made.clashes) - 5} more later" in page.content.decode()


def test_a_consultant_sees_only_their_clients(planned, visit):
    page = visit("consultant").get(URL)
    assert "Recall letters" not in page.content.decode()
    assert "Stock sync" in page.content.decode()


def test_another_firm_sees_nothing_of_it(planned, visit):
    page = visit("outsider").get(URL)
    assert "Stock sync" not in page.content.decode()
    assert "No client has a dated roadmap yet" in page.content.decode()


def test_somebody_of_a_firm_who_only_reads_another_firms_portal_sees_nothing_of_it(planned, harbor, visit, outsider):
    join_client(outsider, harbor, Role.VIEWER)
    assert "Stock sync" not in visit("outsider").get(URL).content.decode()


def test_candidates_and_archived_clients_are_left_out(planned, harbor, lumen, lead, visit):
    plan(harbor, lead, "Perhaps", "Ann", state=State.CANDIDATE)
    Client.objects.filter(pk=lumen.pk).update(status=Client.Status.ARCHIVED)
    page = visit("owner").get(URL).content.decode()
    assert "Perhaps" not in page
    assert "Claims" not in page


def test_it_is_reached_from_the_portfolio(planned, visit):
    assert f'href="{URL}"' in visit("owner").get("/").content.decode()


def test_the_summary_follows_a_change(planned, harbor, lead, consultant, visit, run_outbox):
    browser = visit("consultant")
    with client_scope(harbor):
        made = plan(harbor, lead, "Moving", "Ann")
    page = f"/clients/harbor/plan/roadmap/initiatives/{made.pk}/move/"
    assert browser.post(page, {"days": 14}).status_code < 400
    run_outbox()
    row = next(row for row in ClientSummary.objects.get(client=harbor).roadmap if row["name"] == "Moving")
    assert row["start"] == str(NEXT + timedelta(days=14))


def test_more_clients_cost_no_more_queries(planned, northgate, visit, world):
    browser = visit("owner")
    few = queries_of(browser, URL)
    row = {"id": 1, "name": "X", "state": "planned", "owner": "Bo", "email": "", "days": "3"}
    for number in range(4):
        client = Client.objects.create(
            firm=northgate, name=f"Client {number}", slug=f"c{number}", schema_name=f"c_{number}", hourly_rate=30,
            status=Client.Status.READY,
        )  # fmt: skip
        ClientSummary.objects.create(client=client, roadmap=[row | {"start": str(NEXT), "live": str(NEXT)}])
    assert_constant(browser, URL, few=few)


def test_the_api_says_the_same(planned, harbor, call, consultant):
    data = call("owner").get(API, {"months": 2, "days_per_month": "6"}).data
    assert [one["client"] for one in data["clients"]] == ["harbor", "lumen"]
    assert [row["name"] for row in data["clients"][0]["initiatives"]] == ["Stock sync", "Lead sync"]
    mine = next(one for one in data["people"] if one["name"] == consultant.name)
    assert [(month["at_once"], month["clash"]) for month in mine["months"]] == [(0, False), (2, True)]
    assert call("owner").get(API, {"months": 99}).status_code == 400
    assert call(make_user()).get(API).status_code == 403
