from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password

from apps.core.access import ROLE_LABELS, WORKSPACE_ROLES, Role
from apps.core.forms import DateField
from apps.shared.accounts.models import FirmMembership, User
from apps.shared.clients.letters import ROLE_MEANS
from apps.shared.clients.models import Client
from apps.shared.clients.services import NewClient

CURRENCIES = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY", "INR", "ZAR")
CLIENT_ROLES = [(role.value, ROLE_LABELS[role]) for role in Role]
PORTAL_ROLES = [
    (value, f"{label}: may {ROLE_MEANS[value]}") for value, label in CLIENT_ROLES if value not in WORKSPACE_ROLES
]
COLLEAGUE_ROLES = [pair for pair in CLIENT_ROLES if pair[0] in WORKSPACE_ROLES]


class ZoneField(forms.CharField):
    """A time zone by its name, with the known ones offered while typing."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "time-zones", "autocomplete": "off"}
        super().__init__(max_length=64, widget=forms.TextInput(attrs=attrs), label="Time zone", **kwargs)

    def clean(self, value: Any) -> Any:
        zone = super().clean(value)
        if zone not in available_timezones():
            raise forms.ValidationError("Choose a time zone from the list, such as America/Los_Angeles.")
        return zone


class ClientForm(forms.Form):
    """What is settled when an engagement begins."""

    name = forms.CharField(max_length=120, label="Client’s name")
    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES])
    hourly_rate = forms.DecimalField(
        min_value=0,
        max_digits=8,
        decimal_places=2,
        label="Hourly rate",
        help_text="What an hour of the client’s people costs, everything included. It turns hours into money.",
    )
    time_zone = ZoneField(help_text="Dates and hours are shown by the client’s clock.")
    engagement_start = DateField(required=False, label="Engagement starts", help_text="Weeks are counted from here.")


class NewClientForm(ClientForm):
    slug = forms.SlugField(
        max_length=40,
        required=False,
        label="Address",
        help_text="Stands in every link and can’t be changed later. Left empty, it is made from the name.",
    )
    field_order = ("name", "slug", "currency", "hourly_rate", "time_zone", "engagement_start")

    def values(self) -> NewClient:
        return NewClient(**self.cleaned_data)


class SettingsForm(ClientForm):
    engagement_weeks = forms.IntegerField(min_value=1, max_value=520, label="Planned weeks")

    @classmethod
    def of(cls, client: Client) -> "SettingsForm":
        return cls(initial={name: getattr(client, name) for name in cls.base_fields})


class InviteForm(forms.Form):
    name = forms.CharField(max_length=120, required=False)
    email = forms.EmailField(label="E-mail")
    role = forms.ChoiceField(choices=PORTAL_ROLES, initial=Role.STAKEHOLDER, widget=forms.RadioSelect)


class FirmInviteForm(InviteForm):
    role = forms.ChoiceField(choices=FirmMembership.Role.choices, initial=FirmMembership.Role.CONSULTANT)


class ColleagueForm(forms.Form):
    user = forms.TypedChoiceField(coerce=int, label="Colleague")
    role = forms.ChoiceField(choices=COLLEAGUE_ROLES, initial=Role.CONSULTANT)

    def __init__(self, colleagues: Iterable[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [(user.pk, str(user)) for user in colleagues]  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """A new person's name and password; the address is the invitation's."""

    name = forms.CharField(max_length=120, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least ten characters; a short sentence is easy to remember.",
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password
