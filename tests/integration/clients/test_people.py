"""Services of people.py: every rule once, and the mistakes on purpose."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.shared.accounts.models import Mail, User
from apps.shared.accounts.services import create_user
from apps.shared.clients import people
from apps.shared.clients.models import ClientMembership, Invitation
from apps.tenant.history.models import Activity
from tests.factories import make_user
from tests.integration.clients.helpers import link_in


@pytest.fixture
def invitation(harbor, lead) -> Invitation:
    return people.invite_person(email="Mara@Harbor.example ", name="Mara", role="sponsor", by=lead, client=harbor)


def newcomer(email: str = "mara@harbor.example") -> User:
    return create_user(email=email, name="Mara Voss", password="long enough words")


def in_history(client) -> list[str]:
    with client_scope(client):
        return [f"{a.actor_name} {a.verb} {a.label}" for a in Activity.objects.filter(noun="person").order_by("id")]


def test_an_invitation_keeps_only_the_digest_and_mails_the_link_once(invitation, run_outbox):
    run_outbox()
    run_outbox()
    assert [m.to for m in mail.outbox] == [["mara@harbor.example"]]
    secret = link_in(mail.outbox[0]).split("/")[2]
    assert secret not in invitation.digest
    stored = Mail.objects.get()
    assert (stored.state, stored.text, stored.html) == ("sent", "", "")


def test_the_mail_has_text_and_html_in_the_firms_name(invitation, run_outbox, lead):
    run_outbox()
    message = mail.outbox[0]
    html = message.alternatives[0].content
    assert message.subject == f"{lead} invites you to follow Harbor & Pine Supply Co."
    assert "Northgate Operations Partners" in html
    assert "Harbor &amp; Pine" in html
    assert link_in(message) in html
    assert "sponsor" in message.body


@pytest.mark.parametrize("email", ["", "mara", "mara@", "mara@harbor@example.com"])
def test_a_bad_address_is_refused(email, harbor, lead):
    with pytest.raises(Refused) as refusal:
        people.invite_person(email=email, name="", role="sponsor", by=lead, client=harbor)
    assert refusal.value.field == "email"


def test_an_unknown_role_is_refused(harbor, lead):
    with pytest.raises(Refused):
        people.invite_person(email="a@b.example", name="", role="owner", by=lead, client=harbor)


def test_a_second_invitation_to_the_same_address_is_refused(invitation, harbor, lead):
    with pytest.raises(Refused, match="invited already"):
        people.invite_person(email="mara@harbor.example", name="", role="viewer", by=lead, client=harbor)


def test_somebody_who_is_in_is_not_invited(harbor, lead, sponsor):
    with pytest.raises(Refused, match="is at Harbor"):
        people.invite_person(email=sponsor.email, name="", role="viewer", by=lead, client=harbor)


def test_workspace_roles_are_for_the_firms_people(harbor, lead):
    with pytest.raises(Refused, match="Only people of Northgate"):
        people.invite_person(email="new@else.example", name="", role="consultant", by=lead, client=harbor)


def test_accepting_gives_the_role_and_writes_history(invitation, harbor, run_outbox):
    user = newcomer()
    people.accept_invitation(invitation=invitation, user=user)
    run_outbox()
    assert ClientMembership.objects.get(client=harbor, user=user).role == "sponsor"
    assert in_history(harbor) == ["Lead invited mara@harbor.example as Sponsor", "Mara Voss joined as Sponsor"]


def test_history_is_written_once_when_the_message_arrives_twice(invitation, harbor, run_outbox):
    from apps.shared.clients.models import OutboxMessage

    message = OutboxMessage.objects.get(name=people.HISTORY_TASK)
    run_outbox()
    OutboxMessage.objects.create(client_id=message.client_id, name=message.name, arguments=message.arguments)
    run_outbox()
    assert len(in_history(harbor)) == 1


def test_a_link_works_once(invitation):
    user = newcomer()
    people.accept_invitation(invitation=invitation, user=user)
    with pytest.raises(Conflict, match="used already"):
        people.accept_invitation(invitation=invitation, user=user)


def test_an_expired_link_is_refused(invitation, harbor):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Conflict, match="expired"):
        people.accept_invitation(invitation=invitation, user=newcomer())
    assert not ClientMembership.objects.filter(user__email="mara@harbor.example").exists()


def test_another_person_cannot_accept(invitation, outsider):
    with pytest.raises(Refused, match=r"is for mara@harbor\.example"):
        people.accept_invitation(invitation=invitation, user=outsider)


def test_a_revoked_link_is_refused(invitation, lead):
    people.revoke_invitation(invitation=invitation, by=lead)
    with pytest.raises(Conflict, match="revoked"):
        people.accept_invitation(invitation=invitation, user=newcomer())


def test_a_used_invitation_cannot_be_revoked(invitation, lead):
    people.accept_invitation(invitation=invitation, user=newcomer())
    with pytest.raises(Conflict, match="already accepted"):
        people.revoke_invitation(invitation=invitation, by=lead)


def test_sending_again_makes_a_new_link_and_ends_the_old_one(invitation, lead, run_outbox):
    run_outbox()
    old = invitation.digest
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    people.resend_invitation(invitation=invitation, by=lead)
    run_outbox()
    assert len(mail.outbox) == 2
    assert not Invitation.objects.filter(digest=old).exists()
    assert Invitation.objects.get().is_open


def test_a_double_click_on_send_again_sends_once(invitation, lead, run_outbox):
    Invitation.objects.update(expires_at=timezone.now())
    people.resend_invitation(invitation=invitation, by=lead)
    with pytest.raises(Conflict, match="a moment ago"):
        people.resend_invitation(invitation=invitation, by=lead)
    assert Mail.objects.count() == 2


def test_registering_confirms_the_address(invitation, harbor):
    user = people.register_and_accept(invitation=invitation, name="Mara", password="long enough words")
    assert user.emailaddress_set.get().verified
    assert user.check_password("long enough words")


def test_a_failed_registration_leaves_no_account(invitation):
    Invitation.objects.update(revoked_at=timezone.now())
    with pytest.raises(Conflict):
        people.register_and_accept(invitation=invitation, name="Mara", password="long enough words")
    assert not User.objects.filter(email="mara@harbor.example").exists()


def test_somebody_of_another_firm_cannot_join_a_second_one(northgate, owner, outsider):
    with pytest.raises(Refused, match="another firm"):
        people.invite_person(email=outsider.email, name="", role="consultant", by=owner, firm=northgate)


def test_a_firm_invitation_makes_a_consultant(northgate, owner):
    invitation = people.invite_person(email="new@n.example", name="New", role="consultant", by=owner, firm=northgate)
    user = people.register_and_accept(invitation=invitation, name="New", password="long enough words")
    assert user.firm_memberships.get().firm == northgate


def test_a_colleague_is_added_at_once_and_told(harbor, lead, colleague, run_outbox):
    people.add_colleague(client=harbor, user=colleague, role="consultant", by=lead)
    run_outbox()
    assert [m.subject for m in mail.outbox] == ["You now work on Harbor & Pine Supply Co."]
    with pytest.raises(Conflict):
        people.add_colleague(client=harbor, user=colleague, role="lead", by=lead)


def test_an_outsider_cannot_be_added_as_colleague(harbor, lead, outsider):
    with pytest.raises(Refused, match="isn’t of Northgate"):
        people.add_colleague(client=harbor, user=outsider, role="consultant", by=lead)


def member(client, user) -> ClientMembership:
    return ClientMembership.objects.get(client=client, user=user)


def test_the_last_lead_stays(harbor, lead, owner):
    with pytest.raises(Refused, match="at least one lead"):
        people.remove_member(membership=member(harbor, lead), by=owner)
    with pytest.raises(Refused, match="at least one lead"):
        people.change_role(membership=member(harbor, lead), role="consultant", by=owner)


def test_a_lead_can_go_once_there_is_another(harbor, lead, consultant):
    people.change_role(membership=member(harbor, consultant), role="lead", by=lead)
    people.remove_member(membership=member(harbor, lead), by=consultant)
    assert not ClientMembership.objects.filter(client=harbor, user=lead).exists()


def test_a_sponsor_cannot_become_consultant(harbor, lead, sponsor):
    with pytest.raises(Refused, match="Only people of Northgate"):
        people.change_role(membership=member(harbor, sponsor), role="consultant", by=lead)


def test_removing_twice_is_a_conflict(harbor, lead, viewer):
    membership = member(harbor, viewer)
    people.remove_member(membership=membership, by=lead)
    with pytest.raises(Conflict):
        people.remove_member(membership=ClientMembership(pk=membership.pk or 0, client=harbor, user=viewer), by=lead)


def test_leaving_the_firm_leaves_its_clients_and_ends_tokens(harbor, lumen, owner, consultant):
    from apps.shared.accounts.services import issue_token

    token = issue_token(user=consultant, name="x").token
    people.remove_from_firm(membership=consultant.firm_memberships.get(), by=owner)
    token.refresh_from_db()
    assert not ClientMembership.objects.filter(user=consultant).exists()
    assert not token.is_valid


def test_the_last_owner_cannot_leave(owner):
    with pytest.raises(Refused, match="at least one owner"):
        people.remove_from_firm(membership=owner.firm_memberships.get(), by=owner)


def test_people_can_be_changed_while_a_client_is_active(at_harbor, lead):
    """Below a client the database lets only its own tables be changed; the services step out by themselves."""
    people.invite_person(email="x@y.example", name="", role="viewer", by=lead, client=at_harbor)
    with pytest.raises(Refused):
        people.invite_person(email="x@y.example", name="", role="viewer", by=lead, client=at_harbor)


def test_an_account_of_the_same_address_in_capitals_is_the_same_person(harbor, lead):
    user = make_user("cap@x.example")
    invitation = people.invite_person(email="CAP@x.example", name="", role="viewer", by=lead, client=harbor)
    assert people.accept_invitation(invitation=invitation, user=user).accepted_by == user
