"""The six questions: nothing typed is lost, nothing counts twice, mistakes are met with words."""

import pytest
from django.core import mail

from apps.core.tenancy.context import public_scope
from apps.shared.accounts.models import Mail
from apps.tenant.history.models import Activity
from apps.tenant.intake import services
from apps.tenant.intake.models import IntakeAnswer, IntakeProposal
from tests.integration.intake.conftest import HAND_OFF, Asked
from tests.queries import assert_constant, queries_of


def proposals():
    return [str(one) for one in IntakeProposal.objects.all()]


def test_from_the_first_question_to_the_receipt(lena, answered):
    done = lena.get("done/")
    html = done.content.decode()
    assert "Thank you, Lena Brandt" in html
    assert "3.00 hours a week" in html
    assert proposals() == ["Packing list", "Shopify → Inventory sheet, Orders"]
    assert IntakeProposal.objects.get(kind="hand_off").pain == 4
    assert (answered.remark, answered.step) == ("Stock that is right.", "check")
    assert answered.sent_at


def test_known_tools_of_the_department_are_ticked(lena, known, consultant):
    assert list(lena.get("tools/").context["page"].known) == [("Shopify", False)]
    lena.post("tools/", known="Shopify", go="next")
    assert IntakeAnswer.objects.get().known_tools == ["Shopify"]
    assert list(lena.get("tools/").context["page"].known) == [("Shopify", True)]
    assert not IntakeProposal.objects.exists()


def test_every_field_is_kept_while_it_is_typed(lena):
    saved = lena.type("by-hand/", source="Shopify", times="2", per="week", people="1")
    assert saved.status_code == 200
    assert saved.content.decode().startswith("Saved")
    form = lena.get("by-hand/").context["page"].form
    assert (form["source"].value(), form["times"].value(), form["per"].value()) == ("Shopify", "2", "week")
    assert not IntakeProposal.objects.exists()


def test_the_server_works_out_the_hours_too(lena):
    assert "1.25 hours a week" in lena.type("by-hand/", **HAND_OFF | {"times": "1", "minutes": "15"}).content.decode()
    assert "1.50 hours a week" in lena.type("by-hand/", **HAND_OFF | {"times": "1,5", "minutes": "12"}).content.decode()


@pytest.mark.parametrize("wrong", ["", "abc", "-1", "0", "NaN", "1e9", "٣" * 40, "1" * 300])
def test_numbers_that_are_none_are_kept_and_said(lena, wrong):
    assert "hours a week appear here" in lena.type("by-hand/", **HAND_OFF | {"minutes": wrong}).content.decode()
    page = lena.post("by-hand/", **HAND_OFF | {"minutes": wrong}, go="next")
    html = page.content.decode()
    assert page.status_code == 422
    assert 'href="#id_minutes"' in html
    assert "What you typed is kept" in html
    assert lena.get("by-hand/").context["page"].form["minutes"].value() in (wrong, None)
    assert not IntakeProposal.objects.exists()


def test_the_same_tool_at_both_ends(lena):
    page = lena.post("by-hand/", **HAND_OFF | {"target": "shopify"}, go="add")
    assert page.status_code == 422
    assert "This is the same tool" in page.content.decode()


def test_back_loses_nothing(lena):
    lena.post("tools/", name="Packing", used_for="", go="back")
    assert lena.get("tools/").context["page"].form["name"].value() == "Packing"
    lena.post("by-hand/", source="Shopify", minutes="many", per="day", go="back")
    assert lena.get("by-hand/").context["page"].form["minutes"].value() == "many"
    lena.post("else/", remark="Help", go="back")
    assert IntakeAnswer.objects.get().remark == "Help"


def test_an_entry_sent_twice_is_there_once(lena):
    for _ in range(2):
        lena.post("by-hand/", **HAND_OFF, go="add")
        lena.post("tools/", name="Packing list", used_for="Boxes", go="add")
    assert sorted(proposals()) == ["Packing list", "Shopify → Inventory sheet, Orders"]


def test_an_entry_is_changed_and_a_draft_beside_it_stays(lena):
    lena.post("by-hand/", **HAND_OFF, go="add")
    lena.type("by-hand/", source="Half a", per="day")
    changed = lena.get("by-hand/?change=1").context["page"].form
    assert (changed["source"].value(), changed["minutes"].value()) == ("Shopify", "18")
    lena.type("by-hand/?change=1", **HAND_OFF | {"minutes": "20"})
    assert IntakeProposal.objects.get().minutes == 18
    lena.post("by-hand/?change=1", **HAND_OFF | {"minutes": "20"}, go="add")
    assert IntakeProposal.objects.get().minutes == 20
    assert lena.get("by-hand/").context["page"].form["source"].value() == "Half a"


def test_an_entry_is_taken_back(lena):
    lena.post("tools/", name="Packing list", go="add")
    lena.post("tools/", go="remove:1")
    lena.post("tools/", go="remove:99")
    lena.post("tools/", go="remove:x")
    assert proposals() == []


def test_what_a_consultant_used_stays(lena, consultant):
    lena.post("tools/", name="Packing list", go="add")
    services.dismiss(IntakeProposal.objects.get(), by=consultant)
    for given in ({"go": "remove:1"}, {"name": "Packing list", "used_for": "Boxes", "go": "add"}):
        page = lena.post("tools/", **given)
        assert page.status_code == 422
        assert "The consultants have used this answer already" in page.content.decode()
    assert proposals() == ["Packing list"]


def test_without_a_hand_off_nobody_is_asked_how_much_it_hurts(lena, address):
    assert lena.post("by-hand/", per="day", people="1", go="next")["Location"] == f"{address}else/"


def test_pain_is_one_to_five(lena):
    lena.post("by-hand/", **HAND_OFF, go="add")
    for wrong in ("0", "6", "x", "-1", "99999"):
        assert lena.post("pain/", **{"pain-1": wrong, "pain-x": "3", "pain-7": "2"}).status_code == 302
        assert IntakeProposal.objects.get().pain is None
    assert lena.type("pain/", **{"pain-1": "5"}).content.decode().startswith("Saved")
    assert IntakeProposal.objects.get().pain == 5


def test_nothing_at_all_cannot_be_sent(lena):
    page = lena.post("check/")
    assert page.status_code == 422
    assert "Name a tool" in page.content.decode()
    assert IntakeAnswer.objects.get().sent_at is None


def test_limits(lena, monkeypatch):
    monkeypatch.setattr("apps.tenant.intake.services.answering.MOST_TOOLS", 1)
    lena.post("tools/", name="One", go="add")
    page = lena.post("tools/", name="Two", go="add")
    assert page.status_code == 422
    assert "as many as fit here" in page.content.decode()
    assert lena.post("tools/", name="x" * 121, go="add").status_code == 422
    assert lena.post("else/", remark="x" * 2001).status_code == 422
    assert len(IntakeAnswer.objects.get().remark) == 2000
    lena.type("by-hand/", source="x" * 50_000, unknown="x")
    assert max(len(value) for draft in IntakeAnswer.objects.get().drafts.values() for value in draft.values()) <= 2000


def test_what_is_typed_is_shown_and_not_run(lena):
    lena.post("tools/", name="<script>alert(1)</script>", go="add")
    assert "<script>alert" not in lena.get("tools/").content.decode()


def test_the_consultant_is_told_once_a_day(lena, answered, consultant, run_outbox):
    lena.post("check/")
    run_outbox()
    assert [message.to for message in mail.outbox] == [[consultant.email]]
    assert "Lena Brandt" in mail.outbox[0].subject
    assert f"/assess/intake/answers/{answered.pk}/" in mail.outbox[0].body
    with public_scope():
        assert Mail.objects.count() == 1
    assert Activity.objects.filter(verb="sent the answers of").count() == 1


def test_a_second_person_is_another_letter(lena, answered, address, run_outbox):
    tom = Asked(address, "Tom")
    tom.post("else/", remark="Hello")
    tom.post("check/")
    run_outbox()
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("step", ["tools/", "by-hand/", "pain/", "check/"])
def test_many_entries_cost_no_more_queries(lena, step, address):
    lena.post("by-hand/", **HAND_OFF, go="add")
    lena.post("tools/", name="Tool", go="add")
    few = queries_of(lena.phone, f"{address}{step}")
    for number in range(8):
        lena.post("by-hand/", **HAND_OFF | {"minutes": f"{number + 1}"}, go="add")
        lena.post("tools/", name=f"Tool {number}", go="add")
    assert_constant(lena.phone, f"{address}{step}", few=few)
