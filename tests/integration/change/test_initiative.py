"""The people side of an initiative: champions, messages with the why first, two workflows, wins."""

from datetime import date

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.change import services
from apps.tenant.change.models import Message, Win, WorkflowStep
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Person
from tests.queries import assert_constant, queries_of

WHY = {"purpose": "why", "text": "Every invoice is typed twice.", "audience": "Sales", "channel": "Team meeting"}
WHAT = {"purpose": "what", "text": "It goes by itself.", "audience": "Sales", "channel": "E-mail"}
STEP = {"side": "today", "who": "Sales", "source": "HubSpot", "target": "E-mail", "what": "Won deal", "minutes": "3"}


def text_of(browser, address):
    return " ".join(browser.get(address).content.decode().split())


def test_an_empty_plan_says_what_belongs_there(desk, deal, page_of):
    html = text_of(desk, page_of("initiative-change", deal))
    assert "Begin with the why" in html
    assert "How does the work go today" in html
    assert "Nowhere yet" in html
    assert html.count("2 wanted") == 2


def test_the_shortfall_of_champions_is_shown(desk, deal, harbor, page_of):
    form = client_url(harbor, "champion-name")
    for name, department in (("Jess", "Sales"), ("Ray", "Sales"), ("Priya", "Finance")):
        there = desk.post(f"{form}?initiative={deal.pk}", {"name": name, "department": department})
        assert there["Location"] == page_of("initiative-change", deal)
    html = text_of(desk, page_of("initiative-change", deal))
    assert "2 named" in html
    assert "1 short" in html
    with client_scope(harbor):
        priya = Person.objects.get(name="Priya")
        assert Activity.objects.filter(verb="named as champion", label="Priya, Finance").exists()
    desk.post(client_url(harbor, "champion-release", person_id=priya.pk))
    assert "2 wanted" in text_of(desk, page_of("initiative-change", deal))


def test_a_champion_of_two_departments_is_refused(desk, harbor, deal):
    form = client_url(harbor, "champion-name")
    desk.post(form, {"name": "Jess", "department": "Sales"})
    answer = desk.post(form, {"name": "jess", "department": "Finance"})
    assert answer.status_code == 422
    assert "champion of Sales already" in answer.content.decode()
    assert desk.post(form, {"name": "", "department": ""}).status_code == 422


def test_a_plan_that_does_not_begin_with_the_why_is_warned_about(desk, harbor, deal, page_of):
    add = page_of("change-message-add", deal)
    desk.post(add, WHAT | {"on": "2026-10-01"})
    assert "The why comes first" in text_of(desk, page_of("initiative-change", deal))
    desk.post(add, WHY | {"on": "2026-10-05"})
    assert "before the why" in text_of(desk, page_of("initiative-change", deal))
    with client_scope(harbor):
        why = Message.objects.get(purpose="why")
    desk.post(client_url(harbor, "change-message", message_id=why.pk), WHY | {"on": "2026-09-30"})
    assert "The why comes first" not in text_of(desk, page_of("initiative-change", deal))


def test_nothing_is_sent_before_the_why(desk, lead, harbor, deal):
    with client_scope(harbor):
        what = services.add_message(deal, WHAT | {"on": date(2026, 10, 1)}, by=lead)
        why = services.add_message(deal, WHY | {"on": date(2026, 10, 1)}, by=lead)
    sent = {one: client_url(harbor, "change-message-sent", message_id=one.pk) for one in (what, why)}
    refusal = desk.post(sent[what], {"done": "yes"}, follow=True)
    assert "People hear the why first" in refusal.content.decode()
    desk.post(sent[why], {"done": "yes"})
    desk.post(sent[what], {"done": "yes"})
    assert "rest on this why" in desk.post(sent[why], {"done": "no"}, follow=True).content.decode()
    with client_scope(harbor):
        assert Message.objects.exclude(sent_at=None).count() == 2
    changed = desk.post(client_url(harbor, "change-message", message_id=why.pk), WHY | {"on": "2026-10-02"})
    assert changed.status_code == 422
    assert "so it stays as it is" in changed.content.decode()


def test_both_workflows_stand_side_by_side(desk, harbor, deal, page_of):
    add = page_of("workflow-step-add", deal)
    desk.post(add, STEP)
    desk.post(add, STEP | {"who": "Finance", "source": "E-mail", "target": "QuickBooks", "is_manual": "on"})
    html = text_of(desk, page_of("initiative-change", deal))
    assert "2 steps, 1 by hand" in html
    assert "Begin with a copy of today" in html
    desk.post(page_of("workflow-copy", deal))
    with client_scope(harbor):
        wanted = list(WorkflowStep.objects.filter(side="wanted"))
        assert [step.target for step in wanted] == ["E-mail", "QuickBooks"]
    desk.post(client_url(harbor, "workflow-step-move", workflow_step_id=wanted[1].pk), {"move": "-1"})
    desk.post(client_url(harbor, "workflow-step-remove", workflow_step_id=wanted[0].pk))
    with client_scope(harbor):
        assert [step.target for step in WorkflowStep.objects.filter(side="wanted")] == ["QuickBooks"]
    refused = desk.post(page_of("workflow-copy", deal), follow=True)
    assert "has steps already" in refused.content.decode()


def test_a_step_needs_its_ends_and_no_negative_minutes(desk, deal, harbor, page_of):
    add = page_of("workflow-step-add", deal)
    wrong = desk.post(add, STEP | {"source": "", "minutes": "-1"})
    assert wrong.status_code == 422
    assert "Won deal" in wrong.content.decode()
    with client_scope(harbor):
        assert not WorkflowStep.objects.exists()


def test_two_people_in_one_plan(desk, deal, page_of):
    plan = page_of("change-plan", deal)
    assert desk.post(plan, {"support_channel": "Slack #invoices", "logins_target": "5"}).status_code == 302
    old = {"support_channel": "E-mail", "version": "1"}
    answer = desk.post(plan, old)
    assert answer.status_code == 422
    assert "Somebody else changed this plan" in answer.content.decode()
    assert "Slack #invoices" in text_of(desk, page_of("initiative-change", deal))


def test_a_win_is_seen_in_the_portal_once_it_is_shared(desk, visit, harbor, deal, page_of):
    assert desk.post(page_of("win-add", deal), {"title": "Same day"}).status_code == 422
    desk.post(page_of("win-add", deal), {"title": "Invoices go out the same day", "hours": "3.5", "errors": "6"})
    with client_scope(harbor):
        win = Win.objects.get()
    portal, sponsor = client_url(harbor, "portal"), visit("sponsor")
    assert "same day" not in text_of(sponsor, portal)
    desk.post(client_url(harbor, "win-share", win_id=win.pk), {"done": "yes"})
    shown = text_of(sponsor, portal)
    assert "Invoices go out the same day" in shown
    assert "<b>3.5 h</b> a week, <b>6</b> errors avoided a month" in shown
    desk.post(client_url(harbor, "win-share", win_id=win.pk), {"done": "no"})
    assert "same day" not in text_of(sponsor, portal)


def test_the_overview_costs_the_same_with_more_initiatives(desk, harbor, roadmap, deal):
    page = client_url(harbor, "change")
    assert "Deal to invoice" in text_of(desk, page)
    few = queries_of(desk, page)
    for number in range(5):
        roadmap.add(f"More {number}", start=date(2026, 10, 1), end=date(2026, 11, 1), parallel_weeks=2)
    assert_constant(desk, page, few=few)


def test_nothing_on_the_roadmap_yet(desk, harbor):
    assert "Nothing to carry yet" in text_of(desk, client_url(harbor, "change"))
