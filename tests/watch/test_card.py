"""Cards of an invented market in which Japan stops selling one code, and of one with a lunar new year."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.watch.small_panels import changed, market, place_of, watch

from haechi.errors import InputError
from haechi.model.panel import Panel
from haechi.model.signal import AlertLevel, Level, Movement, Node, Reading, Signal
from haechi.watch.card import Card, card
from haechi.watch.course import Quantity
from haechi.watch.movers import Amount, Movers, State
from haechi.watch.surveillance import Watched

CODE = "250410"
LENGTH, MONTH, PERIOD = 80, 75, "2023-04"
SELLER = Node(level=Level.EXPORTER_ITEM, code=CODE, edition="HS22", exporter="JPN")
PAIR = replace(SELLER, level=Level.PAIR, importer="KOR")


def signal(node: Node, movement: Movement = Movement.DROP, *, period: str = PERIOD) -> Signal:
    """A signal as a card needs it: a node, a month and a way."""
    return Signal(
        node=node,
        period=period,
        movement=movement,
        level=AlertLevel.ALERT,
        reading=Reading.SUPPLIER_SIDE,
        p_value=0.01,
        q_value=0.05,
        probability=0.95,
        expected=None,
        low=None,
        high=None,
        value_usd=None,
        weight_kg=None,
        stratum="regular",
        evidence=(),
    )


def stopped(factor: float = 0.1) -> Panel:
    return changed(market(months=LENGTH), slice(MONTH, MONTH + 1), factor, code=CODE, exporter="JPN")


@pytest.fixture(scope="module")
def watched() -> Watched:
    return watch(stopped())


@pytest.fixture(scope="module")
def of_seller(watched: Watched) -> Card:
    return card(watched, signal(SELLER))


def movers_of(found: Card) -> Movers:
    assert found.movers is not None
    return found.movers


def test_the_months_end_with_that_of_the_signal(of_seller: Card) -> None:
    months = [point.month for point in of_seller.series[0].points]
    assert (len(months), months[0], months[-1]) == (36, "2020-05", PERIOD)


def test_the_expectation_of_the_card_is_that_of_the_watch(watched: Watched, of_seller: Card) -> None:
    index = place_of(watched.nodes, SELLER.id)
    for series, bands in zip(of_seller.series[:2], (watched.evidence.value, watched.evidence.weight), strict=True):
        last = series.points[-1]
        assert (last.expected, last.low, last.high) == pytest.approx(bands.band(MONTH, index), rel=1e-5)


def test_nothing_later_than_the_month_is_in_the_card(of_seller: Card) -> None:
    later = changed(stopped(), slice(MONTH + 1, None), 5.0)
    assert card(watch(later), signal(SELLER)) == of_seller


def test_the_unit_value_has_a_band_of_its_own(of_seller: Card) -> None:
    last = of_seller.series[2].points[-1]
    assert of_seller.series[2].quantity is Quantity.UNIT_VALUE
    assert last.low is not None
    assert last.high is not None
    assert last.low < 8.0 < last.high


def test_value_is_quantity_plus_unit_value_in_logarithms(of_seller: Card) -> None:
    for split in of_seller.splits:
        assert split.ln_value is not None
        assert split.ln_quantity is not None
        assert split.ln_unit_value is not None
        assert split.ln_value == pytest.approx(split.ln_quantity + split.ln_unit_value)
        assert math.exp(split.ln_quantity) < 0.2


def test_a_year_before_is_the_same_month(watched: Watched, of_seller: Card) -> None:
    before = watched.nodes.value[MONTH - 12, place_of(watched.nodes, SELLER.id)]
    assert of_seller.splits[1].base_usd == pytest.approx(before)


def test_without_a_weight_there_is_no_split_and_the_value_stands() -> None:
    panel = stopped()
    weight = panel.weight.copy()
    weight[MONTH, (panel.codes == CODE) & (panel.exporters == "JPN")] = np.nan
    (first, _) = card(watch(replace(panel, weight=weight)), signal(SELLER)).splits
    assert first.ln_value is not None
    assert (first.weight_kg, first.ln_quantity, first.ln_unit_value) == (None, None, None)


def test_a_complete_stop_has_no_logarithm() -> None:
    (first, _) = card(watch(stopped(0.0)), signal(SELLER)).splits
    assert (first.value_usd, first.ln_value) == (0.0, None)


def test_the_parts_are_the_buyers_the_largest_change_first(of_seller: Card) -> None:
    found = movers_of(of_seller)
    assert {row.node.importer for row in found.listed} == {"FRA", "KOR", "NLD", "TWN"}
    sizes = [-(row.value_usd.change or 0) for row in found.listed]
    assert sizes == sorted(sizes, reverse=True)
    assert found.counts == {State.MOVED: 4, State.QUIET: 0, State.UNJUDGED: 0}


def total(*amounts: Amount) -> tuple[float, ...]:
    names = ("seen", "expected", "change")
    return tuple(sum(getattr(amount, name) or 0.0 for amount in amounts) for name in names)


def test_listed_parts_the_rest_and_what_is_left_over_sum_up_to_the_whole() -> None:
    buyers = ("AUT", "BEL", "CAN", "DEU", "ESP", "FRA", "GBR", "IND", "ITA", "KOR", "NLD", "POL", "SGP", "TWN")
    panel = changed(
        market(months=LENGTH, codes=(CODE,), exporters=("JPN",), importers=buyers), slice(MONTH, MONTH + 1), 0.1
    )
    found = movers_of(card(watch(panel), signal(SELLER)))
    assert (len(found.listed), found.rest) == (10, 4)
    usd = total(*(row.value_usd for row in found.listed), found.rest_usd, found.left_over_usd)
    kg = total(*(row.weight_kg for row in found.listed), found.rest_kg, found.left_over_kg)
    assert usd == pytest.approx(total(found.whole_usd))
    assert kg == pytest.approx(total(found.whole_kg))
    assert found.left_over_usd.seen == pytest.approx(0, abs=1e-6 * (found.whole_usd.seen or 0))


def test_a_part_without_an_expectation_cannot_be_judged_and_has_no_change() -> None:
    panel = stopped()
    late = (panel.codes == CODE) & (panel.exporters == "JPN") & (panel.importers == "KOR")
    value, weight = panel.value.copy(), panel.weight.copy()
    value[: MONTH - 2, late], weight[: MONTH - 2, late] = 0.0, 0.0
    found = movers_of(card(watch(replace(panel, value=value, weight=weight)), signal(SELLER)))
    (new,) = (row for row in found.listed if row.node.importer == "KOR")
    assert (new.state, new.value_usd.expected, new.value_usd.change) == (State.UNJUDGED, None, None)
    assert new is found.listed[-1]


def test_a_pair_has_no_parts(watched: Watched) -> None:
    assert card(watched, signal(PAIR)).movers is None


def test_the_next_month_clears_it_inside_its_band(of_seller: Card) -> None:
    clearing = of_seller.clearing
    assert clearing is not None
    assert (clearing.period, clearing.is_joined) == ("2023-05", False)
    assert [row.quantity for row in clearing.ranges] == list(Quantity)
    assert all(row.low < row.expected < row.high for row in clearing.ranges)


def test_the_band_to_clear_is_the_one_that_the_next_month_is_judged_by(watched: Watched, of_seller: Card) -> None:
    index = place_of(watched.nodes, SELLER.id)
    assert of_seller.clearing is not None
    found = of_seller.clearing.ranges[0]
    wanted = watched.evidence.value.band(MONTH + 1, index)
    assert (found.expected, found.low, found.high) == pytest.approx(wanted, rel=1e-5)


def test_january_is_shown_as_judged_with_february_and_cleared_with_it() -> None:
    december = 71  # 2022-12
    panel = changed(
        market(months=LENGTH, exporters=("CHN", "JPN")), slice(december, december + 1), 0.1, code=CODE, exporter="CHN"
    )
    seen = watch(panel)
    seller = replace(SELLER, exporter="CHN")
    found = card(seen, signal(seller, period="2022-12"))
    assert found.clearing is not None
    assert (found.clearing.period, found.clearing.is_joined) == ("2023-02", True)
    points = {point.month: point for point in found.series[0].points}
    january, february = points["2022-01"], points["2022-02"]
    assert january.is_joined
    assert february.is_joined
    assert january.observed is not None
    assert february.observed is not None
    assert january.judged == february.judged == pytest.approx((january.observed + february.observed) / 2)
    assert january.expected == february.expected
    assert not points["2022-03"].is_joined


def test_one_month_of_history_leads_to_expect_nothing() -> None:
    panel = market(months=1)
    found = card(watch(panel), signal(SELLER, period="2017-01"))
    assert found.clearing is None
    assert found.splits[0].base_usd is None


def test_a_node_that_is_not_in_the_panel_is_named(watched: Watched) -> None:
    with pytest.raises(InputError, match="exporter-item/999999/HS22/JPN/- is not in the panel"):
        card(watched, signal(replace(SELLER, code="999999")))


def test_a_sum_over_codes_has_parts_and_no_weight() -> None:
    codes = ("250410", "280429", "811292", "381800", "370790")
    panel = changed(market(months=LENGTH, codes=codes), slice(MONTH, MONTH + 1), 0.1, exporter="JPN")
    found = card(watch(panel), signal(Node(level=Level.EXPORTER, exporter="JPN")))
    parts = movers_of(found)
    assert (len(parts.listed), parts.rest) == (10, 10)
    assert parts.whole_kg == parts.left_over_kg == Amount(seen=None, expected=None, change=None)
    assert found.splits[0].ln_value is not None
    assert found.splits[0].ln_quantity is None
