from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "apps.tenant.surveys"
    label = "surveys"
