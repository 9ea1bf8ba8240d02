from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "apps.tenant.discovery"
    label = "discovery"
