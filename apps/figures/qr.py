"""A QR code as SVG: black on white whatever the theme, because cameras need it, and without inline style."""

from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from apps.figures.svg import escape

QUIET_ZONE = 4  # modules of white around the code, as the standard asks


def render_qr(text: str, *, title: str) -> str:
    """SVG of the code, one path, a unit a module. title: what a screen reader says. ValueError for a text too long."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError("The text is too long for a QR code.") from error
    rows = code.get_matrix()
    size = len(rows)
    path = "".join(_row(y, row) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(title)}"'
        f' shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000000" d="{path}"/></svg>'
    )


def _row(y: int, row: list[bool]) -> str:
    parts, x = [], 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            parts.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(parts)
