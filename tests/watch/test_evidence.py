import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from tests.watch.small_panels import (
    PRICE,
    Numbers,
    Pair,
    changed,
    make_panel,
    market,
    mixed,
    part_of,
    place_of,
    unchained,
)

from haechi.model.panel import Panel
from haechi.watch.activity import Activity
from haechi.watch.evidence import COMBINED, Common, Evidence, evidence
from haechi.watch.pooling import nodes

NAN = float("nan")
MONTH = 60
KOREA = "pair/250410/HS22/JPN/KOR"
JAPAN = "exporter-item/250410/HS22/JPN/-"


def seen(panel: Panel) -> Evidence:
    return evidence(nodes(panel, unchained), complete=panel.complete)


def statistic(panel: Panel, name: str, node_id: str = KOREA, month: int = MONTH) -> float:
    found = nodes(panel, unchained)
    return float(evidence(found, complete=panel.complete).statistics[name][month, place_of(found, node_id)])


def nothing(panel: Panel) -> Common:
    """Pairs that have nothing in common."""
    still = np.zeros(panel.value.shape, np.float32)
    return Common(value=still, weight=still)


def korea(panel: Panel, value: float, weight: float, months: slice = slice(MONTH, MONTH + 1)) -> Panel:
    """The panel with value and weight of one pair multiplied in some months."""
    return changed(panel, months, value, weight_factor=weight, code="250410", exporter="JPN", importer="KOR")


def of_one(value: list[float]) -> Panel:
    """One pair, and another one that trades steadily."""
    return make_panel({("250410", "JPN", "KOR"): value, ("250410", "JPN", "NLD"): [100.0] * len(value)})


def noisy_weights(seed: int = 2) -> Panel:
    """Steady prices, but weights written down with errors of a third, which push the unit value the other way."""
    rng = np.random.default_rng(seed)
    value: dict[Pair, Numbers] = {}
    weight: dict[Pair, Numbers] = {}
    for buyer in ("DEU", "FRA", "KOR", "NLD", "TWN", "USA"):
        pair = ("250410", "JPN", buyer)
        value[pair] = 1e6 * np.exp(rng.normal(0, 0.15, 72))
        weight[pair] = value[pair] / PRICE * np.exp(rng.normal(0, 0.3, 72))
    return make_panel(value, weight)


MARKET = market(months=72)


def test_a_common_drop_of_value_and_weight_is_a_drop() -> None:
    assert statistic(korea(MARKET, 0.2, 0.2), "surprise down") > 4


@pytest.mark.parametrize(("value", "weight"), [(1.0, 0.001), (0.001, 1.0)])
def test_an_error_in_value_or_weight_alone_is_no_drop(value: float, weight: float) -> None:
    clean, wrong = (statistic(panel, "surprise down") for panel in (MARKET, korea(MARKET, value, weight)))
    assert wrong <= max(clean, 1.5)


def test_a_drop_is_as_deep_as_the_lesser_of_the_two() -> None:
    deep, lesser = (statistic(korea(MARKET, factor, 0.5), "surprise down") for factor in (0.01, 0.5))
    assert deep == pytest.approx(lesser, abs=1)


def test_where_the_weight_is_missing_the_value_speaks_alone() -> None:
    assert statistic(korea(MARKET, 0.2, NAN), "surprise down") > 4
    clean, missing = (statistic(panel, "surprise down") for panel in (MARKET, korea(MARKET, 1.0, NAN)))
    assert abs(missing - clean) < 2


def test_where_only_the_weight_of_the_month_is_missing_the_value_counts_for_four_fifths() -> None:
    """As much as the weight would have agreed to: their scores go together at 0.8."""
    found, place = seen(korea(MARKET, 0.2, NAN)), _place(KOREA)
    score = found.value.smoothed.score[MONTH, place]
    assert score < -4
    assert found.joint_down[MONTH, place] == pytest.approx(-0.8 * score)
    assert found.joint_up[MONTH, place] == pytest.approx(0.8 * score)


def test_where_there_never_was_a_weight_the_value_counts_in_full() -> None:
    found, place = seen(korea(MARKET, 1.0, NAN, slice(None))), _place(KOREA)
    known = ~np.isnan(found.value.smoothed.score[:, place])
    assert known.any()
    np.testing.assert_array_equal(found.joint_up[known, place], found.value.smoothed.score[known, place])


def test_a_month_without_a_value_has_no_statistic() -> None:
    found = seen(korea(MARKET, NAN, NAN))
    assert all(np.isnan(array[MONTH, _place(KOREA)]) for array in found.statistics.values())


def test_a_surge_is_the_mirror_of_a_drop() -> None:
    found = seen(korea(MARKET, 3.0, 3.0))
    assert found.joint_up[MONTH, _place(KOREA)] > 4
    assert found.joint_down[MONTH, _place(KOREA)] < -4


def test_a_common_drop_is_seen_better_in_the_sum_than_in_its_pairs() -> None:
    panel = changed(MARKET, slice(MONTH, MONTH + 1), 0.5, code="250410", exporter="JPN")
    whole = statistic(panel, "surprise down", JAPAN)
    pairs = [statistic(panel, "surprise down", f"pair/250410/HS22/JPN/{buyer}") for buyer in ("FRA", "KOR", "NLD")]
    assert whole > np.median(pairs)


def test_an_error_in_weight_is_less_of_a_price_than_a_true_price() -> None:
    """Unit value 2.5 times the usual one either way: the price rose, or the weight was written down too small."""
    panel = noisy_weights()
    true_price, wrong_weight = (
        statistic(korea(panel, value, weight), "unit value") for value, weight in ((2.5, 1.0), (1.0, 0.4))
    )
    assert wrong_weight < 0.8 * true_price


def test_a_unit_value_without_its_weight_is_not_known() -> None:
    assert np.isnan(statistic(korea(MARKET, 1.0, NAN), "unit value"))


def test_unit_values_are_for_regular_series() -> None:
    found = seen(mixed())
    regular, told = found.activity == Activity.REGULAR, ~np.isnan(found.statistics["unit value"])
    assert told.any()
    assert not told[~regular].any()
    assert (~np.isnan(found.unit_value.smoothed.score) & ~regular).any()


def test_the_quarter_is_held_against_the_same_months_a_year_before() -> None:
    """Half of what is usual, three months long: ln((0.5 + 0.02) / (1 + 0.02)) = -0.674."""
    panel = of_one([100.0] * 30 + [50.0] * 3)
    assert statistic(panel, "quarter down", month=32) == pytest.approx(0.674, abs=5e-4)
    assert statistic(panel, "quarter up", month=32) == pytest.approx(-0.674, abs=5e-4)
    assert statistic(panel, "quarter down", month=29) == pytest.approx(0, abs=1e-6)


def test_a_quarter_with_a_month_that_is_not_known_is_not_known() -> None:
    panel = of_one([100.0] * 30 + [NAN, 100.0, 100.0, 100.0])
    assert np.isnan([statistic(panel, "quarter down", month=month) for month in (30, 31, 32)]).all()
    assert not np.isnan(statistic(panel, "quarter down", month=33))


def test_a_holiday_that_moves_from_january_to_february_leaves_no_trace_in_a_quarter() -> None:
    january, february = [50.0, 150.0, *[100.0] * 10], [150.0, 50.0, *[100.0] * 10]
    panel = make_panel(
        {("250410", "CHN", buyer): january * 2 + february + january[:6] for buyer in ("KOR", "NLD")},
    )
    found = seen(panel)
    for month in range(24, 42):
        quarter = found.statistics["quarter down"][month, 0]
        assert np.isnan(quarter) if month % 12 == 0 else quarter == pytest.approx(0, abs=1e-3)


def fallen(buyers: tuple[str, ...], factor: float) -> Panel:
    """Eight buyers of one exporter, of which some fall or rise in the month that is judged."""
    rng = np.random.default_rng(5)
    everyone = ("DEU", "FRA", "GBR", "ITA", "KOR", "NLD", "TWN", "USA")
    value = {("250410", "JPN", buyer): 1e6 * np.exp(rng.normal(0, 0.15, 72)) for buyer in everyone}
    for buyer in buyers:
        value["250410", "JPN", buyer][MONTH] *= factor
    return make_panel(value)


def test_a_fall_that_the_other_buyers_share_is_less_of_a_surprise_and_that_of_their_sum_stays() -> None:
    others = ("DEU", "FRA", "GBR", "ITA", "NLD", "TWN", "USA")
    alone, shared = fallen(("KOR",), 0.4), fallen((*others, "KOR"), 0.4)
    # Seven others beyond three spreads, beside two that stand still: 7 x 3 / 9 spreads are taken away.
    own = statistic(shared, "surprise down")
    assert own == pytest.approx(statistic(alone, "surprise down") - 7 * 3 / 9, abs=0.5)
    assert statistic(shared, "surprise down", JAPAN) > 3


def test_a_buyer_that_stands_still_while_the_others_rise_has_not_fallen() -> None:
    others = ("DEU", "FRA", "GBR", "ITA", "NLD", "TWN", "USA")
    calm, risen = fallen((), 1.0), fallen(others, 3.0)
    assert statistic(risen, "surprise down") <= statistic(calm, "surprise down") + 1e-6


def test_cumulative_sums_equal_their_plain_twin() -> None:
    """Scores cut at 4, less 0.5, never below 0; a new start after a month beyond 6; nothing against the month."""
    panel = mixed()
    found = evidence(nodes(panel, unchained), complete=panel.complete, shared=nothing(panel))
    for name, joint in (("cumulative sum down", found.joint_down), ("cumulative sum up", found.joint_up)):
        for node in range(joint.shape[1]):
            held = 0.0
            for score, told in zip(joint[:, node].tolist(), found.statistics[name][:, node].tolist(), strict=True):
                if not np.isnan(score):
                    held = max(0.0, held + min(max(score, -4.0), 4.0) - 0.5)
                if not np.isnan(told):
                    assert told == pytest.approx(held if score > 0 else 0.0, abs=1e-3)
                held = 0.0 if held > 6 else held


def test_a_stop_does_not_sound_again_when_trade_is_back() -> None:
    """After two months at a fiftieth the sum of three months is still low, and the month itself is not."""
    panel, back = market(), 60
    for numbers in (panel.value, panel.weight):
        numbers[back - 2 : back] *= np.float32(0.02)
    found = seen(panel)
    pairs = found.statistics["surprise down"][back] <= 0
    assert pairs.any()
    assert (found.statistics["quarter down"][back, pairs] <= 0).all()
    assert np.nanmax(found.statistics["cumulative sum down"][back, pairs]) <= 0


def test_cumulative_sums_are_for_regular_series() -> None:
    found = seen(mixed())
    regular = found.activity == Activity.REGULAR
    assert np.isnan(found.statistics["cumulative sum down"][~regular]).all()
    assert (~regular).any()


def test_a_silent_month_of_a_series_that_always_traded_is_as_strange_as_its_months_are_many() -> None:
    """After 40 months with trade an order is held to be as likely as 41 in 42: -k ln(1/42) after k silent months."""
    panel = of_one([100.0] * 40 + [0.0] * 3)
    found = [statistic(panel, "silence", month=month) for month in range(39, 43)]
    assert found == pytest.approx([0.0, math.log(42), 2 * math.log(42), 3 * math.log(42)], rel=1e-4)


def test_after_a_year_of_silence_a_supplier_is_gone_and_silence_is_no_news() -> None:
    panel = of_one([100.0] * 30 + [0.0] * 14)
    for name in ("silence", "lost supplier"):
        found = [statistic(panel, name, month=month) for month in range(40, 44)]
        assert np.isnan(found).tolist() == [False, False, True, True]


def test_each_silent_month_is_as_strange_as_an_order_was_likely() -> None:
    """An order every other month: each silent month adds about -ln(1 - 0.5) = 0.69 at most, and more with each."""
    panel = of_one([100.0, 0.0] * 20 + [0.0] * 6)
    found = [statistic(panel, "silence", month=month) for month in range(40, 46)]
    assert (np.diff(found) > 0).all()
    assert found[-1] <= 7 * 0.75
    assert statistic(panel, "silence", month=38) == 0


def test_a_supplier_is_new_after_a_year_of_silence_and_weighs_its_part_of_the_year() -> None:
    """One buyer orders 300 where the other bought 100 a month: 300 of 1,500 sold in the year."""
    panel = of_one([0.0] * 14 + [300.0, 300.0])
    assert statistic(panel, "new supplier", month=14) == pytest.approx(300 / 1500)


def test_of_a_supplier_that_is_not_new_nothing_is_told() -> None:
    panel = of_one([0.0] * 14 + [300.0, 300.0])
    assert np.isnan([statistic(panel, "new supplier", month=month) for month in (13, 15)]).all()


def test_a_supplier_after_months_that_are_not_known_is_not_called_new() -> None:
    panel = of_one([0.0] * 10 + [NAN] * 4 + [300.0])
    assert np.isnan(statistic(panel, "new supplier", month=14))


def test_a_supplier_is_lost_after_three_silent_months() -> None:
    panel = of_one([100.0] * 20 + [0.0] * 4)
    found = [statistic(panel, "lost supplier", month=month) for month in range(19, 24)]
    assert np.isnan(found[:3]).all()
    assert 0 < found[3] < found[4]


def test_new_and_lost_suppliers_are_pairs() -> None:
    found, names = seen(MARKET), nodes(MARKET, unchained)
    sums = names.level > 0
    assert np.isnan(found.statistics["new supplier"][:, sums]).all()
    assert np.isnan(found.statistics["lost supplier"][:, sums]).all()


def test_a_share_is_held_against_the_year_before_where_every_supplier_is_known() -> None:
    """From 100 of 200 to 300 of 400: the share of one rises by a quarter, that of the other falls by as much."""
    value: dict[Pair, list[float]] = {
        ("250410", "JPN", "KOR"): [100.0] * 20 + [300.0] * 3,
        ("250410", "USA", "KOR"): [100.0] * 23,
    }
    panel = make_panel(value, is_complete=True)
    assert statistic(panel, "share", month=22) == pytest.approx(0.25)
    assert statistic(panel, "share", "pair/250410/HS22/USA/KOR", month=22) == pytest.approx(0.25)
    assert statistic(panel, "share", month=19) == 0
    assert np.isnan(statistic(make_panel(value), "share", month=22))


def test_a_share_is_not_known_where_a_supplier_is_not() -> None:
    value: dict[Pair, list[float]] = {
        ("250410", "JPN", "KOR"): [100.0] * 23,
        ("250410", "USA", "KOR"): [100.0] * 21 + [NAN, 100.0],
    }
    assert np.isnan(statistic(make_panel(value, is_complete=True), "share", month=22))


def test_a_january_of_china_waits_for_its_february() -> None:
    panel = market(months=40, exporters=("CHN", "JPN"))
    found = seen(panel)
    chinese = np.flatnonzero(panel.exporters == "CHN")
    assert found.deferred[36, chinese].all()
    assert np.isnan(found.statistics["surprise down"][36, chinese]).all()
    assert not np.isnan(found.statistics["surprise down"][37, chinese]).any()


def test_every_statistic_that_is_combined_is_there() -> None:
    found = seen(MARKET)
    assert {name for parts in COMBINED.values() for name, _ in parts} == set(found.statistics)


def test_the_unit_does_not_matter() -> None:
    thousand = replace(MARKET, value=MARKET.value / np.float32(1000), weight=MARKET.weight / np.float32(1000))
    one, two = seen(MARKET), seen(thousand)
    for name, array in one.statistics.items():
        np.testing.assert_allclose(array, two.statistics[name], atol=1e-2, err_msg=name)


@pytest.mark.parametrize("name", sorted({name for parts in COMBINED.values() for name, _ in parts}))
def test_nothing_looks_ahead(name: str) -> None:
    one = _seen_mixed(None)
    for last in (20, 35, 50):
        two = _seen_mixed(last)
        np.testing.assert_array_equal(one.statistics[name][: last + 1], two.statistics[name][: last + 1])


def test_a_panel_without_pairs_has_no_evidence() -> None:
    empty = part_of(market(months=24), np.zeros(36, dtype=bool))
    assert all(array.shape == (24, 0) for array in seen(empty).statistics.values())


@cache
def _seen_mixed(last: int | None) -> Evidence:
    """Evidence of the mixed market, with other months after `last`."""
    panel, rng = mixed(), np.random.default_rng(last)
    if last is None:
        return seen(panel)
    later = np.ones(panel.value.shape, dtype=np.float32)
    rest = later[last + 1 :].shape
    later[last + 1 :] = np.exp(rng.normal(0, 2, rest)) * (rng.random(rest) < 0.7)
    return seen(replace(panel, value=panel.value * later, weight=panel.weight * later))


def _place(node_id: str) -> int:
    return place_of(nodes(MARKET, unchained), node_id)
