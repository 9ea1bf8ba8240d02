"""What a person may enter about an integration. Checks shape only; cleans to the values that the services take."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from apps.core.forms import DateField, Grouped, NameField, VersionField, YesNoUnknownField
from apps.methods.checklist import CheckPoint
from apps.tenant.registry.models import Integration, IntegrationStatus
from apps.tenant.registry.services import PEOPLE, PHONES, PLAIN

LONG = ("purpose", "runbook_broke", "runbook_causes", "runbook_steps")


class IntegrationForm(Grouped, forms.ModelForm):
    """Everything about one integration but its checklist and its status."""

    groups: ClassVar = {
        "Who to call": (
            *("owner", "alert_channel", "runbook_call", "runbook_call_phone", "runbook_then", "runbook_then_phone"),
        ),
        "What it does": ("name", "purpose", "trigger", "platform", "tier"),
        "Sign-in and protection": (
            *("authentication", "token_expires_on", "scopes", "regulated_data", "legal_basis"),
            *("encrypted_in_transit", "encrypted_at_rest"),
        ),
        "When something goes wrong": ("has_retry", "has_dead_letter_queue", "idempotency_key"),
        "What is expected": ("freshness_hours", "run_every_hours", "expected_per_day"),
        "Runbook": ("runbook_broke", "runbook_causes", "runbook_steps"),
        "Upkeep": ("monthly_check", "upkeep_hours", "tested_after_updates"),
    }

    owner = NameField("people-names", required=False, max_length=80, help_text="A person of the client.")
    runbook_call = NameField("people-names", required=False, max_length=80, label="If it breaks, call")
    runbook_call_phone = forms.CharField(required=False, max_length=40, label="Phone")
    runbook_then = NameField("people-names", required=False, max_length=80, label="Then call")
    runbook_then_phone = forms.CharField(required=False, max_length=40, label="Phone")
    token_expires_on = DateField(required=False, label="Token expires on")
    encrypted_in_transit = YesNoUnknownField(label="TLS 1.2 or newer in transit")
    encrypted_at_rest = YesNoUnknownField(label="AES-256 at rest")
    has_retry = YesNoUnknownField(label="Retries with back-off")
    has_dead_letter_queue = YesNoUnknownField(label="Holds what failed (dead-letter queue)")
    tested_after_updates = YesNoUnknownField(label="Staging test after a tool's update")
    version = VersionField(required=False)

    class Meta:
        model = Integration
        fields: ClassVar = list(PLAIN)
        labels: ClassVar = {"runbook_steps": "Steps to recover, one a line"}
        widgets: ClassVar = {name: forms.Textarea(attrs={"rows": 3}) for name in LONG}
        help_texts: ClassVar = {
            "freshness_hours": "How old data may be when they arrive. 0.25 is 15 minutes.",
            "run_every_hours": "Longer than that without a run is a missed run.",
            "scopes": "The least it needs.",
            "idempotency_key": "So that nothing is written twice, such as the deal's id.",
            "upkeep_hours": "Usually 2 to 3.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in PEOPLE:
            self.initial[name] = str(getattr(self.instance, name) or "")
        for name, of in PHONES.items():
            self.initial[name] = getattr(getattr(self.instance, of), "phone", "")
        self.initial["version"] = self.instance.version

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self) -> None:
        """The services write; ModelForm would change the object in memory."""


class GoLiveForm(forms.Form):
    override_reason = forms.CharField(
        required=False,
        max_length=300,
        label="Reason for going live all the same",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept with your name, beside what is missing.",
    )


class TickForm(forms.Form):
    point = forms.ChoiceField(choices=[(point.value, "") for point in CheckPoint])
    note = forms.CharField(required=False, max_length=300)
    done = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class ProblemForm(forms.Form):
    summary = forms.CharField(max_length=300, label="What is wrong", help_text="One sentence: what, since when.")


class ResolveForm(forms.Form):
    resolution = forms.CharField(max_length=300, label="What helped", help_text="Next time somebody will look here.")


@dataclass(frozen=True)
class IntegrationFilter:
    """query: part of the name or of a system; only: a key of `ONLY`; sort: a key of `SORTS`."""

    query: str = ""
    status: str = ""
    only: str = ""
    sort: str = "name"
    descending: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.query or self.status or self.only)


class IntegrationFilterForm(forms.Form):
    """The address of the list. Anything unknown filters nothing, so that an old link opens."""

    q = forms.CharField(required=False)
    status = forms.ChoiceField(choices=IntegrationStatus.choices, required=False)
    only = forms.ChoiceField(choices=[("attention", "")], required=False)
    sort = forms.CharField(required=False)

    def wanted(self, sorts: dict[str, Callable[[Any], Any]]) -> IntegrationFilter:
        self.is_valid()
        chosen = self.cleaned_data
        sort = chosen.get("sort", "")
        return IntegrationFilter(
            query=chosen.get("q", ""),
            status=chosen.get("status", ""),
            only=chosen.get("only", ""),
            sort=sort.lstrip("-") if sort.lstrip("-") in sorts else "name",
            descending=sort.startswith("-"),
        )
