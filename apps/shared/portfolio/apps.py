from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "apps.shared.portfolio"
    label = "portfolio"
