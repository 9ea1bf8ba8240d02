"""What was observed before goes to the portal, and the sponsor signs it there on a phone; then it is frozen."""

from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import violations

HARBOR = "/clients/harbor-pine"
NAME = "Time for one refund"


def test_a_sponsor_signs_a_baseline_on_a_phone(open_as):
    desk, sponsor = open_as("consultant"), open_as("sponsor", phone=True)
    measure(desk)
    sponsor.goto(f"{HARBOR}/portal/")
    expect(sponsor.get_by_text(NAME)).to_have_count(0)
    desk.get_by_role("button", name="Ask for the signature in the portal").click()
    expect(desk.get_by_text("waits for the sponsor")).to_be_visible()
    sign(sponsor)
    desk.reload()
    expect(desk.get_by_text("signed and frozen")).to_be_visible()
    expect(desk.get_by_text("Marisol Vega").first).to_be_visible()
    frozen(desk)


def measure(page: Page) -> None:
    page.goto(f"{HARBOR}/prove/measurements/")
    page.get_by_role("button", name="Add metric").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("From the library").select_option("processing_time")
    dialog.get_by_label("Name", exact=False).first.fill(NAME)
    dialog.get_by_role("button", name="Add metric").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.get_by_label("Values").fill("6.5\n7\n7.5\n8")
    page.get_by_role("button", name="Add observations").click()
    expect(page.get_by_text("4 observations added.")).to_be_visible()


def sign(page: Page) -> None:
    page.goto(f"{HARBOR}/portal/")
    page.get_by_role("link", name="Read and sign").click()
    card = page.get_by_role("region", name=NAME)
    expect(card).to_contain_text("7.3 minutes")
    assert violations(page) == []
    page.goto(f"{HARBOR}/portal/baselines/")
    card.get_by_role("button", name="Sign this baseline").click()
    expect(page.get_by_text(f"You signed the baseline of {NAME}")).to_be_visible()
    expect(card).to_contain_text("Signed")
    expect(card).to_contain_text("Marisol Vega")


def frozen(page: Page) -> None:
    form = page.get_by_role("region", name="Add what was observed")
    form.get_by_label("Observed").select_option("before")
    page.get_by_label("Values").fill("1")
    page.get_by_role("button", name="Add observations").click()
    expect(page.get_by_text("The baseline is signed and frozen").first).to_be_visible()
