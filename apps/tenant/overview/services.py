"""The client's figures, kept in the public schema so that the portfolio needs one query for all clients."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from apps.core.tenancy.context import public_scope
from apps.methods.stages import NextStep, Progress, Standing, health, needs, next_step, progress
from apps.shared.clients.models import Client, ClientSummary
from apps.shared.clients.refreshing import summary_form
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import latest_activities
from apps.tenant.overview.portfolio_rows import roadmap_rows
from apps.tenant.overview.selectors import counts, key_figures
from apps.tenant.overview.steps import path_of, verb_of
from apps.tenant.roi.selectors.firm import contribution_of

LATEST = 5


def refresh_summary(client: Client) -> ClientSummary:
    """Work out the figures in the client's scope (the caller's) and store them."""
    found = counts()
    stages = progress(found)
    figures, latest, step = key_figures(client), latest_activities(limit=LATEST), next_step(found)
    values: dict[str, Any] = {
        "stage": _current(stages),
        "hours_found": figures.standing.found_hours if found.hand_offs else None,
        "hours_left": figures.standing.left_hours if found.hand_offs else None,
        "approved_value": figures.approved.per_year if figures.approved else None,
        **contribution_of(client),
        "stages": [stage_note(stage) for stage in stages],
        "next_step": step.title if step else "",
        "next_step_path": path_of(step) if step else "",
        "waiting": sum(stage.waiting for stage in stages),
        "health": asdict(health(found)),
        "needs": [_need(step) for step in needs(found)],
        "latest": [_act(activity) for activity in latest],
        "roadmap": roadmap_rows(),
        "last_activity_at": latest[0].at if latest else None,
        "refreshed_at": timezone.now(),
        "form": summary_form(),
    }
    with public_scope():
        return ClientSummary.objects.update_or_create(client=client, defaults=values)[0]


def _need(step: NextStep) -> dict[str, str]:
    return {"title": step.title, "reason": step.reason, "path": path_of(step), "verb": verb_of(step)}


def _act(activity: Activity) -> dict[str, str]:
    return {
        "who": activity.actor_name,
        "verb": activity.verb,
        "what": f"{activity.noun} {activity.label}",
        "path": activity.path,
        "at": activity.at.isoformat(),
    }


def _current(stages: tuple[Progress, ...]) -> str:
    """The stage that a person waits in, else the first that is not done."""
    waiting = [stage for stage in stages if stage.waiting]
    unfinished = [stage for stage in stages if stage.standing != Standing.DONE]
    return str((waiting or unfinished or stages)[0].stage)


def stage_note(stage: Progress) -> dict[str, Any]:
    """What rail and portfolio show of a stage."""
    return {
        "key": str(stage.stage),
        "note": f"{stage.done}/{stage.total}" if stage.total else "",
        "words": stage.note,
        "is_done": stage.standing == Standing.DONE,
        "is_begun": stage.standing != Standing.NOT_BEGUN,
        "needs_attention": stage.standing == Standing.WAITING,
    }
