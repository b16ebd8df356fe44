from dataclasses import replace

import numpy as np
import pytest
from tests.watch.small_panels import changed, market, part_of, place_of, watch

from haechi.model.panel import Panel
from haechi.model.signal import AlertLevel, Level, Movement, Signal
from haechi.watch.decision import release
from haechi.watch.mirror import Mirror, MirrorState, held_against, mirror
from haechi.watch.surveillance import Settings

CODE, LENGTH, MONTH = "250410", 80, 75
NODE = f"exporter-item/{CODE}/HS22/JPN/-"
DROP = slice(MONTH, MONTH + 1)


def asked(ours: Panel, theirs: Panel) -> Mirror:
    watched = watch(ours)
    other = replace(theirs, source="elsewhere", basis="importer report")
    return mirror(watched, MONTH, place_of(watched.nodes, NODE), other, own=ours)


def dropped(factor: float = 0.1) -> Panel:
    return changed(market(months=LENGTH), DROP, factor, code=CODE, exporter="JPN")


def test_the_other_side_confirms_what_it_saw_too_though_it_counts_freight() -> None:
    found = asked(dropped(), changed(dropped(), slice(None), 1.4))
    assert found.state is MirrorState.CONFIRMS
    assert found.usual_ratio == pytest.approx(1.4, rel=1e-5)
    assert (found.pairs, found.of, found.source) == (4, 4, "elsewhere")


def test_the_other_side_contradicts_what_it_did_not_see() -> None:
    found = asked(dropped(), market(months=LENGTH))
    assert found.state is MirrorState.CONTRADICTS
    assert found.seen_usd is not None
    assert found.other_usd == pytest.approx(10 * found.seen_usd, rel=1e-4)


def test_a_stop_is_confirmed_by_a_stop() -> None:
    assert asked(dropped(0.0), dropped(0.0)).state is MirrorState.CONFIRMS
    assert asked(dropped(0.0), market(months=LENGTH)).state is MirrorState.CONTRADICTS


def test_only_pairs_that_both_sides_know_are_compared() -> None:
    theirs = dropped()
    found = asked(dropped(), part_of(theirs, np.isin(theirs.importers, ["KOR", "NLD"])))
    assert (found.state, found.pairs, found.of) == (MirrorState.CONFIRMS, 2, 4)


def test_other_flows_are_absent() -> None:
    theirs = market(months=LENGTH)
    found = asked(dropped(), part_of(theirs, theirs.codes != CODE))
    assert (found.state, found.pairs, found.other_usd) == (MirrorState.ABSENT, 0, None)


def test_a_month_that_the_other_side_has_not_published_is_absent() -> None:
    theirs = market(months=LENGTH)
    value = theirs.value.copy()
    value[MONTH:] = np.nan
    assert asked(dropped(), replace(theirs, value=value)).state is MirrorState.ABSENT


def test_a_single_month_of_the_other_side_is_taken_as_it_is() -> None:
    theirs = market(months=LENGTH)
    value = theirs.value.copy()
    value[:MONTH] = np.nan
    found = asked(dropped(), replace(theirs, value=value))
    assert (found.state, found.usual_ratio) == (MirrorState.CONTRADICTS, 1.0)


def release_of(ours: Panel, theirs: Panel | None) -> Signal:
    """The drop of the supplier in a release that was held against the other side, where there is one."""
    watched = watch(ours)

    def mirrored(index: int) -> Mirror:
        if theirs is None:
            return Mirror(state=MirrorState.ABSENT)
        return mirror(watched, MONTH, index, replace(theirs, source="elsewhere", basis="importer report"), own=ours)

    pairs = watched.nodes.at(Level.PAIR)
    found = release(
        watched,
        MONTH,
        settings=Settings(),
        reporters=watched.nodes.exporters[pairs],
        noticed=lambda _: False,
        mirrored=mirrored,
    )
    (signal,) = [signal for signal in found.signals if signal.id == f"{NODE}/drop"]
    return signal


def test_what_the_other_side_contradicts_is_a_warning_and_says_so() -> None:
    alone, against = release_of(dropped(), None), release_of(dropped(), market(months=LENGTH))
    assert (alone.level, against.level) == (AlertLevel.ALERT, AlertLevel.WARNING)
    assert against.reasons[:-1] == alone.reasons
    assert against.reasons[-1].startswith("contradicted: the importer report of elsewhere does not show it, USD ")
    assert "over 4 of 4 pairs" in against.reasons[-1]


def test_what_the_other_side_confirms_says_so() -> None:
    found = release_of(dropped(), dropped())
    assert found.level is AlertLevel.ALERT
    assert found.reasons[-1].startswith("corroborated: the importer report of elsewhere shows it too, USD ")


SEEN = Mirror(state=MirrorState.CONFIRMS, source="s", basis="importer report", pairs=1, of=1, other_usd=5.0)


@pytest.mark.parametrize(
    ("level", "q_value", "state", "expected"),
    [
        (AlertLevel.WARNING, 0.05, MirrorState.CONFIRMS, AlertLevel.ALERT),
        (AlertLevel.WARNING, 0.3, MirrorState.CONFIRMS, AlertLevel.WARNING),
        (AlertLevel.ALERT, 0.05, MirrorState.CONTRADICTS, AlertLevel.WARNING),
        (AlertLevel.WARNING, 0.05, MirrorState.CONTRADICTS, AlertLevel.WARNING),
        (AlertLevel.ALERT, 0.05, MirrorState.ABSENT, AlertLevel.ALERT),
        (AlertLevel.WARNING, 0.05, MirrorState.ABSENT, AlertLevel.WARNING),
    ],
)
def test_levels_follow_the_other_side(
    level: AlertLevel, q_value: float, state: MirrorState, expected: AlertLevel
) -> None:
    given = replace(release_of(dropped(), None), level=level, q_value=q_value)
    found = held_against(given, replace(SEEN, state=state), q=0.1)
    assert found.level is expected
    assert (found.reasons == given.reasons) == (state is MirrorState.ABSENT)


def test_the_other_side_tells_nothing_of_prices() -> None:
    price = replace(release_of(dropped(), None), movement=Movement.PRICE)
    assert held_against(price, replace(SEEN, state=MirrorState.CONTRADICTS), q=0.1) == price
