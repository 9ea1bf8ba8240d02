"""Which document each kind of report is: read from its snapshot, drawn, laid out, and checked when it is made."""

from collections.abc import Mapping
from typing import Any, Protocol

from apps.core.pdf import LaidOut, Pdf
from apps.tenant.reports.audit.document import html_of_audit, lay_out_audit
from apps.tenant.reports.audit.facts import AuditFacts
from apps.tenant.reports.executive.document import document_of, html_of, lay_out_document
from apps.tenant.reports.models import ReportKind
from apps.tenant.reports.plain import from_plain
from apps.tenant.reports.snapshot import read


class Paper(Protocol):
    """A snapshot as a document."""

    def draw(self) -> None: ...

    def lay_out(self) -> LaidOut: ...

    def fault(self, pdf: Pdf) -> str:
        """What is wrong with the finished file, "" when it is as it should be."""
        ...


class Executive:
    """Every section has its page."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.facts = read(plain)

    def draw(self) -> None:
        html_of(document_of(self.facts))

    def lay_out(self) -> LaidOut:
        return lay_out_document(self.facts)

    def fault(self, pdf: Pdf) -> str:
        sections = len(document_of(self.facts).sections)
        return "" if pdf.pages > sections else f"{pdf.pages} pages for {sections} sections"


class AuditPage:
    """One page, whatever was entered."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.facts: AuditFacts = from_plain(AuditFacts, plain)

    def draw(self) -> None:
        html_of_audit(self.facts)

    def lay_out(self) -> LaidOut:
        return lay_out_audit(self.facts)

    def fault(self, pdf: Pdf) -> str:
        return "" if pdf.pages == 1 else f"{pdf.pages} pages instead of one"


PAPERS: Mapping[str, type[Executive] | type[AuditPage]] = {
    ReportKind.EXECUTIVE: Executive,
    ReportKind.AUDIT: AuditPage,
}


def paper_of(kind: str, plain: dict[str, Any]) -> Paper:
    return PAPERS[kind](plain)
