"""What the pages of a report are made of, for templates/reports/pdf/."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from apps.figures.figure import Figure
from apps.tenant.reports.executive.look import COLUMN, balanced

VIEW = re.compile(r'viewBox="0 0 (\S+) (\S+)"')


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page, or more when its tables are long. finding: its headline; brief: the same for the contents."""

    key: str
    name: str
    finding: str
    brief: str
    content: Any
    stand: str = ""

    @property
    def template(self) -> str:
        return f"reports/pdf/_{self.key}.html"

    @property
    def lines(self) -> tuple[str, ...]:
        return balanced(self.finding)


@dataclass(frozen=True)
class Numbered:
    """A section at its place; its number is the page it begins on while every section fits its page."""

    no: int
    section: Section


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Something that the engagement has not got to yet, and where it comes from."""

    name: str
    why: str
    how: str


@dataclass(frozen=True, kw_only=True)
class MethodLine:
    """How one kind of number is made: the rule in words, with the client's own inputs."""

    key: str
    name: str
    rule: str
    inputs: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A figure in its frame. caption ends in "Source: …"."""

    figure: Figure
    sub: str = ""
    caption: str = ""
    title: str = ""

    @property
    def heading(self) -> str:
        return self.title or self.figure.title

    @property
    def height(self) -> float:
        """Of the drawing in the column, in points."""
        found = VIEW.search(self.figure.svg)
        return COLUMN * float(found[2]) / float(found[1]) if found else 0


@dataclass
class References:
    """Small numbers beside the headline figures, and the places at which each of them stands."""

    lines: tuple[MethodLine, ...]
    places: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def number(self, key: str) -> int | None:
        """The line's number; None for a line that this report does not have."""
        return next((at for at, line in enumerate(self.lines, 1) if line.key == key), None)

    def place(self, key: str, section: str) -> str:
        """The anchor of a reference. One a section is enough to say on which pages the number is used."""
        made = f"r-{key}-{section}"
        known = {place for place, _ in self.places[key]}
        if section in known:
            return ""
        self.places[key].append((section, made))
        return made

    def anchors(self, key: str) -> list[str]:
        return [anchor for _, anchor in self.places[key]]
