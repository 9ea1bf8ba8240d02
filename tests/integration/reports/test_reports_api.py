"""…/reports/ over the API."""

from uuid import uuid4

from django.core import mail

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url
from apps.tenant.reports.models import Recipient


def test_ask_wait_fetch_and_send(call, harbor, run_outbox):
    api, url = call("consultant"), client_api_url(harbor, "api-reports")
    asked = api.post(url, {"kind": "executive"})
    assert asked.status_code == 201
    assert asked.json()["status"] == "waiting"
    assert (asked.json()["progress"], asked.json()["pdf"]) == (0, None)
    run_outbox()
    item = f"{url}{asked.json()['id']}/"
    made = api.get(item).json()
    assert (made["status"], made["progress"]) == ("ready", 100)
    assert len(made["sha256"]) == 64
    pdf = api.get(made["pdf"])
    assert pdf["Content-Type"] == "application/pdf"
    body = {"recipients": ["executive@harbor.example"], "subject": "Summary", "key": str(uuid4())}
    assert api.post(f"{item}deliveries/", body).status_code == 201
    assert api.post(f"{item}deliveries/", body).status_code == 201
    run_outbox()
    assert len(mail.outbox) == 1
    shown = api.get(f"{item}deliveries/").json()["results"]
    assert [copy["state"] for copy in shown[0]["copies"]] == ["sent"]
    assert api.get(url).json()["count"] == 1


def test_publishing_and_refusals(call, harbor, waiting):
    api = call("consultant")
    item = client_api_url(harbor, "api-report", report_id=waiting.pk)
    assert api.put(f"{item}publication/", {"published": True}).status_code == 409
    assert api.get(f"{item}pdf/").status_code == 404
    wrong = api.post(f"{item}deliveries/", {"recipients": [], "subject": "x"})
    assert wrong.status_code == 400
    assert api.post(client_api_url(harbor, "api-reports"), {"kind": "poem"}).status_code == 400


def test_another_clients_report_is_not_there(call, lumen, ready):
    assert call("owner").get(client_api_url(lumen, "api-report", report_id=ready.pk)).status_code == 404


def test_a_kind_may_be_called_by_its_name(call, harbor):
    asked = call("consultant").post(client_api_url(harbor, "api-reports"), {"kind": "executive_summary"})
    assert (asked.status_code, asked.json()["kind"]) == (201, "executive")


def test_one_copy_is_sent_again_and_its_link_ended(call, harbor, sent, run_outbox):
    run_outbox()
    api, one = call("consultant"), client_api_url(harbor, "api-report-copy", recipient_id=sent.pk)
    assert api.get(one).json()["state"] == "sent"
    assert api.post(one, {"action": "resend"}).status_code == 409  # it arrived
    assert api.post(one, {"action": "burn"}).status_code == 400
    with client_scope(harbor):
        Recipient.objects.update(state="failed")
    assert api.post(one, {"action": "resend"}).json()["state"] == "pending"
    assert call("sponsor").post(one, {"action": "resend"}).status_code == 403
