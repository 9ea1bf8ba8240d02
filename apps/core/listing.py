"""Parts of every list page: columns with their sort key, and filter chips that keep the rest of the address."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Column:
    """Head of a table's column. sort: its name in the address, "" when it cannot be sorted."""

    label: str
    sort: str = ""
    unit: str = ""
    num: bool = False
    sticky: bool = False
    title: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter that is on or off. url: the same page with the filter the other way round."""

    label: str
    url: str
    count: int | None = None
    is_on: bool = False


def chip(request: HttpRequest, name: str, value: str, label: str, *, count: int | None = None) -> Chip:
    """The chip that sets `?name=value`, or takes it away where it is set. Always goes back to the first page."""
    wanted = request.GET.copy()
    wanted.pop("page", None)
    is_on = wanted.get(name) == value
    if is_on:
        wanted.pop(name)
    else:
        wanted[name] = value
    return Chip(label, f"?{wanted.urlencode()}", count, is_on)


@dataclass(frozen=True)
class Link:
    """A way onward: in an empty state, a tab, a path."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None
    icon: str = ""
