"""The executive summary as a whole: a pure function of its snapshot, from facts to HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from apps.core.pdf import LaidOut, lay_out
from apps.figures.palette import accent_shades
from apps.methods.claims import INTEGRATION_SHARE
from apps.tenant.reports.executive.answer import answer_section
from apps.tenant.reports.executive.chances import chances_section
from apps.tenant.reports.executive.cover import Cover, cover_of, finding
from apps.tenant.reports.executive.gaps import gaps_section
from apps.tenant.reports.executive.hand_offs import hand_offs_section
from apps.tenant.reports.executive.look import Look, capital, count_words
from apps.tenant.reports.executive.method import method_lines, method_section
from apps.tenant.reports.executive.opportunities import opportunities_section
from apps.tenant.reports.executive.parts import MethodLine, Missing, Numbered, References, Section
from apps.tenant.reports.executive.returns import returns_section
from apps.tenant.reports.executive.risks import risks_section
from apps.tenant.reports.executive.roadmap import roadmap_section
from apps.tenant.reports.facts import Snapshot

TEMPLATE = "reports/pdf/executive.html"
SHEET = Path(settings.BASE_DIR) / "templates" / "reports" / "pdf" / "report.css"
ANSWER, CONTENTS = 2, 3
NOT_YET = "not_yet"


@dataclass(frozen=True, kw_only=True)
class Contents:
    entries: list[Numbered]
    method_no: int
    example: list[tuple[str, str, str]]
    share: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """All that templates/reports/pdf/ may use."""

    title: str
    language: str
    firm: str
    client: str
    description: str
    made_at: str
    head: str
    parties: str
    cover: Cover
    sections: list[Numbered]
    references: References


def lay_out_document(facts: Snapshot) -> LaidOut:
    """The pages of a snapshot. A section's number is the page it begins on: where one runs over its page, the whole
    is laid out a second time with the numbers as they came out."""
    document = document_of(facts)
    laid_out = _laid_out(facts, document)
    found = {one.section.key: laid_out.page_of(f"s-{one.section.key}") or one.no for one in document.sections}
    if all(found[one.section.key] == one.no for one in document.sections):
        return laid_out
    return _laid_out(facts, document_of(facts, found))


def _laid_out(facts: Snapshot, document: Document) -> LaidOut:
    return lay_out(html_of(document), css=css_of(facts.about.accent), identifier=facts.about.id)


def document_of(facts: Snapshot, pages: Mapping[str, int] | None = None) -> Document:
    """pages: on which each section begins, where that is known."""
    look = Look.of(facts.about)
    lines = method_lines(facts, look)
    sections = _sections(facts, look, lines, pages or {})
    about, day = facts.about, look.day(facts.about.today)
    return Document(
        title=f"Executive summary: {about.client}, {day}",
        language=look.language,
        firm=about.firm,
        client=about.client,
        description=finding(facts, look),
        made_at=about.made_at.isoformat(timespec="seconds"),
        head=f"Executive summary, {day}",
        parties=f"{about.client} · {about.firm} · Confidential",
        cover=cover_of(facts, look),
        sections=sections,
        references=References(lines),
    )


def html_of(document: Document) -> str:
    return render_to_string(TEMPLATE, {"document": document})


def css_of(firm_colour: str) -> str:
    """The sheet in the firm's colour, which is moved in lightness until white text on it can be read."""
    accent = accent_shades(firm_colour).light.fill
    tints = {"accent": accent, "accent-tint": mixed(accent, 0.82), "accent-rule": mixed(accent, 0.5)}
    return f"{_sheet()}\n:root {{ {' '.join(f'--{name}: {value};' for name, value in tints.items())} }}\n"


def mixed(colour: str, white: float) -> str:
    """The colour with so much white in it, 0 to 1."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel + (255 - channel) * white):02x}" for channel in channels)


@lru_cache(maxsize=1)
def _sheet() -> str:
    return SHEET.read_text()


def _sections(facts: Snapshot, look: Look, lines: tuple[MethodLine, ...], pages: Mapping[str, int]) -> list[Numbered]:
    """What there is data for, in its order; what is missing has one page that says so."""
    made = [
        hand_offs_section(facts, look) if facts.hand_offs.rows or facts.hand_offs.automated else None,
        gaps_section(facts, look),
        opportunities_section(facts, look) if facts.opportunities.rows else None,
        roadmap_section(facts, look),
        returns_section(facts, look),
        chances_section(facts, look),
        risks_section(facts, look),
    ]
    present = [section for section in made if section]
    missing = missing_of(facts)
    if missing:
        present.append(_not_yet(missing))
    present.append(method_section(facts, look, lines))
    answer = Numbered(ANSWER, answer_section(facts, look))
    others = [Numbered(pages.get(section.key, no), section) for no, section in enumerate(present, CONTENTS + 1)]
    contents = _contents([answer, *others], look, facts)
    return [answer, Numbered(CONTENTS, contents), *others]


def _contents(entries: list[Numbered], look: Look, facts: Snapshot) -> Section:
    pages = capital(count_words(len(entries), "page"))
    found = facts.hand_offs
    method_no = entries[-1].no
    example = [
        ("On the page", f"{look.money(found.cost_per_year)} a year", "headline with its number"),
        (f"Line 2, page {method_no}", "Hours × cost × 52", "the rule in words"),
        (
            "With your inputs",
            f"{look.plain(found.hours_per_week)} × {look.cents(facts.about.hourly_rate)} × 52",
            "unrounded, as computed",
        ),
        ("Source", "List of hand-offs", count_words(len(found.rows), "row")),
    ]
    return Section(
        key="contents",
        name="Contents and how to read",
        finding=f"{pages}, {count_words(len(entries), 'finding')}",
        brief="",
        stand="Read page 2 and stop there if time is short. Every other page proves one sentence of it.",
        content=Contents(
            entries=entries,
            method_no=method_no,
            example=example if found.hours_per_week else [],
            share=look.percent(INTEGRATION_SHARE.expected * 100),
        ),
    )


def missing_of(facts: Snapshot) -> list[Missing]:
    """The parts that the engagement has not got to yet. Honest, and with the way to them."""
    checks = [
        (
            facts.hand_offs.rows or facts.hand_offs.automated,
            Missing(
                name="Where data moves by hand",
                why="No data flow is recorded yet",
                how="Walk the processes with the people who do the work: what is copied, how often, how long it takes",
            ),
        ),
        (
            facts.opportunities.rows,
            Missing(
                name="What to connect first",
                why="No opportunity is made of the hand-offs yet",
                how="Group hand-offs that one connection could replace; score and effort follow from them",
            ),
        ),
        (
            facts.roadmap,
            Missing(
                name="Roadmap",
                why="Nothing is planned yet",
                how="Put the opportunities decided on into phases, with an owner and dates",
            ),
        ),
        (
            facts.returns,
            Missing(
                name="Return",
                why="There are no costs and dates to work it out from",
                how="Enter what each change costs to build, to learn and to keep, and when it goes live",
            ),
        ),
        (
            facts.run.integrations,
            Missing(
                name="Health of what is live",
                why="No integration is in the registry yet",
                how="Each one that is decided on gets its entry: owner, runbook, checklist, signals",
            ),
        ),
    ]
    return [missing for there, missing in checks if not there]


def _not_yet(missing: list[Missing]) -> Section:
    names = count_words(len(missing), "part")
    is_are = "is" if len(missing) == 1 else "are"
    return Section(
        key=NOT_YET,
        name="What is not here yet",
        finding=f"{capital(names)} of the picture {is_are} not known yet",
        brief=", ".join(one.name for one in missing),
        stand="Nothing on the other pages is guessed to fill the gap.",
        content=missing,
    )
