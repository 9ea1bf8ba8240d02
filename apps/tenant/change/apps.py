from django.apps import AppConfig


class ChangeConfig(AppConfig):
    name = "apps.tenant.change"
    label = "change"
