"""What the page of proposals may use: each with its evidence, those put aside, and the ways to answer."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse

from apps.core.http import Request
from apps.tenant.decisions import selectors
from apps.tenant.decisions.pages import words

ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class ProposalRow:
    """is_back: somebody dismissed it before, and its flows have changed since."""

    proposal: selectors.Proposal

    @property
    def points(self) -> str:
        return words.points_words(self.proposal.possible_score)

    @property
    def is_back(self) -> bool:
        return self.proposal.dismissed is not None and not self.proposal.is_dismissed


@dataclass(frozen=True)
class ProposalsPage:
    page: Page[ProposalRow]
    dismissed: list[selectors.Proposal]
    query: str
    count: int
    wrong: str = ""


def proposals_page(request: Request, *, wrong: str = "") -> ProposalsPage:
    """Those that wait, highest score first, 50 a page; wrong: why the last answer was refused."""
    found = selectors.find_proposals(request.client)
    query = request.GET.get("q", "").strip()[:120]
    rows = [ProposalRow(one) for one in found.waiting if query.lower() in one.name.lower()]
    return ProposalsPage(
        page=Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        dismissed=found.dismissed,
        query=query,
        count=len(found.waiting),
        wrong=wrong,
    )


def undo_address(name: str, keys: list[str]) -> str:
    """The address that takes an answer back, as a toast's Undo posts it."""
    return f"{reverse(name)}?{'&'.join(f'chosen={key}' for key in keys)}"


def chosen_keys(request: HttpRequest) -> list[str]:
    """Keys of the proposals that a form or an Undo names."""
    return [*request.POST.getlist("chosen"), *request.GET.getlist("chosen")]
