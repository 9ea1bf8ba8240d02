from apps.core.access import Right, route
from apps.tenant.surveys import asking_views, views

READ, EDIT, OPEN = Right.WORK_READ, Right.WORK_EDIT, Right.OPEN
SURVEY = "prove/surveys/<int:survey_id>/"
ROUND = "prove/surveys/rounds/<int:survey_round_id>/"
LINK = "prove/surveys/links/<int:survey_link_id>/"

urlpatterns = [
    route("prove/surveys/", views.surveys, name="surveys", read=READ, write=EDIT),
    route(SURVEY, views.survey, name="survey", read=READ, write=EDIT),
    route(f"{SURVEY}remove/", views.remove_survey, name="survey-remove", write=EDIT),
    route(f"{SURVEY}open/", views.open_round, name="survey-round-open", write=EDIT),
    route(f"{ROUND}close/", views.close_round, name="survey-round-close", write=EDIT),
    route(f"{ROUND}links/", views.add_link, name="survey-link-add", write=EDIT),
    route(f"{LINK}code/", views.link_code, name="survey-link-code", read=READ),
    route(f"{LINK}renew/", views.renew_link, name="survey-link-renew", write=EDIT),
    route(f"{LINK}withdraw/", views.withdraw_link, name="survey-link-withdraw", write=EDIT),
]

# Outside of any client: the signed link is the key.
public_urls = [route("survey/<str:survey_token>/", asking_views.ask, name="survey-ask", read=OPEN, write=OPEN)]
