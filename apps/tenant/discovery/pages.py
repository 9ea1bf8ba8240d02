"""What the discovery's templates may use."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.forms import BoundField

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Chip, chip
from apps.core.progress import progress_of
from apps.methods.discovery import BENCHMARK, Confidence, beyond_list, found_beyond_list
from apps.methods.recognition import Strength
from apps.methods.workings import Input, Workings
from apps.shared.catalog.selectors import products
from apps.tenant.discovery.columns import label_of
from apps.tenant.discovery.forms import (
    AcceptForm,
    AssignForm,
    DismissForm,
    MergeForm,
    ReadingForm,
    UploadForm,
    accept_form_of,
)
from apps.tenant.discovery.matching import BY_HAND, Names
from apps.tenant.discovery.models import Discovery, DiscoveryLine, DiscoveryStatus, Finding
from apps.tenant.discovery.selectors import (
    Proposal,
    copies_of,
    counted_lines,
    counts_of,
    ignored,
    left_out_of,
    list_discoveries,
    proposals,
    unmatched,
)
from apps.tenant.discovery.services.uploading import progress_key
from apps.tenant.inventory.selectors import InventoryTotals, application_names, inventory_totals

ROWS_PER_PAGE = 50
SHOWN = ("known", "unmatched", "decided", "ignored")
FILES_SHOWN = 10
LINES_SHOWN = 60
SURE = 90
STATUS_TONES = {"reading": "busy", "ready": "good", "unclear": "warn", "failed": "bad"}
STATE_TONES = {"accepted": "good", "merged": "good", "dismissed": "", "ignored": "", "open": "busy"}
CONFIDENCE = {
    Confidence.HIGH: ("High", "good"),
    Confidence.MEDIUM: ("Medium", "busy"),
    Confidence.LOW: ("Low", "warn"),
}
STRENGTH = {
    Strength.CERTAIN: ("Certain", "good"),
    Strength.LIKELY: ("Likely", "busy"),
    Strength.UNSURE: ("Please check", "warn"),
}
SEEN = {"card": "Card", "sso": "Sign-in", "oauth": "App access", "intake": "Told by people", "listed": "Listed"}
RHYTHMS = {
    "weekly": "weekly",
    "monthly": "monthly",
    "quarterly": "quarterly",
    "yearly": "yearly",
    "once": "one charge",
    "irregular": "irregular",
}


@dataclass(frozen=True)
class ProposalLine:
    """One product in the table."""

    proposal: Proposal
    seen: list[str]
    confidence: tuple[str, str]
    match: tuple[str, str]
    why_match: str
    rhythm: str
    other_costs: list[tuple[str, Decimal]]
    state: tuple[str, str]

    @classmethod
    def of(cls, proposal: Proposal, currency: str) -> "ProposalLine":
        lead = proposal.lead
        return cls(
            proposal=proposal,
            seen=[SEEN[source] for source in proposal.sources],
            confidence=CONFIDENCE[proposal.confidence],
            match=STRENGTH[proposal.strength],
            why_match=_why_match(lead),
            rhythm=_rhythm(proposal.latest_costs),
            other_costs=[(code, cost) for code, cost in proposal.costs.items() if code != currency],
            state=(lead.get_state_display(), STATE_TONES[lead.state]),
        )


def _why_match(finding: Finding) -> str:
    if finding.because == BY_HAND:
        return f"“{finding.example}” was assigned by hand"
    return f"“{finding.example}” matches by {finding.score} of 100, {finding.margin} ahead of the next product"


def _rhythm(findings: list[Finding]) -> str:
    """The commonest rhythm, and that it has stopped where all have."""
    series = [entry for finding in findings for entry in finding.series]
    if not series:
        return ""
    rhythm, _ = Counter(entry["rhythm"] for entry in series).most_common(1)[0]
    return f"{RHYTHMS[rhythm]}{', stopped' if all(entry['has_stopped'] for entry in series) else ''}"


@dataclass(frozen=True)
class FileLine:
    discovery: Discovery
    tone: str


@dataclass(frozen=True)
class Ending:
    """How many more than the client thought. share: percent, None when nothing was listed."""

    totals: InventoryTotals
    share: Decimal | None
    waiting: int
    share_with_waiting: Decimal | None
    benchmark: tuple[int, int]
    workings: Workings


@dataclass(frozen=True)
class DiscoveryPage:
    form: UploadForm
    show: str
    chips: list[Chip]
    lines: list[ProposalLine]
    queue: list[Finding]
    page: Page[Any]
    files: list[FileLine]
    more_files: int
    ending: Ending
    products: list[str]
    applications: list[str]
    may_edit: bool

    @property
    def is_empty(self) -> bool:
        return not self.files


def discovery_page(request: Request, *, form: UploadForm | None = None) -> DiscoveryPage:
    names = Names(request.client.firm)
    found = proposals(names)
    waiting = [proposal for proposal in found if proposal.lead.is_open and not proposal.is_known]
    known = [proposal for proposal in found if proposal.is_known]
    decided = [proposal for proposal in found if not proposal.lead.is_open]
    queue, without = unmatched(), ignored()
    sizes = {"unmatched": queue.count(), "ignored": without.count()}
    show = request.GET.get("show", "")
    rows: Any = {"known": known, "decided": decided, "unmatched": queue, "ignored": without}.get(show, waiting)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    is_queue = show in sizes
    files = list(list_discoveries()[: FILES_SHOWN + 1])
    may_edit = allowed(request, Right.WORK_EDIT)
    may_merge = may_edit and show not in {"unmatched", "ignored", "decided"}
    return DiscoveryPage(
        form=form or UploadForm(),
        show=show,
        chips=[
            Chip("New", "?", len(waiting), is_on=show not in SHOWN),
            chip(request, "show", "known", "In the inventory already", count=len(known)),
            chip(request, "show", "unmatched", "Not recognised", count=sizes["unmatched"]),
            chip(request, "show", "decided", "Decided", count=len(decided)),
            chip(request, "show", "ignored", "Ignored", count=sizes["ignored"]),
        ],
        lines=[] if is_queue else [ProposalLine.of(row, request.client.currency) for row in page.object_list],
        queue=list(page.object_list) if is_queue else [],
        page=page,
        files=[FileLine(entry, STATUS_TONES[entry.status]) for entry in files[:FILES_SHOWN]],
        more_files=max(len(files) - FILES_SHOWN, 0),
        ending=_ending(len(waiting)),
        products=sorted(names.vendors, key=str.casefold) if show == "unmatched" and may_edit else [],
        applications=[name for _, name in application_names()] if may_merge else [],
        may_edit=may_edit,
    )


def _ending(waiting: int) -> Ending:
    totals = inventory_totals()
    return Ending(
        totals=totals,
        share=found_beyond_list(listed=totals.listed, found=totals.found),
        waiting=waiting,
        share_with_waiting=found_beyond_list(listed=totals.listed, found=totals.found + waiting),
        benchmark=BENCHMARK,
        workings=beyond_list(listed=totals.listed, found=totals.found),
    )


@dataclass(frozen=True)
class SeriesLine:
    """Charges of one rhythm, with where their yearly cost comes from."""

    entry: dict[str, Any]
    rhythm: str
    workings: Workings


@dataclass(frozen=True)
class ProposalPage:
    finding: Finding
    line: ProposalLine | None
    series: list[SeriesLine]
    lines: list[DiscoveryLine]
    more_lines: int
    accept: AcceptForm
    merge: MergeForm
    dismiss: DismissForm
    assign: AssignForm
    products: list[str]
    may_edit: bool

    @property
    def can_decide(self) -> bool:
        return self.may_edit and self.finding.is_open


def proposal_page(request: Request, finding: Finding, **forms: Any) -> ProposalPage:
    names = Names(request.client.firm)
    found = proposals(names, only=Q(product__iexact=finding.product)) if finding.product else []
    proposal = found[0] if found else None
    findings = proposal.findings if proposal else [finding]
    lines = list(counted_lines(findings)[: LINES_SHOWN + 1])
    may_edit = allowed(request, Right.WORK_EDIT)
    return ProposalPage(
        finding=finding,
        line=ProposalLine.of(proposal, request.client.currency) if proposal else None,
        series=[_series_line(entry) for one in findings for entry in one.series],
        lines=lines[:LINES_SHOWN],
        more_lines=sum(one.lines_count for one in findings) - LINES_SHOWN if len(lines) > LINES_SHOWN else 0,
        accept=forms.get("accept") or accept_form_of(finding, proposal.annual_cost if proposal else None),
        merge=forms.get("merge") or MergeForm(),
        dismiss=forms.get("dismiss") or DismissForm(),
        assign=forms.get("assign") or AssignForm(),
        products=sorted(products(request.client.firm).values_list("name", flat=True))
        if may_edit and not proposal
        else [],
        may_edit=may_edit,
    )


def _series_line(entry: dict[str, Any]) -> SeriesLine:
    cost = None if entry["annual_cost"] is None else Decimal(entry["annual_cost"])
    unit = f"{entry['currency']} a year"
    inputs = (
        Input("charges", entry["charges"], "", f"{entry['first'] or '–'} to {entry['last'] or '–'}"),
        Input("latest amount", Decimal(entry["amount"]), entry["currency"]),
    )
    return SeriesLine(
        entry, RHYTHMS[entry["rhythm"]], Workings(cost, unit, entry["rule"], inputs, "charges in the file")
    )


@dataclass(frozen=True)
class ColumnLine:
    """One column of the file, with the guess and the field to change it."""

    head: str
    samples: list[str]
    certainty: tuple[str, str]
    taken_for: str
    field: BoundField | None


@dataclass(frozen=True)
class Progress:
    title: str
    done: int
    total: int
    words: str
    now: str


@dataclass(frozen=True)
class FilePage:
    discovery: Discovery
    form: ReadingForm
    columns: list[ColumnLine]
    counts: dict[str, int]
    copies: list[DiscoveryLine]
    left_out: list[DiscoveryLine]
    progress: Progress
    may_edit: bool

    @property
    def is_unclear(self) -> bool:
        return self.discovery.status == DiscoveryStatus.UNCLEAR

    @property
    def has_mixed_currencies(self) -> bool:
        return len(self.discovery.totals) > 1

    @property
    def totals(self) -> list[tuple[str, Decimal]]:
        return [(code, Decimal(amount)) for code, amount in self.discovery.totals.items()]


def file_page(request: Request, discovery: Discovery, *, form: ReadingForm | None = None) -> FilePage:
    form = form or ReadingForm(discovery=discovery)
    may_edit = allowed(request, Right.WORK_EDIT)
    return FilePage(
        discovery=discovery,
        form=form,
        columns=[_column(discovery, form, position) for position in range(len(discovery.columns))],
        counts=counts_of(discovery),
        copies=list(copies_of(discovery)[:LINES_SHOWN]),
        left_out=list(left_out_of(discovery)[:LINES_SHOWN]),
        progress=_progress(discovery),
        may_edit=may_edit,
    )


def _column(discovery: Discovery, form: ReadingForm, position: int) -> ColumnLine:
    column = discovery.columns[position]
    return ColumnLine(
        head=column["head"] or f"Column {position + 1}",
        samples=column["samples"],
        certainty=_certainty(column, has_preset=discovery.has_preset),
        taken_for=label_of(discovery.source, column["field"]),
        field=form[f"column_{position}"],
    )


def _certainty(column: dict[str, Any], *, has_preset: bool) -> tuple[str, str]:
    if column["is_chosen"]:
        return ("Chosen last time" if has_preset else "Chosen by hand"), "good" if column["field"] else ""
    if not column["field"]:
        return "Not used", ""
    if column["confidence"] >= SURE:
        return f"Recognised, {column['confidence']} %", "good"
    return f"Guessed, {column['confidence']} %: please check", "warn"


def _progress(discovery: Discovery) -> Progress:
    done, total = progress_of(progress_key(discovery))
    words = f"{min(done, total):,} of {total:,} rows" if total else "Starting"
    now = "Opening the file" if not total else "Reading the rows" if done < total // 2 else "Saving what was found"
    return Progress(f"Reading {discovery.name}", min(done, total), max(total, 1), words, now)
