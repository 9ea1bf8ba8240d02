"""The files into the table: again and again the same, a firm's own rows untouched, what leaves is archived."""

import shutil
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from apps.shared.catalog.files import read_catalogue
from apps.shared.catalog.models import Product
from apps.shared.catalog.selectors import find_product
from apps.shared.catalog.sync import sync_catalogue, write_entries
from apps.shared.catalog.vocabulary import DATA

pytestmark = pytest.mark.usefixtures("world")


def test_a_fresh_database_has_the_whole_catalogue():
    assert Product.objects.filter(firm=None, is_archived=False).count() == len(read_catalogue().entries)
    hubspot = find_product("hubspot", None)
    assert hubspot.category == "crm"
    assert hubspot.prices.get().low == Decimal(0)


def test_the_second_time_nothing_changes(django_assert_num_queries):
    before = dict(Product.objects.values_list("pk", "changed_at"))
    with django_assert_num_queries(4):  # the two reads, what leaves, a savepoint
        outcome = sync_catalogue()
    assert (outcome.added, outcome.changed, outcome.archived) == (0, 0, 0)
    assert dict(Product.objects.values_list("pk", "changed_at")) == before


def test_a_change_in_the_files_changes_the_row_and_keeps_its_number():
    product = find_product("Zapier", None)
    product.prices.all().delete()
    Product.objects.filter(pk=product.pk).update(vendor="Somebody", name="Zapper")
    outcome = sync_catalogue()
    assert (outcome.added, outcome.changed, outcome.archived) == (0, 1, 0)
    again = find_product("Zapier", None)
    assert (again.pk, again.vendor, again.prices.count()) == (product.pk, "Zapier", 3)


def test_what_leaves_the_files_is_archived_and_comes_back_as_the_same_row():
    trello = find_product("Trello", None)
    rest = [entry for entry in read_catalogue().entries if entry.values["name"] != "Trello"]
    assert write_entries(rest).archived == 1
    assert find_product("Trello", None) is None
    assert Product.objects.get(pk=trello.pk).is_archived
    assert sync_catalogue().changed == 1
    assert find_product("Trello", None).pk == trello.pk


def test_a_firms_own_row_is_never_touched(world):
    own = Product.objects.create(firm=world.northgate, key="trello", name="Trello", category="other", vendor="Ours")
    sync_catalogue()
    own.refresh_from_db()
    assert (own.vendor, own.is_archived, own.category) == ("Ours", False, "other")


def test_with_mistakes_in_the_files_nothing_is_written(tmp_path):
    shutil.copy(DATA / "crm.toml", tmp_path / "crm.toml")
    before = Product.objects.filter(is_archived=False).count()
    with pytest.raises(CommandError, match="which is no other product here"):
        call_command("load_catalogue", folder=tmp_path)
    assert Product.objects.filter(is_archived=False).count() == before
