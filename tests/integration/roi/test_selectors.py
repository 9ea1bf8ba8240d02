"""The demo's figures, as overview, reports and portal get them."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.methods.ranges import Case
from apps.methods.rounding import hours, money, months, percent
from apps.tenant.roadmap.models import Initiative, State
from apps.tenant.roi import selectors, services
from apps.tenant.roi.models import Metric


def d(value):
    return Decimal(value)


def test_found_won_back_and_left(story):
    with client_scope(story):
        found = selectors.standing(story)
    assert (hours(found.found_hours), hours(found.won_back_hours), hours(found.left_hours)) == (
        d("15.2"),
        d("3.5"),
        d("11.7"),
    )
    assert money(found.found_per_year, with_cents=True) == d("30051.67")
    assert (money(found.won_back_per_year), money(found.left_per_year)) == (6916, 23136)


def test_the_study_of_deal_to_invoice(story):
    with client_scope(story):
        deal = next(one for one in selectors.measured(story) if one.line.name == "Deal to invoice")
    time, errors = deal.time.comparison, deal.errors.comparison
    assert (time.before.n, time.before.value, time.after.n, time.after.value) == (24, 12, 20, d("1.5"))
    assert (round(time.before.half_width, 2), round(time.after.half_width, 2)) == (d("1.18"), d("0.25"))
    assert [percent(end * 100) for end in (errors.before.low, errors.before.high)] == [d("4.0"), d("13.6")]
    assert [percent(end * 100) for end in (errors.after.value, errors.after.low, errors.after.high)] == [
        d("0.9"),
        d("0.2"),
        d("5.0"),
    ]
    assert (deal.won_back.in_cases.low, deal.won_back.in_cases.high) == (d("3.10"), d("3.90"))


@pytest.mark.parametrize(
    ("case", "net", "roi", "after"),
    [(Case.LOW, 11485, "84.6", "8.9"), (Case.EXPECTED, 17123, "144.1", "6.6"), (Case.HIGH, 21065, "177.3", "6.0")],
)
def test_all_four_in_three_cases(story, case, net, roi, after):
    with client_scope(story):
        flow = selectors.business_case_of(story).of(case)
    assert (money(flow.net), percent(flow.roi_percent), months(flow.payback.months)) == (net, d(roi), d(after))


def test_the_headline_is_the_measured_one_beside_its_plan(story):
    with client_scope(story):
        found = selectors.payback_headline(story)
    assert (found.name, found.is_measured, found.word) == ("Deal to invoice", True, "paid back")
    assert (months(found.months), months(found.plan_months)) == (d("1.5"), d("1.8"))
    assert found.workings.value == found.months


def test_before_anything_is_measured_the_roadmap_leads(planned):
    with client_scope(planned.harbor):
        found = selectors.payback_headline(planned.harbor)
        standing = selectors.standing(planned.harbor)
    assert (found.name, found.is_measured, found.plan_months) == ("", False, None)
    assert standing.won_back_hours == 0
    assert standing.left_hours == standing.found_hours


def test_nothing_planned_has_no_headline(harbor, at_harbor):
    assert selectors.payback_headline(harbor) is None
    assert selectors.business_case_of(harbor).total is None


def test_measured_counts_only_once_it_is_live(story):
    with client_scope(story):
        Initiative.objects.filter(name="Deal to invoice").update(state=State.BUILDING)
        assert selectors.standing(story).won_back_hours == 0
        assert not selectors.business_case_of(story).measured_lines


def test_an_inconclusive_study_wins_nothing_back(planned):
    with client_scope(planned.harbor):
        deal = Initiative.objects.get(name="Deal to invoice")
        metric = services.add_metric({"name": "Invoice", "kind": "time", "initiative": deal.pk}, by=planned.consultant)
        services.add_values(metric, "before", [d(4), d(12), d(20)], by=planned.consultant)
        services.add_values(metric, "after", [d(3), d(11), d(16)], by=planned.consultant)
        line = selectors.metric_line(planned.harbor, metric.pk)
        assert line.comparison.verdict == "cannot_tell"
        assert line.comparison.more_needed > 0
        assert selectors.standing(planned.harbor).won_back_hours == 0


def test_a_study_that_came_out_worse_costs(planned):
    """Two minutes more on each of 20 invoices a week: 40 minutes at 38 an hour, and no error on the way."""
    with client_scope(planned.harbor):
        deal = Initiative.objects.get(name="Deal to invoice")
        metric = services.add_metric({"name": "Invoice", "kind": "time", "initiative": deal.pk}, by=planned.consultant)
        services.add_values(metric, "before", [d("11.9"), d(12), d("12.1")], by=planned.consultant)
        services.add_values(metric, "after", [d("13.9"), d(14), d("14.1")], by=planned.consultant)
        made = selectors.business_case_of(planned.harbor)
        line = next(line for line in made.lines if line.name == "Deal to invoice")
    assert line.is_measured
    assert round(line.gains.hours, 2) == round(d("-0.67") * 38 * 52 / 12, 2)
    assert line.monthly().benefit_per_month == 0
    assert line.never_pays_back


def test_errors_avoided_are_worth_what_one_costs(story, lead):
    """20 a week, 7.5 − 0.909 % fewer errors, 25 each."""
    with client_scope(story):
        services.change_metric(Metric.objects.get(kind="error_rate"), {"cost_per_error": d(25)}, by=lead)
        made = selectors.business_case_of(story)
        line = next(line for line in made.lines if line.name == "Deal to invoice")
    expected = d(20) * 52 / 12 * (d(9) / 120 - d(1) / 110) * 25
    assert round(line.gains.errors, 6) == round(expected, 6)


def test_low_case_terms_change_only_what_is_claimed(story, lead):
    with client_scope(story):
        services.change_assumptions({"low_cost_increase": d(0), "low_upkeep_hours": d(0)}, by=lead)
        made = selectors.business_case_of(story)
    lead_sync = next(line for line in made.lines if line.name == "Lead sync")
    assert lead_sync.monthly(Case.LOW).once == 278
    assert lead_sync.monthly(Case.LOW).running_per_month == 76
