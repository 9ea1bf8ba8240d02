"""The worker is killed in the middle of a report: it is made all the same, and one e-mail leaves, not two."""

import re
import signal
import time

import psutil
from playwright.sync_api import Page, expect

from tests.e2e.product import Product

HARBOR = "/clients/harbor-pine"
EXECUTIVE = "board@harborpine.example"
LOST = "Worker exited prematurely: signal 9"


def test_a_report_survives_its_killed_worker_and_is_sent_once(open_as, product):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/reports/")
    page.get_by_role("button", name="New executive summary").click()
    page.wait_for_url(re.compile(r"/reports/\d+/$"))
    report = f"/api/v1{HARBOR}/reports/{page.url.rstrip('/').rsplit('/', 1)[-1]}/"
    killed = kill_while_it_is_made(page, product, report)
    assert page.request.get(report).json()["status"] != "ready"
    expect(page.get_by_role("link", name="Open PDF")).to_be_visible(timeout=90_000)
    assert LOST in (product.data_dir / "log" / "reports.log").read_text()
    assert killed not in {process.pid for process in product.workers("reports")}
    send_twice(page)
    product.mail_to(EXECUTIVE)
    time.sleep(6)  # longer than the outbox's own beat: a second copy would be there by now
    (mail,) = [mail for mail in product.mails() if EXECUTIVE in str(mail["To"])]
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]


def kill_while_it_is_made(page: Page, product: Product, report: str) -> int:
    """SIGKILL to the pool process that lays out the pages; its parent goes on and the product with it."""
    end = time.monotonic() + 60
    while page.request.get(report).json()["progress"] < 25:
        assert time.monotonic() < end, "the report was not begun"
    (child,) = pool(product)
    child.send_signal(signal.SIGKILL)
    return child.pid


def pool(product: Product) -> list[psutil.Process]:
    """The processes that work for the reports queue, without the one that hands work out."""
    workers = product.workers("reports")
    return [process for process in workers if process.ppid() in {worker.pid for worker in workers}]


def send_twice(page: Page) -> None:
    """As an impatient hand does it: the second click comes before the first answer."""
    page.get_by_label("Other addresses").fill(EXECUTIVE)
    page.get_by_role("button", name="Send report").dblclick()
    expect(page.locator(".report-copies li").filter(has_text=EXECUTIVE)).to_contain_text("Sent", timeout=30_000)
