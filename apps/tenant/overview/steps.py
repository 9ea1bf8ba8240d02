"""Where each of the possible next steps is done, and what the button says."""

from django.urls import reverse

from apps.core.tenancy.links import client_url
from apps.methods.stages import NextStep

# key of the step → the page's name, and the verb on the button
PLACES: dict[str, tuple[str, str]] = {
    "incident": ("integrations", "Open the registry"),
    "changes": ("portal-manage", "Read what was asked"),
    "approval": ("portal-manage", "See who has read it"),
    "contract": ("contracts", "Open the contracts"),
    "answers": ("intake-links", "Read the answers"),
    "applications": ("applications", "List applications"),
    "hand_offs": ("flows", "Record a hand-off"),
    "times": ("flows", "Enter the minutes"),
    "opportunities": ("opportunities", "See the opportunities"),
    "decide": ("opportunities", "Decide"),
    "roadmap": ("roadmap", "Open the roadmap"),
    "ready": ("roadmap", "Open the roadmap"),
    "publish": ("roadmap", "Publish the roadmap"),
    "build": ("roadmap", "Open the roadmap"),
    "measure": ("measurements", "Measure"),
    "decide_more": ("opportunities", "Decide"),
}


def address_of(step: NextStep) -> str:
    return reverse(PLACES[step.key][0])


def verb_of(step: NextStep) -> str:
    return PLACES[step.key][1]


def path_of(step: NextStep) -> str:
    """The same address relative to the client's, as the portfolio keeps it."""
    return client_url("x", PLACES[step.key][0]).removeprefix("/clients/x/")
