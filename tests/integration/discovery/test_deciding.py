"""What becomes of proposals: nothing by itself, each decision once, each one undone."""

from decimal import Decimal

import pytest

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.tenant.discovery import services
from apps.tenant.discovery.matching import Names
from apps.tenant.discovery.models import Finding, MerchantRule
from apps.tenant.discovery.selectors import proposals
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application
from tests.integration.discovery import files


@pytest.fixture
def trello(at_harbor, hand_in):
    return hand_in(files.CARD).findings.get(product="Trello")


def accept(finding, client, by, **changes):
    accepting = services.Accepting(**changes) if changes else None
    services.accept_findings([finding], client=client, by=by, accepting=accepting)
    finding.refresh_from_db()
    return finding.application


def test_accepting_makes_a_flagged_application_with_its_cost(at_harbor, trello, consultant):
    made = accept(trello, at_harbor, consultant)
    assert (made.name, made.vendor, made.annual_cost) == ("Trello", "Atlassian", Decimal("720.00"))
    assert (made.is_shadow_it, made.found_by) == (True, "card_export")
    assert "TRELLO.COM* ATLASSIAN" in made.found_note
    assert list(Activity.objects.values_list("verb", flat=True)[:2]) == ["accepted", "added"]


def test_what_a_person_changed_on_the_way_counts(at_harbor, trello, consultant):
    made = accept(trello, at_harbor, consultant, name="Boards", annual_cost=None, with_cost=False, is_shadow_it=False)
    assert (made.name, made.annual_cost, made.is_shadow_it) == ("Boards", None, False)


def test_one_that_is_listed_is_linked_and_left_as_it_is(at_harbor, trello, consultant):
    listed = add_application({"name": "trello", "annual_cost": Decimal(100)}, by=consultant)
    assert accept(trello, at_harbor, consultant) == listed
    listed.refresh_from_db()
    assert (listed.annual_cost, listed.is_shadow_it, listed.version) == (Decimal(100), False, 1)
    assert services.use_cost(trello, client=at_harbor, by=consultant).annual_cost == Decimal("720.00")


def test_a_cost_that_is_not_known_is_not_taken_over(at_harbor, hand_in, consultant):
    once = hand_in(files.amex(files.TRELLO[0])).findings.get()
    with pytest.raises(Refused, match="no application yet"):
        services.use_cost(once, client=at_harbor, by=consultant)
    accept(once, at_harbor, consultant)
    with pytest.raises(Refused, match="tell no cost a year"):
        services.use_cost(once, client=at_harbor, by=consultant)


def test_the_second_decision_is_a_conflict_that_names_the_first(at_harbor, trello, consultant, lead):
    services.dismiss_findings([trello], reason="Private", by=lead)
    with pytest.raises(Conflict, match=f"{lead} has dismissed Trello already"):
        services.accept_findings([trello], client=at_harbor, by=consultant)
    assert not Application.objects.exists()


def test_bulk_is_all_or_none(at_harbor, hand_in, consultant):
    discovery = hand_in(files.CARD)
    slack = discovery.findings.get(product="Slack")
    services.dismiss_findings([slack], reason="Known", by=consultant)
    with pytest.raises(Conflict):
        services.accept_findings(discovery.findings.exclude(product=""), client=at_harbor, by=consultant)
    with pytest.raises(Refused, match="Say first which product"):
        services.accept_findings(discovery.findings.filter(state="open"), client=at_harbor, by=consultant)
    assert not Application.objects.exists()


def test_one_decision_holds_for_all_files_with_the_product(at_harbor, trello, hand_in, consultant):
    other = hand_in(files.OKTA, "sso").findings.get(product="Trello")
    made = accept(trello, at_harbor, consultant)
    other.refresh_from_db()
    assert (other.state, other.application) == ("accepted", made)
    assert "Card export, Sign-in export" in made.found_note


def test_undo_takes_the_application_back(at_harbor, trello, consultant):
    made = accept(trello, at_harbor, consultant)
    services.reopen_findings([trello], by=consultant)
    trello.refresh_from_db()
    made.refresh_from_db()
    assert (trello.state, trello.application, trello.decided_by) == ("open", None, None)
    assert made.deleted_at is not None
    assert accept(trello, at_harbor, consultant).pk != made.pk


def test_undo_of_a_link_leaves_the_application(at_harbor, trello, consultant):
    listed = add_application({"name": "Trello"}, by=consultant)
    accept(trello, at_harbor, consultant)
    services.reopen_findings([trello], by=consultant)
    listed.refresh_from_db()
    assert listed.deleted_at is None


def test_merging_is_remembered(at_harbor, trello, hand_in, consultant):
    boards = add_application({"name": "Team boards"}, by=consultant)
    services.merge_findings([trello], boards, by=consultant)
    hand_in(files.GAM, "oauth")
    by_product = {proposal.product: proposal for proposal in proposals(Names(at_harbor.firm))}
    assert by_product["Trello"].existing == boards


def test_dismissing_is_remembered_with_its_reason(at_harbor, trello, hand_in, lead):
    services.dismiss_findings([trello], reason="  Closed   in May ", by=lead)
    again = hand_in(files.OKTA, "sso").findings.get(product="Trello")
    assert (again.state, again.reason, again.decided_by) == ("dismissed", "Closed in May", lead)


def test_an_unknown_merchant_is_assigned_once_for_all_files(at_harbor, hand_in, consultant):
    unknown = hand_in(files.CARD).findings.get(product="")
    second = hand_in(files.amex(*files.UNKNOWN)).findings.get()
    services.assign_merchant(unknown, " quickbooks  online ", client=at_harbor, by=consultant)
    second.refresh_from_db()
    assert (second.product, second.vendor, second.because) == ("QuickBooks Online", "Intuit", "assigned by hand")
    assert hand_in(files.amex(*files.UNKNOWN)).findings.get().product == "QuickBooks Online"
    services.ask_again([second], by=consultant)
    assert not MerchantRule.objects.exists()
    assert set(Finding.objects.filter(merchant=unknown.merchant).values_list("product", flat=True)) == {""}


def test_a_name_of_your_own_will_do(at_harbor, hand_in, consultant):
    unknown = hand_in(files.CARD).findings.get(product="")
    services.assign_merchant(unknown, "Brightdesk", client=at_harbor, by=consultant)
    unknown.refresh_from_db()
    assert accept(unknown, at_harbor, consultant).name == "Brightdesk"


def test_an_ignored_merchant_is_not_asked_about_again(at_harbor, hand_in, consultant):
    unknown = hand_in(files.CARD).findings.get(product="")
    services.ignore_merchants([unknown], by=consultant)
    again = hand_in(files.amex(*files.UNKNOWN)).findings.get()
    assert again.state == "ignored"
    services.ask_again([again], by=consultant)
    assert set(Finding.objects.filter(product="").values_list("state", flat=True)) == {"open"}


def test_one_clients_rules_are_not_anothers(at_harbor, hand_in, consultant, lumen):
    services.ignore_merchants([hand_in(files.CARD).findings.get(product="")], by=consultant)
    with client_scope(lumen):
        assert hand_in(files.CARD, client=lumen).findings.get(product="").state == "open"


def test_confidence_grows_with_sources(at_harbor, hand_in, consultant):
    def confidence():
        return {p.product: p.confidence.value for p in proposals(Names(at_harbor.firm))}["Trello"]

    hand_in(files.CARD)
    assert confidence() == "medium"
    hand_in(files.OKTA, "sso")
    assert confidence() == "high"


def test_a_removed_file_takes_its_proposals_along_and_brings_them_back(at_harbor, hand_in, consultant):
    discovery = hand_in(files.CARD)
    services.remove_discovery(discovery, by=consultant)
    assert proposals(Names(at_harbor.firm)) == []
    services.restore_discovery(discovery, by=consultant)
    assert len(proposals(Names(at_harbor.firm))) == 2


def test_columns_stay_once_something_is_decided(at_harbor, trello, consultant):
    accept(trello, at_harbor, consultant)
    with pytest.raises(Conflict, match="Undo these first"):
        services.change_reading(trello.discovery, services.Wanted(head_row=0), client=at_harbor)
