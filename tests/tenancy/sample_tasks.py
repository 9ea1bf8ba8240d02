"""Tasks that exist for tests alone."""

from django.db import connection

from apps.core.tasks import client_task, public_task

seen: list[tuple] = []


@client_task
def look(client, *, word):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_schema()")
        seen.append((client.slug, word, *cursor.fetchone()))


@client_task(archived=True)
def look_back(client):
    seen.append((client.slug,))


@public_task
def look_public(*, word):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        seen.append((word, *cursor.fetchone()))
