"""Old and new side by side: dates, weekly numbers, checklist, cut-over; pages and API."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.methods.reconciliation import CutOverPoint
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.models import Decision, Reconciliation
from apps.tenant.roadmap.services import add_initiative
from tests.queries import assert_constant, queries_of


@pytest.fixture
def today(harbor):
    return today_of(harbor)


@pytest.fixture
def case(harbor, consultant, flows, today):
    with client_scope(harbor):
        made = services.add_consolidation({"applications": ["Zoho", "QuickBooks"]}, by=consultant)
        return services.decide_consolidation(
            made, Decision.CONSOLIDATE, client=harbor, by=consultant, on=today, reason="done twice"
        )


@pytest.fixture
def running(harbor, consultant, case, today):
    """In its third week, two numbers compared."""
    with client_scope(harbor):
        services.plan_parallel_run(case, client=harbor, by=consultant, start=today - timedelta(days=15))
        services.add_measure(case, {"name": "Open invoices"}, by=consultant)
        services.add_measure(case, {"name": "Sum", "tolerance": Decimal(1), "is_percent": True}, by=consultant)
    return case


@pytest.fixture
def url(harbor, case):
    return lambda name, **more: client_url(harbor, name, consolidation_id=case.pk, **more)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_planning_it(visit, url, harbor, case, today):
    browser = visit("consultant")
    assert "Parallel run: not planned yet" in words(browser.get(url("consolidation")))
    late = {"start": today.isoformat(), "cut_over": (today + timedelta(days=29)).isoformat()}
    answer = browser.post(url("parallel-run"), late)
    assert answer.status_code == 422
    assert "30 days" in words(answer)
    assert browser.post(url("parallel-run"), {"start": today.isoformat()}).status_code == 302
    assert "Parallel run: week 1 of 4" in words(browser.get(url("consolidation")))
    with client_scope(harbor):
        assert selectors.consolidation_line(case.pk, harbor).dates.cut_over == today + timedelta(days=30)


def test_the_roadmap_sets_the_cut_over(visit, url, harbor, consultant, case, today):
    end = today + timedelta(days=12)
    with client_scope(harbor):
        values = {"name": "One tool", "kind": "consolidation", "consolidation": case.pk}
        add_initiative(values | {"start": today - timedelta(days=40), "end": end}, by=consultant)
        dates = selectors.consolidation_line(case.pk, harbor).dates
    assert (dates.start, dates.cut_over, dates.initiative) == (end - timedelta(days=30), end, "One tool")
    browser = visit("consultant")
    assert "as the roadmap has it for One tool" in words(browser.get(url("consolidation")))
    other = {"start": dates.start.isoformat(), "cut_over": (end + timedelta(days=5)).isoformat()}
    assert "Move it there" in words(browser.post(url("parallel-run"), other))


def test_only_a_consolidation_has_one(visit, url, harbor, consultant, case, today):
    with client_scope(harbor):
        services.decide_consolidation(
            case, Decision.INTEGRATE, client=harbor, by=consultant, on=today, reason="they differ"
        )
    answer = visit("consultant").post(url("parallel-run"), {"start": today.isoformat()})
    assert answer.status_code == 422
    assert "Decide first" in words(answer)


def read(browser, url, running, week, **numbers):
    """Enter numbers through the form: old and new by the measures' places."""
    page = browser.get(url("reconciliation-week", week_number=week))
    seen = re.search(r'name="seen" value="([^"]*)"', page.content.decode()).group(1)
    keys = [pair.split(".")[0] for pair in seen.split()]
    typed = {f"{part[:-1]}_{keys[int(part[-1])]}": value for part, value in numbers.items()}
    return browser.post(url("reconciliation-week", week_number=week), {"seen": seen} | typed)


def test_numbers_of_a_week_with_their_verdicts(visit, url, running):
    browser = visit("consultant")
    assert read(browser, url, running, 1, old0="23", new0="22", old1="1000", new1="1009.50").status_code == 302
    shown = words(browser.get(url("consolidation")))
    assert "Open invoices must be the same 23 22 −1 Differs" in shown
    assert "Sum ± 1 % 1,000 1,009.5 +9.5 Agrees" in shown
    assert "numbers of week 2, 3, 4 are not read" in shown


def test_a_week_to_come_cannot_be_read(visit, url, running):
    answer = read(visit("consultant"), url, running, 4, old0="1", new0="1")
    assert answer.status_code == 422
    assert "has not begun" in words(answer)


def test_numbers_that_are_none_are_explained(visit, url, running, harbor):
    browser = visit("consultant")
    for wrong in ("abc", "1e99", "NaN"):
        assert read(browser, url, running, 1, old0=wrong, new0="1").status_code == 422
    with client_scope(harbor):
        assert not Reconciliation.objects.exists()


def test_the_second_of_two_people_loses_nothing(visit, url, running, harbor):
    first, second = visit("consultant"), visit("lead")
    page = url("reconciliation-week", week_number=1)
    seen = re.search(r'name="seen" value="([^"]*)"', second.get(page).content.decode()).group(1)
    assert read(first, url, running, 1, old0="23", new0="23").status_code == 302
    key = seen.split(".")[0]
    late = second.post(page, {"seen": seen, f"old_{key}": "24", f"new_{key}": "24"})
    assert late.status_code == 422
    assert "entered numbers of week 1 meanwhile" in words(late)
    assert 'value="24"' in late.content.decode()
    with client_scope(harbor):
        assert list(Reconciliation.objects.values_list("old", "new")) == [(23, 23)]


def test_unplanned_weeks_lead_back(visit, url, case):
    assert "Plan the parallel run first" in words(
        visit("consultant").get(url("reconciliation-week", week_number=1), follow=True)
    )
    assert visit("consultant").get(url("reconciliation-week", week_number=5)).status_code == 404


def test_the_cut_over_waits_for_everything(visit, url, harbor, consultant, case, today):
    browser = visit("consultant")
    with client_scope(harbor):
        start = today - timedelta(days=30)
        services.plan_parallel_run(case, client=harbor, by=consultant, start=start)
        measure = services.add_measure(case, {"name": "Open invoices"}, by=consultant)
        for week in (1, 2, 3, 4):
            same = {measure.pk: {"old": Decimal(5), "new": Decimal(5)}}
            services.read_week(case, week, same, client=harbor, by=consultant)
    refused = browser.post(url("cut-over"), {"on": today.isoformat()})
    assert refused.status_code == 422
    assert "Notice given before its last day" in words(refused)
    for point in CutOverPoint:
        assert browser.post(url("cut-over-tick", cut_over_point=point.value), {"done": "yes"}).status_code == 302
    assert "Everything agrees and is done" in words(browser.get(url("consolidation")))
    future = (today + timedelta(days=1)).isoformat()
    assert browser.post(url("cut-over"), {"on": future}).status_code == 422
    assert browser.post(url("cut-over"), {"on": today.isoformat()}).status_code == 302
    assert "old tool switched off" in words(browser.get(url("consolidation")))


def test_measures_are_changed_and_removed(visit, url, harbor, running):
    browser = visit("consultant")
    with client_scope(harbor):
        measure = running.measures.first()
    change = client_url(harbor, "reconciliation-change", reconciliation_measure_id=measure.pk)
    assert browser.post(change, {"name": "sum", "tolerance": "0", "version": "1"}).status_code == 422
    assert browser.post(change, {"name": "Open", "tolerance": "-1", "version": "1"}).status_code == 422
    assert browser.post(change, {"name": "Open", "tolerance": "2", "version": "1"}).status_code == 302
    assert browser.post(change, {"name": "Late", "tolerance": "3", "version": "1"}).status_code == 422
    browser.post(client_url(harbor, "reconciliation-remove", reconciliation_measure_id=measure.pk))
    with client_scope(harbor):
        assert list(running.measures.values_list("name", flat=True)) == ["Sum"]


def test_the_page_asks_as_often_for_many_numbers(visit, url, harbor, consultant, running):
    browser = visit("consultant")
    read(browser, url, running, 1, old0="1", new0="1", old1="1", new1="1")
    queries_of(browser, url("consolidation"))
    few = queries_of(browser, url("consolidation"))
    with client_scope(harbor):
        for name in "abcdefgh":
            services.add_measure(running, {"name": name}, by=consultant)
    assert_constant(browser, url("consolidation"), few=few)


def test_the_whole_run_over_the_api(call, harbor, consultant, case, today):
    api = call("consultant")

    def at(name):
        return client_api_url(harbor, f"api-{name}", consolidation_id=case.pk)

    start = today - timedelta(days=8)
    assert api.put(at("parallel-run"), {"start": start.isoformat()}).json()["week"] == 2
    made = api.post(at("reconciliation-measures"), {"name": "Open invoices", "tolerance": 1})
    assert made.status_code == 201, made.content
    measure = made.json()["measures"][0]["id"]
    shown = api.post(at("reconciliations"), {"measure": measure, "week": 1, "old": 23, "new": 21}).json()
    week = shown["measures"][0]["weeks"][0]
    assert (float(week["difference"]), week["verdict"], week["read_by"]) == (-2, "differs", str(consultant))
    assert api.post(at("reconciliations"), {"measure": measure, "week": 3, "old": 1}).status_code == 400
    assert api.post(at("reconciliations"), {"measure": measure, "week": 9, "old": 1}).status_code == 400
    assert api.post(at("reconciliations"), {"measure": measure + 99, "week": 1, "old": 1}).status_code == 400
    ticked = api.post(at("cut-over-checklist"), {"point": "way_back", "done": True}).json()
    assert {"point": "way_back", "done": True} in ticked["checklist"]
    assert api.post(at("cut-over"), {"on": today.isoformat()}).status_code == 400
    assert api.get(at("parallel-run")).json()["missing"]
    item = client_api_url(harbor, "api-reconciliation-measure", reconciliation_measure_id=measure)
    assert api.patch(item, {"tolerance": 2, "version": 1}).json()["version"] == 2
    assert api.patch(item, {"tolerance": 3, "version": 1}).status_code == 409
    assert api.delete(item).status_code == 204


def test_no_service_reads_what_nobody_planned(harbor, consultant, case):
    with client_scope(harbor), pytest.raises(Refused, match="Plan the parallel run first"):
        services.read_week(case, 1, {}, client=harbor, by=consultant)
    with client_scope(harbor):
        assert (
            selectors.parallel_run(
                selectors.consolidation_line(case.pk, harbor), today=date(2026, 1, 1)
            ).readiness.missing[0]
            == "the parallel run has no first day"
        )


@pytest.mark.parametrize(("open_page", "header"), [("consolidation", "HX-Refresh"), ("consolidations", "HX-Redirect")])
def test_the_page_that_is_open_shows_what_was_saved(visit, url, case, harbor, today, open_page, header):
    browser = visit("consultant")
    here = url(open_page) if open_page == "consolidation" else client_url(harbor, open_page)
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{here}"}
    saved = browser.post(url("parallel-run"), {"start": today.isoformat()}, headers=htmx)
    assert (saved.status_code, header in saved) == (204, True)
