"""A figure keeps its limit by its ratio to a yardstick, however slow the machine is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bench.figures import Figure, by_rank, percentile

CALL = Figure("créer un compte", 20.0, "ms", 4.0, limit=6.0, aim=5.0)


def test_a_limit_is_of_the_ratio() -> None:
    assert CALL.ratio == 5.0
    assert CALL.holds
    assert not replace(CALL, value=25.0).holds


def test_a_machine_ten_times_slower_changes_nothing() -> None:
    slow = replace(CALL, value=200.0, yardstick=40.0)
    assert slow.holds
    assert not replace(slow, value=250.0).holds


def test_an_aim_that_is_missed_fails_nothing() -> None:
    assert CALL.aim is not None
    assert CALL.value > CALL.aim
    assert CALL.holds


def test_a_floor_is_of_the_ratio_as_well() -> None:
    rate = Figure("vérifications par seconde", 90.0, "/s", 100.0, limit=0.8, at_least=True)
    assert rate.holds
    assert not replace(rate, value=79.0).holds


def test_a_count_may_have_a_limit_of_its_own_beside_a_yardstick() -> None:
    size = Figure("octets par touche", 250, "o", 100, limit=300, absolute=True)
    assert size.holds
    assert not replace(size, value=301).holds


def test_nothing_allowed_is_kept_by_nothing_alone() -> None:
    nothing = Figure("octets au repos", 0, "o", 0, limit=0, absolute=True)
    assert nothing.ratio is None
    assert nothing.holds
    assert not replace(nothing, value=1).holds


@pytest.mark.parametrize("unit", ["ms", "s", "/s"])
def test_no_speed_has_an_absolute_limit(unit: str) -> None:
    with pytest.raises(ValueError, match="absolute"):
        Figure("créer un compte", 20.0, unit, 4.0, limit=5.0, absolute=True)


@pytest.mark.parametrize("yardstick", [None, 0.0])
def test_no_ratio_is_without_a_yardstick(yardstick: float | None) -> None:
    with pytest.raises(ValueError, match="yardstick"):
        Figure("créer un compte", 20.0, "ms", yardstick, limit=5.0)


def test_a_note_without_a_limit_always_holds() -> None:
    assert replace(CALL, limit=None, value=1000.0).holds


def test_an_aim_is_missed_above_it_or_below_a_floor() -> None:
    assert CALL.misses_aim
    assert not replace(CALL, value=5.0).misses_aim
    assert not replace(CALL, aim=None).misses_aim
    assert replace(CALL, at_least=True, value=4.9).misses_aim


def test_only_the_first_decile_has_a_limit_and_only_the_others_an_aim() -> None:
    undisturbed, disturbed = [10.0] * 90 + [11.0] * 10, [10.0] * 50 + [900.0] * 50
    alone = [2.0] * 100
    for times in (undisturbed, disturbed):
        decile, slowest = by_rank("appel", times, alone, 6.0, [99], aim=5.0)
        assert (decile.name, decile.ratio, decile.limit) == ("appel, premier décile", 5.0, 6.0)
        assert decile.aim is None
        assert (slowest.name, slowest.limit, slowest.aim) == ("appel, 99e centile", None, 5.0)
        assert decile.holds
        assert slowest.holds
        assert slowest.misses_aim
    assert not by_rank("appel", [time * 2 for time in undisturbed], alone, 6.0)[0].holds


def test_a_percentile_is_between_the_values() -> None:
    assert percentile(range(101), 99) == 99
    assert percentile([1.0, 2.0], 50) == 1.5
