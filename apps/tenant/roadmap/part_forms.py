"""Milestones and risks of an initiative, each a list in one form: one line more than there are, empty lines go."""

from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from apps.core.forms import DateField
from apps.tenant.roadmap.models import Degree, Initiative


class MilestoneForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Milestone", required=False, max_length=60)
    on = DateField(label="Day", required=False)
    is_done = forms.BooleanField(label="Done", required=False)


class RiskForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what = forms.CharField(label="What could go wrong", required=False, max_length=160)
    likelihood = forms.ChoiceField(choices=Degree.choices, initial=Degree.MEDIUM)
    impact = forms.ChoiceField(choices=Degree.choices, initial=Degree.MEDIUM)
    answer = forms.CharField(label="What is done about it", required=False, max_length=200)
    owner = forms.CharField(required=False, max_length=80)


class Rows(BaseFormSet):
    """name: the field that makes a line; where it is emptied, the line goes."""

    name = "name"

    def values(self) -> list[dict[str, Any]]:
        """For the services. An untouched line is left out; a new one with anything in it is not."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data and _is_filled(form, self.name)]


class NamedByWhat(Rows):
    name = "what"


def _is_filled(form: forms.Form, name: str) -> bool:
    return bool(form.cleaned_data[name]) or (form.has_changed() and not form.cleaned_data["id"])


_Milestones = formset_factory(MilestoneForm, formset=Rows, extra=1)
_Risks = formset_factory(RiskForm, formset=NamedByWhat, extra=1)


def milestone_rows(initiative: Initiative, typed: Any = None) -> Rows:
    """typed: what came back; None to show what is there."""
    known = [
        {"id": one.pk, "name": one.name, "on": one.on, "is_done": one.is_done} for one in initiative.milestones.all()
    ]
    return cast(Rows, _Milestones(typed, initial=known, prefix="milestones"))


def risk_rows(initiative: Initiative, typed: Any = None) -> Rows:
    """typed: what came back; None to show what is there."""
    known = [
        {
            "id": one.pk,
            "what": one.what,
            "likelihood": one.likelihood,
            "impact": one.impact,
            "answer": one.answer,
            "owner": one.owner.name if one.owner else "",
        }
        for one in initiative.risks.all()
    ]
    return cast(Rows, _Risks(typed, initial=known, prefix="risks"))
