"""One data flow: figures with their reasons, the overruled gap, trash."""

import re

from apps.tenant.flows.models import Flow


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_hours_and_money_in_all_units(flows, visit, to):
    shown = text(visit("consultant").get(to("flow", flow_id=flows[2].pk)))
    for figure in ("4.00", "17.33", "208.00", "$152.00", "$658.67", "$7,904.00", "$38.00 an hour"):
        assert figure in shown
    assert "3 × 3 × 2 = 18" in shown
    assert "the client's default rate" in shown.replace("&#x27;", "'")
    assert "A person moves the data." in shown


def test_the_rule_says_what_it_lacks(flows, visit, to, scope):
    Flow.objects.filter(pk=flows["payroll booked"].pk).update(has_owner=None, is_monitored=None)
    shown = text(visit("consultant").get(to("flow", flow_id=flows["payroll booked"].pk)))
    assert "Not known yet" in shown
    assert "Cannot be classified without : whether somebody owns it, whether" in shown.replace("without:", "without :")


def test_reasons_read_like_words(flows, visit, to):
    shown = text(visit("consultant").get(to("flow", flow_id=flows["contacts by night"].pk)))
    assert "Data is 24 h old, 1 h is wanted." in shown


def test_overruling_and_going_back(flows, visit, to, scope):
    browser, flow = visit("consultant"), flows["tickets told"]
    given = {"gap": "batch", "reason": "It only runs at noon.", "version": 1}
    shown = text(browser.post(to("flow-overrule", flow_id=flow.pk), given, follow=True))
    assert "Overruled: It only runs at noon." in shown
    assert "The rule says: No gap" in shown
    shown = text(browser.post(to("flow-trust-rule", flow_id=flow.pk), follow=True))
    assert "The rule says" not in shown
    assert Flow.objects.get(pk=flow.pk).gap_override_reason == ""


def test_overruling_without_a_reason(flows, visit, to, scope):
    response = visit("consultant").post(to("flow-overrule", flow_id=flows[1].pk), {"gap": "none", "reason": ""})
    assert response.status_code == 422
    assert Flow.objects.get(pk=flows[1].pk).gap_override == ""


def test_saving_everything(flows, visit, to, scope):
    page, browser = to("flow", flow_id=flows[2].pk), visit("consultant")
    form = browser.get(page).context["page"].form
    given = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    given |= {"hourly_rate": "50", "has_owner": "yes", "notes": "Typed from the deal"}
    assert browser.post(page, given).status_code == 302
    saved = Flow.objects.get(pk=flows[2].pk)
    assert (saved.hourly_rate, saved.has_owner, saved.notes, saved.version) == (50, True, "Typed from the deal", 2)
    assert [str(step.process) for step in saved.steps.all()] == ["Deal to invoice"]
    assert browser.post(page, given).status_code == 422


def test_removing_can_be_undone(flows, visit, to, scope):
    browser, flow = visit("consultant"), flows[3]
    shown = browser.post(to("flow-remove", flow_id=flow.pk), follow=True).content.decode()
    assert to("flow-restore", flow_id=flow.pk) in shown
    assert browser.get(to("flow", flow_id=flow.pk)).status_code == 404
    assert "Shopify → QuickBooks Online, Order" in text(browser.get(to("flows-trash")))
    browser.post(to("flow-restore", flow_id=flow.pk))
    assert browser.get(to("flow", flow_id=flow.pk)).status_code == 200
