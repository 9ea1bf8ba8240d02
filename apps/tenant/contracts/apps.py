from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "apps.tenant.contracts"
    label = "contracts"
