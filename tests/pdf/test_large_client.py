"""Much of everything: each section of the executive summary stays on its page, and says what it leaves out."""

import re
from dataclasses import replace

import pytest
from django.utils import timezone

from apps.core.tenancy.context import client_scope
from apps.tenant.reports import snapshot
from apps.tenant.reports.collecting.since import compare
from apps.tenant.reports.making import render
from apps.tenant.reports.plain import to_plain
from tests.benchmarks.reference import SMALL
from tests.benchmarks.reference_later import fill
from tests.pdf.conftest import Read, plain_of

LARGE = replace(SMALL, applications=60, flows=160, opportunities=20, initiatives=14, others=14)


@pytest.fixture
def large(harbor, lead):
    harbor.engagement_start = timezone.localdate()
    harbor.save(update_fields=["engagement_start"])
    with client_scope(harbor):
        fill(LARGE, harbor, by=lead, with_reports=False)
    return snapshot.read(plain_of(harbor, lead))


def test_no_section_runs_over_its_page(large):
    read = Read(render(to_plain(large)))
    assert len(read.pages) == len(read.bookmarks) == 11
    for words in (
        "The 8 largest of 60 hand-offs",
        "and 9 more steps",
        "12 others",
        "and 11 others",
        "Eleven other measures in the workspace",
        "and 14 others",
    ):
        assert words in read.text, words
    everything = replace(large.opportunities.rows[0], state="live", tone="good")
    was = replace(large, opportunities=replace(large.opportunities, rows=()))
    rows = tuple(replace(everything, id=at, name=f"A change with quite a long name {at}") for at in range(900, 909))
    now = replace(large, opportunities=replace(large.opportunities, rows=(*large.opportunities.rows, *rows)))
    told = Read(render(to_plain(replace(now, since=compare(was, now)))))
    assert len(told.pages) == len(told.bookmarks)
    assert "more changes on the pages that follow" in told.pages[1]


def test_of_forty_changes_those_that_go_live_next_are_drawn(large):
    roadmap = large.roadmap
    rows = tuple(replace(row, id=at, tone="half") for at, row in enumerate(roadmap.rows * 3, 1))
    bars = [row for phase in roadmap.gantt.phases for row in phase.rows] * 3
    drawn = tuple(replace(bar, id=at, name=f"Change {at}") for at, bar in enumerate(bars, 1))
    gantt = replace(roadmap.gantt, phases=(replace(roadmap.gantt.phases[0], rows=drawn),))
    read = Read(render(to_plain(replace(large, roadmap=replace(roadmap, rows=rows, gantt=gantt)))))
    page = read.pages[next(at for title, at in read.bookmarks.items() if title.endswith("Roadmap"))]
    assert "the 14 of 42 changes that go live next" in page
    assert len(set(re.findall(r"Change (\d+)", page))) == 14
    assert len(read.pages) == len(read.bookmarks)
