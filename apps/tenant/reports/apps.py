from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "apps.tenant.reports"
    label = "reports"
