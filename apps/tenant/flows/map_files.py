"""The map as a file, drawn by the same choices as the page."""

from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.png import png_of
from apps.figures.bus_file import size_of, standalone
from apps.tenant.flows.map_figures import drawings
from apps.tenant.flows.map_forms import State
from apps.tenant.flows.map_pages import shown_by


def map_svg(request: Request) -> str:
    """A document of its own. Side by side there is one picture to a file: the state that is to be."""
    shown = shown_by(request)
    state = State.TO_BE if shown.asked.state == State.COMPARE else shown.asked.state
    drawn = drawings(shown.scene, state, style_of(request.client))[0]
    subline = f"{request.client.name} · {drawn.note}"
    return standalone(drawn.figure, subline=subline, accent=request.client.firm.accent)


def map_png(request: Request) -> bytes:
    svg = map_svg(request)
    return png_of(svg, width=size_of(svg)[0])
