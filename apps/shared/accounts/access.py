"""What of a person's own account a view may get hold of."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.shared.accounts.models import ApiToken, User


def own_account(request: HttpRequest) -> User:
    """The signed-in person, fresh from the database. The URL already requires signing in."""
    return get_object_or_404(User, pk=request.user.pk)


def own_token(request: HttpRequest, token_id: int) -> ApiToken:
    """One of the person's own tokens; another's answers 404 like none."""
    return get_object_or_404(ApiToken, pk=token_id, user=request.user.pk)
