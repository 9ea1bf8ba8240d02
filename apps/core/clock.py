"""Today, by a client's own clock."""

from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils import timezone


class HasTimeZone(Protocol):
    time_zone: str


def today_of(client: HasTimeZone) -> date:
    return timezone.now().astimezone(ZoneInfo(client.time_zone)).date()
