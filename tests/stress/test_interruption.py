import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stress.small_cases import make_case, make_supply

from haechi.stress import interruption
from haechi.stress.interruption import effects
from haechi.stress.unknowns import corners, draws


def test_a_lost_gas_stops_each_stage_when_the_stocks_before_it_have_ended() -> None:
    case = make_case(make_supply(duration=None))
    found = effects(case, corners(case.unknowns))
    assert {item: effect.stop_days[0] for item, effect in found.items()} == {"etch": 30, "fab": 32, "chip": 42}
    assert [step.supplier for step in found["chip"].path] == ["gas", "etch", "fab"]


def test_the_economy_loses_the_part_of_its_lines_that_stand() -> None:
    case = make_case(make_supply(share=0.25, duration=(60, 60)))
    found = effects(case, corners(case.unknowns))
    assert found["etch"].lost_days[0] == pytest.approx(0.25 * (60 - 30))
    assert found["chip"].lost_days[0] == pytest.approx(0.25 * (60 - 42))


def test_an_important_input_slows_output_and_stops_no_line() -> None:
    case = make_case(make_supply("metal", share=1.0))
    found = effects(case, corners(case.unknowns))
    assert found["fab"].lost_days[0] == pytest.approx(0.5 * (60 - 10))
    assert np.isinf(found["fab"].stop_days).all()
    assert found["fab"].path == ()


def test_of_two_losses_the_earlier_stop_and_the_greater_loss_count() -> None:
    gas, metal = make_supply("gas", share=0.2, duration=(40, 40)), make_supply("metal", share=1.0, duration=(90, 90))
    case = make_case(gas, metal)
    fab = effects(case, corners(case.unknowns))["fab"]
    assert fab.stop_days[0] == 32
    assert fab.lost_days[0] == pytest.approx(0.5 * (90 - 10))
    assert [step.supplier for step in fab.path] == ["gas", "etch"]


def test_a_later_shock_counts_from_the_start_of_the_scenario() -> None:
    case = make_case(make_supply(begin=20))
    assert effects(case, corners(case.unknowns))["etch"].stop_days[0] == 50


def test_what_is_known_in_bands_is_listed_once_and_only_where_it_counts() -> None:
    names = [row.name for row in make_case(make_supply("gas"), make_supply("gas")).unknowns]
    assert len(names) == len(set(names))
    assert "stock of gas" in names
    assert "stock of metal" not in names


bands = st.tuples(st.floats(0, 40), st.floats(0, 40)).map(lambda ends: (min(ends), max(ends)))
parts = st.tuples(st.floats(0.1, 1), st.floats(0.1, 1)).map(lambda ends: (min(ends), max(ends)))


@given(gas=bands, etch=bands, depth=parts, duration=bands, part=parts, share=st.floats(0.05, 1), seed=st.integers(0, 9))
def test_no_draw_stops_before_the_lean_worst_or_after_the_ample_best_and_none_before_the_bound(
    gas: tuple[float, float],
    etch: tuple[float, float],
    depth: tuple[float, float],
    duration: tuple[float, float],
    part: tuple[float, float],
    share: float,
    seed: int,
) -> None:
    supply = make_supply(share=share, depth=depth, duration=duration)
    case = make_case(supply, stocks={"gas": gas, "etch": etch}, pooling=(0, 1), part=part, horizon=60)
    corner = effects(case, corners(case.unknowns))
    drawn = effects(case, draws(case.unknowns, number=20, seed=seed))
    for item in corner:
        assert drawn[item].stop_days.min() >= corner[item].stop_days[0] - 1e-6
        assert drawn[item].stop_days.max() <= corner[item].stop_days[-1] + 1e-6
        assert drawn[item].lost_days.max() <= corner[item].lost_days[0] + 1e-6
        assert corner[item].stop_days.min() >= 0


def test_the_answer_does_not_depend_on_the_order_of_shocks() -> None:
    one, other = make_supply("gas", duration=(20, 90)), make_supply("metal", duration=(20, 90))
    first, second = make_case(one, other), make_case(other, one)
    for item, effect in effects(first, draws(first.unknowns, number=50, seed=1)).items():
        twin = effects(second, draws(second.unknowns, number=50, seed=1))[item]
        assert effect.stop_days.tobytes() == twin.stop_days.tobytes()
        assert effect.lost_days.tobytes() == twin.lost_days.tobytes()


def test_blocks_of_draws_are_the_draws_of_one_block(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case(make_supply("gas", duration=(20, 90)), pooling=(0, 1))
    values = draws(case.unknowns, number=50, seed=1)
    whole = effects(case, values)
    monkeypatch.setattr(interruption, "_BLOCK", 7)
    for item, effect in effects(case, values).items():
        assert effect.stop_days.tobytes() == whole[item].stop_days.tobytes()
        assert effect.lost_days.tobytes() == whole[item].lost_days.tobytes()
        assert effect.path == whole[item].path
