"""Why a figure is what it is: every kind and field on the demo client, against the figures of the API and the pages."""

import re
from decimal import Decimal

import pytest
from django.apps import apps

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.demo.run import load_run
from apps.methods.ranges import Case
from apps.tenant.decisions.selectors import consolidation_lines, ranked_opportunities
from apps.tenant.flows.models import Flow
from apps.tenant.flows.selectors import found, list_flows
from apps.tenant.flows.services import change_flow
from apps.tenant.history.explaining import who_entered
from apps.tenant.overview.explaining import NotExplained, explain, fields
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.selectors import list_initiatives
from apps.tenant.roi.models import Metric
from tests.queries import assert_constant, queries_of

MODELS = {
    "flow": "flows.Flow",
    "process": "flows.Process",
    "opportunity": "decisions.Opportunity",
    "consolidation": "decisions.Consolidation",
    "initiative": "roadmap.Initiative",
    "metric": "roi.Metric",
    "line": "roi.CaseLine",
    "integration": "registry.Integration",
}
MOST_QUERIES = 60


@pytest.fixture
def whole(story, lead):
    """With the fourth stage too."""
    with client_scope(story):
        load_run(story, by=lead)
    return story


def objects(kind):
    return (
        ["client"] if kind == "client" else [f"{kind}-{one.pk}" for one in apps.get_model(MODELS[kind]).objects.all()]
    )


def asked(client, name, field):
    return explain(client, name, field).workings.value


def test_every_figure_of_the_demo_is_explained(whole):
    with client_scope(whole):
        for kind, known in fields().items():
            there = [
                (name, field)
                for name in objects(kind)
                for field in known
                # No version of the roadmap is approved in this story.
                if not field.startswith("approved_value")
            ]
            assert there, kind
            for name, field in there:
                made = explain(whole, name, field)
                assert made.name, (name, field)
                assert made.workings.rule, (name, field)
                assert made.workings.source, (name, field)
                assert len(who_entered(made)) == len(made.workings.inputs)


def test_the_values_are_those_of_the_lists(whole):
    with client_scope(whole):
        for flow in list_flows(whole):
            for figure in ("hours_per_week", "cost_per_month", "cost_per_year"):
                expected = getattr(flow.cost, figure) if flow.cost else None
                assert asked(whole, f"flow-{flow.id}", figure) == expected
            assert asked(whole, f"flow-{flow.id}", "score") == flow.score
            assert asked(whole, f"flow-{flow.id}", "gap") == flow.gap_words
        for line in ranked_opportunities(whole):
            name = f"opportunity-{line.id}"
            assert asked(whole, name, "hours_per_week") == (line.hours_per_week if line.is_timed else None)
            assert asked(whole, name, "hours_saved") == line.hours_saved
            if not line.card.missing:
                parts = [asked(whole, name, row.criterion.value) for row in line.card.contributions]
                assert asked(whole, name, "total") == line.card.total == sum(parts)
            if line.priority:
                assert asked(whole, name, "score") == line.score
        for line in consolidation_lines(whole):
            name = f"consolidation-{line.id}"
            assert asked(whole, name, "overlap") == line.overlap_percent
            assert asked(whole, name, "saving") == line.saving
            assert asked(whole, name, "switching_cost") == line.switching_cost
            assert asked(whole, name, "recommendation") == line.advice.recommendation.value
        for line in list_initiatives(whole):
            name = f"initiative-{line.id}"
            assert asked(whole, name, "hand_off_hours") == line.hand_off_hours
            assert asked(whole, name, "claimed_hours-low") == line.value.hours_per_week.low
            assert asked(whole, name, "value") == line.value_per_year


def test_the_values_are_those_of_the_business_case(whole, call):
    shown = call("consultant").get(client_api_url(whole, "api-business-case")).json()
    ask = call("consultant")
    url = client_api_url(whole, "api-explain")

    def value(name, field):
        answer = ask.get(url, {"object": name, "field": field})
        assert answer.status_code == 200, answer.content
        return answer.json()["value"]

    names = {"cost": "cost", "benefit": "benefit", "net_benefit": "net", "roi_percent": "roi", "npv": "npv"}
    for case in Case:
        suffix = "" if case is Case.EXPECTED else f"-{case.value}"
        for key, field in (*names.items(), ("payback_months", "payback")):
            assert value("client", f"{field}{suffix}") == shown["cases"][case.value][key]
    standing = {
        "found_hours_per_week": "hours_found",
        "won_back_hours_per_week": "hours_won_back",
        "left_hours_per_week": "hours_left",
        "found_per_year": "money_found",
        "won_back_per_year": "money_won_back",
        "left_per_year": "money_left",
    }
    for key, field in standing.items():
        assert value("client", field) == shown["standing"][key]
    for one in shown["initiatives"]:
        name = f"initiative-{one['id']}"
        pairs = {
            "once": "once",
            "running": "running_per_month",
            "hours_saved": "hours_saved_per_month",
            "other_saving": "other_saving_per_month",
            "payback": "payback_months",
            "hours_won_back": "hours_measured",
            "claimed_hours": "hours_claimed",
        }
        for field, key in pairs.items():
            assert value(name, field) == one[key], (name, field)
        assert value(name, "net-high") == one["cases"]["high"]["net_benefit"]
        assert value(name, "roi") == one["cases"]["expected"]["roi_percent"]
        if one["is_measured"]:
            assert value(name, "net_to_date") == one["net_to_date"]


def test_the_parts_of_what_is_found_add_up(whole):
    with client_scope(whole):
        made = explain(whole, "client", "hours_found").workings
        total = found(whole).cost.hours_per_week
    assert made.value == total
    assert round(sum((one.value for one in made.inputs), Decimal(0)), 20) == round(total, 20)


def test_who_entered_an_input_last_and_what_was_never_entered(whole, consultant):
    with client_scope(whole):
        flow = Flow.objects.hand_offs().filter(minutes__isnull=False).first()
        before = [one and one.person for one in who_entered(explain(whole, f"flow-{flow.pk}", "hours_per_week"))]
        change_flow(flow, {"minutes": Decimal(7)}, by=consultant, version=flow.version)
        made = explain(whole, f"flow-{flow.pk}", "hours_per_week")
        after = {given.label: one for given, one in zip(made.workings.inputs, who_entered(made), strict=True)}
        assert before[0] != str(consultant)
        assert after["minutes per occurrence"].person == str(consultant)
        assert after["occurrences a week"].person == before[1]
        assert after["hourly rate"] is None
        Flow.objects.filter(pk=flow.pk).update(minutes=None)
        made = explain(whole, f"flow-{flow.pk}", "hours_per_week")
        assert made.workings.value is None
        assert who_entered(made)[0] is None


def test_a_measured_input_is_of_whoever_observed_it(whole):
    with client_scope(whole):
        metric = Metric.objects.get(name="Time for one invoice")
        newest = metric.observations.filter(phase="after").latest("entered_at", "pk")
        made = explain(whole, f"metric-{metric.pk}", "after")
        entered = who_entered(made)[0]
    assert (entered.person, entered.moment) == (str(newest.entered_by), newest.entered_at)


def test_an_initiative_without_days_says_what_is_missing(whole):
    with client_scope(whole):
        one = Initiative.objects.get(name="Deal to invoice")
        Initiative.objects.filter(pk=one.pk).update(end=None)
        made = explain(whole, f"initiative-{one.pk}", "net").workings
    assert made.value is None
    assert {given.label: given.value for given in made.inputs}["live on"] is None


@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("", "", "Say whose figure it is. Ask for client, flow-<id>"),
        ("flow", "score", "There is no such object"),
        ("flow-x", "score", "There is no such object"),
        ("client-3", "net", "There is no such object"),
        ("planet-3", "net", "There is no such object"),
        ("flow-999999999999999999999", "score", "There is no such object"),
        ("flow-999999", "score", "This client has no flow 999999."),
        ("flow-1", "mass", "Ask for hours_per_week, "),
        ("client", "approved_value", "This client has no such figure yet."),
    ],
)
def test_what_cannot_be_asked(harbor, visit, call, name, field, words):
    with client_scope(harbor), pytest.raises(NotExplained, match=re.escape(words)):
        explain(harbor, name, field)
    status = 404 if name else 400
    asked_for = {"object": name, "field": field}
    page = visit("consultant").get(client_url(harbor, "explain"), asked_for)
    assert page.status_code == status
    answer = call("consultant").get(client_api_url(harbor, "api-explain"), asked_for)
    assert answer.status_code == status
    assert words in answer.json()["error"]["message"]


def test_the_page_and_the_popover(whole, visit, lead):
    with client_scope(whole):
        one = Initiative.objects.get(name="Deal to invoice").pk
    ask = {"object": f"initiative-{one}", "field": "payback"}
    url, browser = client_url(whole, "explain"), visit("consultant")
    page = browser.get(url, ask).content.decode()
    for words in ("Payback, Deal to invoice", "Build and training ÷ net benefit", "1.5181", "paid once", str(lead)):
        assert words in page, words
    assert f'explain/?object=initiative-{one}&amp;field=once"' in page
    part = browser.get(url, ask, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'id="why-t"' in part
    assert "data-pop-close" in part


def test_the_api_says_who_and_when(whole, call):
    with client_scope(whole):
        flow = Flow.objects.hand_offs().filter(minutes__isnull=False).first().pk
    shown = call("consultant").get(
        client_api_url(whole, "api-explain"), {"object": f"flow-{flow}", "field": "hours_per_week"}
    )
    body = shown.json()
    assert set(body) == {"object", "field", "name", "value", "unit", "rule", "inputs", "source"}
    first = body["inputs"][0]
    assert set(first) == {"label", "value", "unit", "source", "entered_by", "entered_at", "figure"}
    assert first["entered_by"]
    assert first["entered_at"]


def test_a_portal_person_is_not_told(whole, visit, call):
    ask = {"object": "client", "field": "hours_left"}
    assert visit("sponsor").get(client_url(whole, "explain"), ask).status_code == 403
    assert call("sponsor").get(client_api_url(whole, "api-explain"), ask).status_code == 403


@pytest.mark.parametrize("field", ["hours_found", "money_left", "net", "payback", "planned_value"])
def test_as_many_statements_whatever_there_is(whole, visit, field):
    url, browser = client_url(whole, "explain"), visit("consultant")
    queries_of(browser, url, object="client", field=field)
    few = queries_of(browser, url, object="client", field=field)
    with client_scope(whole):
        for flow in list(Flow.objects.hand_offs()):
            flow.pk = None
            flow._state.adding = True
            flow.save()
    assert len(few) < MOST_QUERIES
    assert_constant(browser, url, few=few, object="client", field=field)


def test_the_default_rate_leads_to_who_changed_it(visit, story, run_outbox):
    form = {
        **{"name": story.name, "currency": story.currency, "hourly_rate": "40", "time_zone": story.time_zone},
        **{"engagement_start": str(story.engagement_start), "engagement_weeks": str(story.engagement_weeks)},
    }
    assert visit("lead").post(client_url(story, "client-settings"), form).status_code == 302
    run_outbox()
    with client_scope(story):
        stock = Initiative.objects.get(name="Stock sync")
        found = explain(story, f"initiative-{stock.pk}", "hours_saved")
        people = dict(zip([one.label for one in found.workings.inputs], who_entered(found), strict=True))
    assert people["hourly rate"].path == "settings/"
    assert people["hourly rate"].person
