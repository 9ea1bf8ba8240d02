"""Merging and splitting by hand, with everything as it was after Undo."""

from decimal import Decimal

import pytest

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity, Regrouping
from apps.tenant.history.models import Activity
from tests.integration.decisions.conftest import TODAY


@pytest.fixture
def inside(harbor):
    with client_scope(harbor):
        yield harbor


def flows_of(opportunity):
    return set(opportunity.flows.values_list("pk", flat=True))


def merge(into, *others, by):
    return services.merge_opportunities(into, others, by=by, on=TODAY)


def test_merging_moves_the_flows_and_undo_brings_everything_back(inside, consultant, add, deal, flows):
    orders = add("Orders", "orders", change_effort=3, user_pain=Decimal("2.5"), security="own account")
    case = Consolidation.objects.create(name="Shop or books", opportunity=orders)
    merge(deal, orders, by=consultant)
    assert flows_of(deal) == {flows["deal"].pk, flows["orders"].pk}
    assert not Opportunity.objects.filter(pk=orders.pk).exists()
    kept = Regrouping.objects.get()
    assert (kept.kind, kept.label, kept.made_by) == ("merge", "Orders into Deal to invoice", consultant)
    services.undo_regrouping(kept, by=consultant)
    again = Opportunity.objects.get(pk=orders.pk)
    assert (again.name, again.change_effort, again.user_pain, again.security) == (
        "Orders",
        3,
        Decimal("2.5"),
        "own account",
    )
    assert flows_of(again) == {flows["orders"].pk}
    assert flows_of(deal) == {flows["deal"].pk}
    case.refresh_from_db()
    assert case.opportunity_id == orders.pk
    assert list(Activity.objects.values_list("verb", flat=True)[:2]) == ["restored", "restored"]
    with pytest.raises(Conflict, match="taken back already"):
        services.undo_regrouping(kept, by=consultant)


def test_a_new_opportunity_after_an_undo_gets_a_number_of_its_own(inside, consultant, add, deal):
    orders = add("Orders", "orders")
    merge(deal, orders, by=consultant)
    services.undo_regrouping(Regrouping.objects.get(), by=consultant)
    assert add("Zoho", "zoho").pk > orders.pk


def test_splitting_and_undoing(inside, consultant, add, flows):
    both = add("Into the books", "orders", "deal")
    new = services.split_opportunity(both, [flows["orders"].pk], "Orders", by=consultant, on=TODAY)
    assert flows_of(new) == {flows["orders"].pk}
    assert flows_of(both) == {flows["deal"].pk}
    kept = Regrouping.objects.get()
    assert (kept.kind, kept.label) == ("split", "Orders split from Into the books")
    services.undo_regrouping(kept, by=consultant)
    assert flows_of(both) == {flows["deal"].pk, flows["orders"].pk}
    assert not Opportunity.objects.filter(pk=new.pk).exists()


def test_what_cannot_be_split(inside, consultant, add, flows):
    both = add("Into the books", "orders", "deal")
    for going, words in (
        ([], "Choose which flows"),
        ([flows["zoho"].pk], "Choose which flows"),
        ([flows["orders"].pk, flows["deal"].pk], "Leave at least one"),
    ):
        with pytest.raises(Refused, match=words):
            services.split_opportunity(both, going, "Orders", by=consultant, on=TODAY)
    assert not Regrouping.objects.exists()


def test_what_cannot_be_merged(inside, consultant, add, deal):
    with pytest.raises(Refused, match="at least one other"):
        merge(deal, deal, by=consultant)
    orders = add("Orders", "orders")
    services.decide(orders, Decision.INTEGRATE, by=consultant, on=TODAY, reason="pays")
    with pytest.raises(Refused, match="Orders is decided on"):
        merge(deal, orders, by=consultant)
    assert Opportunity.objects.count() == 2


def test_undo_is_refused_once_the_flows_have_moved_again(inside, consultant, add, deal):
    orders, zoho = add("Orders", "orders"), add("Zoho", "zoho")
    merge(deal, orders, by=consultant)
    first = Regrouping.objects.get()
    merge(deal, zoho, by=consultant)
    with pytest.raises(Refused, match="moved again since"):
        services.undo_regrouping(first, by=consultant)
    assert not Opportunity.objects.filter(pk=orders.pk).exists()
    services.undo_regrouping(Regrouping.objects.latest("pk"), by=consultant)
    services.undo_regrouping(first, by=consultant)
    assert Opportunity.objects.count() == 3


def test_undo_is_refused_when_the_name_is_taken_or_the_new_one_decided_on(inside, consultant, add, deal, flows):
    orders = add("Orders", "orders")
    merge(deal, orders, by=consultant)
    zoho = add("Orders", "zoho")
    with pytest.raises(Refused, match="another opportunity called Orders"):
        services.undo_regrouping(Regrouping.objects.get(), by=consultant)
    assert flows_of(zoho) == {flows["zoho"].pk}
    assert flows_of(deal) == {flows["deal"].pk, flows["orders"].pk}
    new = services.split_opportunity(deal, [flows["orders"].pk], "Shop", by=consultant, on=TODAY)
    services.decide(new, Decision.INTEGRATE, by=consultant, on=TODAY, reason="pays")
    with pytest.raises(Refused, match="Shop is decided on"):
        services.undo_regrouping(Regrouping.objects.latest("pk"), by=consultant)


def test_choosing_another_ones_flow_in_the_form_can_be_undone_too(inside, consultant, add, deal, flows):
    orders = add("Orders", "orders")
    values = {"name": "Deal to invoice", "flows": [flows["deal"].pk, flows["orders"].pk]}
    services.change_opportunity(deal, values, by=consultant, on=TODAY, move=True)
    services.undo_regrouping(Regrouping.objects.get(), by=consultant)
    assert flows_of(Opportunity.objects.get(pk=orders.pk)) == {flows["orders"].pk}
