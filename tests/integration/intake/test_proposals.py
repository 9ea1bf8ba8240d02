"""What the consultants make of the answers: field by field, merged or new, dismissed, undone; never by itself."""

import pytest

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.links import client_url
from apps.tenant.flows.models import Flow
from apps.tenant.flows.services import add_flow, change_flow
from apps.tenant.intake import services
from apps.tenant.intake.models import IntakeProposal
from apps.tenant.intake.selectors import offered
from apps.tenant.intake.services import Taking
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application, change_application
from tests.queries import assert_constant, queries_of


@pytest.fixture
def desk(visit):
    return visit("consultant")


@pytest.fixture
def tool(answered):
    return answered.proposals.get(kind="tool")


@pytest.fixture
def hand_off(answered):
    return answered.proposals.get(kind="hand_off")


@pytest.fixture
def sheet(at_harbor, consultant):
    return add_application({"name": "Inventory sheet"}, by=consultant)


def url(harbor, name, proposal):
    return client_url(harbor, name, intake_proposal_id=proposal.pk)


def names():
    return sorted(Application.objects.in_use().values_list("name", flat=True))


def test_nothing_is_applied_by_itself(answered):
    assert names() == ["Shopify"]
    assert not Flow.objects.exists()


def test_a_new_application_with_what_is_ticked(desk, harbor, tool):
    page = desk.get(url(harbor, "intake-proposal", tool)).context["page"]
    assert page.into is None
    given = {"take": ["name", "departments"], "name": "Packing list (sheet)", "function": "Not taken"}
    given |= {"departments": "Operations", "version": tool.version}
    done = desk.post(url(harbor, "intake-proposal", tool), given, follow=True)
    assert done.status_code == 200
    made = Application.objects.get(name="Packing list (sheet)")
    assert (made.function, made.found_by, [str(one) for one in made.departments.all()]) == (
        "",
        "intake_link",
        ["Operations"],
    )
    assert "Lena Brandt" in made.found_note
    tool.refresh_from_db()
    assert (tool.state, tool.application_id) == ("accepted", made.pk)


def test_merged_into_one_that_is_there(desk, harbor, tool, consultant):
    there = add_application({"name": "packing LIST", "departments": ["Support"]}, by=consultant)
    page = desk.get(url(harbor, "intake-proposal", tool)).context["page"]
    assert page.into == there
    taken = [row.field.name for row in page.fields if row.is_taken]
    assert taken == ["function", "departments"]
    given = {"take": taken, "function": "What goes into a box", "departments": "Operations"}
    desk.post(
        url(harbor, "intake-proposal", tool),
        given | {"into": there.pk, "into_version": there.version, "version": tool.version},
    )
    there.refresh_from_db()
    assert there.function == "What goes into a box"
    assert sorted(str(one) for one in there.departments.all()) == ["Operations", "Support"]
    assert sorted(names()) == ["Shopify", "packing LIST"]


def test_a_merge_is_taken_back_to_what_was_there(tool, consultant):
    there = add_application({"name": "Packing list", "function": "Old"}, by=consultant)
    services.accept(tool, Taking({"function": "New", "departments": "Operations"}, there.pk), by=consultant)
    tool.refresh_from_db()
    services.undo(tool, by=consultant)
    there.refresh_from_db()
    assert (there.function, list(there.departments.all())) == ("Old", [])
    tool.refresh_from_db()
    assert (tool.state, tool.application, tool.done) == ("open", None, [])


def test_a_hand_off_becomes_a_flow_with_its_note(hand_off, sheet, consultant):
    services.accept(hand_off, Taking(offered(hand_off)), by=consultant)
    flow = Flow.objects.get()
    assert (str(flow), flow.minutes, flow.times, flow.per, flow.mechanism) == (
        "Shopify → Inventory sheet, Orders",
        18,
        2,
        "day",
        "manual",
    )
    assert "hurts 4 of 5" in flow.notes


def test_a_tool_that_nobody_listed_is_made_only_when_asked(desk, harbor, hand_off):
    page = desk.get(url(harbor, "intake-proposal", hand_off)).context["page"]
    assert page.missing == ["Inventory sheet"]
    given = {"take": ["source", "target", "data_object"], "source": "Shopify", "target": "Inventory sheet"}
    given |= {"data_object": "Orders", "version": hand_off.version}
    wrong = desk.post(url(harbor, "intake-proposal", hand_off), given)
    assert wrong.status_code == 422
    assert "There is no application called Inventory sheet" in wrong.content.decode()
    assert names() == ["Shopify"]
    desk.post(url(harbor, "intake-proposal", hand_off), given | {"add_missing": "on"})
    assert names() == ["Inventory sheet", "Shopify"]
    assert Flow.objects.get().minutes is None
    desk.post(url(harbor, "intake-proposal-undo", hand_off))
    assert names() == ["Shopify"]
    assert not Flow.objects.in_use().exists()


def test_merged_into_a_flow_field_by_field(desk, harbor, hand_off, sheet, known, consultant):
    flow = add_flow(
        {"source": "Shopify", "target": "Inventory sheet", "data_object": "Orders", "minutes": 20}, by=consultant
    )
    page = desk.get(url(harbor, "intake-proposal", hand_off)).context["page"]
    assert page.into == flow
    assert "minutes" not in [row.field.name for row in page.fields if row.is_taken]
    given = {"take": ["times", "per", "notes"], "times": "2", "per": "day", "minutes": "not taken", "notes": "Lena"}
    answer = desk.post(
        url(harbor, "intake-proposal", hand_off),
        given | {"into": flow.pk, "into_version": flow.version, "version": hand_off.version},
    )
    assert answer.status_code == 302
    flow.refresh_from_db()
    assert (flow.times, flow.per, flow.minutes, flow.notes) == (2, "day", 20, "Lena")
    desk.post(url(harbor, "intake-proposal-undo", hand_off))
    flow.refresh_from_db()
    assert (flow.times, flow.per, flow.minutes, flow.notes) == (None, "week", 20, "")


def test_the_second_of_two_consultants_is_told(desk, harbor, tool, consultant, lead):
    seen = tool.version
    services.accept(tool, Taking({}), by=lead, version=seen)
    given = {"take": ["name"], "name": "Another", "version": seen}
    told = desk.post(url(harbor, "intake-proposal", tool), given, follow=True)
    assert "Somebody else decided about this meanwhile" in told.content.decode()
    assert names() == ["Packing list", "Shopify"]
    with pytest.raises(Conflict):
        services.dismiss(tool, by=consultant, version=seen)


def test_a_row_changed_meanwhile_is_not_overwritten(desk, harbor, tool, consultant):
    there = add_application({"name": "Packing list"}, by=consultant)
    change_application(there, {"function": "Theirs"}, by=consultant)
    given = {"take": ["function"], "function": "Mine", "into": there.pk, "into_version": 1, "version": tool.version}
    told = desk.post(url(harbor, "intake-proposal", tool), given, follow=True)
    assert "Somebody else changed" in told.content.decode()
    there.refresh_from_db()
    assert there.function == "Theirs"


def test_undo_stops_where_somebody_went_on(hand_off, sheet, consultant):
    services.accept(hand_off, Taking(offered(hand_off)), by=consultant)
    change_flow(Flow.objects.get(), {"minutes": 5}, by=consultant)
    hand_off.refresh_from_db()
    with pytest.raises(Conflict, match="was changed after this was accepted"):
        services.undo(hand_off, by=consultant)
    assert Flow.objects.get().minutes == 5


def test_an_application_in_use_by_now_is_not_taken_away(tool, known, consultant):
    services.accept(tool, Taking({}), by=consultant)
    add_flow({"source": "Shopify", "target": "Packing list", "data_object": "Order"}, by=consultant)
    tool.refresh_from_db()
    with pytest.raises(Conflict, match="has data flows by now"):
        services.undo(tool, by=consultant)
    assert "Packing list" in names()


def test_dismissed_and_back(desk, harbor, tool):
    for _ in range(2):
        desk.post(url(harbor, "intake-proposal-dismiss", tool))
    tool.refresh_from_db()
    assert tool.state == "dismissed"
    desk.post(url(harbor, "intake-proposal-undo", tool))
    tool.refresh_from_db()
    assert tool.state == "open"


def test_accepted_is_undone_before_it_is_dismissed(tool, consultant):
    services.accept(tool, Taking({}), by=consultant)
    with pytest.raises(Conflict, match="Undo that first"):
        services.dismiss(tool, by=consultant)
    with pytest.raises(Conflict, match="already"):
        services.accept(tool, Taking({}), by=consultant)


def test_a_name_that_is_taken(desk, harbor, tool, known):
    given = {"take": ["name"], "name": "Shopify", "version": tool.version}
    assert desk.post(url(harbor, "intake-proposal", tool), given).status_code == 422
    assert IntakeProposal.objects.get(pk=tool.pk).state == "open"


@pytest.mark.parametrize("into", ["999999", "x", "-1"])
def test_into_what_is_not_there(desk, harbor, tool, into):
    assert desk.get(f"{url(harbor, 'intake-proposal', tool)}?into={into}").status_code == 200
    given = {"take": ["function"], "function": "F", "into": into, "version": tool.version}
    assert desk.post(url(harbor, "intake-proposal", tool), given).status_code == 422


def test_into_nothing_is_refused_by_the_service(hand_off, consultant):
    with pytest.raises(Refused):
        services.accept(hand_off, Taking({}, 999999), by=consultant)


def test_the_answers_page(desk, harbor, answered, consultant):
    page = desk.get(client_url(harbor, "intake-answer", intake_answer_id=answered.pk))
    html = page.content.decode()
    assert "Stock that is right." in html
    assert page.context["page"].total == 3
    few = queries_of(desk, client_url(harbor, "intake-answer", intake_answer_id=answered.pk))
    for number in range(6):
        services.add_tool(answered, {"name": f"Tool {number}", "used_for": ""})
    for one in answered.proposals.filter(name__startswith="Tool"):
        services.accept(one, Taking({}), by=consultant)
    few_again = queries_of(desk, client_url(harbor, "intake-answer", intake_answer_id=answered.pk))
    services.add_tool(answered, {"name": "One more", "used_for": ""})
    assert_constant(desk, client_url(harbor, "intake-answer", intake_answer_id=answered.pk), few=few_again)
    assert len(few_again) <= len(few) + 2
