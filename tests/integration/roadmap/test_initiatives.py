"""What becomes of initiatives: hours and value, dates, dependencies, reasons."""

from datetime import date
from decimal import Decimal

import pytest

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.methods import business_case
from apps.methods.ranges import Case
from apps.tenant.decisions.models import Decision
from apps.tenant.decisions.services import add_consolidation, decide_consolidation
from apps.tenant.history.models import Activity
from apps.tenant.roadmap import selectors, services
from apps.tenant.roadmap.models import Initiative, Kind, LimitReason, Phase, State
from apps.tenant.roadmap.snapshot import from_json, to_json


def test_claimed_hours_follow_the_hand_offs_and_the_share(roadmap, harbor):
    with client_scope(harbor):
        lines = {line.name: line for line in selectors.list_initiatives(harbor)}
    assert lines["Stock sync"].hand_off_hours == Decimal("4.25")
    assert lines["Stock sync"].claimed_hours == Decimal("3.1875")
    assert lines["Stock sync"].value_per_year == Decimal("6298.5")
    assert lines["Zoho into QuickBooks"].claimed_hours == Decimal("0.75"), "a consolidation takes all of it away"
    assert lines["Zoho into QuickBooks"].initiative.kind == Kind.CONSOLIDATION
    assert (lines["Stock sync"].first_week, lines["Stock sync"].live_week) == (9, 16)


def test_a_draft_survives_its_way_through_json(roadmap, harbor):
    with client_scope(harbor):
        draft = selectors.current_snapshot(harbor)
    assert from_json(to_json(draft)) == draft


def test_live_before_the_build_starts_is_refused(roadmap, harbor, lead):
    with client_scope(harbor):
        with pytest.raises(Refused, match="live before its build starts") as refusal:
            services.change_initiative(roadmap.initiatives["Stock sync"], {"end": date(2026, 11, 1)}, by=lead)
        assert refusal.value.field == "end"
        assert Initiative.objects.get(name="Stock sync").end == date(2026, 12, 21)


def test_a_circle_is_refused_by_name(roadmap, harbor, lead):
    deal, stock = roadmap.initiatives["Deal to invoice"], roadmap.initiatives["Stock sync"]
    roadmap.change("Stock sync", depends_on=[deal.pk])
    with client_scope(harbor):
        with pytest.raises(Refused) as refusal:
            services.change_initiative(deal, {"depends_on": [stock.pk]}, by=lead)
        assert "Deal to invoice → Stock sync → Deal to invoice" in refusal.value.message
        assert not deal.depends_on.exists()
        with pytest.raises(Refused, match="Deal to invoice → Deal to invoice"):
            services.change_initiative(deal, {"depends_on": [deal.pk]}, by=lead)


def test_starting_before_what_it_waits_for_is_shown(roadmap, harbor):
    roadmap.change("Stock sync", depends_on=[roadmap.initiatives["Zoho into QuickBooks"].pk])
    with client_scope(harbor):
        early = selectors.capacity_of(selectors.current_snapshot(harbor)).early
    assert [(name, needs) for _, name, needs in early] == [("Stock sync", "Zoho into QuickBooks")]


def test_a_fourth_at_once_needs_a_reason_that_holds_for_those_four(roadmap, harbor, lead):
    for name in ("A", "B"):
        roadmap.add(name, start=date(2026, 11, 9), end=date(2026, 11, 30))
    with client_scope(harbor):
        assert len(selectors.capacity_of(selectors.current_snapshot(harbor)).unexplained) == 1
        services.give_limit_reason("The shop must be ready before Christmas.", by=lead)
        over = selectors.capacity_of(selectors.current_snapshot(harbor)).over
        assert [one.reason.reason for one in over] == ["The shop must be ready before Christmas."]
    roadmap.add("C", start=date(2026, 11, 10), end=date(2026, 11, 12))
    with client_scope(harbor):
        found = selectors.capacity_of(selectors.current_snapshot(harbor))
        assert [one.period.count for one in found.unexplained] == [5], "a fifth needs a reason of its own"
        assert LimitReason.objects.count() == 1


def test_no_reason_is_kept_where_none_is_needed(roadmap, harbor, lead):
    with client_scope(harbor), pytest.raises(Refused, match="no reason is needed"):
        services.give_limit_reason("Just because.", by=lead)


def test_a_second_editor_is_told(roadmap, harbor, lead):
    stock = roadmap.initiatives["Stock sync"]
    roadmap.change("Stock sync", effort_days=Decimal(3))
    with client_scope(harbor), pytest.raises(Conflict, match="Somebody else changed Stock sync"):
        services.change_initiative(stock, {"name": "Stock"}, by=lead, version=stock.version)


def test_changes_leave_their_trace_in_words(roadmap, harbor):
    roadmap.change("Stock sync", state=State.BUILDING, depends_on=[roadmap.initiatives["Deal to invoice"].pk])
    with client_scope(harbor):
        act = Activity.objects.filter(noun="initiative", verb="changed").first()
    words = {change["label"]: (change["before"], change["after"]) for change in act.changes}
    assert words["State"] == ("Planned", "Being built")
    assert words["Depends on"][1] == "Deal to invoice"


def test_an_opportunity_is_on_the_roadmap_once(roadmap, harbor, lead):
    stock = roadmap.initiatives["Stock sync"]
    with client_scope(harbor), pytest.raises(Refused, match="Stock sync is on the roadmap for it already"):
        services.add_initiative({"name": "Again", "opportunity": stock.opportunity_id}, by=lead)


def test_a_consolidation_without_an_opportunity_brings_its_own_hours(roadmap, harbor, lead):
    with client_scope(harbor):
        case = add_consolidation({"applications": ["Zoho", "QuickBooks"], "name": "One tool"}, by=lead)
        on = date(2026, 9, 8)
        decide_consolidation(case, Decision.CONSOLIDATE, client=harbor, by=lead, on=on, reason="They do the same.")
        case.refresh_from_db()
        assert "One tool" in [one.name for one in selectors.not_yet_planned(harbor)]
        made = services.accept_consolidation(case, {}, by=lead)
        line = selectors.initiative_line(harbor, made.pk)
        assert (line.hand_off_hours, line.claimed_hours) == (Decimal("0.75"), Decimal("0.75"))
        assert "One tool" not in [one.name for one in selectors.not_yet_planned(harbor)]


def test_business_inputs_are_those_of_the_return(roadmap, harbor):
    roadmap.change("Deal to invoice", build_cost=Decimal(600), training_cost=Decimal(114))
    with client_scope(harbor):
        inputs = {one.name: one for one in selectors.business_inputs(harbor)}
    deal = inputs["Deal to invoice"]
    assert deal.hours_saved_per_week.of(Case.LOW) == Decimal("2.4")
    assert business_case.figures(deal, Case.EXPECTED).once == Decimal(714)
    roadmap.add("Someday", state=State.CANDIDATE, start=date(2027, 1, 4), end=date(2027, 2, 1))
    with client_scope(harbor):
        assert "Someday" not in [one.name for one in selectors.business_inputs(harbor)]


def test_templates_are_dated_from_the_engagement_and_added_once(roadmap, harbor, lead):
    with client_scope(harbor):
        assert len(services.start_from_template(harbor, "G", by=lead)) == 3
        assert not services.start_from_template(harbor, "G", by=lead)
        days = {phase.name: (phase.start, phase.end) for phase in Phase.objects.all()}
        assert days["Quick wins"] == (date(2026, 9, 7), date(2026, 10, 4))
        assert days["Intelligence"] == (date(2026, 12, 7), date(2027, 3, 7))
        assert len(services.start_from_template(harbor, "R", by=lead)) == 6
        with pytest.raises(Refused):
            services.start_from_template(harbor, "X", by=lead)
