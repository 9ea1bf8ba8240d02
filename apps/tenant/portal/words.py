"""How the portal says things: greetings, and how far an initiative is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.snapshot import Bar, Point


def greeting(now: datetime, time_zone: str) -> str:
    """By the client's clock."""
    hour = now.astimezone(ZoneInfo(time_zone)).hour
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


def first_name(name: str) -> str:
    """Of a person's name; nothing of an e-mail address."""
    return "" if "@" in name else name.split()[0] if name.split() else ""


def progress(bar: Bar, today: date) -> tuple[str, str]:
    """The word and tone of how far an initiative is, as it stood in the version."""
    if bar.state == State.LIVE:
        return "Live", "good"
    if bar.state == State.PARALLEL:
        return _parallel(bar, today), "busy"
    if bar.state == State.BUILDING:
        return "Being built", "busy"
    return "Planned", ""


def reached(point: Point, today: date) -> tuple[str, str]:
    """The word and tone of a milestone, as it stood in the version."""
    if point.is_done:
        return "Reached", "good"
    return ("Open", "warn") if point.on < today else ("Planned", "")


def _parallel(bar: Bar, today: date) -> str:
    if bar.parallel is None:
        return "Parallel run"
    week = (today - bar.parallel[0]).days // 7 + 1
    return f"Week {week} of {bar.parallel_weeks}" if 1 <= week <= bar.parallel_weeks else "Parallel run"
