"""What others report, for comparison only: never part of a client's own figures (DOMAIN 5)."""

from dataclasses import dataclass

# Neither source says when a figure was found; both speak of 2025 as a year they know.
AS_CITED = "cited 2025 or later"
GUIDE, ROADMAP = "integration guide", "technology roadmap"


@dataclass(frozen=True)
class Benchmark:
    """value and what it measures in words; who found it, in which year, and which of our sources cites it."""

    value: str
    what: str
    found_by: str
    year: str
    cited_in: str


BENCHMARKS = (
    Benchmark("240 %", "average return on workflow automation", "Kissflow", AS_CITED, GUIDE),
    Benchmark("6 to 9 months", "typical payback of workflow automation", "Kissflow", AS_CITED, GUIDE),
    Benchmark("60 to 90 %", "less time for processing by hand", "the guide itself", AS_CITED, GUIDE),
    Benchmark("40 to 75 %", "fewer entry errors", "the guide itself", AS_CITED, GUIDE),
    Benchmark("84 %", "of integration projects fail at least in part", "Integrate.io", AS_CITED, ROADMAP),
    Benchmark(
        "29 %", "of 897 applications in an average organisation are integrated", "the roadmap", AS_CITED, ROADMAP
    ),
    Benchmark(
        "10.3 against 3.7 times", "return on AI with strong and with poor integration", "the roadmap", AS_CITED, ROADMAP
    ),
)
