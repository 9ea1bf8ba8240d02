"""Every address × every persona × reading and writing: the answer is the one declared beside the address."""

import pytest
from django.db import transaction

from apps.core.access import Right
from apps.core.tenancy.context import client_scope
from apps.shared.clients.models import Client
from tests.personas import PERSONAS
from tests.tenancy.addresses import Address, all_addresses, answer, expected
from tests.tenancy.objects import client_value, public_value

ADDRESSES = all_addresses()
OF_CLIENT_OBJECTS = [
    address for address in ADDRESSES if address.kind in {"client", "client_api"} and address.converters
]
# Addresses that rightly answer somebody who is admitted in another way: a secret that nobody was given, a second
# factor that the person has not set up, a health check while no worker runs.
OTHERWISE = {
    ("public:invitation", "get"): "hidden",
    ("public:invitation", "post"): "hidden",
    ("public:shared-report", "get"): "hidden",
    ("public:shared-report-pdf", "get"): "hidden",
    ("public:mfa_deactivate_totp", "get"): "hidden",
    ("public:mfa_deactivate_totp", "post"): "hidden",
    ("public:mfa_view_recovery_codes", "get"): "hidden",
    ("public:mfa_download_recovery_codes", "get"): "hidden",
    ("public:healthz", "get"): "error 503",
}


@pytest.fixture(autouse=True)
def _no_throttling(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_every_address_declares_who_may_use_it(address):
    assert address.access is not None, f"{address.pattern}: declare it with route(), or list it in THIRD_PARTY"


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.access], ids=str)
def test_the_declared_answer_is_given(address, world, visit):
    if address.kind.startswith("pending"):
        Client.objects.filter(pk=world.harbor.pk).update(status=Client.Status.CREATING)
    wrong = []
    for persona in PERSONAS:
        for method in ("get", address.writing):
            wanted = expected(address, persona, method)
            if wanted == "admitted":
                wanted = OTHERWISE.get((str(address), method), wanted)
            given = ask(address, world, visit, persona, method)
            if given != wanted:
                wrong.append(f"{persona} {method}: {given} instead of {wanted}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("address", OF_CLIENT_OBJECTS, ids=str)
def test_another_clients_object_is_not_there(address, world, visit):
    with client_scope(world.lumen):
        values = {name: client_value(name, world.lumen, world.lead, at=address.name) for name in address.converters}
    assert address.access is not None
    # Owners may do everything but decide for the client.
    browser = visit("sponsor" if Right.PORTAL_APPROVE in address.access.values() else "owner")
    for method, kind in (("get", "read"), (address.writing, "write")):
        if address.access[kind] is not None:
            response = getattr(browser, method)(address.path("harbor", values))
            assert answer(response) == "hidden", method


def ask(address: Address, world, visit, persona, method) -> str:
    """What one request is answered. Whatever it changes is rolled back."""
    browser = visit(persona, raise_request_exception=False)
    with transaction.atomic():
        if address.is_public:
            values = {name: public_value(name, world.person(persona), world) for name in address.converters}
        elif address.kind.startswith("pending"):
            values = {}
        else:
            with client_scope(world.harbor):
                values = {
                    name: client_value(name, world.harbor, world.lead, at=address.name) for name in address.converters
                }
        given = answer(getattr(browser, method)(address.path("harbor", values)))
        transaction.set_rollback(True)
    return given
