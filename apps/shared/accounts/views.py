"""A person's own account: name, security, tokens for scripts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.shared.accounts import services
from apps.shared.accounts.access import own_account, own_token
from apps.shared.accounts.forms import ProfileForm, TokenForm
from apps.shared.accounts.pages import security_page, tokens_page


def profile(request: HttpRequest) -> HttpResponse:
    user = own_account(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        services.rename_user(user=user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is saved.")
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


def security(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/security.html", {"page": security_page(own_account(request))})


def tokens(request: HttpRequest) -> HttpResponse:
    """The list; posting makes a token and shows it, this once, on the answer itself."""
    user = own_account(request)
    form = TokenForm(request.POST or None)
    secret = _made(request, form) if request.method == "POST" else ""
    page = tokens_page(user, TokenForm() if secret else form, secret=secret)
    response = render(request, "accounts/tokens.html", {"page": page}, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _made(request: HttpRequest, form: TokenForm) -> str:
    if form.is_valid():
        try:
            return services.issue_token(user=own_account(request), **form.cleaned_data).secret
        except Refused as refusal:
            refused(form, refusal)
    return ""


def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    token = own_token(request, token_id)
    services.revoke_token(token=token)
    messages.success(request, f"“{token.name}” no longer works.")
    return redirect("tokens")


def passkeys(request: HttpRequest) -> HttpResponse:
    """Where django-allauth returns to after a passkey was added or removed."""
    return redirect("mfa_index")
