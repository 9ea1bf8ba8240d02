"""Volumes of the last four weeks as a picture."""

from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.figure_style import style_of
from apps.figures.daily import Daily, DailyBar, render_daily
from apps.figures.figure import Figure
from apps.figures.numerals import MINUS
from apps.figures.sparkline import Sparkline, render_sparkline
from apps.methods.health import Band, Deviation, limits
from apps.tenant.registry.lines import Day, IntegrationLine


def day_words(day: date) -> str:
    """Tue 10 Nov"""
    return f"{day:%a} {day.day} {day:%b}"


def shown_days(line: IntegrationLine) -> list[Day]:
    """Working days, and any other on which something was said."""
    return [day for day in line.observed.days if day.records is not None or day.day.weekday() < 5]


def volume_bars(client: Any, line: IntegrationLine) -> Figure | None:
    """Small, for a cell of the list. None before the first signal."""
    days = shown_days(line)
    if all(day.records is None for day in days):
        return None
    outside = {one.day for one in line.observed.outside}
    data = Sparkline(
        values=tuple(day.records for day in days),
        flagged=frozenset(at for at, day in enumerate(days) if day.day in outside),
        labels=tuple(day_words(day.day) for day in days),
    )
    return render_sparkline(data, width=110, height=24, style=style_of(client))


def volume_figure(client: Any, line: IntegrationLine) -> Figure | None:
    """Each day beside its weekday's band. None before the first signal."""
    data = volume_data(line)
    return render_daily(data, style=style_of(client)) if data else None


def volume_data(line: IntegrationLine) -> Daily | None:
    """What that figure shows, for page and report."""
    days = line.observed.days
    if all(day.records is None for day in days):
        return None
    return Daily(days=tuple(_bar(line, day, is_last=day is days[-1]) for day in days))


def _bar(line: IntegrationLine, day: Day, *, is_last: bool) -> DailyBar:
    found = line.observed.volumes.get(day.day)
    usual = line.observed.usual_today if is_last else (found.median if found else None)
    low, high = limits(usual) if usual is not None else (None, None)
    is_outside = found is not None and found.band is Band.OUTSIDE
    week = f"{day.day.day} {day.day:%b}" if day.day.weekday() == 0 else ""
    return DailyBar(
        label=day_words(day.day),
        value=day.records,
        usual=usual,
        low=low,
        high=high,
        is_outside=is_outside,
        mark="today" if is_last else week,
        note=_note(line, found) if found and is_outside else "",
    )


def _note(line: IntegrationLine, found: Deviation) -> str:
    """ "−41 %, token expired": the deviation, and what the incident of that day was about."""
    if found.percent is None:
        return ""
    percent = round(abs(found.percent).quantize(Decimal(1)))
    shown = f"{MINUS if found.percent < 0 else '+'}{percent} %"
    zone = line.observed.zone
    struck = [one for one in line.incidents if one.opened_at.astimezone(zone).date() == found.day]
    return f"{shown}, {struck[0].summary.removeprefix('The run failed: ')}" if struck else shown
