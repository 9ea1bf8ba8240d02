"""Sizes of the map's parts, for a screen and for a printed column."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Metrics:
    """All lengths in SVG units."""

    margin: float
    pad: float
    lot_gap: float
    chip_gap: float
    chip_height: float
    chip_min: float
    chip_max: float
    inset: float
    title_height: float
    title_size: float
    name_size: float
    small_size: float
    label_size: float
    label_height: float
    badge: float
    track: float
    line: float
    hour: float
    thickest: float
    gutter: float = 0
    legend_size: float = 0


SCREEN = Metrics(
    margin=13,
    pad=10,
    lot_gap=14,
    chip_gap=9,
    chip_height=44,
    chip_min=86,
    chip_max=190,
    inset=10,
    title_height=32,
    title_size=13,
    name_size=12.5,
    small_size=11,
    label_size=11,
    label_height=20,
    badge=8.5,
    track=26,
    line=1.75,
    hour=1.1,
    thickest=9,
)
PRINT = Metrics(
    margin=2,
    pad=5,
    lot_gap=6,
    chip_gap=5,
    chip_height=29,
    chip_min=46,
    chip_max=120,
    inset=5,
    title_height=17,
    title_size=7.6,
    name_size=7.4,
    small_size=6.6,
    label_size=6.8,
    label_height=12.5,
    badge=5.2,
    track=16,
    line=1,
    hour=0.85,
    thickest=6,
)


def metrics_for(*, is_compact: bool) -> Metrics:
    """Sizes for the map of single flows."""
    return PRINT if is_compact else SCREEN


BUNDLED_SCREEN = Metrics(
    margin=13,
    pad=11,
    lot_gap=22,
    chip_gap=5,
    chip_height=20,
    chip_min=118,
    chip_max=190,
    inset=7,
    title_height=31,
    title_size=13,
    name_size=10.5,
    small_size=10.5,
    label_size=10.5,
    label_height=17,
    badge=6.5,
    track=19.5,
    line=1.4,
    hour=0.22,
    thickest=6,
    gutter=24,
    legend_size=11.5,
)
BUNDLED_PRINT = Metrics(
    margin=2,
    pad=5,
    lot_gap=8,
    chip_gap=2.4,
    chip_height=9.6,
    chip_min=64,
    chip_max=120,
    inset=3.5,
    title_height=14,
    title_size=7,
    name_size=5.4,
    small_size=5.4,
    label_size=5.6,
    label_height=9,
    badge=3.4,
    track=10.5,
    line=0.7,
    hour=0.11,
    thickest=3,
    gutter=10,
    legend_size=6.8,
)


def bundled_metrics_for(*, is_compact: bool) -> Metrics:
    """Sizes for the map with bundled lanes."""
    return BUNDLED_PRINT if is_compact else BUNDLED_SCREEN
