"""What a person hands in, and how they want it read. Cleans to the values that the services take."""

from typing import Any

from django import forms

from apps.tenant.imports.fields import FIELDS
from apps.tenant.imports.models import Import
from apps.tenant.imports.reading.limits import clean_text
from apps.tenant.imports.services import Reading, Upload

PASTED = "Pasted rows"
LEFT_OUT = "Leave out"


class ImportForm(forms.Form):
    """A file, or rows copied from a spreadsheet."""

    file = forms.FileField(
        label="CSV or XLSX file",
        required=False,
        allow_empty_file=True,
        help_text="Up to 25 MB, 20,000 rows and 200 columns.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm", "data-max-bytes": 25 * 1024 * 1024}),
    )
    text = forms.CharField(
        label="Or paste rows, with their heads",
        required=False,
        strip=False,
        help_text="Mark the cells in Excel, Google Sheets or Numbers, copy, and paste here.",
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false", "class": "paste"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()) and not self.errors:
            both = bool(cleaned.get("file"))
            self.add_error(None, "Give one of the two: a file or rows." if both else "Choose a file, or paste rows.")
        return cleaned

    def upload(self) -> Upload:
        file = self.cleaned_data["file"]
        if file:
            return Upload(clean_text(file.name)[:200] or "File", file.read())
        return Upload(PASTED, self.cleaned_data["text"].encode(), is_pasted=True)


class ReadingForm(forms.Form):
    """Which sheet, where its heads are, and what each column means."""

    def __init__(self, *args: Any, imported: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.imported = imported
        filled = [sheet for sheet in imported.sheets if sheet["rows"]]
        if len(filled) > 1:
            choices = [(sheet["name"], f"{sheet['name']} ({sheet['rows']} rows)") for sheet in filled]
            self.fields["sheet"] = forms.ChoiceField(choices=choices, initial=imported.sheet)
        rows = [(row["number"], f"Row {row['number']}: {row['text']}"[:60]) for row in imported.first_rows]
        known = {number for number, _ in rows}
        if imported.head_row and imported.head_row not in known:
            rows.append((imported.head_row, f"Row {imported.head_row}"))
        self.fields["head_row"] = forms.TypedChoiceField(
            label="Heads", choices=[(0, "There are none"), *rows], coerce=int, initial=imported.head_row
        )
        meanings = [("", LEFT_OUT), *((field.key, field.label) for field in FIELDS)]
        for position, column in enumerate(imported.columns):
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=f"Column {column['head'] or position + 1} is",
                choices=meanings,
                initial=column["field"],
                required=False,
            )

    def reading(self) -> Reading:
        cleaned = self.cleaned_data
        columns = {
            position: cleaned[f"column_{position}"]
            for position in range(len(self.imported.columns))
            if f"column_{position}" in self.data
        }
        return Reading(cleaned.get("sheet"), cleaned.get("head_row"), columns or None)
