"""A survey from the consultant's desk to what five people say together, with mistakes on purpose."""

from urllib.parse import urlsplit

import pytest
from django.test import Client as Browser
from django.utils.html import strip_tags

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.inventory.models import Department
from apps.tenant.roi.models import Metric, Observation
from apps.tenant.surveys import services
from apps.tenant.surveys.links import address_of, token_for
from apps.tenant.surveys.models import Survey, SurveyAnswer, SurveyLink, SurveyTicket
from tests.queries import assert_constant, queries_of

FINE = {f"s{at}": "4" for at in range(3)} | {f"s{at}": "2" for at in range(3, 6)}


@pytest.fixture
def survey(harbor, lead):
    with client_scope(harbor):
        return services.add_survey({"name": "How we find our work"}, by=lead)


@pytest.fixture
def asked(harbor, lead, survey):
    with client_scope(harbor):
        return services.open_round(survey, "before", by=lead)


@pytest.fixture
def link_for(harbor, lead, asked):
    def make(name):
        with client_scope(harbor):
            return services.add_link(asked, {"name": name}, by=lead)

    return make


@pytest.fixture
def people_answer(harbor):
    def send(link, count, values=(4, 4, 4, 2, 2, 2), begin=0):
        with client_scope(harbor):
            for number in range(begin, begin + count):
                assert services.answer(link, values, ticket=str(number))

    return send


@pytest.fixture
def desk(visit):
    return visit("consultant")


def path_of(harbor, link):
    return urlsplit(address_of(harbor, link)).path


def page_of(desk, harbor, survey):
    return desk.get(client_url(harbor, "survey", survey_id=survey.pk)).content.decode()


def test_a_survey_is_added_and_asked(desk, harbor):
    url = client_url(harbor, "surveys")
    assert "Nobody has been asked yet" in desk.get(url).content.decode()
    body = {"name": "Work", "satisfaction": "I like it.\n\nI find things.", "burden": "Too much copying."}
    assert desk.post(url, body).status_code == 302
    with client_scope(harbor):
        made = Survey.objects.get()
        department = Department.objects.create(name="Yard")
    assert made.statements == ["I like it.", "I find things.", "Too much copying."]
    assert desk.post(client_url(harbor, "survey-round-open", survey_id=made.pk), {"phase": "before"}).status_code == 302
    with client_scope(harbor):
        opened = made.rounds.get()
    add = client_url(harbor, "survey-link-add", survey_round_id=opened.pk)
    assert desk.post(add, {"department": department.pk, "people": 7}).status_code == 302
    again = desk.post(add, {"name": "yard"})
    assert again.status_code == 422
    assert "has a link in this round already" in again.content.decode()
    assert "name the group" in desk.post(add, {}).content.decode()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "x", "satisfaction": "", "burden": ""}, "at least one statement"),
        ({"name": "x", "satisfaction": "Same", "burden": "Same"}, "stands there twice"),
        ({"name": "x", "satisfaction": "\n".join(map(str, range(13)))}, "At most 12 statements"),
        ({"name": "x", "satisfaction": "y" * 201}, "at most 200 characters"),
    ],
)
def test_a_wrong_survey_is_refused(desk, harbor, body, words):
    answer = desk.post(client_url(harbor, "surveys"), body)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not Survey.objects.exists()


def test_statements_stay_once_people_are_asked(desk, harbor, survey, asked):
    body = {"name": "New name", "satisfaction": "Other words", "burden": ""}
    answer = desk.post(client_url(harbor, "survey", survey_id=survey.pk), body)
    assert answer.status_code == 422
    assert "the statements stay" in answer.content.decode()
    with client_scope(harbor):
        assert Survey.objects.get().name == "How we find our work"


def test_somebody_answers_once_without_a_name(harbor, link_for):
    link, phone = link_for("Yard"), Browser()
    page = path_of(harbor, link)
    first = phone.get(page).content.decode()
    assert "How do you find your work?" in first
    assert "Your name" not in first
    missing = phone.post(page, FINE | {"s2": ""})
    assert missing.status_code == 422
    assert ". Choose 1 to 5.</a>" in missing.content.decode(), "after the statement, which ends with a stop"
    assert phone.post(page, FINE | {"s0": "6"}).status_code == 422
    assert "Thank you" in phone.post(page, FINE).content.decode()
    assert "Thank you" in phone.post(page, FINE).content.decode()
    assert "Thank you" in phone.get(page).content.decode()
    with client_scope(harbor):
        answer = SurveyAnswer.objects.get()
        assert answer.values == [4, 4, 4, 2, 2, 2]
        assert SurveyTicket.objects.count() == 1
        kept = {field.name for field in SurveyAnswer._meta.concrete_fields}
    assert kept == {"id", "link", "batch", "values"}


def test_a_browser_that_keeps_no_cookie_is_told(harbor, link_for):
    page = path_of(harbor, link_for("Yard"))
    answer = Browser().post(page, FINE)
    assert answer.status_code == 422
    assert "Allow cookies" in answer.content.decode()
    with client_scope(harbor):
        assert not SurveyAnswer.objects.exists()


def test_below_five_nothing_is_shown_and_from_five_the_mean(desk, harbor, survey, link_for, people_answer):
    link = link_for("Yard")
    people_answer(link, 4)
    hidden = page_of(desk, harbor, survey)
    assert "4 answers so far, shown from five up" in hidden
    assert "4.0" not in strip_tags(hidden)
    people_answer(link, 1, begin=4)
    assert "4.0" in strip_tags(page_of(desk, harbor, survey))
    people_answer(link, 1, values=(1, 1, 1, 5, 5, 5), begin=5)
    sixth = page_of(desk, harbor, survey)
    assert "of the first 5" in sixth
    assert "3.5" not in strip_tags(sixth)


def test_a_small_group_cannot_be_worked_out(desk, call, harbor, survey, asked, link_for, people_answer):
    big, small = link_for("Yard"), link_for("Desk")
    people_answer(big, 5)
    people_answer(small, 3, values=(1, 1, 1, 5, 5, 5))
    desk.post(client_url(harbor, "survey-round-close", survey_round_id=asked.pk))
    found = call("consultant").get(f"/api/v1/clients/{harbor.slug}/surveys/{survey.pk}/").json()["rounds"][0]
    assert [group["result"] is None for group in found["groups"]] == [False, True]
    assert found["together"]["people"] == 5
    assert float(found["together"]["satisfaction"]) == 4
    with client_scope(harbor):
        assert Observation.objects.filter(metric__kind="survey").count() == 10


def test_small_groups_count_together_once_closed(desk, harbor, survey, asked, link_for, people_answer):
    for name in ("Yard", "Desk", "Van"):
        people_answer(link_for(name), 3)
    assert "shown from five up" in page_of(desk, harbor, survey)
    desk.post(client_url(harbor, "survey-round-close", survey_round_id=asked.pk))
    with client_scope(harbor):
        assert set(Metric.objects.values_list("name", "higher_is_better")) == {
            ("Satisfaction, How we find our work", True),
            ("Work burden, How we find our work", False),
        }
        assert Observation.objects.count() == 18
    assert "Together” counts 9 people more" in page_of(desk, harbor, survey)


def test_too_few_answers_are_no_measurement(desk, harbor, asked, link_for, people_answer):
    people_answer(link_for("Yard"), 4)
    desk.post(client_url(harbor, "survey-round-close", survey_round_id=asked.pk))
    with client_scope(harbor):
        assert not Metric.objects.exists()


def test_closed_withdrawn_and_forged_links(desk, harbor, lumen, asked, link_for):
    link, phone = link_for("Yard"), Browser()
    page = path_of(harbor, link)
    desk.post(client_url(harbor, "survey-link-withdraw", survey_link_id=link.pk))
    assert phone.get(page).status_code == 410
    assert harbor.name not in phone.get(page).content.decode()
    desk.post(client_url(harbor, "survey-link-renew", survey_link_id=link.pk))
    assert phone.get(page).status_code == 200
    desk.post(client_url(harbor, "survey-round-close", survey_round_id=asked.pk))
    assert phone.get(page).status_code == 410
    assert phone.get("/survey/forged/").status_code == 404
    assert phone.get(f"/survey/{token_for(lumen, link)}/").status_code == 404


def test_answers_are_bounded(harbor, link_for, people_answer, monkeypatch):
    monkeypatch.setattr(services, "MOST_ANSWERS", 2)
    link = link_for("Yard")
    people_answer(link, 2)
    phone = Browser()
    phone.get(path_of(harbor, link))
    assert "as often as it can be" in phone.post(path_of(harbor, link), FINE).content.decode()


def test_a_survey_without_answers_can_be_removed(desk, harbor, survey, asked, link_for, people_answer):
    link = link_for("Yard")
    people_answer(link, 1)
    remove = client_url(harbor, "survey-remove", survey_id=survey.pk)
    desk.post(remove)
    with client_scope(harbor):
        assert Survey.objects.exists()
        SurveyAnswer.objects.all().delete()
    desk.post(remove)
    with client_scope(harbor):
        assert not Survey.objects.exists()


def test_over_the_api(call, harbor):
    api, base = call("consultant"), f"/api/v1/clients/{harbor.slug}"
    made = api.post(f"{base}/surveys/", {"name": "Work"}, format="json").json()
    opened = api.post(f"{base}/surveys/{made['id']}/rounds/", {"phase": "before"}, format="json").json()
    assert api.post(f"{base}/surveys/{made['id']}/rounds/", {"phase": "after"}, format="json").status_code == 409
    number = opened["rounds"][0]["id"]
    link = api.post(f"{base}/survey-rounds/{number}/links/", {"name": "Yard", "people": 6}, format="json").json()
    assert urlsplit(link["address"]).path.startswith("/survey/")
    assert api.post(f"{base}/survey-rounds/{number}/links/", {}, format="json").status_code == 400
    assert api.delete(f"{base}/survey-links/{link['id']}/").status_code == 204
    assert api.post(f"{base}/survey-links/{link['id']}/").json()["rounds"][0]["groups"][0]["is_open"] is True
    assert api.post(f"{base}/survey-rounds/{number}/close/").json()["rounds"][0]["together"] is None
    assert api.get(f"{base}/surveys/").json()["results"][0]["name"] == "Work"
    assert api.patch(f"{base}/surveys/{made['id']}/", {"wrong": 1}, format="json").status_code == 400


def test_the_number_of_statements_does_not_grow(desk, harbor, survey, link_for, people_answer):
    url = client_url(harbor, "survey", survey_id=survey.pk)
    people_answer(link_for("Yard"), 5)
    desk.get(url)
    few = queries_of(desk, url)
    for name in ("Desk", "Van", "Shop"):
        people_answer(link_for(name), 6)
    assert_constant(desk, url, few=few)
    with client_scope(harbor):
        assert SurveyLink.objects.count() == 4
