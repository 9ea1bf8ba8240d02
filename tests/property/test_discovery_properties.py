"""What holds for every statement line, every set of charges, every set of sources."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.discovery import Confidence, Evidence, confidence_of
from apps.methods.merchants import normalise
from apps.methods.recognition import FLOOR, Known, Shelf, Strength
from apps.methods.recurring import Charge, annual_costs, series_of

WORDS = st.sampled_from(
    [
        *("SQ *", "PAYPAL *", "TRELLO.COM", "SLACK", "T04F2K9QX", "#0231", "SAN FRANCISCO", "CA", "OR", "INC", "CO"),
        *("888-799-9666", "03/14", "POS", "DEBIT", "Zoë's", "GOOGLE *", "ADS4417720931", "LLC", "YOGA", "365", "*"),
        "HTTPSLOOM.C",
    ]
)
LINES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=7).map(" ".join))
SHELF = Shelf([Known("Slack", ()), Known("Trello", ("TRELLO.COM",), "Atlassian"), Known("Google Ads", (), "Google")])
AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(50_000), places=2)
CHARGES = st.builds(
    Charge,
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.decimals(min_value=-5_000, max_value=5_000, places=2),
    st.sampled_from(["USD", "EUR"]),
    st.sampled_from(["", "Ana", "Eli"]),
)
SOURCES = st.sets(st.sampled_from(list(Evidence)))
STRENGTHS = st.lists(st.sampled_from(list(Strength)), min_size=1, max_size=4)


@given(LINES)
def test_a_normalised_name_stays_as_it_is(line):
    assert normalise(normalise(line)) == normalise(line)


@given(LINES)
def test_a_line_has_a_name_when_it_has_letters(line):
    assert bool(normalise(line)) or not any(sign.isascii() and sign.isalnum() for sign in line)


@given(LINES, st.booleans())
def test_scores_and_margins_stay_in_bounds(line, is_software):
    found = SHELF.recognise(line, is_software=is_software)
    assert found is None or (FLOOR <= found.score <= 100 and found.margin <= found.score)


@given(st.lists(CHARGES, max_size=25), st.randoms())
def test_the_order_of_lines_does_not_matter(charges, chance):
    span = (date(2025, 1, 1), date(2026, 12, 31))
    shuffled = list(charges)
    chance.shuffle(shuffled)
    assert series_of(charges, span=span) == series_of(shuffled, span=span)


@given(st.lists(CHARGES, max_size=25))
def test_no_cost_is_below_zero_and_none_of_an_unseen_currency(charges):
    costs = annual_costs(series_of(charges, span=(date(2025, 1, 1), date(2026, 12, 31))))
    assert all(cost >= 0 for cost in costs.values())
    assert set(costs) <= {charge.currency for charge in charges}


@given(AMOUNTS, st.integers(min_value=2, max_value=24), st.dates(date(2020, 1, 1), date(2025, 12, 31)))
def test_equal_monthly_charges_make_twelve_a_year(amount, count, start):
    days = [start + timedelta(days=30 * number) for number in range(count)]
    paid = [Charge(day, amount, "USD") for day in days]
    assert annual_costs(series_of(paid, span=(days[0], days[-1]))) == {"USD": amount * 12}


@given(SOURCES, st.sampled_from(list(Evidence)), STRENGTHS, st.sampled_from(list(Strength)))
def test_one_more_source_never_lowers_confidence(sources, more, strengths, strength):
    order = list(Confidence)
    before = order.index(confidence_of(sources, strengths))
    assert order.index(confidence_of(sources | {more}, [*strengths, strength])) >= before
