from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "apps.tenant.intake"
    label = "intake"
