from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "apps.tenant.portal"
    label = "portal"
