"""The map over the API: two kinds of picture, and where things stand."""

from apps.core.tenancy.links import client_api_url

PNG = b"\x89PNG\r\n\x1a\n"


def test_pictures_by_the_same_parameters(flows, harbor, visit):
    browser = visit("consultant")
    svg = browser.get(client_api_url(harbor, "api-map-svg"), {"mechanism": "script"})
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.count(b'class="flow-hit"') == 1
    assert browser.get(client_api_url(harbor, "api-map-png"), {"touches": "HubSpot"}).content.startswith(PNG)


def test_where_things_stand(flows, harbor, visit):
    browser, url = visit("consultant"), client_api_url(harbor, "api-map-placement")
    assert browser.get(url).json() == {"group": "department", "upper": [], "lower": [], "chips": []}
    order = {"upper": ["Finance"], "lower": ["Sales"], "chips": [2, 1]}
    assert browser.put(url, order, content_type="application/json").status_code == 200
    assert browser.get(url).json() == {"group": "department", **order}
    assert browser.get(f"{url}?group=capability").json()["upper"] == []
    wrong = browser.put(url, {"upper": "x", "lower": [], "chips": [0]}, content_type="application/json")
    assert wrong.status_code == 400
    assert browser.delete(url).status_code == 204
    assert browser.get(url).json()["upper"] == []
