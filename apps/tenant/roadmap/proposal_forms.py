"""What a person may ask for before an order is proposed, and the months they choose after."""

import re
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms

from apps.core.days import EARLIEST, LATEST
from apps.methods.scheduling import LONGEST
from apps.methods.scheduling_months import DAY, Period
from apps.tenant.roadmap.proposal_inputs import Wanted

MONTH = re.compile(r"(\d{4})-(\d{2})")
MOST_BLACKOUTS = 50
MOST_DAYS, MOST_MONEY = 10_000, 1_000_000_000
HINT = "Months or days, separated by commas: 2026-12, 2027-03-15, 2027-07-01 to 2027-07-16."
PRESETS = {"limit_in_flight": 3, "horizon_months": 12, "capacity_days_per_month": 20, "candidates": True}


class BlackoutsField(forms.CharField):
    """Cleans to first and last day of each."""

    def clean(self, value: Any) -> tuple[Period, ...]:
        parts = [part for part in re.split(r"[,;\n]", super().clean(value) or "") if part.strip()]
        if len(parts) > MOST_BLACKOUTS:
            raise forms.ValidationError(f"At most {MOST_BLACKOUTS} blackouts. Put some of them together.")
        try:
            return tuple(blackout(part) for part in parts)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def blackout(text: str) -> Period:
    """ "2026-12", "2027-03-15", or "2027-07-01 to 2027-07-16". ValueError that says what to write."""
    first, _, last = (part.strip() for part in text.strip().partition(" to "))
    period = _days(first)[0], _days(last or first)[1]
    if period[1] < period[0]:
        raise ValueError(f"“{text.strip()}” ends before it begins.")
    return period


def _days(text: str) -> Period:
    try:
        if MONTH.fullmatch(text):
            first = date.fromisoformat(f"{text}-01")
            found = first, first + relativedelta(months=1) - DAY
        else:
            day = date.fromisoformat(text)
            found = day, day
    except ValueError as error:
        raise ValueError(f"“{text}” is neither a month (2026-12) nor a day (2026-12-24).") from error
    if not EARLIEST <= found[0] <= LATEST:
        raise ValueError(f"The year {found[0].year} cannot be right.")
    return found


class ProposalForm(forms.Form):
    limit_in_flight = forms.IntegerField(
        label="At once, at most", min_value=1, max_value=20, help_text="Two or three; more is where projects stall."
    )
    horizon_months = forms.IntegerField(
        label="Horizon, months", min_value=1, max_value=LONGEST, help_text="What is live earns until then."
    )
    capacity_days_per_month = forms.DecimalField(
        label="Days of work a month", required=False, min_value=0, max_value=MOST_DAYS, decimal_places=1,
        help_text="Of everybody together. Empty: no limit.",
    )  # fmt: skip
    days_per_person = forms.DecimalField(
        label="Days a month per owner", required=False, min_value=0, max_value=MOST_DAYS, decimal_places=1,
        help_text="Of each owner by themselves. Empty: no limit.",
    )  # fmt: skip
    budget_per_month = forms.DecimalField(
        label="Budget a month", required=False, min_value=0, max_value=MOST_MONEY, decimal_places=2,
        help_text="For building and training. Empty: no limit.",
    )  # fmt: skip
    blackouts = BlackoutsField(label="Blackouts", required=False, max_length=1000, help_text=HINT)
    candidates = forms.BooleanField(label="With candidates that are not decided yet", required=False)

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)


def numbers_sent(sent: Any, prefix: str) -> dict[str, int]:
    """`start-12=3` → {"12": 3} for the prefix `start-`; what is no sensible number is left out."""
    found = {name.removeprefix(prefix): value for name, value in sent.items() if name.startswith(prefix)}
    return {
        key: int(value)
        for key, value in found.items()
        if re.fullmatch(r"[0-9]{1,18}", key) and re.fullmatch(r"[0-9]{1,9}", value)
    }
