"""Every colour of the product in one place, and shades of a firm's accent that stay readable.

Contrast is WCAG 2.2's ratio of relative luminances, 1 to 21. Text needs at least 4.5.
"""

import colorsys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0
WHITE = "#ffffff"
LIGHT_GROUNDS = (WHITE, "#f6f7f9", "#f1f3f6")
DARK_GROUNDS = ("#151d27", "#0e141b", "#1a2430")

# Print colours of the marks; a class of the same name, `f-…` or `s-…`, re-colours the mark on screen.
MARKS = {
    "ink": "#16202c",
    "ink2": "#465365",
    "mut": "#5f6b79",
    "surface": WHITE,
    "canvas": WHITE,
    "sunken": "#f1f3f6",
    "line": "#e5e9ee",
    "grid": "#e5e9ee",
    "axis": "#cdd5de",
    "strong": "#cdd5de",
    "slate": "#8796a7",
    "slate-soft": "#dfe5eb",
    "good": "#2a9d8f",
    "good-ink": "#17695f",
    "good-soft": "#e5f4f2",
    "warn": "#e9a23b",
    "warn-ink": "#8a5103",
    "warn-soft": "#fdf4e4",
    "bad": "#c8553d",
    "bad-ink": "#a53e28",
    "bad-soft": "#fcefeb",
    "bad-fill": "#b5452e",
    "onaccent": WHITE,
    "ongood": "#0d2522",
}
# A stroke in ink is a little lighter than text in ink.
STROKES = {"ink": "#465365"}


@dataclass(frozen=True, kw_only=True)
class Shades:
    """One theme's shades: `fill` and `hover` carry white text, `ink` is text, `soft` a ground, `line` a border."""

    fill: str
    hover: str
    ink: str
    soft: str
    line: str


@dataclass(frozen=True, kw_only=True)
class AccentShades:
    """Shades of one accent for both themes."""

    light: Shades
    dark: Shades


def contrast(first: str, second: str) -> float:
    """WCAG contrast of two #rrggbb colours."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=256)
def accent_shades(accent: str) -> AccentShades:
    """Shades of `accent` (#rrggbb), moved in lightness only as far as 4.5:1 asks. ValueError for another form."""
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(accent))

    def shade(lightness: float, strength: float) -> str:
        return _hex(colorsys.hls_to_rgb(hue, lightness, saturation * strength))

    soft, dark_soft = shade(0.945, 0.85), shade(0.16, 0.7)
    fill = _readable(lambda step: shade(light - step, 1), (WHITE,), light)
    fill_lightness = colorsys.rgb_to_hls(*_channels(fill))[1]
    ink = _readable(lambda step: shade(light - step, 1), (*LIGHT_GROUNDS, soft), light)
    dark_fill_start = max(min(light + 0.12, 0.55), 0.4)
    dark_fill = _readable(lambda step: shade(dark_fill_start - step, 0.95), (WHITE,), dark_fill_start)
    dark_lightness = colorsys.rgb_to_hls(*_channels(dark_fill))[1]
    return AccentShades(
        light=Shades(
            fill=fill,
            hover=shade(fill_lightness * 0.8, 1),
            ink=ink,
            soft=soft,
            line=_readable(lambda step: shade(0.82 + step, 0.75), (ink,), 0.1, least=MARK_CONTRAST),
        ),
        dark=Shades(
            fill=dark_fill,
            hover=shade(dark_lightness * 0.88, 0.95),
            ink=_readable(lambda step: shade(0.71 + step, 1), (*DARK_GROUNDS, dark_soft), 0.29),
            soft=dark_soft,
            line=shade(0.27, 0.7),
        ),
    )


@lru_cache(maxsize=64)
def print_colours(accent: str) -> dict[str, str]:
    """Class name of a mark → literal colour, for a firm's accent."""
    shades = accent_shades(accent).light
    fills = MARKS | {
        "accent": shades.fill,
        "accent-ink": shades.ink,
        "accent-soft": shades.soft,
        "accent-line": shades.line,
    }
    strokes = fills | STROKES | {"accent": shades.ink}
    return {f"f-{name}": value for name, value in fills.items()} | {
        f"s-{name}": value for name, value in strokes.items()
    }


def _readable(
    shade: Callable[[float], str], grounds: tuple[str, ...], room: float, *, least: float = TEXT_CONTRAST
) -> str:
    """The first of a hundred steps through `room` that stands out enough from all grounds."""
    candidates = (shade(room * step / 100) for step in range(101))
    return next(c for c in candidates if all(contrast(c, ground) >= least for ground in grounds))


def _channels(colour: str) -> tuple[float, float, float]:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"Not a #rrggbb colour: {colour!r}")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(min(max(channel, 0), 1) * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
