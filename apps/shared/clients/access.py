"""From the numbers in an address to a person or an invitation of this client or firm. What isn't there answers 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.core.access import Right, allowed
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.models import Firm, FirmMembership, User
from apps.shared.clients.models import Client, ClientMembership, Invitation


def this_client(request: HttpRequest) -> Client:
    client: Client = request.client  # type: ignore[attr-defined]
    return client


def own_firm(request: HttpRequest) -> Firm:
    """The firm of the signed-in person; only behind addresses for people of a firm."""
    firm: Firm = request.firm  # type: ignore[attr-defined]
    return firm


def owns_firm(request: HttpRequest) -> bool:
    return allowed(request, Right.FIRM_OWNER)


def person(request: HttpRequest) -> User:
    """The signed-in person; only behind addresses that require signing in."""
    user: User = request.user  # type: ignore[assignment]
    return user


def member_or_404(request: HttpRequest, membership_id: int) -> ClientMembership:
    with public_scope():
        members = ClientMembership.objects.select_related("client__firm", "user")
        return get_object_or_404(members, pk=membership_id, client=this_client(request))


def colleague_or_404(request: HttpRequest, membership_id: int) -> FirmMembership:
    return get_object_or_404(FirmMembership.objects.select_related("user"), pk=membership_id, firm=own_firm(request))


def user_of_firm_or_404(request: HttpRequest, user_id: int) -> User:
    """Somebody of the firm that runs this client."""
    with public_scope():
        return get_object_or_404(User, pk=user_id, firm_memberships__firm=this_client(request).firm_id)


def client_invitation_or_404(request: HttpRequest, invitation_id: int) -> Invitation:
    with public_scope():
        return get_object_or_404(Invitation, pk=invitation_id, client=this_client(request))


def firm_invitation_or_404(request: HttpRequest, invitation_id: int) -> Invitation:
    return get_object_or_404(Invitation, pk=invitation_id, firm=own_firm(request), client=None)
