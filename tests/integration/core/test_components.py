"""The components: they render, escape what they are given, and carry the wiring that assistive technology needs."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from apps.core import display
from apps.core.gallery import WORKINGS, gallery
from apps.figures.figure import Figure, Table

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
# Mail carries its own style: mail programs read no style sheets.
# Mails and the PDF never meet a browser's content security policy; column widths of the PDF must stand inline.
ELSEWHERE = (TEMPLATES / "email", TEMPLATES / "reports" / "pdf")
PAGES = sorted(file for file in TEMPLATES.rglob("*.html") if not any(map(file.is_relative_to, ELSEWHERE)))
NASTY = '<script>alert("x")</script>'
PORTLAND = SimpleNamespace(locale="en_US", currency="USD", time_zone="America/Los_Angeles")
BERLIN = SimpleNamespace(locale="de_DE", currency="EUR", time_zone="Europe/Berlin")


def component(name: str, **context: object) -> str:
    return render_to_string(f"components/{name}.html", context)


def template(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_each_component_opens_with_its_parameters(file):
    assert file.read_text().startswith("{% comment %}")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_page_needs_what_the_content_security_policy_refuses(file):
    text = file.read_text()
    assert not re.search(r"""\s(style|on[a-z]+)\s*=\s*["']""", text)
    assert not re.search(r"<script(?![^>]*\b(src|nonce|type=.application/json))", text)


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("state", {"word": NASTY}),
        ("badge", {"text": NASTY, "title": NASTY}),
        ("button", {"label": NASTY}),
        ("strip", {"title": NASTY, "text": NASTY}),
        ("toast", {"text": NASTY}),
        ("kpi", {"label": NASTY, "value": NASTY, "note": NASTY}),
        ("empty", {"title": NASTY, "text": NASTY, "actions": [{"label": NASTY, "url": NASTY}]}),
        ("table", {"label": NASTY, "columns": [{"label": NASTY}], "rows": [[NASTY]], "sums": [NASTY]}),
        ("suggested", {"value": NASTY, "what": NASTY}),
        ("dialog", {"id": "d", "title": NASTY, "text": NASTY, "type_name": NASTY, "action": NASTY}),
        ("copy", {"text": NASTY}),
        ("search", {"label": NASTY, "value": NASTY, "kept": [[NASTY, NASTY]]}),
    ],
)
def test_what_people_typed_is_escaped(name, context):
    html = component(name, **context)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_button_is_a_link_where_it_leads_somewhere_and_a_button_otherwise():
    assert component("button", label="Export", href="/x").startswith("\n<a href=")
    html = component("button", label="Edit", icon="icon-pencil", icon_only=True)
    assert 'type="button"' in html
    assert 'aria-label="Edit"' in html


def test_state_is_a_word_beside_its_shape():
    assert ">Failing</span>" in component("state", word="Failing", tone="bad")


def test_table_head_keeps_filters_turns_the_order_and_says_it():
    columns = [{"label": "Users", "sort": "users", "num": True}, {"label": "Function", "sort": "function"}]
    html = component("table_head", columns=columns, sort="users", query=QueryDict("q=crm&page=3"))
    assert 'aria-sort="ascending"' in html
    assert "?q=crm&amp;sort=-users" in html
    assert "?q=crm&amp;sort=function" in html
    assert "page=" not in html


def test_table_shows_missing_as_a_dash_and_zero_as_zero():
    columns = [{"label": "Name"}, {"label": "Cost", "num": True}, {"label": "Renewal"}]
    html = component("table", label="Costs", columns=columns, rows=[["Sheet", 0, None]])
    assert '<td class="num">0</td>' in html
    assert '<td class="">–</td>' in html
    assert '<th scope="row"' in html
    assert 'role="region" aria-label="Costs"' in html


def test_why_button_opens_its_own_popover_with_rule_inputs_and_source():
    html = component("why", workings=WORKINGS, id="f7", shown="4.0 h", person="Dana", client=PORTLAND)
    assert 'popovertarget="why-f7"' in html
    assert 'id="why-f7"' in html
    assert 'aria-labelledby="why-f7-t"' in html
    for words in (WORKINGS.rule, "12\u00a0min", "24 timings", "4\u00a0h/week", "integration guide, step 2", "Dana"):
        assert words in html
    # A missing input is shown as missing, never as 0.
    assert re.search(r"Cost of an error.*?>–<", html, re.DOTALL)


def test_why_holds_only_what_may_stand_in_a_sentence():
    assert not re.search(r"<(div|p|dl|h\d|ul|table)\b", component("why", workings=WORKINGS, id="a", shown="4"))


def test_error_state_and_failed_toast_are_announced_at_once():
    assert 'role="alert"' in component("error_state", title="Broken", text="x", retry_url="/x")
    assert 'role="alert"' in component("toast", text="x", tone="bad")
    assert 'role="status"' in component("toast", text="x")


def test_undo_is_a_form_that_posts_with_the_token():
    message = SimpleNamespace(level_tag="success", extra_tags="undo:/applications/7/restore/")
    html = component("toasts", messages=[message], csrf_token="secret")
    assert 'method="post" action="/applications/7/restore/"' in html
    assert 'name="csrfmiddlewaretoken" value="secret"' in html


def test_progress_asks_again_only_while_it_runs():
    running = component("progress", id="job", title="Report", done=7, total=12, words="7 of 12", poll_url="/job/")
    assert 'value="7" max="12"' in running
    assert 'hx-get="/job/"' in running
    assert "hx-get" not in component("progress", id="job", title="Report", done=12, total=12, words="Ready")


def test_dialog_for_erasing_asks_for_the_name():
    html = component("dialog", id="e", title="Erase?", action="/x", submit="Erase client", type_name="Lumen")
    assert 'data-type-name="Lumen"' in html
    assert "data-needs-name" in html
    assert 'aria-labelledby="e-t"' in html


def test_pages_of_a_list_show_only_where_there_are_several():
    several = component("pagination", page=Paginator(range(120), 50).page(2), query=QueryDict("q=a"), noun="tools")
    assert "51 to 100 of 120 tools" in several
    assert "?q=a&amp;page=3" in several
    assert "nav" not in component("pagination", page=Paginator(range(3), 50).page(1), query=QueryDict(), noun="tools")


def test_figure_carries_finding_picture_and_table():
    table = Table(head=("Pair", "Hours"), rows=(("Sales to Finance", "6.8"),), numeric=frozenset({1}))
    drawn = Figure(svg='<svg id="drawn"></svg>', title="Most & worst", words="Hours", table=table)
    html = template('{% figure drawn subline="As found" %}', drawn=drawn)
    assert '<svg id="drawn"></svg>' in html
    assert "Most &amp; worst</h2>" in html
    assert "Show as table" in html
    assert '<td class="num">6.8</td>' in html


class Sample(forms.Form):
    name = forms.CharField(help_text="As people call it.")
    cost = forms.DecimalField(required=False)
    shadow = forms.BooleanField(required=False, label="Shadow IT")
    direction = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Both together cannot be.")


def test_form_ties_hint_and_error_to_the_field_and_lists_errors_on_top():
    html = str(Sample({"cost": "x", "direction": "a"}))
    field = re.search(r'<input type="text"[^>]*>', html)[0]
    assert 'class="form-control"' in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    summary = html[: html.index('class="form"')]
    assert 'role="alert"' in summary
    assert "Both together cannot be." in summary
    assert '<a href="#id_name">Name: ' in summary


def test_form_labels_what_may_stay_empty_and_groups_choices():
    html = str(Sample())
    assert re.search(r'for="id_cost">Cost <span class="opt">optional', html)
    assert re.search(r'<fieldset[^>]*>\s*<legend class="form-label">Direction</legend>', html)
    assert re.search(r'<label class="form-tick" for="id_shadow"><input type="checkbox"[^>]*class="ck"', html)
    assert "err-sum" not in html


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{% hours v %}", Decimal("15.25"), "15.3"),
        ("{% hours2 v %}", Decimal("0.58333"), "0.58"),
        ("{% money v %}", Decimal("30051.67"), "$30,052"),
        ("{% money v %}", Decimal("-3249.5"), "−$3,250"),
        ("{% money_cents v %}", Decimal("30051.665"), "$30,051.67"),
        ("{% percent v %}", Decimal("144.05"), "144.1\u00a0%"),
        ("{% months v %}", Decimal("1.52"), "1.5"),
        ("{% number v %}", 34266, "34,266"),
        ("{% exact v %}", Decimal("6.93750"), "6.9375"),
        ("{% hours v %}", None, "–"),
        ("{% money v %}", 0, "$0"),
        ("{% money v %}", Decimal("-0.2"), "$0"),
        ("{{ v|dash }}", 0, "0"),
        ("{{ v|dash }}", "", "–"),
        ("{% date v %}", date(2027, 3, 14), "14 Mar 2027"),
    ],
)
def test_values_are_rounded_half_up_once_and_shown_in_the_clients_manner(source, value, shown):
    assert template(source, v=value, client=PORTLAND) == shown


def test_another_client_another_manner():
    assert template("{% money v %}", v=Decimal("30051.67"), client=BERLIN) == "30.052\u00a0€"
    assert template("{% money v client=c %}", v=Decimal("1"), c=BERLIN, client=PORTLAND) == "1\u00a0€"


def test_moments_by_the_clients_clock():
    now = datetime(2026, 11, 19, 22, 2, tzinfo=UTC)
    portland = display.manner_of(PORTLAND)
    assert display.moment(now, portland, now=now) == "14:02"
    assert display.moment(now - timedelta(days=1), portland, now=now) == "Wed"
    assert display.moment(now - timedelta(days=7), portland, now=now) == "12 Nov"
    assert display.moment(now - timedelta(days=400), portland, now=now) == "15 Oct 2025"
    # 06:00 UTC is still the evening before in Portland.
    assert display.moment(datetime(2026, 11, 19, 6, 0, tzinfo=UTC), portland, now=now) == "Wed"


def test_icon_is_hidden_from_readers_unless_it_speaks():
    assert template('{% icon "icon-plus" %}') == '<i class="icon icon-plus" aria-hidden="true"></i>'
    assert 'role="img" aria-label="in conflict"' in template('{% icon "plus" "in conflict" %}')


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_nothing_and_offer_a_way_on(name):
    html = render_to_string(f"errors/{name}.html")
    assert 'href="/"' in html
    assert "<h1>" in html
    assert "<script type=" not in html


def test_gallery_shows_every_component_and_has_no_double_ids():
    html = gallery(RequestFactory().get("/gallery/")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    pointed = re.findall(r'\s(?:popovertarget|aria-labelledby|aria-controls|for)="([^"]+)"', html)
    assert set(pointed) <= set(ids)
