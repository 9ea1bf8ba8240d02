"""A client's people and the firm's people: pages and what their buttons do."""

import pytest

from apps.shared.clients import people
from apps.shared.clients.models import ClientMembership, Invitation

BASE = "/clients/harbor/settings/people/"


def member(client, user) -> ClientMembership:
    return ClientMembership.objects.get(client=client, user=user)


def messages_of(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("who", ["owner", "lead"])
def test_leads_see_everybody(visit, who):
    page = visit(who).get(BASE).content.decode()
    for name in ("Lead", "Consultant", "Sponsor", "Stakeholder", "Viewer"):
        assert f">{name}" in page


@pytest.mark.parametrize("who", ["consultant", "sponsor", "stakeholder", "viewer"])
def test_others_may_not(visit, who):
    assert visit(who).get(BASE).status_code == 403
    assert visit(who).post(BASE + "invite/", {"email": "a@b.example", "role": "viewer"}).status_code == 403


@pytest.mark.parametrize("who", ["colleague", "other_client_member", "outsider"])
def test_for_people_without_a_role_there_is_nothing(visit, who):
    assert visit(who).get(BASE).status_code == 404


def test_inviting_shows_the_open_invitation(visit):
    browser = visit("lead")
    form = {"email": "mara@harbor.example", "name": "Mara", "role": "sponsor"}
    page = browser.post(BASE + "invite/", form, follow=True)
    assert "on its way to mara@harbor.example" in messages_of(page)
    assert "Waiting to be sent" in page.content.decode()


def test_a_refusal_stands_at_its_field(visit, sponsor):
    page = visit("lead").post(BASE + "invite/", {"email": sponsor.email, "role": "viewer"})
    assert page.status_code == 422
    assert "is at Harbor" in page.content.decode()


def test_a_role_that_is_not_offered_is_refused(visit):
    page = visit("lead").post(BASE + "invite/", {"email": "x@y.example", "role": "lead"})
    assert page.status_code == 422
    assert not Invitation.objects.exists()


def test_changing_a_role(visit, harbor, viewer):
    url = f"{BASE}{member(harbor, viewer).pk}/role/"
    visit("lead").post(url, {"role": "stakeholder"})
    assert member(harbor, viewer).role == "stakeholder"


def test_the_last_lead_is_said_to_be_needed(visit, harbor, lead):
    page = visit("lead").post(f"{BASE}{member(harbor, lead).pk}/remove/", follow=True)
    assert "needs at least one lead" in messages_of(page)
    assert member(harbor, lead)


def test_a_membership_of_another_client_is_not_there(visit, lumen, other_client_member):
    pk = member(lumen, other_client_member).pk
    assert visit("lead").post(f"{BASE}{pk}/remove/").status_code == 404
    assert member(lumen, other_client_member)


def test_an_invitation_of_another_client_is_not_there(visit, lumen, lead):
    made = people.invite_person(email="x@y.example", name="", role="viewer", by=lead, client=lumen)
    assert visit("lead").post(f"/clients/harbor/settings/invitations/{made.pk}/revoke/").status_code == 404
    made.refresh_from_db()
    assert made.revoked_at is None


def test_revoking(visit, harbor, lead):
    made = people.invite_person(email="x@y.example", name="", role="viewer", by=lead, client=harbor)
    page = visit("lead").post(f"/clients/harbor/settings/invitations/{made.pk}/revoke/", follow=True)
    assert "no longer works" in messages_of(page)
    assert "x@y.example" not in page.content.decode().split("Invited")[1].split("Add a colleague")[0]


def test_adding_a_colleague(visit, harbor, colleague):
    visit("lead").post(BASE + "add/", {"user": colleague.pk, "role": "consultant"})
    assert member(harbor, colleague).role == "consultant"


def test_an_outsider_is_no_colleague(visit, outsider):
    assert visit("lead").post(BASE + "add/", {"user": outsider.pk, "role": "consultant"}).status_code == 422


def test_the_firms_people(visit, northgate):
    page = visit("consultant").get("/settings/people/").content.decode()
    assert "Colleague" in page
    assert "Send invitation" not in page
    assert "Send invitation" in visit("owner").get("/settings/people/").content.decode()


def test_only_owners_change_the_firm(visit, colleague):
    pk = colleague.firm_memberships.get().pk
    assert visit("consultant").post(f"/settings/people/{pk}/remove/").status_code == 403
    visit("owner").post(f"/settings/people/{pk}/remove/")
    assert not colleague.firm_memberships.exists()


def test_another_firms_owner_cannot_reach_in(visit, colleague):
    pk = colleague.firm_memberships.get().pk
    assert visit("outsider").post(f"/settings/people/{pk}/remove/").status_code == 404
    assert colleague.firm_memberships.exists()


def test_a_clients_own_people_have_no_firm_settings(visit):
    assert visit("sponsor").get("/settings/people/").status_code == 403
