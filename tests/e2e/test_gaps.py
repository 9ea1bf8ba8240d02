"""The heat-map leads to its flows, shows money by its address, and what is missing is said right there."""

import re

from playwright.sync_api import expect

HARBOR = "/clients/harbor-pine"


def test_a_cell_of_the_heat_map_leads_to_its_flows(open_as):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/assess/gaps/")
    page.get_by_role("button", name=re.compile("^Sales, no integration: 9.8 h a week")).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"gap=no_integration&begins=Sales"))
    expect(page.get_by_text("Only data flows from Sales.")).to_be_visible()


def test_money_stands_in_the_address(open_as):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/assess/gaps/")
    page.get_by_role("link", name="Money a year").click()
    expect(page).to_have_url(re.compile("show=money"))
    expect(page.get_by_role("button", name=re.compile(r"^Sales, no integration: \$19,266 a year"))).to_be_visible()


def test_what_is_missing_is_said_right_there(open_as):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/assess/flows/")
    page.get_by_role("button", name=re.compile("^Add data flow")).click()
    dialog = page.get_by_role("dialog", name="Add data flow")
    for label, value in (("From", "Trello"), ("To", "Asana"), ("Object", "Task")):
        dialog.get_by_label(label, exact=True).fill(value)
    dialog.get_by_label("Mechanism").select_option("connector")
    dialog.get_by_role("button", name="Add data flow").click()
    expect(page.get_by_text("Trello → Asana, Task added.")).to_be_visible()
    page.goto(f"{HARBOR}/assess/gaps/")
    row = page.get_by_role("row").filter(has_text="Trello → Asana")
    row.get_by_label("Direction wanted").select_option("two_way")
    row.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_role("row").filter(has_text="Trello → Asana")).to_contain_text("One-way")
