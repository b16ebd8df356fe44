"""Each fault of data that looks like a movement, and that the watch is not taken in by it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.watch.small_panels import STOP as T
from tests.watch.small_panels import STOP_PERIOD as PERIOD
from tests.watch.small_panels import changed, decide, market, part_of, place_of, unchained, watch

from haechi.model.panel import Panel
from haechi.model.signal import AlertLevel, Level, Movement, Reading, Signal
from haechi.watch.decision import Release
from haechi.watch.guards import edition_breaks, is_calm, off_by_a_power_of_ten, reporter_artefacts
from haechi.watch.pooling import nodes
from haechi.watch.surveillance import Watched

NEW_YEAR = 60
NAN = float("nan")
FIVE = ("250410", "280429", "381800", "811292", "848620")
SPLIT = ("811292", "290339", "854140")


def one_month(panel: Panel, value: float, weight: float, **names: str) -> Panel:
    return changed(panel, slice(T, T + 1), value, weight_factor=weight, **names)


def one_pair(value: float, weight: float) -> Panel:
    return one_month(market(), value, weight, code="250410", exporter="JPN", importer="KOR")


def touching(signals: Sequence[Signal], **names: str) -> list[str]:
    """Ids of signals on nodes that the named flows are part of."""
    return [
        signal.id
        for signal in signals
        if all(getattr(signal.node, name) in (None, wanted) for name, wanted in names.items())
    ]


def of_korea(release: Release) -> list[str]:
    return touching(release.signals, code="250410", exporter="JPN", importer="KOR")


def test_a_month_that_a_reporter_has_not_published_gives_no_signal() -> None:
    found = decide(watch(one_month(market(), NAN, NAN, exporter="JPN")), PERIOD)
    assert touching(found.signals, exporter="JPN") == []
    assert found.unjudged >= 12 + 3


def test_a_sum_that_lacks_a_late_reporter_is_not_judged() -> None:
    found = watch(one_month(market(), NAN, NAN, exporter="JPN"))
    for node_id in ("importer-item/250410/HS22/-/KOR", "item/250410/HS22/-/-"):
        assert np.isnan(found.judgement.p[T, place_of(found.nodes, node_id)])


def test_a_month_that_nobody_has_published_gives_a_release_without_signals() -> None:
    found = decide(watch(one_month(market(), NAN, NAN)), PERIOD)
    assert found.signals == ()
    assert found.judged == 0


@pytest.fixture(scope="module")
def split() -> Watched:
    """Three codes fall by nine tenths with an edition that takes goods out of them; one that stays whole falls too."""
    panel = market(codes=(*SPLIT, "250410", "280429", "310210", "381800", "848620"), importers=("KOR", "NLD", "TWN"))
    for code in (*SPLIT, "250410"):
        panel = changed(panel, slice(60, 66), 0.1, code=code)
    return watch(panel)


@pytest.mark.parametrize("code", SPLIT)
def test_a_code_that_an_edition_split_is_held_back_for_a_year(split: Watched, code: str) -> None:
    found = decide(split, "2022-01", breaks={(broken, 2022) for broken in SPLIT})
    assert [signal.id for signal in found.signals if signal.node.code == code] == []
    held = [signal for signal in found.held_back if signal.node.code == code]
    assert held
    assert all(signal.level is AlertLevel.WATCH for signal in held)
    assert all("split or joined by a change of editions" in signal.reasons[-1] for signal in held)


def test_a_code_that_stayed_whole_is_not_held_back_with_those_that_were_split(split: Watched) -> None:
    found = decide(split, "2022-01", breaks={(broken, 2022) for broken in SPLIT})
    assert any(signal.node.code == "250410" for signal in found.signals)


@pytest.mark.parametrize(
    ("month", "is_held"), [(59, False), (60, True), (71, True), (72, False)], ids=["before", "first", "last", "after"]
)
def test_a_break_lasts_the_year_of_its_edition(month: int, is_held: bool) -> None:
    found = nodes(market(months=73), unchained)
    flags = edition_breaks(found, month, {("811292", 2022)})
    assert set(found.codes[flags]) == ({"811292"} if is_held else set())


def test_a_sum_that_a_split_code_carries_is_held_back_with_it() -> None:
    panel = market(codes=FIVE, importers=("KOR", "NLD", "TWN"))
    panel = changed(panel, slice(None), 20.0, code="848620")
    panel = changed(panel, slice(60, 66), 0.1, code="848620")
    found = decide(watch(panel), "2022-01", breaks={("848620", 2022)})
    assert [signal.id for signal in found.signals if signal.node.level is Level.EXPORTER] == []


SLIPS = [(1.0, 10.0), (1.0, 100.0), (1.0, 1000.0), (1.0, 0.1), (1.0, 0.001), (10.0, 1.0), (1000.0, 1.0), (0.01, 1.0)]
NO_SLIPS = [(10.0, 10.0), (0.1, 0.1), (1.0, 3.0), (4.0, 1.0), (1.0, 1.0), (0.0, 0.0), (1.0, NAN), (NAN, 10.0)]


@pytest.fixture(scope="module")
def factors() -> Watched:
    """Each of the first pairs at a multiple of its usual value and weight in one month."""
    panel = market()
    value, weight = panel.value.copy(), panel.weight.copy()
    for pair, (of_value, of_weight) in enumerate(SLIPS + NO_SLIPS):
        value[T, pair] = of_value * np.median(value[:, pair])
        weight[T, pair] = of_weight * np.median(weight[:, pair])
    return watch(replace(panel, value=value, weight=weight))


def test_a_value_or_weight_off_by_a_power_of_ten_is_a_slip(factors: Watched) -> None:
    assert off_by_a_power_of_ten(factors, T)[: len(SLIPS)].tolist() == [True] * len(SLIPS)


def test_a_common_movement_or_another_factor_is_no_slip(factors: Watched) -> None:
    found = off_by_a_power_of_ten(factors, T)[len(SLIPS) : len(SLIPS) + len(NO_SLIPS)]
    assert found.tolist() == [False] * len(NO_SLIPS)


def test_a_slip_is_seen_where_the_flow_moved_too_but_then_nothing_is_calm() -> None:
    """Value fell to a tenth, and weight is written down a thousand times too large on top of that."""
    watched = watch(one_pair(0.1, 100.0))
    place = place_of(watched.nodes, "pair/250410/HS22/JPN/KOR")
    assert off_by_a_power_of_ten(watched, T)[place]
    assert not is_calm(watched, T)[place]


def test_a_stop_whose_last_kilograms_are_dear_is_not_held_back() -> None:
    """A twentieth of the value at ten times the price: the unit value is held to have slipped, the fall is not."""
    watched = watch(one_pair(0.05, 0.005))
    assert off_by_a_power_of_ten(watched, T)[place_of(watched.nodes, "pair/250410/HS22/JPN/KOR")]
    found = decide(watched, PERIOD)
    assert "pair/250410/HS22/JPN/KOR/drop" in of_korea(found)
    assert touching(found.held_back, code="250410", exporter="JPN", importer="KOR") == []


@pytest.mark.parametrize("slip", [NEW_YEAR, NEW_YEAR + 1], ids=["January", "February"])
def test_a_slip_in_either_of_two_months_judged_as_one_is_seen(slip: int) -> None:
    panel = market(exporters=("CHN", "USA"))
    panel = changed(panel, slice(slip, slip + 1), 1.0, weight_factor=1000.0, code="250410", importer="KOR")
    watched = watch(panel)
    found = off_by_a_power_of_ten(watched, NEW_YEAR + 1)
    assert found[place_of(watched.nodes, "pair/250410/HS22/CHN/KOR")]
    assert not found[place_of(watched.nodes, "pair/250410/HS22/CHN/NLD")]


@pytest.fixture(scope="module", params=[(1.0, 1000.0), (1000.0, 1.0), (1.0, 0.1)], ids=str)
def slipped(request: pytest.FixtureRequest) -> Watched:
    value, weight = request.param
    return watch(one_pair(value, weight))


def test_a_slip_of_one_pair_is_a_signal_nowhere(slipped: Watched, quiet: Watched) -> None:
    assert set(of_korea(decide(slipped, PERIOD))) <= set(of_korea(decide(quiet, PERIOD)))


@pytest.mark.parametrize("period", ["2022-04", "2022-05", "2022-06"])
def test_a_slip_leaves_no_trace_in_the_months_after(slipped: Watched, quiet: Watched, period: str) -> None:
    assert set(of_korea(decide(slipped, period))) <= set(of_korea(decide(quiet, period)))


@pytest.mark.parametrize("weight", [NAN, 0.0], ids=["missing", "written as nothing"])
def test_a_missing_weight_is_no_stop(weight: float) -> None:
    found = decide(watch(one_pair(1.0, weight)), PERIOD)
    assert [name for name in of_korea(found) if name.endswith("/drop")] == []


def test_weights_missing_for_a_whole_reporter_are_no_stop() -> None:
    """What falls in value by chance is told as before, and as less of a surprise."""
    whole, without = (
        {
            signal.node.id: signal.p_value
            for signal in decide(watch(one_month(market(), 1.0, weight, exporter="JPN")), PERIOD).signals
            if signal.node.exporter == "JPN" and signal.movement is Movement.DROP
        }
        for weight in (1.0, NAN)
    )
    assert whole.keys() >= without.keys()
    assert all(p > whole[name] for name, p in without.items())


def test_trade_that_moves_between_january_and_february_changes_no_p_value() -> None:
    """The holiday of China falls in either month. Whole dollars and kilograms, so that sums are exact."""
    panel = market(exporters=("CHN", "JPN"), importers=("FRA", "KOR", "NLD", "USA"), seed=3)
    panel = replace(panel, value=np.round(panel.value), weight=np.round(panel.weight))
    value, weight, chinese = panel.value.copy(), panel.weight.copy(), panel.exporters == "CHN"
    rng = np.random.default_rng(3)
    for january in range(0, len(value), 12):
        quiet = january + int(rng.integers(0, 2))
        other = 2 * january + 1 - quiet
        for numbers in (value, weight):
            moved = np.round(0.6 * numbers[quiet, chinese])
            numbers[quiet, chinese] -= moved
            numbers[other, chinese] += moved
    with_holidays, without = watch(replace(panel, value=value, weight=weight)), watch(panel)
    np.testing.assert_array_equal(with_holidays.judgement.p, without.judgement.p)


def test_a_stop_over_both_months_of_the_new_year_is_seen_in_february() -> None:
    panel = market(exporters=("CHN", "JPN"), importers=("FRA", "KOR", "NLD", "USA"), seed=3)
    watched = watch(changed(panel, slice(NEW_YEAR, NEW_YEAR + 2), 0.05, code="250410", exporter="CHN"))
    assert "exporter-item/250410/HS22/CHN/-/drop" in [signal.id for signal in decide(watched, "2022-02").signals]
    assert touching(decide(watched, "2022-01").signals, exporter="CHN") == []


@pytest.fixture(scope="module")
def fallen() -> Watched:
    """All that one exporter reports falls to a third at once, over five chapters."""
    return watch(one_month(market(codes=FIVE, importers=("KOR", "NLD", "TWN")), 0.3, 0.3, exporter="JPN"))


def test_everything_of_one_reporter_that_moves_is_an_artefact(fallen: Watched) -> None:
    exporters = fallen.nodes.exporters[:45]
    assert reporter_artefacts(fallen, T, exporters) == {("JPN", Movement.DROP)}
    assert reporter_artefacts(fallen, T - 1, exporters) == frozenset()


def test_an_artefact_is_held_back_and_says_why(fallen: Watched) -> None:
    found = decide(fallen, PERIOD)
    held = [signal for signal in found.held_back if signal.node.exporter == "JPN"]
    assert len(held) >= 10
    assert {signal.reading for signal in held} == {Reading.REPORTER_ARTEFACT}
    assert {signal.level for signal in held} == {AlertLevel.WATCH}
    assert all("JPN reports moved" in signal.reasons[-1] for signal in held)


def test_an_artefact_does_not_pass_through_sums(fallen: Watched) -> None:
    drops = [signal.id for signal in decide(fallen, PERIOD).signals if signal.movement is Movement.DROP]
    assert [name for name in drops if "/DEU" not in name and "/USA" not in name] == []


def test_an_artefact_of_an_importer_does_not_pass_through_sums() -> None:
    panel = changed(market(codes=FIVE, importers=("KOR", "NLD", "TWN")), slice(None), 3.0, importer="KOR")
    found = decide(watch(one_month(panel, 0.3, 0.3, importer="KOR")), PERIOD, reporter="importer")
    drops = [signal for signal in found.signals if signal.movement is Movement.DROP]
    assert [signal.id for signal in drops if signal.node.importer not in ("NLD", "TWN")] == []


def test_a_reporter_that_changes_its_currency_is_an_artefact() -> None:
    panel = one_month(market(codes=FIVE, importers=("KOR", "NLD", "TWN")), 130.0, 1.0, exporter="JPN")
    found = decide(watch(panel), PERIOD)
    assert touching(found.signals, exporter="JPN") == []


def test_a_supplier_that_stops_one_item_is_no_artefact() -> None:
    panel = one_month(market(codes=FIVE, importers=("KOR", "NLD", "TWN")), 0.0, 0.0, code="250410", exporter="JPN")
    assert "exporter-item/250410/HS22/JPN/-/drop" in [signal.id for signal in decide(watch(panel), PERIOD).signals]


@pytest.mark.parametrize("codes", [("250410", "250510", "250610"), ("250410", "280429")], ids=["chapters", "codes"])
def test_few_series_of_one_chapter_can_all_stop_in_earnest(codes: tuple[str, ...]) -> None:
    watched = watch(one_month(market(codes=codes), 0.0, 0.0, exporter="JPN"))
    assert reporter_artefacts(watched, T, watched.nodes.exporters[: len(codes) * 12]) == frozenset()


def test_a_panel_of_one_pair_has_no_faults() -> None:
    panel = market(months=T + 1)
    watched = watch(part_of(panel, np.arange(panel.size) == 0))
    assert not off_by_a_power_of_ten(watched, T).any()
    assert reporter_artefacts(watched, T, panel.exporters[:1]) == frozenset()
