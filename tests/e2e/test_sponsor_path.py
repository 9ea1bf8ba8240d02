"""The client's side, on a phone: the sponsor decides on a roadmap, a new stakeholder comes in by invitation."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.product import link_in

HARBOR, LUMEN = "/clients/harbor-pine", "/clients/lumen-dental"
QUESTION, ANSWER = "Who counts the stock on the first day?", "Lena's team, before the shop opens."
NEWCOMER = "noa.frei@lumendental.example"


def test_a_sponsor_approves_on_a_phone_and_is_answered(open_as):
    sponsor, consultant = open_as("sponsor", phone=True), open_as("consultant")
    sponsor.goto(f"{HARBOR}/portal/")
    expect(sponsor.get_by_text("One decision is waiting for you.")).to_be_visible()
    sponsor.get_by_role("link", name="See what changed").click()
    comment_on_stock_sync(sponsor)
    approve(sponsor)
    the_consultant_sees_it_and_answers(consultant)
    sponsor.goto(f"{HARBOR}/portal/comments/")
    expect(sponsor.get_by_role("main")).to_contain_text(ANSWER)


def comment_on_stock_sync(page: Page) -> None:
    page.get_by_role("link", name="Stock sync").click()
    page.get_by_label("Your comment", exact=True).fill(QUESTION)
    page.get_by_role("button", name="Send comment").click()
    expect(page.locator(".said").filter(has_text=QUESTION)).to_be_visible()


def approve(page: Page) -> None:
    page.goto(f"{HARBOR}/portal/roadmap/2/")
    page.get_by_role("link", name="Approve roadmap v2").click()
    expect(page.get_by_role("heading", name="Approve roadmap v2?")).to_be_visible()  # asked once more
    page.get_by_role("button", name="Approve roadmap v2").click()
    expect(page.get_by_role("heading", name="Roadmap v2 is approved")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Marisol Vega")
    page.goto(f"{HARBOR}/portal/")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def the_consultant_sees_it_and_answers(page: Page) -> None:
    page.goto(f"{HARBOR}/share/portal/")
    version = page.get_by_role("region", name="Published versions").get_by_role("row").filter(has_text="v2")
    expect(version).to_contain_text("Approved")
    expect(version).to_contain_text("Marisol Vega")
    thread = page.locator(".threads > li").filter(has_text=QUESTION)
    thread.get_by_text("Answer", exact=False).first.click()
    thread.get_by_label("Your answer to Marisol Vega").fill(ANSWER)
    thread.get_by_role("button", name="Send answer").click()
    expect(page.locator(".threads > li").filter(has_text=QUESTION)).to_contain_text(ANSWER)


def test_drafts_stay_invisible_to_the_client(open_as):
    page = open_as("sponsor", phone=True)
    for inside in ("plan/roadmap/", "assess/flows/", "decide/opportunities/", "reports/", "share/portal/"):
        assert page.goto(f"{HARBOR}/{inside}").status == 403, inside
        expect(page.get_by_text("Orders to accounting")).to_have_count(0)
    page.goto(f"{HARBOR}/portal/roadmap/")
    expect(page.get_by_text("Stock sync").first).to_be_visible()
    expect(page.get_by_text("Orders to accounting")).to_have_count(0)  # a candidate, not published


def test_somebody_follows_an_invitation_into_the_portal(open_as, product):
    inviter = open_as("consultant")
    inviter.goto(f"{LUMEN}/settings/people/")
    form = inviter.get_by_role("region", name="Invite somebody of the client")
    form.get_by_label("Name").fill("Noa Frei")
    form.get_by_label("E-mail").fill(NEWCOMER)
    form.get_by_role("radio", name=re.compile("^Stakeholder")).check()
    form.get_by_role("button", name="Send invitation").click()
    expect(inviter.get_by_role("region", name="Invited")).to_contain_text(NEWCOMER)
    invited = open_as(None, phone=True)
    invited.goto(link_in(product.mail_to(NEWCOMER), containing="/invitations/"))
    invited.get_by_label("Your name").fill("Noa Frei")
    invited.get_by_label("Choose a password").fill("a long quiet morning")
    invited.get_by_role("button", name="Accept and begin").click()
    expect(invited).to_have_url(re.compile(f"{LUMEN}/portal/$"))
    expect(invited.get_by_role("heading", name="Nothing to see yet")).to_be_visible()
    assert invited.goto(f"{LUMEN}/assess/applications/").status == 403
    assert invited.goto(f"{HARBOR}/portal/").status == 404  # another client is as good as none
