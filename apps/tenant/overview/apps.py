from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "apps.tenant.overview"
    label = "overview"
