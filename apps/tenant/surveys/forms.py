"""What a person may enter about surveys, and what somebody chooses when asked."""

from collections.abc import Sequence
from typing import Any

from django import forms

from apps.methods.survey_scores import POINTS
from apps.tenant.inventory.models import Department
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import PhaseOfStudy
from apps.tenant.surveys.models import Survey
from apps.tenant.surveys.services import BURDEN, SATISFACTION

WORDS = {1: "not at all", 2: "hardly", 3: "partly", 4: "mostly", 5: "fully"}


class StatementsField(forms.CharField):
    """One statement a line. Cleans to a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, help_text="One statement a line.", **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class SurveyForm(forms.Form):
    """The words are the same before and after."""

    name = forms.CharField(label="Name", max_length=120)
    initiative = forms.ModelChoiceField(Initiative.objects.none(), required=False, empty_label="None, the whole client")
    satisfaction = StatementsField(label="Satisfaction", initial=list(SATISFACTION))
    burden = StatementsField(label="Work burden", initial=list(BURDEN))

    def __init__(self, *args: Any, survey: Survey | None = None, **kwargs: Any) -> None:
        if survey:
            names = ("name", "initiative", "satisfaction", "burden")
            kwargs["initial"] = {name: getattr(survey, name) for name in names}
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = Initiative.objects.order_by("name")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data["initiative"]
        return {**self.cleaned_data, "initiative": chosen.pk if chosen else None}


class RoundForm(forms.Form):
    phase = forms.ChoiceField(label="Asked", choices=PhaseOfStudy.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "round_%s"})


class LinkForm(forms.Form):
    """A department, or any other group by its name."""

    department = forms.ModelChoiceField(Department.objects.none(), required=False, empty_label="Another group")
    name = forms.CharField(label="Name of the group", required=False, max_length=80, help_text="For another group.")
    people = forms.IntegerField(label="People asked", required=False, min_value=1, max_value=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Beside the survey's own form, which has a name too.
        super().__init__(*args, **kwargs | {"auto_id": "link_%s"})
        self.fields["department"].queryset = Department.objects.all()  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data["department"]
        return {**self.cleaned_data, "department": chosen.pk if chosen else None}


class AnswerForm(forms.Form):
    """1 to 5 for each statement."""

    def __init__(self, *args: Any, statements: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at, statement in enumerate(statements):
            self.fields[f"s{at}"] = forms.TypedChoiceField(
                label=statement,
                coerce=int,
                choices=[(point, WORDS[point]) for point in POINTS],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose 1 to 5."),
            )

    def values(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.fields]
