"""The gallery: every component in each of its states, made of the real templates, with values of its own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.figures.figure import Figure, Table
from apps.figures.palette import print_colours
from apps.methods.workings import Input, Workings

ACCENT = "#1f4e79"
BARS = (
    ("Sales to Finance", "6.8"),
    ("Sales to Operations", "3.0"),
    ("Support to Sales", "1.5"),
    ("Operations to Support", "1.3"),
    ("Inside Operations", "1.3"),
    ("Operations to People", "0.9"),
    ("Marketing to Sales", "0.6"),
)


class SampleForm(forms.Form):
    owner = forms.CharField(label="Business owner", initial="Priya Raman")
    minutes = forms.DecimalField(label="Minutes each time", help_text="From opening to done, one time.")
    renewal = forms.DateField(
        label="Renewal date", error_messages={"invalid": "February 2027 has 28 days. Nothing was saved."}
    )
    error_cost = forms.ChoiceField(
        label="What an error costs", required=False, choices=[("revenue", "Revenue loss"), ("rework", "Rework")]
    )
    notes = forms.CharField(
        label="Notes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Anything the next person needs.",
    )
    shadow = forms.BooleanField(label="Nobody listed it (shadow IT)", required=False)
    direction = forms.ChoiceField(
        label="Direction", choices=[("one", "One-way"), ("two", "Two-way")], widget=forms.RadioSelect, initial="one"
    )


@dataclass(frozen=True)
class Stage:
    """One cell of the stage tracker."""

    no: int
    name: str
    count: str
    note: str
    segs: list[str]
    is_done: bool = False
    is_now: bool = False
    url: str = "#stage"


STAGES = (
    Stage(1, "Assess", "12 of 12", "12 applications, 9 hand-offs", ["d"] * 12, is_done=True),
    Stage(2, "Decide", "4 of 8", "4 opportunities not decided", ["d"] * 4 + [""] * 4),
    Stage(3, "Plan", "v2", "v2 waits for approval", ["d", "d", "w", ""], is_now=True),
    Stage(4, "Run", "1 of 4 live", "1 building, 1 in parallel run", ["d", "p", "p", ""]),
    Stage(5, "Prove", "1 of 4", "Deal to invoice is measured", ["d", "", "", ""]),
)

WORKINGS = Workings(
    value=Decimal("4"),
    unit="h/week",
    rule="Minutes × times a week × people ÷ 60",
    inputs=(
        Input("Minutes each", Decimal(12), "min", "24 timings"),
        Input("Times a week", Decimal(20), "a week", "CRM, won deals"),
        Input("People", 1, "", "interview"),
        Input("Cost of an error", None, "", "nobody has put a figure on it"),
    ),
    source="G step 2",
)

COLUMNS = (
    {"label": "Application", "sort": "name", "sticky": True},
    {"label": "Function", "sort": "function"},
    {"label": "Users", "num": True, "sort": "users"},
    {"label": "Cost", "unit": "$/year", "num": True, "sort": "cost"},
    {"label": "Renewal"},
)
ROWS = (
    ("HubSpot", "CRM", 8, "9,600", "14 Mar 2027"),
    ("Inventory sheet", "Stock", 4, 0, None),
    ("Zendesk", "Customer support", 5, "3,300", "31 Jan 2027"),
)


def _bars() -> Figure:
    colours = print_colours(ACCENT)
    marks = []
    for index, (pair, hours) in enumerate(BARS):
        tone = "f-bad" if index == 0 else "f-slate"
        y, width = 3 + 27 * index, Decimal(hours) * 300 / Decimal("6.8")
        marks.append(
            f'<g data-mark="{index}">'
            f'<text class="f-ink2" x="150" y="{y + 12}" font-size="12.5" text-anchor="end">{pair}</text>'
            f'<rect class="{tone}" x="162" y="{y}" width="{width:.1f}" height="16" rx="2" fill="{colours[tone]}"/>'
            f'<text class="f-ink2" x="{170 + width:.1f}" y="{y + 12}" font-size="12.5" font-weight="600">{hours}</text>'
            "</g>"
        )
    words = "Hand-off hours a week by pair of departments"
    svg = f'<svg viewBox="0 0 520 189" width="520" height="189" role="img" aria-label="{words}">{"".join(marks)}</svg>'
    table = Table(head=("From and to", "Hours a week"), rows=BARS, numeric=frozenset({1}))
    return Figure(svg=svg, title="Sales to Finance takes 6.8 of 15.2 hours", words=words, table=table)


def _form() -> SampleForm:
    return SampleForm(
        {"owner": "Priya Raman", "minutes": "12", "renewal": "31 Feb 2027", "direction": "one"}, auto_id="g-%s"
    )


def _lists() -> dict[str, Any]:
    return {
        "views": [
            {"label": "Map", "url": "#map", "is_current": True},
            {"label": "Table", "url": "#table"},
        ],
        "tabs": [
            {"label": "Applications", "url": "#a", "count": 12, "is_current": True},
            {"label": "Processes", "url": "#p"},
            {"label": "Data flows", "url": "#f", "count": 15},
        ],
        "chips": [
            {"label": "By hand", "url": "#h", "count": 9, "is_on": True},
            {"label": "Shadow IT", "url": "#s", "count": 2},
            {"label": "Department", "url": "#d", "icon": "icon-plus", "dashed": True},
        ],
        "adding": [
            {"label": "Add data flow", "url": "#add"},
            {"label": "Paste a list", "url": "#paste"},
            {"label": "Import", "url": "#import"},
        ],
        "steps": [
            {"word": "Figures worked out", "tone": "good"},
            {"word": "Drawing the data-flow map", "tone": "busy"},
            {"word": "Pages set"},
        ],
        "bulk": [
            {"label": "Set owner", "name": "act", "value": "owner"},
            {"label": "Retire", "name": "act", "value": "retire", "separate": True},
        ],
        "legend": [{"swatch": "bad", "word": "largest"}, {"swatch": "", "word": "others"}],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """Components page; anybody signed in may see it."""
    context = _lists() | {
        "form": _form(),
        "stages": STAGES,
        "workings": WORKINGS,
        "columns": COLUMNS,
        "rows": ROWS,
        "sums": ("3 applications", None, "–", "12,900", None),
        "bars": _bars(),
        "page": Paginator(range(240), 50).page(2),
        "sort": request.GET.get("sort", "name"),
    }
    return render(request, "gallery/index.html", context)
