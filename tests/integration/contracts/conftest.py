import pytest

from apps.core.tenancy.context import client_scope
from apps.tenant.contracts import services
from apps.tenant.inventory.services import add_application, set_system_of_record


@pytest.fixture
def make(harbor, consultant):
    """make("Invoice", …): a contract from the starter of that name, where there is one."""

    def make_contract(name="Invoice", **values):
        with client_scope(harbor):
            return services.add_contract({"data_object": name, "starter": name, **values}, by=consultant)

    return make_contract


@pytest.fixture
def invoice(make, harbor, consultant):
    """Complete: with owner, approval path and system of record."""
    contract = make(owner="Priya Raman", approval_path="Finance, then Sales")
    with client_scope(harbor):
        books = add_application({"name": "QuickBooks Online"}, by=consultant)
        set_system_of_record(contract.data_object, books, by=consultant)
        contract.refresh_from_db()
    return contract
