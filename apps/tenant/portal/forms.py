"""What people may write in the portal."""

from django import forms

from apps.tenant.portal.services import LONGEST


class CommentForm(forms.Form):
    """initiative: its number in the version; answers: the comment that this one belongs to."""

    body = forms.CharField(label="Your comment", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    initiative = forms.IntegerField(required=False, widget=forms.HiddenInput)
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ChangesForm(forms.Form):
    note = forms.CharField(
        label="What should change?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The consultants read it at once and publish a new version.",
    )
