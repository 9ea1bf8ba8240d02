"""The firm's name and colour."""

import pytest

from apps.figures.palette import WHITE, accent_shades, contrast


def test_the_owner_changes_name_and_colour(visit, northgate):
    assert visit("owner").post("/settings/", {"name": "Northgate", "accent": "#0a6e5c"})["Location"] == "/settings/"
    northgate.refresh_from_db()
    assert (northgate.name, northgate.accent) == ("Northgate", "#0a6e5c")


def test_a_light_colour_is_made_readable_and_that_is_said(visit, northgate):
    browser = visit("owner")
    browser.post("/settings/", {"name": "Northgate", "accent": "#ffd84d"})
    page = browser.get("/settings/").content.decode()
    fill = accent_shades("#ffd84d").light.fill
    assert contrast(fill, WHITE) >= 4.5
    assert f"#ffd84d is too light for white text, so the fill is {fill}" in page


@pytest.mark.parametrize("accent", ["red", "#12", "#12345g", "javascript", "#1234567"])
def test_what_is_no_colour_is_refused(visit, northgate, accent):
    assert visit("owner").post("/settings/", {"name": "Northgate", "accent": accent}).status_code == 422
    northgate.refresh_from_db()
    assert northgate.accent == "#1f4e79"


def test_a_consultant_reads_only(visit):
    assert "Save settings" not in visit("consultant").get("/settings/").content.decode()
    assert visit("consultant").post("/settings/", {"name": "X", "accent": "#000000"}).status_code == 403


def test_a_clients_own_people_have_none(visit):
    assert visit("sponsor").get("/settings/").status_code == 403
