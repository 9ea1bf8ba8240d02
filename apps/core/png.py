"""Figures as PNG, for programs that don't show SVG. The text is set in the product's own font files."""

from pathlib import Path

import resvg_py
from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "vendor" / "fonts"
STYLES = ("Regular", "Medium", "SemiBold", "Bold")
SCALE = 2.0
WIDEST = 6000


def png_of(svg: str, *, width: float) -> bytes:
    """A picture of the SVG (`width` units wide) on white, twice its size, and never wider than 6,000 pixels."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=min(SCALE, WIDEST / width),
            background="#ffffff",
            skip_system_fonts=True,
            font_files=[str(FONTS / f"Inter-{style}.ttf") for style in STYLES],
            font_family="Inter",
            sans_serif_family="Inter",
        )
    )
