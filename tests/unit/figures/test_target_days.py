"""A count a day against its target."""

from apps.figures.target_days import TargetDays, finding, render_target_days

DAYS = (("1 Oct", 3), ("2 Oct", 5), ("5 Oct", 6))


def test_days_that_miss_the_target_say_their_count():
    figure = render_target_days(TargetDays(name="Logins", days=DAYS, target=5))
    assert figure.title == "Logins: 2 of 3 days on target"
    assert "target: at least 5" in figure.svg
    assert figure.svg.count("f-bad-ink") == 1
    assert figure.table.rows[0] == ("1 Oct", "3", "5")


def test_a_ceiling_turns_it_round():
    assert finding(TargetDays(name="Tickets", days=DAYS, target=5, is_ceiling=True)) == (
        "Tickets: 2 of 3 days on target"
    )
    figure = render_target_days(TargetDays(name="Tickets", days=DAYS, target=0, is_ceiling=True))
    assert "at most 0" in figure.svg
    assert figure.svg.count("f-bad-ink") == 3


def test_nothing_counted_and_no_target():
    assert render_target_days(TargetDays(name="Logins", days=(), target=5)).title == "Logins: nothing counted yet"
    assert finding(TargetDays(name="Logins", days=DAYS[:1], target=None)) == "Logins: counted on 1 day, no target yet"
