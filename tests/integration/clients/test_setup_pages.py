"""From "New client" to a ready one, and what happens when set-up fails."""

import pytest

from apps.shared.clients.models import Client

FORM = {"name": "Tern & Co", "slug": "", "currency": "EUR", "hourly_rate": "41.50", "time_zone": "Europe/Berlin"}


def test_a_consultant_creates_a_client_and_watches_it_become_ready(visit, run_outbox):
    browser = visit("consultant")
    answer = browser.post("/clients/new/", FORM)
    assert answer["Location"] == "/clients/tern-co/setup/"
    page = browser.get(answer["Location"])
    assert "Setting up Tern &amp; Co" in page.content.decode()
    assert 'hx-get="/clients/tern-co/setup/"' in page.content.decode()
    run_outbox()
    assert browser.get(answer["Location"])["Location"] == "/clients/tern-co/"
    polled = browser.get(answer["Location"], headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == "/clients/tern-co/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("hourly_rate", "-1"),
        ("hourly_rate", "forty"),
        ("time_zone", "Mars/Olympus"),
        ("currency", "XXX"),
        ("slug", "new"),
        ("slug", "Not A Slug"),
        ("slug", "harbor"),
    ],
)
def test_a_wrong_value_stands_at_its_field(visit, field, value):
    answer = visit("consultant").post("/clients/new/", FORM | {field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Client.objects.filter(name="Tern & Co").exists()


def test_the_address_is_suggested_from_the_name(visit):
    answer = visit("consultant").get("/clients/new/address/", {"name": "Harbor"})
    assert 'value="harbor-2"' in answer.content.decode()


def test_a_clients_own_people_cannot_create_clients(visit):
    assert visit("sponsor").get("/clients/new/").status_code == 403
    assert visit("sponsor").post("/clients/new/", FORM).status_code == 403


@pytest.fixture
def failed(visit, world) -> str:
    visit("lead").post("/clients/new/", FORM)
    Client.objects.filter(slug="tern-co").update(status="failed")
    return "/clients/tern-co/setup/"


def test_a_failed_set_up_can_be_tried_again(visit, failed, run_outbox):
    browser = visit("lead")
    assert "could not be set up" in browser.get(failed).content.decode()
    browser.post(failed + "retry/")
    assert Client.objects.get(slug="tern-co").status == "creating"
    run_outbox()
    assert Client.objects.get(slug="tern-co").status == "ready"


def test_a_failed_client_can_be_removed(visit, failed):
    assert visit("lead").post(failed + "remove/")["Location"] == "/"
    assert not Client.objects.filter(slug="tern-co").exists()


def test_a_client_that_is_still_being_made_cannot_be_removed(visit, failed):
    Client.objects.filter(slug="tern-co").update(status="creating")
    page = visit("lead").post(failed + "remove/", follow=True)
    assert "Only a client whose set-up failed" in page.content.decode()
    assert Client.objects.filter(slug="tern-co").exists()


def test_nobody_else_sees_a_client_in_the_making(visit, failed):
    assert visit("outsider").get(failed).status_code == 404
    assert visit("colleague").get(failed).status_code == 404
