"""Profile and security, for the firm's people and a client's own."""

import pytest


@pytest.mark.parametrize("who", ["lead", "sponsor", "viewer", "outsider"])
@pytest.mark.parametrize("url", ["/account/", "/account/security/", "/account/tokens/"])
def test_everybody_has_an_account(visit, world, who, url):
    page = visit(who).get(url)
    assert page.status_code == 200
    assert world.person(who).email in page.content.decode()


@pytest.mark.parametrize("url", ["/account/", "/account/security/", "/account/tokens/", "/account/password/"])
def test_nobody_else_does(visit, url):
    assert visit("anonymous").get(url)["Location"].startswith("/accounts/login/")


def test_changing_the_name(visit, viewer):
    visit("viewer").post("/account/", {"name": "  Vera Wolf "})
    viewer.refresh_from_db()
    assert (viewer.name, viewer.initials) == ("Vera Wolf", "VW")


def test_an_empty_name_is_refused(visit, viewer):
    assert visit("viewer").post("/account/", {"name": " "}).status_code == 422


def test_the_address_cannot_be_changed_by_the_form(visit, viewer):
    visit("viewer").post("/account/", {"name": "V", "email": "other@x.example"})
    viewer.refresh_from_db()
    assert viewer.email == "viewer@people.example"


def test_a_changed_password_ends_other_sessions(visit, viewer):
    from tests.factories import PASSWORD

    here, there = visit("viewer"), visit("viewer")
    new = {"oldpassword": PASSWORD, "password1": "a much longer one", "password2": "a much longer one"}
    assert here.post("/account/password/", new)["Location"] == "/account/security/"
    assert here.get("/account/").status_code == 200
    assert there.get("/account/")["Location"].startswith("/accounts/login/")
