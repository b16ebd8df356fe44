from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watch.small_panels import STOP as T
from tests.watch.small_panels import STOP_PERIOD as PERIOD
from tests.watch.small_panels import decide, empty_panel, make_panel, place_of, watch

from haechi.errors import InputError
from haechi.model.signal import AlertLevel, Movement, Node, Reading, Signal
from haechi.watch.decision import Release, as_signals, index_of, q_values
from haechi.watch.evidence import SPENT
from haechi.watch.surveillance import Settings, Watched

JAPAN = "exporter-item/250410/HS22/JPN/-"
BUYERS = ("FRA", "KOR", "NLD", "TWN")
PAIRS = tuple(f"pair/250410/HS22/JPN/{buyer}" for buyer in BUYERS)
ITEM = "item/250410/HS22/-/-"
p_values = st.lists(st.one_of(st.just(float("nan")), st.floats(0, 1)), max_size=20)


def judged_as(watched: Watched, p: Mapping[str, float], *, before: Mapping[str, float] | None = None) -> Watched:
    """The same watch with the p-values of drops of a month given: all others are 0.5, and no pair moved."""
    shape = watched.judgement.p.shape
    still = np.zeros(shape, dtype=np.float32)
    unremarkable = replace(
        watched,
        judgement=replace(
            watched.judgement,
            movements={movement: np.full(shape, 0.5, dtype=np.float32) for movement in Movement},
        ),
        evidence=replace(watched.evidence, joint_down=still, joint_up=still),
    )
    return told(told(unremarkable, p), before or {}, month=T - 1)


def told(watched: Watched, p: Mapping[str, float], movement: Movement = Movement.DROP, *, month: int = T) -> Watched:
    """The same watch with some p-values of one movement in a month replaced."""
    judgement = watched.judgement
    of_movement = judgement.movements[movement].copy()
    for node_id, number in p.items():
        of_movement[month, place_of(watched.nodes, node_id)] = number
    movements = {**judgement.movements, movement: of_movement}
    together = np.fmin.reduce([movements[each] / SPENT[each] for each in Movement])
    return replace(watched, judgement=replace(judgement, movements=movements, p=np.minimum(together, 1)))


def moving(watched: Watched, *node_ids: str, score: float = 2.0) -> Watched:
    """The same watch in which the nodes fell by so many usual spreads."""
    scores = watched.evidence.joint_down.copy()
    for node_id in node_ids:
        scores[T, place_of(watched.nodes, node_id)] = score
    return replace(watched, evidence=replace(watched.evidence, joint_down=scores))


def levels(release: Release) -> dict[str, AlertLevel]:
    return {signal.node.id: signal.level for signal in release.signals}


def only(release: Release) -> Signal:
    (signal,) = release.signals
    return signal


def is_japan(node: Node) -> bool:
    return node.id == JAPAN


def test_q_values_of_a_worked_example() -> None:
    """Four tests: 0.01 x 4/1, 0.03 x 4/2 and 0.04 x 4/3 of which the lesser counts for both, 0.5 x 4/4."""
    found = q_values(np.array([0.01, 0.04, 0.03, np.nan, 0.5]))
    assert found == pytest.approx([0.04, 4 * 0.04 / 3, 4 * 0.04 / 3, np.nan, 0.5], nan_ok=True)


def test_q_values_pass_the_published_example() -> None:
    """Benjamini and Hochberg 1995, the example: of 15 hypotheses the first four are rejected at q = 0.05."""
    rejected = [0.0001, 0.0004, 0.0019, 0.0095]
    kept = [0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert (q_values(np.array(rejected + kept)) <= 0.05).tolist() == [True] * 4 + [False] * 11


@given(p_values)
def test_q_values_equal_their_plain_twin(p: list[float]) -> None:
    known = [number for number in p if not np.isnan(number)]
    for number, found in zip(p, q_values(np.array(p, dtype=float)), strict=True):
        rates = [len(known) * other / sum(one <= other for one in known) for other in known if other >= number]
        assert found == pytest.approx(min([*rates, 1.0]) if rates else np.nan, nan_ok=True)


@given(p_values, st.floats(0.01, 0.5))
def test_q_values_pass_what_the_step_up_procedure_passes(p: list[float], q: float) -> None:
    known = sorted(number for number in p if not np.isnan(number))
    passed = [rank for rank, number in enumerate(known, start=1) if number <= rank * q / len(known)]
    assert int((q_values(np.array(p, dtype=float)) <= q * (1 + 1e-12)).sum()) >= (max(passed) if passed else 0)


def test_nothing_notable_gives_no_signal(quiet: Watched) -> None:
    found = decide(judged_as(quiet, {}), PERIOD)
    assert found.signals == ()
    assert found.held_back == ()
    assert (found.judged, found.unjudged) == (quiet.nodes.size, 0)


def test_a_rare_node_that_does_not_pass_among_its_like_is_watched(quiet: Watched) -> None:
    signal = only(decide(judged_as(quiet, {PAIRS[0]: 0.009}), PERIOD))
    assert signal.level is AlertLevel.WATCH
    assert signal.q_value == pytest.approx(0.324, rel=1e-4)  # 0.009 x 36 pairs
    assert signal.probability == pytest.approx(0.676, rel=1e-4)


@pytest.mark.parametrize("movement", Movement)
def test_only_drops_and_surges_are_watched(quiet: Watched, movement: Movement) -> None:
    found = decide(told(judged_as(quiet, {}), {PAIRS[0]: 0.009}, movement), PERIOD)
    is_watched = movement in (Movement.DROP, Movement.SURGE)
    assert [(signal.level, signal.movement) for signal in found.signals] == [(AlertLevel.WATCH, movement)] * is_watched


@pytest.mark.parametrize("movement", [Movement.DROP, Movement.SURGE])
def test_a_p_value_above_one_in_a_hundred_is_not_watched(quiet: Watched, movement: Movement) -> None:
    assert decide(told(judged_as(quiet, {}), {PAIRS[0]: 0.011}, movement), PERIOD).signals == ()


@pytest.mark.parametrize("movement", Movement)
def test_a_node_that_passes_alone_is_a_warning(quiet: Watched, movement: Movement) -> None:
    signal = only(decide(told(judged_as(quiet, {}), {PAIRS[0]: 0.002}, movement), PERIOD))
    assert (signal.level, signal.movement) == (AlertLevel.WARNING, movement)
    assert signal.p_value == pytest.approx(0.002)
    assert signal.q_value == pytest.approx(0.072)  # 0.002 x 36 pairs


def test_of_several_movements_that_pass_the_easiest_is_named(quiet: Watched) -> None:
    """Q-values of 0.072 and 0.0036."""
    signal = only(decide(told(judged_as(quiet, {PAIRS[0]: 0.002}), {PAIRS[0]: 0.0001}, Movement.PRICE), PERIOD))
    assert signal.movement is Movement.PRICE
    assert signal.q_value == pytest.approx(0.0036)


def test_a_movement_that_is_nearly_as_easy_comes_before_a_price(quiet: Watched) -> None:
    """Q-values of 0.0684 and 0.036: a stop carries its price along."""
    signal = only(decide(told(judged_as(quiet, {PAIRS[0]: 0.0019}), {PAIRS[0]: 0.001}, Movement.PRICE), PERIOD))
    assert signal.movement is Movement.DROP
    assert signal.q_value == pytest.approx(0.0684)


def test_a_movement_that_does_not_pass_does_not_take_the_place_of_one_that_does(quiet: Watched) -> None:
    """Q-values of 0.108 and 0.072."""
    signal = only(decide(told(judged_as(quiet, {PAIRS[0]: 0.003}), {PAIRS[0]: 0.002}, Movement.PRICE), PERIOD))
    assert (signal.level, signal.movement) == (AlertLevel.WARNING, Movement.PRICE)


def test_a_drop_that_is_watched_is_not_named_for_a_price_that_is_not(quiet: Watched) -> None:
    """Q-values of 0.324 and 0.144, neither of which passes."""
    signal = only(decide(told(judged_as(quiet, {PAIRS[0]: 0.009}), {PAIRS[0]: 0.004}, Movement.PRICE), PERIOD))
    assert (signal.level, signal.movement) == (AlertLevel.WATCH, Movement.DROP)


def test_false_discoveries_are_controlled_among_one_movement(quiet: Watched) -> None:
    """Of two pairs 0.004 is 0.072 each where both fell, and 0.144 each where one fell and the price of one moved."""
    both = judged_as(quiet, {PAIRS[0]: 0.004, PAIRS[1]: 0.004})
    assert set(levels(decide(both, PERIOD)).values()) == {AlertLevel.WARNING}
    each = told(judged_as(quiet, {PAIRS[0]: 0.004}), {PAIRS[1]: 0.004}, Movement.PRICE)
    assert levels(decide(each, PERIOD)) == {PAIRS[0]: AlertLevel.WATCH}


@pytest.mark.parametrize(
    ("seen", "floor", "is_listed"), [(0.5, 0.9, True), (0.5, 1.1, False), (2.0, 1.9, True), (2.0, 2.1, False)]
)
def test_a_node_of_little_money_seen_and_expected_is_not_listed(
    quiet: Watched, seen: float, floor: float, is_listed: bool
) -> None:
    """What was seen and the floor, in parts of what was expected."""
    place, value = place_of(quiet.nodes, PAIRS[0]), quiet.nodes.judged_value.copy()
    expected = float(quiet.evidence.value.expected(T)[place])
    value[T, place] = seen * expected
    watched = judged_as(replace(quiet, nodes=replace(quiet.nodes, judged_value=value)), {PAIRS[0]: 0.002})
    found = decide(watched, PERIOD, settings=Settings(floor_usd=floor * expected))
    assert [signal.node.id for signal in found.signals] == [PAIRS[0]] * is_listed
    assert found.judged == quiet.nodes.size


def test_a_node_that_moved_the_same_way_the_month_before_is_an_alert(quiet: Watched) -> None:
    watched = judged_as(quiet, {PAIRS[0]: 0.002}, before={PAIRS[0]: 0.05})
    assert only(decide(watched, PERIOD)).level is AlertLevel.ALERT


def test_a_month_before_that_was_unremarkable_corroborates_nothing(quiet: Watched) -> None:
    watched = judged_as(quiet, {PAIRS[0]: 0.002}, before={PAIRS[0]: 0.06})
    assert only(decide(watched, PERIOD)).level is AlertLevel.WARNING


def test_a_sum_whose_parts_moved_with_it_is_an_alert(quiet: Watched) -> None:
    watched = judged_as(quiet, {JAPAN: 0.002})
    assert only(decide(watched, PERIOD)).level is AlertLevel.WARNING
    assert only(decide(moving(watched, *PAIRS), PERIOD)).level is AlertLevel.ALERT


def test_a_notice_lifts_a_signal_by_one_level(quiet: Watched) -> None:
    noticed = judged_as(quiet, {JAPAN: 0.002})
    assert only(decide(noticed, PERIOD, noticed=is_japan)).level is AlertLevel.ALERT
    faint = judged_as(quiet, {PAIRS[0]: 0.01})  # too little to pass among 36 pairs
    assert only(decide(faint, PERIOD)).level is AlertLevel.WATCH
    assert only(decide(faint, PERIOD, noticed=lambda _: True)).level is AlertLevel.WARNING
    fainter = judged_as(quiet, {JAPAN: 0.04})
    assert decide(fainter, PERIOD).signals == ()
    assert only(decide(fainter, PERIOD, noticed=is_japan)).level is AlertLevel.WATCH


def test_an_alert_and_nothing_less_says_what_corroborates_it(quiet: Watched) -> None:
    passing = judged_as(quiet, {JAPAN: 0.002})
    before = judged_as(quiet, {JAPAN: 0.002}, before={JAPAN: 0.05})
    assert not any("corroborated" in text for text in only(decide(passing, PERIOD)).reasons)
    for watched, noticed, why in (
        (before, lambda _: False, "the month before moved the same way"),
        (moving(passing, *PAIRS), lambda _: False, "half or more of what it adds up moved with it"),
        (passing, is_japan, "a notice that stands speaks of the flow"),
        (before, is_japan, "the month before moved the same way; a notice that stands speaks of the flow"),
    ):
        assert only(decide(watched, PERIOD, noticed=noticed)).reasons[-1] == f"corroborated: {why}"
    faint = judged_as(quiet, {PAIRS[0]: 0.01}, before={PAIRS[0]: 0.05})
    assert not any("corroborated" in text for text in only(decide(faint, PERIOD, noticed=lambda _: True)).reasons)


def test_a_notice_does_not_make_a_signal_of_nothing(quiet: Watched) -> None:
    assert decide(judged_as(quiet, {JAPAN: 0.06}), PERIOD, noticed=is_japan).signals == ()


def test_false_discoveries_are_controlled_among_nodes_of_one_level(quiet: Watched) -> None:
    """0.03 of three items passes at q = 0.1 (0.09); 0.03 of 36 pairs does not."""
    assert levels(decide(judged_as(quiet, {ITEM: 0.03}), PERIOD)) == {ITEM: AlertLevel.WARNING}
    assert decide(judged_as(quiet, {PAIRS[0]: 0.03}), PERIOD).signals == ()


def test_finer_signals_are_folded_into_the_node_that_explains_them(quiet: Watched) -> None:
    watched = moving(judged_as(quiet, {JAPAN: 0.002, PAIRS[0]: 0.001, PAIRS[2]: 0.002}), *PAIRS)
    found = decide(watched, PERIOD)
    signal = only(found)
    assert signal.node.id == JAPAN
    assert signal.reading is Reading.SUPPLIER_SIDE
    assert signal.explains == (PAIRS[0], PAIRS[2])
    assert found.explained == {PAIRS[0]: JAPAN, PAIRS[2]: JAPAN}


def test_a_node_does_not_explain_what_moved_another_way(quiet: Watched) -> None:
    watched = moving(told(judged_as(quiet, {JAPAN: 0.002}), {PAIRS[0]: 0.001}, Movement.PRICE), *PAIRS)
    found = decide(watched, PERIOD)
    assert set(levels(found)) == {JAPAN, PAIRS[0]}
    assert found.explained == {}


def test_signals_come_rarest_first(quiet: Watched) -> None:
    found = decide(judged_as(quiet, {PAIRS[1]: 0.008, PAIRS[0]: 0.009, PAIRS[3]: 0.007}), PERIOD)
    assert [signal.node.id for signal in found.signals] == [PAIRS[3], PAIRS[1], PAIRS[0]]


def test_a_node_without_a_p_value_is_counted_as_not_judged(quiet: Watched) -> None:
    watched, unknown = judged_as(quiet, {}), float("nan")
    for movement in Movement:
        watched = told(watched, {JAPAN: unknown, ITEM: unknown}, movement)
    found = decide(watched, PERIOD)
    assert (found.judged, found.unjudged) == (quiet.nodes.size - 2, 2)


def test_a_signal_held_back_keeps_its_reasons_and_gains_the_fault(quiet: Watched) -> None:
    watched = judged_as(quiet, {PAIRS[0]: 0.001})
    signal, held = only(decide(watched, PERIOD)), decide(watched, PERIOD, breaks={("250410", 2022)})
    assert held.signals == ()
    (back,) = held.held_back
    assert back.level is AlertLevel.WATCH
    assert back.reasons[:-1] == signal.reasons
    assert "change of editions" in back.reasons[-1]


def test_a_signal_carries_what_was_seen_and_what_was_expected(quiet: Watched) -> None:
    place = place_of(quiet.nodes, PAIRS[0])
    signal = only(decide(judged_as(quiet, {PAIRS[0]: 0.001}), PERIOD))
    assert signal.period == PERIOD
    assert signal.value_usd == pytest.approx(float(quiet.nodes.value[T, place]))
    assert signal.weight_kg == pytest.approx(float(quiet.nodes.weight[T, place]))
    band = quiet.evidence.value.band(T, place)
    assert (signal.expected, signal.low, signal.high) == band
    names = [part.name for part in signal.evidence]
    assert names == ["surprise down", "cumulative sum down", "quarter down", "silence"]
    assert [signal.stratum] == quiet.strata(T, [place])


def test_a_stop_of_a_supplier_is_an_alert_in_each_of_its_months_and_stands_for_its_pairs(stopped: Watched) -> None:
    for period in (PERIOD, "2022-04", "2022-05"):
        (signal,) = [signal for signal in decide(stopped, period).signals if signal.node.id == JAPAN]
        assert (signal.level, signal.movement) == (AlertLevel.ALERT, Movement.DROP)
        assert set(signal.explains) & set(PAIRS)


def test_every_signal_is_shown_or_explained_by_one_that_is(stopped: Watched) -> None:
    for month in range(40, len(stopped.nodes.months)):
        found = decide(stopped, str(stopped.nodes.months[month]))
        shown = {signal.node.id for signal in found.signals}
        assert not shown & set(found.explained)
        assert set(found.explained.values()) <= shown | set(found.explained)
        assert {finer for signal in found.signals for finer in signal.explains} <= set(found.explained)


@pytest.mark.parametrize(
    "value", [[0.0] * 36, [5.0], [float("nan")] * 36, [5.0] * 36], ids=["zeros", "one month", "unknown", "constant"]
)
def test_too_little_data_gives_a_release_that_says_so(value: list[float]) -> None:
    watched = watch(make_panel({("250410", "JPN", "KOR"): value, ("250410", "USA", "KOR"): value}))
    found = decide(watched, str(watched.nodes.months[-1]))
    assert found.signals == found.held_back == ()
    assert (found.judged, found.unjudged) == (0, 3)


def test_a_panel_without_pairs_gives_an_empty_release() -> None:
    found = decide(watch(empty_panel(months=24)), "2018-12")
    assert (found.signals, found.judged, found.unjudged) == ((), 0, 0)


def test_a_month_outside_the_panel_is_named_with_those_that_are_held(quiet: Watched) -> None:
    with pytest.raises(InputError, match="2030-01 is not in the panel, which holds 2017-01 to 2022-06"):
        index_of(quiet, "2030-01")
    assert index_of(quiet, PERIOD) == T


def test_nodes_judged_together_get_what_each_gets_alone(stopped: Watched) -> None:
    nodes = range(stopped.nodes.size)
    alone = [signal for index in nodes for signal in as_signals(stopped, T, [index], lambda _: False)]
    assert as_signals(stopped, T, nodes, lambda _: False) == alone
