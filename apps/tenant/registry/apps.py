from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "apps.tenant.registry"
    label = "registry"
