"""The backtest on a small panel: the same rate for all, deeper is easier, and nothing by chance."""

from collections.abc import Sequence

import numpy as np
import pytest
from tests.watch.small_backtests import make_panel
from tests.watch.small_panels import mixed, watch

from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate
from haechi.model.happening import Cause, Event, Outcome, Visibility
from haechi.model.signal import Level, Movement
from haechi.watch.backtest import ALONE, EVERY_START, PAIR_RATES, SCAN, Row, Trial, as_described, groups, recalls, trial
from haechi.watch.decision import Release, release
from haechi.watch.detectors import DROPS, GUARDED, HAECHI
from haechi.watch.discoveries import AS_IT_IS, GROUNDS, Setup, false_discoveries, grounds, quiet
from haechi.watch.hindsight import hindsight
from haechi.watch.injection import NOTHING, drop, fault
from haechi.watch.losses import losses
from haechi.watch.surveillance import Settings, surveil

SCENARIOS = (NOTHING, drop(0.5, 1), drop(1.0, 1), drop(1.0, 3), fault("gone", value=(np.nan,), weight=(np.nan,)))


@pytest.fixture(scope="module")
def setup() -> Setup:
    panel = make_panel()
    return Setup(panel=panel, stage_of=lambda *_: None, settings=Settings(), reporters=panel.exporters)


@pytest.fixture(scope="module")
def ready(setup: Setup) -> Trial:
    watched = surveil(setup.panel, stage_of=setup.stage_of, settings=setup.settings)
    return trial(watched, setup.panel.complete, halves=("2022-01",))


@pytest.fixture(scope="module")
def rows(ready: Trial) -> Sequence[Row]:
    return list(recalls(ready, SCENARIOS))


def own(rows: Sequence[Row], detector: str, scenario: str, *, group: str = "pair, regular") -> float:
    (found,) = [
        row.outcome.own
        for row in rows
        if (row.detector, row.scenario, row.group, row.since, row.starts, row.false_alarm_rate)
        == (detector, scenario, group, "", EVERY_START, 0.5)
    ]
    return found


def test_every_setting_keeps_the_rate_that_is_wanted(ready: Trial) -> None:
    assert all(row.measured <= row.wanted for row in ready.settings)


def test_groups_hold_every_node_once(ready: Trial) -> None:
    found = np.concatenate(list(groups(ready.watched).values()))
    assert np.array_equal(np.sort(found), np.arange(ready.watched.nodes.size))


def test_sums_asked_apart_are_recalled_as_they_were_among_all(ready: Trial, rows: Sequence[Row]) -> None:
    apart = trial(ready.watched, ready.complete, levels=(Level.EXPORTER_ITEM,), halves=("2022-01",))
    assert list(recalls(apart, SCENARIOS)) == [row for row in rows if row.group == Level.EXPORTER_ITEM]


def test_a_level_that_the_panel_lacks_has_no_rows(ready: Trial) -> None:
    assert list(recalls(trial(ready.watched, ready.complete, levels=(Level.STAGE,)), SCENARIOS)) == []


def test_buyers_that_buy_nearly_always_stand_apart_from_the_others() -> None:
    found = groups(watch(mixed()))
    buyers = [name for name in found if name.startswith(Level.IMPORTER_ITEM)]
    assert set(buyers) <= {"importer x item, regular", "importer x item, other"}
    assert {"pair, regular", "pair, other", "exporter x item", "item"} <= set(found)


def test_every_detector_is_asked_at_every_rate(rows: Sequence[Row]) -> None:
    detectors = {row.detector for row in rows}
    assert {HAECHI, DROPS, GUARDED, SCAN, "year on year", "rolling z, 24 months"} <= detectors
    for detector in detectors:
        rates = {row.false_alarm_rate for row in rows if row.detector == detector and row.group == "pair, regular"}
        assert rates == set(PAIR_RATES)


def test_what_is_deeper_is_recalled_more(rows: Sequence[Row]) -> None:
    by_depth = [own(rows, DROPS, name) for name in ("nothing", "-50 % x 1", "-100 % x 1")]
    assert by_depth[0] < 0.1 < by_depth[1] < by_depth[2]
    assert by_depth[2] > 0.9


def test_a_month_not_yet_published_is_no_alarm(rows: Sequence[Row]) -> None:
    assert own(rows, HAECHI, "gone") == 0


def test_the_later_years_are_counted_once_more(rows: Sequence[Row]) -> None:
    counts = {
        row.since: row.outcome.count
        for row in rows
        if (row.detector, row.scenario, row.group, row.starts, row.false_alarm_rate)
        == (DROPS, "nothing", "pair, regular", EVERY_START, 0.5)
    }
    assert 0 < counts["2022-01"] < counts[""]


def test_starts_of_an_exporter_that_publishes_each_month_are_all_released_alone(rows: Sequence[Row]) -> None:
    counts = {row.starts: row.outcome.count for row in rows if (row.detector, row.scenario) == (DROPS, "-100 % x 3")}
    assert counts[ALONE] == counts[EVERY_START] > 0


def test_the_rule_as_described_tells_its_own_false_alarms(ready: Trial) -> None:
    found = [row for row in as_described(ready) if row.group == "pair, regular" and not row.since]
    assert found[0].threshold == 0.2
    assert found[0].measured > 0


def test_losses_name_who_is_better(rows: Sequence[Row]) -> None:
    for loss in losses(rows, ours=DROPS):
        assert loss.theirs > loss.ours
        assert loss.detector not in (HAECHI, DROPS, GUARDED)


def test_the_same_seed_finds_the_same(setup: Setup) -> None:
    for ground in GROUNDS.values():
        first, second = (false_discoveries(setup, np.random.default_rng(3), copies=1, ground=ground) for _ in range(2))
        assert first == second
        assert first.releases > 0
        assert 0 <= first.false <= first.signals


def test_a_quiet_panel_gives_few_signals(setup: Setup) -> None:
    found = quiet(setup, grounds(setup, np.random.default_rng(1), copies=1, ground=GROUNDS[AS_IT_IS]))
    assert found.alert <= found.any < 0.5


def make_event(code: str, effective: str, *, visibility: Visibility = Visibility.YES, exporter: str = "KOR") -> Event:
    return Event(
        id=f"{code}-{effective}",
        title="a licence",
        items=(),
        codes=(code,),
        exporter=exporter,
        importers=("WLD",),
        cause=Cause.EXPORT_CONTROL,
        outcome=Outcome.INTERRUPTION,
        announced=None,
        effective=PartialDate.parse(effective),
        eased=None,
        summary="",
        visibility=visibility,
        second_source=None,
        citation=Citation(source="s", locator="l", as_of=PartialDate.parse(effective), method=Method.REPORTED),
    )


def test_events_are_judged_where_the_panel_can_show_them(setup: Setup) -> None:
    panel = setup.panel
    panel.value[66:68] *= 0.02
    panel.weight[66:68] *= 0.02
    watched = surveil(panel, stage_of=setup.stage_of, settings=setup.settings)

    def decided(month: int) -> Release:
        return release(watched, month, settings=Settings(), reporters=panel.exporters, noticed=lambda _: False)

    events = (
        make_event("250410", "2022-07"),
        make_event("250410", "2022-07", visibility=Visibility.NO),
        make_event("310210", "2022-07"),
        make_event("250410", "2017-02"),
    )
    seen, pooled, absent, early = hindsight(events, watched, decided, {("250410", "KOR")})
    assert seen.why_not is None
    drops = [sighting for sighting in seen.sightings if sighting.signal.movement is Movement.DROP]
    assert (drops[0].delay, drops[0].signal.node.level) == (0, Level.EXPORTER_ITEM)
    delays = [sighting.delay for sighting in seen.sightings]
    assert delays == sorted(delays)
    assert "six digits" in (pooled.why_not or "")
    assert "310210" in (absent.why_not or "")
    assert "not among those that can be judged" in (early.why_not or "")
