"""Natural graphite from China, controlled from December 2023 on, in the customs data of the time."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
import pytest
from tests.watch.small_panels import Numbers, Pair, decide, make_panel, place_of, watch

from haechi.model.signal import AlertLevel, Movement, Reading, Signal
from haechi.watch.decision import Release
from haechi.watch.surveillance import Watched

NATURAL, ARTIFICIAL = "exporter-item/250410/HS22/CHN/-", "exporter-item/380110/HS22/CHN/-"
HUNGARY = "pair/380110/HS22/CHN/HUN"
MONTHS = [int(str(month).replace("-", "")) for month in np.arange("2017-01", "2025-01", dtype="datetime64[M]")]
COLLAPSE = 83  # December 2023


@pytest.fixture(scope="module")
def china(shared_data: Path) -> Watched:
    """China's exports of three codes to its listed partners; a row that is absent is a month without trade."""
    file = shared_data / "trade" / "comtrade_china_exports_monthly_2017_2024.parquet"
    rows = duckdb.execute(
        "SELECT code, partner, period, value_usd, qty_kg FROM read_parquet(?) ORDER BY ALL", [str(file)]
    ).fetchall()
    pairs: list[Pair] = sorted({(code, "CHN", partner) for code, partner, *_ in rows})
    value: Mapping[Pair, Numbers] = {pair: np.zeros(len(MONTHS)) for pair in pairs}
    weight: Mapping[Pair, Numbers] = {pair: np.zeros(len(MONTHS)) for pair in pairs}
    for code, partner, period, usd, kilograms in rows:
        month = MONTHS.index(int(period))
        value[code, "CHN", partner][month] = usd
        weight[code, "CHN", partner][month] = np.nan if kilograms is None else kilograms
    return watch(make_panel(value, weight))


@pytest.fixture(scope="module")
def releases(china: Watched) -> Mapping[str, Release]:
    """Every release of five years."""
    return {period: decide(china, period) for period in (str(month) for month in china.nodes.months[36:])}


def signal_of(release: Release, node_id: str) -> Signal:
    (found,) = [signal for signal in release.signals if signal.node.id == node_id]
    return found


def test_exports_of_natural_graphite_surge_a_month_before_the_controls(releases: Mapping[str, Release]) -> None:
    surge = signal_of(releases["2023-11"], NATURAL)
    assert (surge.level, surge.movement) == (AlertLevel.ALERT, Movement.SURGE)
    assert surge.reading is Reading.SUPPLIER_SIDE
    assert surge.value_usd is not None
    assert surge.high is not None
    assert surge.value_usd == pytest.approx(49.5e6, rel=0.01)
    assert surge.value_usd > surge.high


def test_the_surge_stands_for_the_buyers_that_stocked_up(releases: Mapping[str, Release]) -> None:
    found = releases["2023-11"]
    explained = signal_of(found, NATURAL).explains
    assert explained
    assert all(name.startswith("pair/250410/HS22/CHN/") for name in explained)
    assert [name for name, by in found.explained.items() if by == NATURAL] == list(explained)
    assert [signal.node.id for signal in found.signals if signal.node.id.startswith("pair/250410")] == []


def test_exports_collapse_in_the_first_month_of_the_controls(releases: Mapping[str, Release]) -> None:
    drop = signal_of(releases["2023-12"], NATURAL)
    assert (drop.level, drop.movement) == (AlertLevel.ALERT, Movement.DROP)
    assert drop.value_usd is not None
    assert drop.low is not None
    assert drop.value_usd == pytest.approx(2.97e6, rel=0.01)
    assert drop.value_usd < drop.low
    assert drop.explains


def test_the_weight_of_artificial_graphite_stays_quiet_as_a_whole(
    china: Watched, releases: Mapping[str, Release]
) -> None:
    """Only some grades of 380110 were controlled."""
    place = place_of(china.nodes, ARTIFICIAL)
    assert abs(china.evidence.weight.smoothed.score[COLLAPSE, place]) < 2
    movements = [signal.movement for signal in releases["2023-12"].signals if signal.node.id == ARTIFICIAL]
    assert movements == [Movement.PRICE]


def test_the_price_of_artificial_graphite_moves(releases: Mapping[str, Release]) -> None:
    price = signal_of(releases["2023-12"], ARTIFICIAL)
    assert price.movement is Movement.PRICE
    assert price.q_value <= 0.1


def test_a_buyer_of_artificial_graphite_is_warned_of_all_the_same(releases: Mapping[str, Release]) -> None:
    """Its purchases are calm, so that a fall of theirs may cost more false alarms than one of others."""
    drop = signal_of(releases["2023-12"], HUNGARY)
    assert (drop.level, drop.movement, drop.reading) == (AlertLevel.WARNING, Movement.DROP, Reading.PAIR)
    assert drop.value_usd is not None
    assert drop.low is not None
    assert drop.value_usd < drop.low


def test_the_first_alert_on_graphite_is_not_later_than_the_controls(releases: Mapping[str, Release]) -> None:
    alerts = [
        period
        for period, release in releases.items()
        if period >= "2023-06"
        for signal in release.signals
        if signal.node.code == "250410" and signal.level is AlertLevel.ALERT
    ]
    assert min(alerts) == "2023-11"


def test_quiet_years_give_few_alerts(releases: Mapping[str, Release]) -> None:
    """The pandemic of 2020 and the gallium rush of 2021 among them: five a year, of which few say that trade fell."""
    alerts = [
        signal
        for period, release in releases.items()
        if period not in ("2023-11", "2023-12")
        for signal in release.signals
        if signal.level is AlertLevel.ALERT
    ]
    assert len(alerts) <= 25
    assert sum(signal.movement is Movement.DROP for signal in alerts) <= 8


def test_january_waits_for_february(releases: Mapping[str, Release]) -> None:
    assert {period: release.judged for period, release in releases.items() if period.endswith("-01")} == {
        f"{year}-01": 0 for year in range(2020, 2025)
    }
