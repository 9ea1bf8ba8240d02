from django.apps import AppConfig


class RoiConfig(AppConfig):
    name = "apps.tenant.roi"
    label = "roi"
