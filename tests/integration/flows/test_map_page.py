"""The map: the figure, a link behind every mark, the file."""

import re
from xml.etree import ElementTree


def test_every_mark_leads_somewhere(flows, visit, to):
    page = visit("consultant").get(to("flow-map")).content.decode()
    svg = page[page.index("<svg xmlns") : page.index("</svg>", page.index("<svg xmlns"))]
    for kind in ("flow", "application", "department"):
        marks = set(re.findall(rf'data-{kind}="([^"]+)"', svg))
        links = set(re.findall(rf'data-for-{kind}="([^"]+)"', page))
        assert marks
        assert marks <= links
    assert "People carry data between tools for 15.2 h a week" in page


def test_the_table_says_the_same(flows, visit, to):
    page = visit("consultant").get(to("flow-map")).content.decode()
    assert page.count("data-for-flow=") == 15
    assert "Zoho Invoice → QuickBooks Online" in page


def test_filters_in_the_address(flows, visit, to):
    page = visit("consultant").get(to("flow-map"), {"mechanism": "script"}).content.decode()
    assert page.count("data-for-flow=") == 1
    assert "map.svg?mechanism=script" in page
    between = visit("consultant").get(to("flow-map"), {"department": "Sales", "other": "Finance"}).content.decode()
    assert between.count("data-for-flow=") == 3
    assert "Only between Sales and Finance" in between


def test_nothing_to_draw(visit, to):
    assert "Nothing to draw yet" in visit("consultant").get(to("flow-map")).content.decode()


def test_the_file_is_a_picture(flows, visit, to):
    answer = visit("consultant").get(to("flow-map-svg"), {"only": "by_hand"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert "harbor-data-flows.svg" in answer["Content-Disposition"]
    root = ElementTree.fromstring(answer.content)
    assert root.tag.endswith("svg")
    assert b"Product 1.3 h" in answer.content
    assert b"fragile" not in answer.content
