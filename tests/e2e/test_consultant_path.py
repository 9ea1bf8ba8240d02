"""The main job as a consultant does it: from a pasted list of tools to the PDF in an executive's inbox."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

NAME, CLIENT = "Cedar Works", "/clients/cedar-works"
EXECUTIVE = "chief@cedarworks.example"
# One tool twice: the second row is an error that names the first, and is not written.
ROWS = """Tool\tVendor\tCategory\tSeats\tAnnual cost
Pipedrive\tPipedrive\tCRM\t6\t2400
Xero\tXero\tAccounting\t3\t900
Shopify\tShopify\tE-commerce\t4\t3948
Pipedrive\tPipedrive\tCRM\t6\t2400
"""
# source, target, object, times, per, minutes, what an error costs: 20 × 12 min = 4 h, 5 × 24 min = 2 h a week
HAND_OFFS = [
    ("Pipedrive", "Xero", "Invoice", "20", "week", "12", "revenue_loss"),
    ("Shopify", "Xero", "Order", "5", "week", "24", "rework"),
]


def test_from_a_new_client_to_the_report_in_an_inbox(open_as, product):
    page = open_as("consultant")
    create_client(page)
    import_applications(page)
    for hand_off in HAND_OFFS:
        record_hand_off(page, *hand_off)
    see_the_sum_and_the_map(page)
    decide_on_the_first_opportunity(page)
    plan_it(page)
    publish_the_roadmap(page)
    make_the_report(page)
    send_the_report(page)
    the_report_arrived_once(product)


def create_client(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="New client").first.click()
    page.get_by_label("Client’s name").fill(NAME)
    expect(page.get_by_label("Address")).to_have_value(CLIENT.removeprefix("/clients/"))
    page.get_by_label("Currency").select_option("USD")
    page.get_by_label("Hourly rate").fill("38")
    page.get_by_label("Time zone").fill("America/Los_Angeles")
    page.get_by_label("Engagement starts").fill(str(timezone.localdate()))
    page.get_by_role("button", name="Create client").click()
    expect(page).to_have_url(re.compile(f"{CLIENT}/$"), timeout=60_000)
    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()


def import_applications(page: Page) -> None:
    page.goto(f"{CLIENT}/assess/imports/")
    page.get_by_label("Or paste rows").fill(ROWS)
    page.get_by_role("button", name="Read the rows").click()
    apply = page.get_by_role("button", name="Apply 3 rows")
    expect(apply).to_be_visible(timeout=30_000)
    page.goto(f"{CLIENT}/assess/applications/")
    expect(page.get_by_text("Pipedrive")).to_have_count(0)  # nothing is written before it is applied
    page.go_back()
    apply.click()
    expect(page.get_by_text("3 applications added, 0 changed.")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="See applications").click()
    expect(page.get_by_role("row").filter(has_text="Xero")).to_contain_text("900")


def record_hand_off(page: Page, source: str, target: str, what: str, *numbers: str) -> None:
    times, per, minutes, error_cost = numbers
    page.goto(f"{CLIENT}/assess/flows/")
    page.get_by_role("button", name="Add data flow").first.click()
    form = page.get_by_role("dialog")
    form.locator("[name=source]").fill(source)
    form.locator("[name=target]").fill(target)
    form.locator("[name=data_object]").fill(what)
    form.locator("[name=mechanism]").select_option("manual")
    form.locator("[name=times]").fill(times)
    form.locator("[name=per]").select_option(per)
    form.locator("[name=minutes]").fill(minutes)
    form.locator("[name=error_cost]").select_option(error_cost)
    form.get_by_role("button", name="Add data flow").click()
    expect(page.get_by_role("link", name=f"{source} → {target}").first).to_be_visible()


def see_the_sum_and_the_map(page: Page) -> None:
    page.goto(f"{CLIENT}/assess/flows/")
    expect(page.locator("tfoot")).to_contain_text("6.00")
    page.get_by_role("link", name="Map").click()
    figure = page.locator("#map svg").first
    expect(figure).to_be_visible()
    for name in ("Pipedrive", "Xero", "Shopify"):
        expect(figure).to_contain_text(name)
    page.get_by_text("Show as table").click()
    page.get_by_role("link", name="Pipedrive → Xero").click()
    expect(page.locator("#map-panel")).to_contain_text("Pipedrive → Xero")
    page.get_by_role("link", name="Open data flow").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pipedrive → Xero")


def decide_on_the_first_opportunity(page: Page) -> None:
    page.goto(f"{CLIENT}/decide/opportunities/")
    page.get_by_role("link", name="Propose from flows").first.click()
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="Accept chosen").click()
    ranked = page.get_by_role("navigation", name="Opportunities, ranked").get_by_role("link")
    expect(ranked).to_have_count(2)
    expect(ranked.first).to_contain_text("18")  # 3 × 3 × 2
    ranked.first.click()
    page.locator("#detail").get_by_role("link", name="Decide", exact=True).click()
    decision = page.get_by_role("dialog")
    decision.get_by_role("radio").first.check()
    decision.get_by_label("Reason").fill("Four hours a week, and invoices with the wrong amount.")
    decision.locator("button[type=submit]").click()
    expect(page.get_by_role("heading", name=re.compile("Decision: (?!open)"))).to_be_visible()


def plan_it(page: Page) -> None:
    page.goto(f"{CLIENT}/plan/roadmap/phases/")
    page.get_by_role("button", name=re.compile("Start from this")).first.click()
    page.goto(f"{CLIENT}/plan/roadmap/")
    page.get_by_role("row").filter(has_text="Pipedrive").get_by_role("link", name=re.compile("Add to roadmap")).click()
    begins = timezone.localdate() + timedelta(days=14)
    page.locator("[name=phase]").select_option(index=1)
    page.locator("[name=start]").fill(str(begins))
    page.locator("[name=end]").fill(str(begins + timedelta(days=21)))
    page.locator("[name=owner]").fill("Priya Raman")
    page.get_by_role("button", name="Add to roadmap").click()
    expect(page.locator(".gantt svg").first).to_contain_text("Pipedrive")


def publish_the_roadmap(page: Page) -> None:
    page.goto(f"{CLIENT}/plan/roadmap/")
    page.get_by_role("link", name="Publish v1").click()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Roadmap v1 is in the portal. Nobody is invited as sponsor yet")).to_be_visible()


def make_the_report(page: Page) -> None:
    page.goto(f"{CLIENT}/reports/")
    page.get_by_role("button", name="New executive summary").click()
    expect(page.get_by_role("link", name="Open PDF")).to_be_visible(timeout=90_000)


def send_the_report(page: Page) -> None:
    page.get_by_label("Other addresses").fill(EXECUTIVE)
    page.get_by_label("Subject").fill("Where Cedar Works stands")
    page.get_by_role("button", name="Send report").click()
    expect(page.locator(".report-copies li").filter(has_text=EXECUTIVE)).to_contain_text("Sent", timeout=30_000)


def the_report_arrived_once(product) -> None:
    product.mail_to(EXECUTIVE)
    (mail,) = [mail for mail in product.mails() if EXECUTIVE in str(mail["To"])]
    assert mail["Subject"] == "Where Cedar Works stands"
    (attached,) = list(mail.iter_attachments())
    assert attached.get_content_type() == "application/pdf"
    assert Path(attached.get_filename()).suffix == ".pdf"
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(attached.get_content())).pages)
    assert NAME in text
    assert "6.0" in text  # hours a week, as on the page
