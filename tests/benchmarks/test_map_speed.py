"""The map at 150 applications and 400 flows: what laying it out, drawing it and moving on it cost.

Run by `make bench`: pytest tests/benchmarks -s
Processor times are printed, and as ratios to the demo client's map, which depend less on the machine.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "unit" / "figures"))

from map_samples import demo_map, landscape

from apps.figures.bus_bundled_layout import layout_bundled
from apps.figures.bus_map import render_bus_map
from apps.figures.bus_placement import drop_box, places_of
from apps.figures.figure import DEFAULT_STYLE

TIMES = 5


def ms(work: Callable[[], Any]) -> float:
    work()
    spans = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        spans.append((time.process_time() - start) * 1000)
    return statistics.median(spans)


def test_a_large_map_against_the_demo():
    small, large = demo_map(), landscape(150, 400)
    demo = ms(lambda: render_bus_map(small))
    rows = {
        "demo map, drawn": demo,
        "150/400, laid out": ms(lambda: layout_bundled(large, 1100, DEFAULT_STYLE)),
        "150/400, drawn": ms(lambda: render_bus_map(large)),
        "150/400, one box moved and drawn": ms(lambda: moved(large)),
    }
    for name, spent in rows.items():
        print(f"{name:36} {spent:8.1f} ms {spent / demo:6.2f} ×")  # noqa: T201 - what a benchmark is for
    assert "lane-hit" in render_bus_map(large).svg


def moved(data: Any) -> Any:
    places = places_of(data, 1100)
    return render_bus_map(replace(data, placement=drop_box(places, places.upper[0], (900.0, 5000.0))))
