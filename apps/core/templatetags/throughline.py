"""Tags and filters of every template (a builtin library: no `{% load %}` needed).

The tags take the manner (language, currency, time zone) from `client` in the template's context, or from `client=`
where a component is included with `only`. They return plain text and can be kept: `{% money value as shown %}`.
"""

from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 - the tag below is called date
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core import display

register = template.Library()
Context = dict[str, Any]
# The letters that docstrings and workings cite, as a reader knows the documents.
SOURCES = {
    "G": "integration guide",
    "R": "integration roadmap",
    "N": "integration failure notes",
    "DOMAIN": "our method",
}


def _manner(context: Context, client: Any) -> display.Manner:
    return display.manner_of(client or context.get("client"))


@register.simple_tag(takes_context=True)
def number(context: Context, value: display.Number, places: int = 0, client: Any = None) -> str:
    """34,266"""
    return display.number(value, _manner(context, client), places=places)


@register.simple_tag(takes_context=True)
def hours(context: Context, value: display.Number, client: Any = None) -> str:
    """15.2"""
    return display.number(value, _manner(context, client), places=1)


@register.simple_tag(takes_context=True)
def hours2(context: Context, value: display.Number, client: Any = None) -> str:
    """4.25, for tables"""
    return display.number(value, _manner(context, client), places=2)


@register.simple_tag(takes_context=True)
def money(context: Context, value: display.Number, client: Any = None) -> str:
    """$30,052"""
    return display.money(value, _manner(context, client))


@register.simple_tag(takes_context=True)
def money_cents(context: Context, value: display.Number, client: Any = None) -> str:
    """$30,051.67, for tables of costs"""
    return display.money(value, _manner(context, client), places=2)


@register.simple_tag(takes_context=True)
def currency_sign(context: Context, client: Any = None) -> str:
    """$, for the head of a column"""
    return display.currency_sign(_manner(context, client))


@register.simple_tag(takes_context=True)
def percent(context: Context, value: display.Number, places: int = 1, client: Any = None) -> str:
    """144.1 % for 144.1 (the value is in percent already)"""
    return display.percent(value, _manner(context, client), places=places)


@register.simple_tag(takes_context=True)
def months(context: Context, value: display.Number, client: Any = None) -> str:
    """6.6"""
    return display.number(value, _manner(context, client), places=1)


@register.simple_tag(takes_context=True)
def exact(context: Context, value: display.Number, client: Any = None) -> str:
    """Full precision, for a title: `<td title="{% exact v %}">{% hours2 v %}</td>`"""
    return display.exact(value, _manner(context, client))


@register.simple_tag(takes_context=True)
def date(context: Context, value: Date | datetime | None, client: Any = None) -> str:
    """14 Mar 2027, by the client's clock"""
    return display.day(value, _manner(context, client))


@register.simple_tag(takes_context=True)
def month(context: Context, value: Date, client: Any = None) -> str:
    """Oct 2026"""
    return display.month(value, _manner(context, client))


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None, client: Any = None) -> str:
    """14:02 today, Wed this week, the date otherwise; a `time` element with the whole moment as its title"""
    if value is None:
        return display.MISSING
    manner = _manner(context, client)
    shown = display.moment(value, manner, now=timezone.now())
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), display.full_moment(value, manner), shown
    )


@register.simple_tag(takes_context=True)
def amount(context: Context, value: Any, unit: str = "", client: Any = None) -> str:
    """12 min: a value of a calculation's workings with its unit"""
    return display.amount(value, unit, _manner(context, client))


@register.simple_tag
def why(shown: Any, name: str, pk: Any, field: str, label: str = "") -> SafeString:
    """`{% why shown "flow" line.id "score" %}`: a figure that says why it is what it is.

    pk: "" for the client's own figures; label: where the figure alone does not say what it is.
    """
    about = f"{name}-{pk}" if pk else name
    extra = format_html(' aria-label="{}"', label) if label else ""
    address = _explain_address(get_script_prefix(), get_urlconf())
    return format_html('<a class="why" href="{}?object={}&amp;field={}"{}>{}</a>', address, about, field, extra, shown)


@lru_cache(maxsize=256)
def _explain_address(prefix: str, urlconf: str | None) -> str:
    """Of the client whose addresses begin with the prefix; a table has hundreds of such links."""
    return reverse("explain", urlconf=urlconf)


@register.filter
def dash(value: Any) -> Any:
    """An en dash for what is missing (None or ""); 0 stays 0."""
    return display.MISSING if value is None or value == "" else value


@register.filter
def at(values: Sequence[Any], index: int) -> Any:
    """The value at a position, None beyond the end: cells beside their column."""
    return values[index] if values is not None and index < len(values) else None


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "icon-plus" %}` or `{% icon "plus" %}`. Label: only when the icon stands alone and carries meaning."""
    name = name if name.startswith("icon-") else f"icon-{name}"
    if label:
        return format_html('<i class="icon {}" role="img" aria-label="{}"></i>', name, label)
    return format_html('<i class="icon {}" aria-hidden="true"></i>', name)


@register.filter
def has_errors(fields: Sequence[tuple[Any, Any]] | None) -> bool:
    """Whether any of a form's (field, errors) has one"""
    return any(errors for _, errors in fields or ())


@register.filter
def source_words(source: str) -> str:
    """The documents behind a rule by name instead of letter: "G step 3" is step 3 of the integration guide; a page by
    its site"""
    return "; ".join(_spell_source(part.strip()) for part in (source or "").split(";"))


def _spell_source(part: str) -> str:
    if part.startswith(("https://", "http://")):
        return (urlsplit(part).hostname or part).removeprefix("www.")
    letter, _, rest = part.partition(" ")
    name = SOURCES.get(letter)
    return f"{name}, {rest}" if name and rest else name or part


@register.filter
def tagged(tags: str | None, key: str) -> str:
    """The address in a message's extra_tags "undo:/…" for the key "undo"; empty where there is none."""
    marks = (tags or "").split()
    return next((mark.removeprefix(f"{key}:") for mark in marks if mark.startswith(f"{key}:")), "")


@register.simple_tag
def figure(figure: Any, **frame: Any) -> SafeString:
    """A figure of apps.figures in its frame: `{% figure page.map subline="As found in September" %}`.

    frame: what components/figure.html takes besides (subline, legend, source, href, more, level, card).
    """
    columns = [{"label": head, "num": index in figure.table.numeric} for index, head in enumerate(figure.table.head)]
    return render_to_string("components/figure.html", {"figure": figure, "columns": columns, "card": True, **frame})
