"""First stops of the small chain gas -> etch -> fab -> chip, by hand, and what must hold for any numbers."""

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stress.small_cases import better, make_case, make_supply, worse

from haechi.stress.cover import FirstStop, first_stop, first_stops, readings, sentence
from haechi.stress.interruption import Case
from haechi.stress.replacement import Alternate
from haechi.stress.unknowns import Assumption

STAGES = {"front": ("etch", "fab"), "device": ("chip",), "light": ("lamp",)}
LEAN, USUAL, AMPLE = Assumption
NONE = math.inf


def stops(case: Case) -> Mapping[str, FirstStop]:
    return first_stops(case, STAGES)


def with_alternates(case: Case, *alternates: tuple[float, float]) -> Case:
    """The case with alternates of a lead time and a spare capacity each."""
    rows = tuple(
        Alternate(
            supplier=f"A{n}",
            times=(worse(f"lead of A{n}", days, days),),
            spare=better(f"spare of A{n}", spare, spare),
        )
        for n, (days, spare) in enumerate(alternates)
    )
    return replace(case, alternates=dict.fromkeys(case.lost, rows))


def test_three_assumptions_stand_side_by_side() -> None:
    case = make_case(make_supply(duration=None), stocks={"gas": (20, 80)})
    assert stops(case)["front"].days == {LEAN: (20, 20), USUAL: (40, 40), AMPLE: (80, 80)}


def test_an_entered_stock_replaces_all_three() -> None:
    case = make_case(make_supply(duration=None))
    entered = replace(case, stocks=dict(case.stocks) | {("gas", None): better("stock of gas", 50, 60)})
    assert stops(entered)["front"].days == {LEAN: (50, 60), USUAL: (50, 60), AMPLE: (50, 60)}


def test_an_interval_runs_from_lines_that_live_on_the_lost_supplier_to_lines_that_share() -> None:
    case = make_case(make_supply(share=0.4, duration=None), stocks={"gas": (30, 30)}, pooling=(0, 1))
    assert stops(case)["front"].days[USUAL] == pytest.approx((30, 75))


def test_the_first_of_a_stage_is_named_with_the_way_to_it() -> None:
    found = stops(make_case(make_supply(duration=None)))
    assert (found["front"].item, found["device"].item) == ("etch", "chip")
    assert [step.supplier for step in found["device"].path] == ["gas", "etch", "fab"]
    assert found["device"].days[USUAL] == (42, 42)


def test_a_stage_that_nothing_reaches_is_left_out() -> None:
    assert set(stops(make_case(make_supply(duration=None)))) == {"front", "device"}


def test_a_replacement_prevents_a_stop_only_where_it_comes_before_the_stock_ends_and_suffices() -> None:
    case = make_case(make_supply(share=0.5, duration=None), stocks={"gas": (30, 30)})
    assert stops(with_alternates(case, (30, 0.5)))["front"].days[USUAL] == (NONE, NONE)
    assert stops(with_alternates(case, (31, 0.5)))["front"].days[USUAL] == (30, 30)
    assert stops(with_alternates(case, (10, 0.25)))["front"].days[USUAL] == (50, 50)  # ten days whole, then half


def test_two_alternates_together_prevent_what_neither_prevents_alone() -> None:
    case = make_case(make_supply(share=0.5, duration=None), stocks={"gas": (30, 30)})
    assert stops(with_alternates(case, (10, 0.25), (20, 0.25)))["front"].days[USUAL] == (NONE, NONE)


def test_an_alternate_whom_others_ask_as_well_sends_only_a_part() -> None:
    case = with_alternates(make_case(make_supply(share=0.5, duration=None), stocks={"gas": (30, 30)}), (0, 0.5))
    (row,) = case.alternates["gas"]
    shared = replace(
        case, alternates={"gas": (replace(row, is_shared=True),)}, turning={"gas": better("part", 0.5, 0.5)}
    )
    assert stops(case)["front"].days[USUAL] == (NONE, NONE)
    assert stops(shared)["front"].days[USUAL] == (60, 60)


def test_goods_under_way_and_open_licences_put_the_stop_off() -> None:
    supply = replace(make_supply(duration=None), arriving=better("under way", 12, 12), licensed=better("licence", 8, 8))
    assert stops(make_case(supply))["front"].days[USUAL] == (50, 50)


def test_none_within_the_horizon_says_why() -> None:
    found = stops(make_case(make_supply(duration=(20, 20))))["front"]
    assert found.days[LEAN] == (NONE, NONE)
    assert found.reason == "stocks on the way cover 30 days, and a line is short of 20 within 180 days"
    assert stops(make_case(make_supply(duration=None), horizon=30))["front"].days[USUAL] == (NONE, NONE)
    assert stops(make_case(make_supply(duration=None), horizon=31))["front"].days[USUAL] == (30, 30)


def test_only_a_slowing_is_no_stop() -> None:
    found = stops(make_case(make_supply("metal", share=1.0, duration=None)))["front"]
    assert found.interval == (NONE, NONE)
    assert "output slows" in found.reason


def test_the_unknown_that_moves_a_stop_farthest_comes_first() -> None:
    case = make_case(make_supply(share=0.5, depth=(0.9, 1), duration=None), stocks={"gas": (20, 80), "etch": (2, 3)})
    found = stops(case)["front"]
    assert [row.unknown.name for row in found.moves] == ["stock of gas", "depth of gas"]
    stock, depth = ((row.at_low, row.at_high) for row in found.moves)
    assert stock == pytest.approx((20 / 0.95, 80 / 0.95))
    assert depth == pytest.approx((40 / 0.9, 40))
    assert sentence(found.moves, horizon_days=180) == (
        "What matters most: stock of gas. At 20 the first stop is day 21, at 80 day 84."
    )


def test_where_nothing_moves_the_middle_the_worst_is_moved() -> None:
    """In the middle of all bands nothing stops; at the worst a loss of a hundred days does, one of ten does not."""
    case = make_case(make_supply(depth=(0.0, 1.0), duration=(10, 100)), stocks={"gas": (60, 60)})
    found = stops(case)["front"]
    assert [(row.unknown.name, row.at_low, row.at_high) for row in found.moves] == [
        ("depth of gas", NONE, 60),
        ("duration of gas", NONE, 60),
    ]
    assert "none within 180 days" in sentence(found.moves, horizon_days=180)


def test_where_all_is_known_nothing_moves_it() -> None:
    assert stops(make_case(make_supply(duration=None)))["front"].moves == ()
    assert sentence((), horizon_days=180).startswith("Nothing")


def test_readings_say_which_lines_each_end_speaks_of() -> None:
    case = make_case(make_supply(), pooling=(0, 1), part=(0, 0.4))
    assert readings(case, "gas") == (
        "lines that live on JPN alone, nobody sends instead",
        "lines that share what is left, others send up to 40% of use, the first from day 40 on",
    )
    alone = make_case(make_supply(), pooling=(0, 0))
    assert readings(alone, "gas")[1] == "lines that live on JPN alone, nobody sends instead"


bands = st.tuples(st.floats(0, 60), st.floats(0, 60)).map(lambda ends: (min(ends), max(ends)))
parts = st.tuples(st.floats(0.05, 1), st.floats(0.05, 1)).map(lambda ends: (min(ends), max(ends)))


def days(case: Case) -> list[float]:
    return [day for pair in stops(case)["front"].days.values() for day in pair]


# Of a band from nothing the usual stock is half of its end, of any other the geometric middle: not to be compared.
held = st.tuples(st.floats(0.5, 60), st.floats(0.5, 60)).map(lambda ends: (min(ends), max(ends)))


@given(stock=held, more=st.floats(0, 30), depth=parts, share=st.floats(0.05, 1), spare=parts)
def test_more_stock_never_stops_a_line_earlier(
    stock: tuple[float, float], more: float, depth: tuple[float, float], share: float, spare: tuple[float, float]
) -> None:
    supply = make_supply(share=share, depth=depth, duration=(50, 90))
    less, other = (
        make_case(supply, stocks={"gas": (stock[0] + extra, stock[1] + extra)}, pooling=(0, 1), part=spare)
        for extra in (0, more)
    )
    assert all(late >= early - 1e-9 for early, late in zip(days(less), days(other), strict=True))


@given(stock=bands, depth=st.floats(0.05, 1), less=st.floats(0, 1), share=st.floats(0.05, 1), spare=parts)
def test_more_loss_never_stops_a_line_later(
    stock: tuple[float, float], depth: float, less: float, share: float, spare: tuple[float, float]
) -> None:
    full, part = (
        make_case(
            make_supply(share=share, depth=(lost, lost), duration=(50, 90)),
            stocks={"gas": stock},
            pooling=(0, 1),
            part=spare,
        )
        for lost in (depth, depth * less)
    )
    assert all(early <= late + 1e-9 for early, late in zip(days(full), days(part), strict=True))


@given(stock=bands, days_of_a=st.floats(0, 90), spare=st.floats(0, 1), more=st.floats(0, 1), share=st.floats(0.05, 1))
def test_another_alternate_never_brings_a_stop_forward(
    stock: tuple[float, float], days_of_a: float, spare: float, more: float, share: float
) -> None:
    case = make_case(make_supply(share=share, duration=None), stocks={"gas": stock}, pooling=(0, 1))
    one = with_alternates(case, (days_of_a, spare))
    two = with_alternates(case, (days_of_a, spare), (days_of_a, more))
    assert all(early <= late + 1e-9 for early, late in zip(days(one), days(two), strict=True))


@given(stock=bands, depth=parts, duration=bands, share=st.floats(0.05, 1), spare=parts, begin=st.integers(0, 20))
def test_no_answer_is_before_the_bound_and_lean_before_usual_before_ample(
    stock: tuple[float, float],
    depth: tuple[float, float],
    duration: tuple[float, float],
    share: float,
    spare: tuple[float, float],
    begin: int,
) -> None:
    supply = make_supply(share=share, depth=depth, duration=duration, begin=begin)
    case = make_case(supply, stocks={"gas": stock}, pooling=(0, 1), part=spare)
    found = stops(case)["front"]
    assert all(begin - 1e-9 <= early <= late for early, late in found.days.values())
    for end in (0, 1):
        ordered = [found.days[assumption][end] for assumption in Assumption]
        assert ordered == sorted(ordered)
    assert first_stop(case) == found.interval
