from dataclasses import replace

import numpy as np
import pytest
from tests.watch.small_panels import (
    STOP as T,
)
from tests.watch.small_panels import (
    changed,
    empty_panel,
    make_panel,
    market,
    mixed,
    part_of,
    place_of,
    watch,
)

from haechi.model.panel import Panel
from haechi.model.signal import Level, Movement
from haechi.watch.calibration import TAIL, UNKNOWN
from haechi.watch.evidence import SPENT, STATISTICS
from haechi.watch.judgement import Judgement, judge
from haechi.watch.surveillance import Settings, Watched, bins, coverage, follow, judged

JAPAN = "exporter-item/250410/HS22/JPN/-"
NAN = float("nan")


def what(watched: Watched, node_id: str, month: int = T) -> Movement:
    """The movement that all movements together owe their p-value to."""
    place = place_of(watched.nodes, node_id)
    p = {movement: watched.judgement.movements[movement][month, place] / SPENT[movement] for movement in Movement}
    return min((movement for movement in p if not np.isnan(p[movement])), key=lambda movement: p[movement])


def p_of(watched: Watched, node_id: str, month: int = T) -> float:
    return float(watched.judgement.p[month, place_of(watched.nodes, node_id)])


def rarest(judgement: Judgement, place: int, movement: Movement) -> float:
    """The least p-value that a movement of a node can have in the month."""
    return float(judgement.adaptation[movement][T] / (1 + judgement.compared[T, place]))


def test_a_stop_of_a_supplier_is_as_rare_as_can_be_told_in_its_own_release(stopped: Watched) -> None:
    place = place_of(stopped.nodes, JAPAN)
    drop = stopped.judgement.movements[Movement.DROP][T, place]
    assert drop == pytest.approx(rarest(stopped.judgement, place, Movement.DROP), rel=1e-5)
    assert drop < 0.01
    assert p_of(stopped, JAPAN) < 0.02
    assert what(stopped, JAPAN) is Movement.DROP


def test_all_movements_together_are_as_rare_as_the_rarest_by_what_it_may_cost(stopped: Watched) -> None:
    """Of false alarms drops may cost 40 %, surges 25 %, prices 20 %, suppliers and shares 7.5 % each."""
    parts = {
        Movement.DROP: 0.4,
        Movement.SURGE: 0.25,
        Movement.PRICE: 0.2,
        Movement.SUPPLIER: 0.075,
        Movement.SHARE: 0.075,
    }
    assert sum(parts.values()) == pytest.approx(1)
    drop = stopped.judgement.movements[Movement.DROP][T, place_of(stopped.nodes, JAPAN)]
    assert p_of(stopped, JAPAN) == pytest.approx(drop / 0.4)
    weighted = np.stack([stopped.judgement.movements[movement] / part for movement, part in parts.items()])
    known = ~np.isnan(weighted).all(axis=0)
    np.testing.assert_array_equal(known, ~np.isnan(stopped.judgement.p))
    np.testing.assert_allclose(
        stopped.judgement.p[known], np.minimum(np.nanmin(weighted[:, known], axis=0), 1), rtol=1e-5
    )


def test_of_two_like_series_the_calmer_has_the_lesser_p_value(stopped: Watched) -> None:
    """Judged with one spread, all weights are 1; a calm series among volatile ones may cost more false alarms."""
    alike, apart = (
        judge(replace(stopped.scores, spreads=spreads), stopped.needed).movements
        for spreads in (
            np.ones_like(stopped.scores.spreads),
            np.where(np.arange(stopped.nodes.size) == place_of(stopped.nodes, JAPAN), 0.5, 2).astype(np.float32)
            * np.ones_like(stopped.scores.spreads),
        )
    )
    place = place_of(stopped.nodes, JAPAN)
    fellows = stopped.nodes.at(Level.EXPORTER_ITEM)
    mean = (np.sqrt(3) + (len(fellows) - 1) * np.sqrt(np.log(5) / 2)) / len(fellows)
    for movement in (Movement.DROP, Movement.SURGE):
        weight = alike[movement][T, place] / apart[movement][T, place]
        assert weight == pytest.approx(np.sqrt(3) / mean, rel=1e-4)
    np.testing.assert_array_equal(alike[Movement.PRICE], apart[Movement.PRICE])


@pytest.mark.parametrize("later", [1, 2])
def test_a_stop_is_not_drowned_by_its_own_beginning(stopped: Watched, later: int) -> None:
    assert p_of(stopped, JAPAN, T + later) < 0.02
    assert what(stopped, JAPAN, T + later) is Movement.DROP


def test_a_stop_leaves_other_codes_alone(quiet: Watched, stopped: Watched) -> None:
    others = [place for place in range(quiet.nodes.size) if quiet.nodes.codes[place] not in ("250410", "")]
    differ = np.abs(stopped.judgement.p[T, others] - quiet.judgement.p[T, others])
    assert np.median(differ) < 0.02


def test_a_surge_is_a_movement_of_its_own() -> None:
    watched = watch(changed(market(), slice(T, T + 1), 4.0, code="250410", exporter="JPN"))
    assert p_of(watched, JAPAN) < 0.02
    assert what(watched, JAPAN) is Movement.SURGE


@pytest.mark.parametrize("before", [1.6, 2.5])
def test_a_stop_after_a_rise_is_a_drop(before: float) -> None:
    """What went up for three months still stands in the cumulative sum when it stops."""
    panel = changed(market(), slice(T - 3, T), before, code="250410", exporter="JPN")
    watched = watch(changed(panel, slice(T, T + 1), 0.05, code="250410", exporter="JPN"))
    assert what(watched, JAPAN) is Movement.DROP


def test_a_price_that_rises_while_the_weight_stays_is_a_price() -> None:
    watched = watch(changed(market(), slice(T, T + 1), 3.0, weight_factor=1.0, code="250410", exporter="JPN"))
    place = place_of(watched.nodes, JAPAN)
    assert watched.judgement.movements[Movement.PRICE][T, place] < 0.01
    assert watched.judgement.movements[Movement.DROP][T, place] > 0.1
    assert watched.judgement.movements[Movement.SURGE][T, place] > 0.1
    assert what(watched, JAPAN) is Movement.PRICE


@pytest.fixture(scope="module")
def noise() -> Watched:
    """Nothing but noise: 180 pairs over eight years."""
    importers = ("AUT", "BEL", "DEU", "ESP", "FRA", "GBR", "ITA", "KOR", "NLD", "POL", "TWN", "USA")
    return watch(market(months=96, seed=11, exporters=("CHE", "JPN", "MYS", "SGP", "THA"), importers=importers))


# Months of a series hang together, and sums with their pairs: the bounds are three standard errors wide.
@pytest.mark.parametrize(
    ("is_pair", "low", "high"), [(True, 0.018, 0.032), (False, 0.015, 0.035)], ids=["pairs", "sums"]
)
@pytest.mark.parametrize("movement", [Movement.DROP, Movement.SURGE, Movement.PRICE])
def test_of_noise_a_tail_of_each_movement_is_hit_as_often_as_it_says(
    noise: Watched, movement: Movement, is_pair: bool, low: float, high: float
) -> None:
    p = noise.judgement.movements[movement][:, (noise.nodes.level == 0) == is_pair]
    known = p[~np.isnan(p)]
    assert len(known) > 2000
    assert low <= (known <= 0.025).mean() <= high


@pytest.mark.parametrize(
    ("is_pair", "low", "high"), [(True, 0.015, 0.028), (False, 0.012, 0.031)], ids=["pairs", "sums"]
)
def test_of_noise_a_tail_of_all_movements_is_hit_by_what_those_judged_may_cost(
    noise: Watched, is_pair: bool, low: float, high: float
) -> None:
    """Suppliers and shares are not judged here and may cost 15 %: 0.85 x 2.5 % = 2.1 %."""
    p = noise.judgement.p[:, (noise.nodes.level == 0) == is_pair]
    known = p[~np.isnan(p)]
    assert len(known) > 2000
    assert low <= (known <= 0.025).mean() <= high


def test_coverage_counts_every_p_value_of_drops_and_surges_once(quiet: Watched) -> None:
    found = coverage(quiet.judgement)
    p = np.stack([quiet.judgement.movements[movement] for movement in (Movement.DROP, Movement.SURGE)])
    assert sum(count for count, _ in found.values()) == int((~np.isnan(p)).sum())
    hits = sum(count * part for count, part in found.values())
    assert hits == pytest.approx(float((p <= TAIL).sum()))
    assert set(found) <= {
        name for month in range(len(quiet.nodes.months)) for name in quiet.strata(month, range(quiet.nodes.size))
    }


def test_coverage_can_be_asked_of_some_months(quiet: Watched) -> None:
    found = coverage(quiet.judgement, months=slice(T, T + 1))
    assert sum(count for count, _ in found.values()) == 2 * quiet.nodes.size


@pytest.mark.parametrize("movement", [Movement.DROP, Movement.SURGE, Movement.PRICE])
def test_p_values_never_promise_more_than_their_past_allows(quiet: Watched, movement: Movement) -> None:
    p = quiet.judgement.movements[movement]
    known = ~np.isnan(p)
    least = quiet.judgement.adaptation[movement][:, None] / (1 + quiet.judgement.compared)
    assert known.any()
    assert (p[known] >= (1 - 1e-5) * least[known]).all()
    assert (quiet.judgement.compared >= quiet.needed[quiet.nodes.level])[known].all()


def test_one_node_alone_can_pass_the_false_discovery_control(quiet: Watched) -> None:
    for level in (Level.PAIR, Level.EXPORTER_ITEM, Level.IMPORTER_ITEM, Level.ITEM):
        here = quiet.nodes.at(level)
        assert (len(here) / (1 + quiet.needed[quiet.nodes.level[here]]) <= quiet.settings.q).all()


@pytest.mark.parametrize("last", [35, 50])
def test_p_values_up_to_a_month_do_not_see_the_months_after_it(last: int) -> None:
    panel, rng = mixed(), np.random.default_rng(last)
    later = np.ones(panel.value.shape, dtype=np.float32)
    rest = later[last + 1 :].shape
    later[last + 1 :] = np.exp(rng.normal(0, 2, rest)) * (rng.random(rest) < 0.7)
    one, two = watch(panel), watch(replace(panel, value=panel.value * later, weight=panel.weight * later))
    np.testing.assert_array_equal(one.judgement.p[: last + 1], two.judgement.p[: last + 1])
    for movement in Movement:
        before, after = (of.judgement.movements[movement][: last + 1] for of in (one, two))
        np.testing.assert_array_equal(before, after)


def test_p_values_are_the_same_before_and_after_a_release(quiet: Watched) -> None:
    panel, last = market(), len(market().months) - 6
    by_month = ("months", "vintages", "value", "weight", "value_state", "weight_state", "complete")
    before = watch(replace(panel, **{name: getattr(panel, name)[:last] for name in by_month}))
    np.testing.assert_array_equal(before.judgement.p, quiet.judgement.p[:last])


@pytest.mark.parametrize(("value", "weight"), [(1024, 1), (1, 1024)])
def test_units_do_not_matter(quiet: Watched, value: int, weight: int) -> None:
    panel = market()
    other = watch(replace(panel, value=panel.value * np.float32(value), weight=panel.weight * np.float32(weight)))
    np.testing.assert_array_equal(other.judgement.p, quiet.judgement.p)


def test_series_judged_by_the_past_of_their_like_are_judged_as_they_were(quiet: Watched) -> None:
    every = np.arange(quiet.nodes.size)
    found = judged(quiet, quiet.evidence.statistics, every)
    np.testing.assert_array_equal(found.p, quiet.judgement.p)


def test_series_judged_apart_are_judged_as_they_were_among_all(quiet: Watched) -> None:
    some = np.array([3, 3, 40, 55, 7])
    part = {name: array[:, some] for name, array in quiet.evidence.statistics.items()}
    found = judged(quiet, part, some)
    np.testing.assert_array_equal(found.p, quiet.judgement.p[:, some])


def test_an_injected_stop_is_judged_by_the_past_without_it(quiet: Watched, stopped: Watched) -> None:
    place = place_of(quiet.nodes, JAPAN)
    found = judged(quiet, stopped.evidence.statistics, np.arange(quiet.nodes.size))
    drop = found.movements[Movement.DROP][T, place]
    assert drop == pytest.approx(rarest(found, place, Movement.DROP), rel=1e-5)
    np.testing.assert_array_equal(found.adaptation[Movement.DROP], quiet.judgement.adaptation[Movement.DROP])
    assert drop == min(found.movements[movement][T, place] for movement in (Movement.DROP, Movement.SURGE))


@pytest.mark.parametrize(
    "panel",
    [
        empty_panel(months=24),
        make_panel({("250410", "JPN", "KOR"): [0.0] * 36, ("250410", "USA", "KOR"): [0.0] * 36}),
        make_panel({("250410", "JPN", "KOR"): [5.0], ("250410", "USA", "KOR"): [5.0]}),
        make_panel({("250410", "JPN", "KOR"): [NAN] * 36, ("250410", "USA", "KOR"): [NAN] * 36}),
        make_panel({("250410", "JPN", "KOR"): [5.0] * 36}),
    ],
    ids=["no pairs", "only zeros", "one month", "nothing known", "one pair"],
)
def test_too_little_data_gives_no_p_value_and_no_fault(panel: Panel) -> None:
    assert np.isnan(watch(panel).judgement.p).all()


def test_a_series_without_noise_does_not_divide_by_nothing() -> None:
    steady = make_panel({(code, "JPN", "KOR"): [100.0] * 80 for code in ("250410", "280429", "811292")})
    known = watch(steady).judgement.p
    assert not (known < 1).any()


def test_flows_of_one_code_are_followed_as_if_all_codes_were_watched() -> None:
    panel = mixed()
    whole, alone = watch(panel), follow(part_of(panel, panel.codes == "250410"), settings=Settings())
    places = whole.nodes.places(alone.nodes)
    assert [whole.nodes.node(place).id for place in places] == [
        alone.nodes.node(index).id for index in range(alone.nodes.size)
    ]
    np.testing.assert_array_equal(whole.nodes.value[:, places], alone.nodes.value)
    for quantity in ("value", "weight", "unit_value"):
        every, own = (getattr(found.evidence, quantity) for found in (whole, alone))
        np.testing.assert_array_equal(every.smoothed.expected[:, places], own.smoothed.expected)
        np.testing.assert_array_equal(every.smoothed.scale[:, places], own.smoothed.scale)
        np.testing.assert_array_equal(every.typical[places], own.typical)
    for name, scores in alone.evidence.statistics.items():
        np.testing.assert_array_equal(whole.evidence.statistics[name][:, places], scores)


@pytest.mark.parametrize("series", [0, 3])
def test_one_number_for_all_has_the_bins_of_as_many_numbers(series: int) -> None:
    number, unknown = (np.broadcast_to(np.float32(told), (2, series)) for told in (1.5, NAN))
    alone = bins(dict.fromkeys(STATISTICS, number) | {"share": unknown})
    np.testing.assert_array_equal(alone, bins(dict.fromkeys(STATISTICS, number.copy()) | {"share": unknown.copy()}))
    assert (alone[:, STATISTICS.index("share")] == UNKNOWN).all()
