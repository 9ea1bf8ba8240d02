"""How long a client's making takes by each way, and what switching to a client costs. Prints its figures.

Run by `make bench`: pytest tests/benchmarks -s
"""

import statistics
import time
from collections.abc import Callable

from django.db import connection, transaction

from apps.core.tenancy import roles
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.template import carry_out
from apps.shared.clients.migrating import Notes, _execute, _pending
from apps.shared.clients.models import Client, SchemaTemplate


def median_ms(work: Callable[[], None], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def rolled_back(work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with transaction.atomic():
            work()
            transaction.set_rollback(True)

    return run


def test_making_a_client_by_text_is_much_faster_than_by_migration(world):
    statements = list(SchemaTemplate.objects.latest("id").statements)

    def by_text() -> None:
        roles.make_schema("client_bench")
        carry_out(statements, "client_bench", progress=lambda percent: None)
        roles.grant_tables("client_bench")

    def by_migration() -> None:
        roles.make_schema("client_bench")
        _execute("client_bench", _pending(set()), Notes())

    text, migration = median_ms(rolled_back(by_text), 5), median_ms(rolled_back(by_migration), 1)
    print(f"\nclient by text {text:.0f} ms ({len(statements)} statements), by migration {migration:.0f} ms")  # noqa: T201 - what a benchmark is for
    assert text * 5 < migration


def test_switching_to_a_client_costs_one_short_statement(world):
    def query(*clients: Client) -> None:
        for client in clients:
            with client_scope(client), connection.cursor() as cursor:
                cursor.execute("SELECT 1")

    same = median_ms(lambda: query(world.harbor, world.harbor), 500) / 2
    alternating = median_ms(lambda: query(world.harbor, world.lumen), 500) / 2
    print(f"\nquery {same:.3f} ms, with a switch of client before it {alternating:.3f} ms")  # noqa: T201 - what a benchmark is for
    assert same < alternating < same + 5
