from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "apps.tenant.imports"
    label = "imports"
