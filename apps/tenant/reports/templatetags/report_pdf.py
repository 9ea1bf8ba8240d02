"""Tags of the reports' pages. `document` and `section` (its key) are in their context."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def ref(context: Any, *keys: str) -> SafeString | str:
    """`{% ref "hours" "money" %}`: the numbers of the method lines that explain a figure, as links to them."""
    references, section = context["document"].references, context["section_key"]
    numbered = [(key, references.number(key)) for key in keys]
    return format_html_join(
        "\u2009",
        '<a class="ref"{} href="#m-{}" title="Method, line {}">{}</a>',
        (
            (format_html(' id="{}"', anchor) if (anchor := references.place(key, section)) else "", key, number, number)
            for key, number in numbered
            if number
        ),
    )


@register.simple_tag(takes_context=True)
def pages_of(context: Any, key: str) -> SafeString | str:
    """Where a line's number is used; the page numbers are worked out when the pages are laid out."""
    anchors = context["document"].references.anchors(key)
    return format_html_join(
        ", ", '<a class="pgref" href="#{}" title="Where it is used"></a>', ((one,) for one in anchors)
    )


@register.simple_tag
def svg(figure: Any) -> SafeString:
    # The figure layer escapes every text it draws.
    return mark_safe(figure.svg)
