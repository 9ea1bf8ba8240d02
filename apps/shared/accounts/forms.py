from django import forms

from apps.shared.accounts.models import ApiToken, User


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Your name"}
        help_texts = {"name": "As others read it beside what you do."}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class TokenForm(forms.Form):
    name = forms.CharField(max_length=80, label="What is it for?", help_text="Such as “Nightly import”.")
    scope = forms.ChoiceField(
        choices=[(ApiToken.Scope.READ, "Read"), (ApiToken.Scope.WRITE, "Read and write")],
        initial=ApiToken.Scope.READ,
        label="It may",
    )
    days = forms.TypedChoiceField(
        choices=[(30, "30 days"), (90, "90 days"), (366, "1 year")], coerce=int, initial=90, label="It expires after"
    )
