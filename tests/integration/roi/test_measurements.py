"""Metrics and observations, by form and by paste, with mistakes on purpose."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.flows.models import Flow
from apps.tenant.history.models import Activity
from apps.tenant.roi.models import Metric, Observation
from apps.tenant.roi.selectors import metric_lines
from apps.tenant.roi.services import add_metric
from tests.queries import assert_constant, queries_of


@pytest.fixture
def metric(harbor, lead):
    with client_scope(harbor):
        return add_metric({"name": "Time for one order", "kind": "time"}, by=lead)


@pytest.fixture
def audit(harbor, lead):
    with client_scope(harbor):
        return add_metric({"name": "Wrong orders", "kind": "error_rate"}, by=lead)


@pytest.fixture
def consultant_browser(visit):
    return visit("consultant")


def observed(harbor, metric):
    with client_scope(harbor):
        return [f"{one.value.normalize():f}" for one in Observation.objects.filter(metric=metric)]


def page_of(metric, harbor, name="metric"):
    return client_url(harbor, name, metric_id=metric.pk)


def test_an_empty_list_says_what_belongs_here(consultant_browser, harbor):
    page = consultant_browser.get(client_url(harbor, "measurements")).content.decode()
    assert "Nothing is measured yet" in page


def test_a_metric_is_added(consultant_browser, harbor):
    answer = consultant_browser.post(client_url(harbor, "measurements"), {"name": "Orders", "kind": "time"})
    assert answer.status_code == 302
    with client_scope(harbor):
        assert Metric.objects.get().unit == "minutes"
    again = consultant_browser.post(client_url(harbor, "measurements"), {"name": "", "kind": "time"})
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("pasted", "values"),
    [
        ("7.0\n7.6\n\n8.3\n", ["7", "7.6", "8.3"]),
        ("7,5\r\n8,25", ["7.5", "8.25"]),
        ("1 2;3\t4, 5", ["1", "2", "3", "4", "5"]),
    ],
)
def test_a_pasted_column(consultant_browser, harbor, metric, pasted, values):
    answer = consultant_browser.post(page_of(metric, harbor), {"phase": "before", "values": pasted})
    assert answer.status_code == 302
    assert observed(harbor, metric) == values


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("7.0\ntwelve\n8", "No number: “twelve”"),
        ("5\n-3", "only numbers from 0 up"),
        ("", "required"),
        ("1,234,567.8", "No number"),
        ("123456789012", "only numbers from 0 up"),
        ("99999999.99999", "only numbers from 0 up to 99,999,999"),
        ("\n".join(["1"] * 10_001), "At most 10,000 values at once"),
    ],
)
def test_wrong_values_add_nothing_and_stay_typed(consultant_browser, harbor, metric, pasted, words):
    answer = consultant_browser.post(page_of(metric, harbor), {"phase": "before", "values": pasted})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert observed(harbor, metric) == []


@pytest.mark.parametrize("sent", [{"values": "900\n1,234"}, {"values": "", "file": b'records\n900\n"1,234"\n'}])
def test_a_count_with_a_comma_is_asked_about(consultant_browser, harbor, lead, sent):
    with client_scope(harbor):
        count = add_metric({"name": "Records a day", "kind": "count"}, by=lead)
    given = {name: SimpleUploadedFile("n.csv", one) if isinstance(one, bytes) else one for name, one in sent.items()}
    answer = consultant_browser.post(page_of(count, harbor), {"phase": "before", **given})
    assert answer.status_code == 422
    assert "“1,234”, which may be thousands or a decimal number" in answer.content.decode()
    assert observed(harbor, count) == []


def test_ten_thousand_values_at_once(consultant_browser, harbor, metric):
    pasted = "\n".join(str(1 + at % 7) for at in range(10_000))
    assert consultant_browser.post(page_of(metric, harbor), {"phase": "before", "values": pasted}).status_code == 302
    assert len(observed(harbor, metric)) == 10_000
    assert consultant_browser.get(page_of(metric, harbor)).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "2999-02-28"])
def test_a_slip_of_the_year_is_told(consultant_browser, harbor, metric, day):
    answer = consultant_browser.post(page_of(metric, harbor), {"phase": "before", "values": "7", "observed_on": day})
    assert answer.status_code == 422
    assert "cannot be right" in answer.content.decode()
    assert observed(harbor, metric) == []


@pytest.mark.parametrize(
    ("errors", "sample", "words"),
    [
        ("5", "4", "Between 0 and 4 errors"),
        ("-1", "4", "greater than or equal to 0"),
        ("1", "0", "greater than or"),
        ("a", "4", "whole number"),
    ],
)
def test_a_wrong_audit(consultant_browser, harbor, audit, errors, sample, words):
    body = {"phase": "before", "errors": errors, "sample": sample}
    answer = consultant_browser.post(page_of(audit, harbor), body)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_inconclusive_says_how_many_more(consultant_browser, harbor, audit):
    for phase, errors in (("before", "3"), ("after", "2")):
        body = {"phase": phase, "errors": errors, "sample": "40"}
        assert consultant_browser.post(page_of(audit, harbor), body).status_code == 302
    page = consultant_browser.get(page_of(audit, harbor)).content.decode()
    assert "inconclusive," in page
    assert "more needed" in page


def test_a_signed_baseline_is_frozen(consultant_browser, visit, harbor, metric, sponsor):
    url = page_of(metric, harbor)
    too_early = consultant_browser.post(page_of(metric, harbor, "metric-sign"), {"signer": sponsor.pk})
    assert "at least 3 observations" in too_early.content.decode()
    consultant_browser.post(url, {"phase": "before", "values": "10 11 12"})
    assert consultant_browser.post(page_of(metric, harbor, "metric-sign"), {"signer": sponsor.pk}).status_code == 302
    refused = consultant_browser.post(url, {"phase": "before", "values": "1"})
    assert refused.status_code == 422
    assert "signed and frozen" in refused.content.decode()
    with client_scope(harbor):
        first = Observation.objects.filter(metric=metric)[0]
    consultant_browser.post(client_url(harbor, "observation-remove", observation_id=first.pk))
    consultant_browser.post(page_of(metric, harbor, "metric-clear"), {"phase": "before"})
    consultant_browser.post(page_of(metric, harbor, "metric-remove"))
    assert observed(harbor, metric) == ["10", "11", "12"]
    assert consultant_browser.post(page_of(metric, harbor, "metric-reopen")).status_code == 403
    visit("lead").post(page_of(metric, harbor, "metric-reopen"))
    consultant_browser.post(url, {"phase": "before", "values": "1"})
    assert len(observed(harbor, metric)) == 4


def test_only_a_sponsor_can_have_signed(consultant_browser, harbor, metric, stakeholder):
    consultant_browser.post(page_of(metric, harbor), {"phase": "before", "values": "10 11 12"})
    answer = consultant_browser.post(page_of(metric, harbor, "metric-sign"), {"signer": stakeholder.pk})
    assert answer.status_code == 422


def test_what_is_removed_stays_in_the_history(consultant_browser, harbor, metric):
    consultant_browser.post(page_of(metric, harbor), {"phase": "after", "values": "10 11 12"})
    with client_scope(harbor):
        one = Observation.objects.filter(metric=metric)[0]
    consultant_browser.post(client_url(harbor, "observation-remove", observation_id=one.pk))
    consultant_browser.post(page_of(metric, harbor, "metric-clear"), {"phase": "after"})
    assert observed(harbor, metric) == []
    with client_scope(harbor):
        labels = list(Activity.objects.order_by("id").values_list("verb", "label"))[-3:]
    assert labels == [
        ("added", "Time for one order: 3 observations after"),
        ("removed", "Time for one order: 10 after"),
        ("removed", "Time for one order: 2 observations after"),
    ]


def test_the_kind_stays_once_something_is_observed(consultant_browser, harbor, metric):
    consultant_browser.post(page_of(metric, harbor), {"phase": "after", "values": "10"})
    answer = consultant_browser.post(page_of(metric, harbor, "metric-change"), {"name": "X", "kind": "error_rate"})
    assert answer.status_code == 422
    assert "the kind stays" in answer.content.decode()


def test_the_number_of_statements_does_not_grow(consultant_browser, harbor, metric, lead):
    url = client_url(harbor, "measurements")
    consultant_browser.get(url)
    few = queries_of(consultant_browser, url)
    with client_scope(harbor):
        for number in range(6):
            add_metric({"name": f"Metric {number}", "kind": "count"}, by=lead)
    consultant_browser.post(page_of(metric, harbor), {"phase": "after", "values": "10 11 12"})
    consultant_browser.get(url)
    assert_constant(consultant_browser, url, few=few)


def test_a_data_flow_is_looked_up_by_part_of_its_name(consultant_browser, planned):
    harbor = planned.harbor
    names = consultant_browser.get(client_url(harbor, "metric-flows"), {"flow": "hubspot invoice"}).content.decode()
    assert names.count("<option") == 1
    assert "HubSpot → QuickBooks Online, Invoice" in names
    body = {"name": "Invoices", "kind": "time", "flow": "hubspot → quickbooks online, invoice"}
    assert consultant_browser.post(client_url(harbor, "measurements"), body).status_code == 302
    with client_scope(harbor):
        made = Metric.objects.select_related("flow").get()
        assert str(made.flow) == "HubSpot → QuickBooks Online, Invoice"
        twin = Flow.objects.create(source=made.flow.source, target=made.flow.target, data_object=made.flow.data_object)
    unclear = consultant_browser.post(client_url(harbor, "measurements"), body)
    assert unclear.status_code == 422
    assert "No data flow is called that" in unclear.content.decode()
    names = consultant_browser.get(client_url(harbor, "metric-flows"), {"flow": "hubspot invoice"}).content.decode()
    assert f"Invoice (no. {twin.pk})" in names
    body |= {"name": "Twin", "flow": f"HubSpot → QuickBooks Online, Invoice (no. {twin.pk})"}
    assert consultant_browser.post(client_url(harbor, "measurements"), body).status_code == 302
    with client_scope(harbor):
        assert Metric.objects.get(name="Twin").flow_id == twin.pk


def test_the_rule_of_a_verdict_has_no_long_decimals(story):
    with client_scope(story):
        rules = [line.comparison.workings.rule for line in metric_lines(story) if line.comparison]
    assert rules[0] == "interval of the difference at 95 % against 0 and ± 1.2"
