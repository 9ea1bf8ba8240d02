"""Each step of a sitting: what it keeps, what it refuses, and that nothing typed is lost."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.audit.models import AuditHandOff, AuditSitting
from apps.tenant.flows.models import Flow
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application, Person
from apps.tenant.inventory.services import add_application
from tests.integration.audit.conftest import INVOICE, OFTEN, RECALL, SELDOM, Steps
from tests.queries import assert_constant, queries_of


@pytest.fixture
def inside(lumen):
    return lambda: client_scope(lumen)


def lands_on(answer, step):
    return answer.redirect_chain[-1][0].endswith(f"/{step}/")


def test_a_double_click_begins_one(visit, lumen, inside):
    browser, url = visit("owner"), client_url(lumen, "audits")
    assert "Begin the audit" in browser.get(url).content.decode()
    first, second = (browser.post(url, follow=True) for _ in range(2))
    assert lands_on(first, "room")
    assert lands_on(second, "room")
    with inside():
        assert AuditSitting.objects.count() == 1
        assert Activity.objects.filter(verb="began", noun="audit").count() == 1
    html = browser.get(url).content.decode()
    assert "Go on with the audit" in html
    assert "Under way" in html


def test_who_is_in_the_room_are_the_clients_people(steps, inside, lumen):
    answer = steps.post("room", people="Ana Ruiz\n\nTom Beck\nana ruiz", hourly_rate="41.50")
    assert lands_on(answer, "tools")
    with inside():
        assert set(Person.objects.values_list("name", flat=True)) == {"Ana Ruiz", "Tom Beck"}
        assert steps.sitting.people.count() == 2
    lumen.refresh_from_db()
    assert lumen.hourly_rate == Decimal("41.50")
    assert "Ana Ruiz\nTom Beck" in steps.get("room").content.decode()


def test_two_people_in_the_room_lose_none(steps, inside):
    steps.post("room", people="Ana Ruiz", hourly_rate="38", **{"initial-people": ""})
    steps.post("room", people="Tom Beck", hourly_rate="38", **{"initial-people": ""})
    with inside():
        assert steps.sitting.people.count() == 2
    steps.post("room", people="Tom Beck", hourly_rate="38", **{"initial-people": "Ana Ruiz\r\nTom Beck"})
    with inside():
        assert [person.name for person in steps.sitting.people.all()] == ["Tom Beck"]


@pytest.mark.parametrize("rate", ["", "-1", "lots", "NaN", "99999999999"])
def test_a_wrong_rate_is_said_and_what_was_typed_stays(steps, lumen, rate):
    before = lumen.hourly_rate
    answer = steps.post("room", people="Ana Ruiz", hourly_rate=rate)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'href="#id_hourly_rate"' in html
    assert "Ana Ruiz" in html
    lumen.refresh_from_db()
    assert lumen.hourly_rate == before


def test_only_a_lead_changes_the_rate(visit, harbor, consultant):
    with client_scope(harbor):
        sitting = AuditSitting.objects.create(started_by=consultant)
        sitting.refresh_from_db()
    steps = Steps(visit("consultant"), harbor, sitting)
    assert "its lead can change it" in steps.get("room").content.decode()
    before = harbor.hourly_rate
    assert lands_on(steps.post("room", people="", hourly_rate="1"), "tools")
    harbor.refresh_from_db()
    assert harbor.hourly_rate == before


def test_tools_become_applications_once(steps, inside):
    with inside():
        add_application({"name": "Dentrix"}, by=steps.sitting.started_by)
    assert "Dentrix" in steps.get("tools").content.decode()
    for _ in range(2):
        assert lands_on(steps.post("tools", "add", names="dentrix, Front desk\nXero", department="Finance"), "tools")
    with inside():
        found = {a.name: [d.name for d in a.departments.all()] for a in Application.objects.in_use()}
        assert found == {"Dentrix": ["Front desk"], "Xero": ["Finance"]}
        new = dict(steps.sitting.named_tools.values_list("application__name", "is_new"))
        assert new == {"Dentrix": False, "Xero": True}


def test_taking_out_a_new_tool_puts_it_in_the_trash(steps, inside):
    with inside():
        known = add_application({"name": "Dentrix"}, by=steps.sitting.started_by)
    steps.post("tools", "add", names="Dentrix\nXero")
    with inside():
        xero = Application.objects.get(name="Xero")
    for pk in (known.pk, xero.pk, xero.pk, 999999):
        steps.post("tools", f"remove:{pk}")
    with inside():
        assert list(Application.objects.in_use()) == [known]
        assert not steps.sitting.named_tools.exists()


def test_a_tool_of_a_hand_off_stays(named, inside):
    with inside():
        dentrix = Application.objects.get(name="Dentrix")
    assert "Take that one out first" in named.post("tools", f"remove:{dentrix.pk}").content.decode()
    with inside():
        assert Application.objects.in_use().filter(pk=dentrix.pk).exists()


@pytest.mark.parametrize("names", [", Finance", "x" * 90, "\n".join(f"Tool {n}" for n in range(61))])
def test_wrong_lines_make_nothing(steps, inside, names):
    answer = steps.post("tools", "add", names=names)
    assert answer.status_code == 422
    assert 'href="#id_names"' in answer.content.decode()
    with inside():
        assert not Application.objects.exists()


def test_hand_offs_are_ordinary_flows_once(named, inside):
    named.post("hand-offs", "add", **INVOICE)
    with inside():
        assert Flow.objects.hand_offs().count() == 2
        assert named.sitting.hand_offs.count() == 2
    assert lands_on(named.post("hand-offs"), "minutes")


def test_an_unknown_tool_is_said_and_nothing_is_lost(named, inside):
    answer = named.post("hand-offs", "add", **INVOICE | {"source": "Dentri"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Did you mean Dentrix?" in html
    assert 'href="#id_source"' in html
    # Away by a step's button and back: what was typed is still there.
    assert lands_on(named.post("hand-offs", "to:tools", **INVOICE | {"source": "Dentri"}), "tools")
    assert 'value="Dentri"' in named.get("hand-offs").content.decode()
    with inside():
        assert Flow.objects.count() == 2


def test_half_a_hand_off_survives_going_back(named):
    assert lands_on(named.post("hand-offs", "back", source="Dentrix", target="", data_object=""), "tools")
    assert 'value="Dentrix"' in named.get("hand-offs").content.decode()
    assert named.post("hand-offs", "next", source="Dentrix").status_code == 422


def test_at_most_five(named, inside):
    for n in range(3):
        named.post("hand-offs", "add", **INVOICE | {"data_object": f"Thing {n}"})
    assert "Five are enough" in named.get("hand-offs").content.decode()
    answer = named.post("hand-offs", "add", **INVOICE | {"data_object": "Sixth"})
    assert answer.status_code == 422
    with inside():
        assert named.sitting.hand_offs.count() == 5
        assert Flow.objects.count() == 5


def test_known_hand_offs_are_taken_and_new_ones_trashed(named, inside):
    with inside():
        item = named.sitting.hand_offs.last()
        AuditHandOff.objects.filter(pk=item.pk).delete()
    assert "Known before" in named.get("hand-offs").content.decode()
    named.post("hand-offs", f"take:{item.flow_id}")
    named.post("hand-offs", "take:999999")
    first = named.ids()[0]
    named.post("hand-offs", f"remove:{first}")
    named.post("hand-offs", f"remove:{named.ids()[0]}")
    with inside():
        assert not named.sitting.hand_offs.exists()
        assert [flow.pk for flow in Flow.objects.in_use()] == [item.flow_id]


def test_minutes_give_hours_and_money(timed, inside):
    html = timed.get("minutes").content.decode()
    assert "<b>4.00 h</b> a week" in html
    with inside():
        flow = Flow.objects.get(data_object__name="Invoice")
        assert (flow.times, flow.minutes, flow.error_cost) == (20, 12, "revenue_loss")


def test_typing_shows_hours_and_saves_nothing(named, inside):
    html = named.type("minutes", "?preview", **named.entries(OFTEN)).content.decode()
    assert "<b>4.00 h</b>" in html
    assert "Together <b>4.00 h</b>" in html
    with inside():
        assert Flow.objects.filter(minutes=None).count() == 2


def test_what_is_changed_is_saved_at_once(named, inside):
    html = named.type("minutes", **named.entries(OFTEN, SELDOM)).content.decode()
    assert html.startswith("Saved")
    assert "<b>4.00 h</b>" in html
    with inside():
        assert Flow.objects.filter(minutes=None).count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("minutes", "-1"), ("times", "often"), ("people", "0"), ("per", "blue moon"), ("times", "1e99")],
)
def test_one_wrong_card_does_not_lose_the_other(named, inside, field, value):
    answer = named.post("minutes", **named.entries(OFTEN | {field: value}, SELDOM))
    assert answer.status_code == 422
    assert f'href="#id_h{named.ids()[0]}-{field}"' in answer.content.decode()
    with inside():
        assert Flow.objects.get(data_object__name="Patient").minutes == 5
        assert Flow.objects.get(data_object__name="Invoice").minutes is None
    # Back is possible all the same, and the wrong answer waits.
    assert lands_on(named.post("minutes", "back", **named.entries(OFTEN | {field: value}, SELDOM)), "hand-offs")
    html = named.get("minutes").content.decode()
    assert 'value="20"' in html or field == "times"
    assert "something to put right" in html


def test_two_people_change_different_things(named, visit, inside):
    mine = named.shown("minutes")
    theirs = dict(mine)
    invoice, recall = named.ids()
    named.post("minutes", **mine | {f"h{invoice}-minutes": "12", f"h{invoice}-times": "20"})
    other = Steps(visit("lead"), named.client, named.sitting)
    other.post("minutes", **theirs | {f"h{recall}-minutes": "5", f"h{invoice}-error_cost": "rework"})
    with inside():
        flow = Flow.objects.get(data_object__name="Invoice")
        assert (flow.minutes, flow.times, flow.error_cost) == (12, 20, "rework")
        assert Flow.objects.get(data_object__name="Patient").minutes == 5


def test_two_people_change_the_same_thing(named, visit, inside):
    mine, invoice = named.shown("minutes"), named.ids()[0]
    named.post("minutes", **mine | {f"h{invoice}-minutes": "12"})
    other = Steps(visit("lead"), named.client, named.sitting)
    answer = other.post("minutes", **mine | {f"h{invoice}-minutes": "15"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Somebody else changed this meanwhile" in html
    assert 'value="15"' in html
    with inside():
        assert Flow.objects.get(pk=AuditHandOff.objects.get(pk=invoice).flow_id).minutes == 12
    other.post("minutes", **other.shown("minutes"))
    with inside():
        assert Flow.objects.get(pk=AuditHandOff.objects.get(pk=invoice).flow_id).minutes == 15


def test_costs_are_assumed_until_somebody_says(timed, inside):
    html = timed.get("score").content.decode()
    assert "Assumed until somebody knows better" in html
    assert "Score <b>18</b> of 27" in html
    pk = timed.ids()[0]
    timed.post("score", **{f"h{pk}-effort": "3", f"h{pk}-build_cost": "600", f"h{pk}-upkeep_hours": "0"})
    with inside():
        item = AuditHandOff.objects.get(pk=pk)
        assert (item.effort, item.build_cost, item.training_cost, item.upkeep_hours) == (3, 600, None, 0)
        assert Activity.objects.filter(verb="changed", noun="hand-off of an audit").exists()
    timed.post("score", **timed.shown("score") | {f"h{pk}-build_cost": ""})
    with inside():
        assert AuditHandOff.objects.get(pk=pk).build_cost is None


@pytest.mark.parametrize(("field", "value"), [("effort", "6"), ("build_cost", "-1"), ("upkeep_hours", "x")])
def test_wrong_costs_are_said(timed, inside, field, value):
    pk = timed.ids()[0]
    answer = timed.post("score", **{f"h{pk}-{field}": value})
    assert answer.status_code == 422
    assert f'href="#id_h{pk}-{field}"' in answer.content.decode()


def test_the_pilot_is_the_one_that_pays_back(timed):
    html = timed.get("pilot").content.decode()
    assert "The pilot we suggest" in html
    assert "Invoice: Dentrix → QuickBooks" in html


def test_none_is_said_plainly(named):
    named.post("minutes", **named.entries(OFTEN, SELDOM))
    pk = named.ids()[0]
    named.post("score", **{f"h{pk}-build_cost": "5000"})
    html = named.get("pilot").content.decode()
    assert "None of these pays back within 60 days" in html
    assert "if connecting cost" in html
    assert "minutes or more each time" in html


def test_untimed_hand_offs_say_so(named, steps):
    assert "Nothing is timed yet" in named.get("pilot").content.decode()


def test_the_clock_pauses_and_goes_on(steps, inside):
    assert "The clock stands" in steps.post("room", "pause", hourly_rate="38").content.decode()
    assert "The clock stands" in steps.post("room", "pause", hourly_rate="38").content.decode()
    assert "The clock stands" not in steps.post("room", "on", hourly_rate="38").content.decode()
    with inside():
        assert Activity.objects.filter(noun="audit", verb="paused").count() == 1
        assert AuditSitting.objects.get().paused_at is None


def test_what_a_script_sent_on_the_way_comes_too_late_once_its_page_was_sent(named):
    page = named.shown("hand-offs")["page"]
    named.type("hand-offs", page=page, **INVOICE)
    named.post("hand-offs", "add", page=page, **INVOICE)
    named.type("hand-offs", page=page, **INVOICE)
    fresh = named.shown("hand-offs")
    assert (fresh["source"], fresh["data_object"]) == ("", "")
    assert fresh["page"] != page
    named.type("hand-offs", page=fresh["page"], source="Dentrix")
    named.type("hand-offs", page=page, **INVOICE)
    assert named.shown("hand-offs")["source"] == "Dentrix"


def test_drafts_are_each_persons_own(steps, visit):
    steps.type("tools", names="Qwertz")
    assert "Qwertz" in steps.get("tools").content.decode()
    assert "Qwertz" not in Steps(visit("lead"), steps.client, steps.sitting).get("tools").content.decode()


@pytest.mark.parametrize("step", ["tools", "hand-offs", "minutes", "score", "pilot", "finish"])
def test_a_step_asks_the_same_number_of_queries(timed, step, inside):
    few = queries_of(timed.browser, timed.url(step))
    timed.post("tools", "add", names="Xero\nGusto\nSlack")
    for n in range(3):
        timed.post("hand-offs", "add", **RECALL | {"data_object": f"Thing {n}"})
    assert_constant(timed.browser, timed.url(step), few=few)


def test_the_list_asks_the_same_number_of_queries(timed, visit, lumen, lead, inside):
    browser, url = visit("owner"), client_url(lumen, "audits")
    few = queries_of(browser, url)
    with inside():
        for _ in range(3):
            AuditSitting.objects.create(started_by=lead, state="finished")
    assert_constant(browser, url, few=few)
