"""Things moved on the map: kept for everybody, in the PDF's figure too, and taken back."""

import pytest

from apps.core.errors import Refused
from apps.figures.bus_placement import places_of
from apps.tenant.flows.map_models import MapPlacement, saved_placement
from apps.tenant.flows.map_selectors import map_data
from apps.tenant.flows.map_services import move_on_map
from apps.tenant.flows.selectors import landscape, list_flows
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application

HTMX = {"HX-Request": "true"}


def whole(client):
    return map_data(list_flows(client), "department", is_whole=True)


def test_a_chip_moved_by_a_key_stays_there(flows, visit, to, scope):
    hubspot = Application.objects.get(name="HubSpot").pk
    before = places_of(whole(scope), 1100).home_of(hubspot).members
    answer = visit("consultant").post(to("flow-map-place"), {"chip": hubspot, "step": "right"}, headers=HTMX)
    assert answer.status_code == 200
    assert b"<svg xmlns" in answer.content
    after = places_of(whole(scope), 1100).home_of(hubspot).members
    assert after.index(hubspot) == before.index(hubspot) + 1
    assert b"Reset placement" in visit("consultant").get(to("flow-map")).content


def test_a_box_dropped_below_the_middle_changes_its_row_also_in_the_report(flows, visit, to, scope):
    assert "Sales" in places_of(whole(scope), 1100).upper
    answer = visit("consultant").post(to("flow-map-place"), {"box": "Sales", "x": "1090", "y": "5000"})
    assert answer.status_code == 302
    assert saved_placement().lower[-1] == "Sales"
    assert landscape(scope).placement == saved_placement()


def test_a_move_on_a_filtered_map_keeps_what_it_does_not_show(flows, visit, to, scope):
    visit("consultant").post(to("flow-map-place"), {"box": "Sales", "step": "down"})
    kept = saved_placement()
    visit("consultant").post(f"{to('flow-map-place')}?department=Finance", {"box": "Finance", "step": "right"})
    after = saved_placement()
    assert sorted(after.chips) == sorted(kept.chips)
    assert {*after.upper, *after.lower} == {*kept.upper, *kept.lower}


def test_two_people_move_different_things_and_both_moves_count(flows, scope, consultant, world):
    seen = whole(scope)
    one, other = (Application.objects.get(name=name).pk for name in ("HubSpot", "Asana"))
    move_on_map(seen, seen, {"chip": one, "step": "right"}, width=1100, by=consultant)
    after_first = places_of(whole(scope), 1100).home_of(one).members
    move_on_map(seen, seen, {"chip": other, "step": "right"}, width=1100, by=world.lead)
    assert places_of(whole(scope), 1100).home_of(one).members == after_first
    assert MapPlacement.objects.count() == 1


def test_resetting_lets_everything_place_itself(flows, visit, to, scope):
    drawn = places_of(whole(scope), 1100)
    visit("consultant").post(to("flow-map-place"), {"box": "Sales", "step": "down"})
    assert places_of(whole(scope), 1100) != drawn
    visit("consultant").post(to("flow-map-place"), {"reset": "1"})
    assert places_of(whole(scope), 1100) == drawn
    verbs = Activity.objects.filter(noun="map placement").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["rearranged", "reset"]


def test_capabilities_are_placed_on_their_own(flows, visit, to, scope):
    chip = Application.objects.get(name="HubSpot").pk
    visit("consultant").post(f"{to('flow-map-place')}?group=capability", {"chip": chip, "x": "5", "y": "5"})
    assert saved_placement("capability").has_boxes
    assert not saved_placement().has_boxes


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"chip": "1"}, 400),
        ({"chip": "x", "step": "left"}, 400),
        ({"box": "Sales", "step": "sideways"}, 400),
        ({"box": "Sales", "x": "nan", "y": "1"}, 400),
        ({"chip": "999999", "step": "left"}, 404),
        ({"box": "Nowhere", "x": "1", "y": "1"}, 404),
    ],
)
def test_impossible_moves_say_so_and_change_nothing(flows, visit, to, scope, sent, status):
    answer = visit("consultant").post(to("flow-map-place"), sent, headers=HTMX)
    assert answer.status_code == status
    assert answer["X-Message"]
    assert not saved_placement().has_boxes


def test_what_was_removed_meanwhile_is_refused(flows, scope, consultant):
    seen = whole(scope)
    with pytest.raises(Refused, match="not on the map"):
        move_on_map(seen, seen, {"box": "Gone", "step": "up"}, width=1100, by=consultant)
