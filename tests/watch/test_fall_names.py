"""What falls is named by what is listed: the node itself, more, less, or something across it."""

from collections.abc import Sequence

import pytest
from tests.watch.small_panels import market, unchained, watch

from haechi.model.signal import Level
from haechi.watch.discoveries import Setup
from haechi.watch.fall_names import Drop, Field, Name, Named, name_of, naming
from haechi.watch.injection import NOTHING, drop
from haechi.watch.pooling import LEVELS
from haechi.watch.surveillance import Settings

FIRST = 48
SUMS = (Level.EXPORTER_ITEM, Level.IMPORTER_ITEM, Level.ITEM)


def listed(level: Level, *pairs: int) -> Drop:
    return Drop(level=LEVELS.index(level), pairs=frozenset(pairs), is_told=True)


BUYER = listed(Level.IMPORTER_ITEM, 1, 2, 3)


@pytest.mark.parametrize(
    ("drops", "name"),
    [
        ((), Name.NONE),
        ((listed(Level.IMPORTER_ITEM, 7, 8),), Name.NONE),
        ((listed(Level.IMPORTER_ITEM, 1, 2, 3),), Name.RIGHT),
        ((listed(Level.ITEM, 1, 2, 3),), Name.ALIKE),
        ((listed(Level.ITEM, 0, 1, 2, 3, 4),), Name.WIDER),
        ((listed(Level.PAIR, 2),), Name.FINER),
        ((listed(Level.EXPORTER_ITEM, 2, 5, 8),), Name.BESIDE),
        ((listed(Level.PAIR, 2), listed(Level.IMPORTER_ITEM, 1, 2, 3)), Name.RIGHT),
        ((listed(Level.EXPORTER_ITEM, 2, 5, 8), listed(Level.PAIR, 3)), Name.FINER),
    ],
)
def test_a_fall_of_a_buyer_is_named_by_the_best_of_what_is_listed(drops: Sequence[Drop], name: Name) -> None:
    assert name_of(BUYER.level, BUYER.pairs, drops) is name


@pytest.fixture(scope="module")
def field() -> Field:
    """Three items, each from three suppliers to four buyers."""
    panel = market(months=72, spread=0.1)
    setup = Setup(panel=panel, stage_of=unchained, settings=Settings(), reporters=panel.exporters)
    return Field(setup=setup, watched=watch(panel), first=FIRST)


def of_own_release(found: Sequence[Named], scope: Level, *, is_told: bool) -> Named:
    (own,) = [named for named in found if (named.scope, named.release, named.is_told) == (scope, 0, is_told)]
    return own


@pytest.fixture(scope="module")
def stopped(field: Field) -> Sequence[Named]:
    return naming(field, SUMS, (drop(1.0, 3),), copies=2, seed=1)


@pytest.mark.parametrize("scope", SUMS)
@pytest.mark.parametrize("is_told", [False, True])
def test_a_stop_of_a_sum_is_named_rightly_where_series_are_calm(
    stopped: Sequence[Named], scope: Level, is_told: bool
) -> None:
    own = of_own_release(stopped, scope, is_told=is_told)
    assert own.falls == own.found == own.names[Name.RIGHT] == 8  # one in each half-year of two copies of two years


def test_where_nothing_falls_hardly_anything_is_named(field: Field) -> None:
    found = naming(field, (Level.IMPORTER_ITEM,), (NOTHING,), copies=3, seed=1)
    own = of_own_release(found, Level.IMPORTER_ITEM, is_told=True)
    assert own.found <= 1
    assert own.falls == 12


def test_levels_watched_together_are_named_as_each_would_be_by_itself(field: Field, stopped: Sequence[Named]) -> None:
    apart = naming(field, (Level.ITEM,), (drop(1.0, 3),), copies=2, seed=1)
    assert apart == tuple(named for named in stopped if named.scope is Level.ITEM)


def test_a_scope_that_the_panel_lacks_has_no_names() -> None:
    panel = market(months=40, codes=("250410",), exporters=("JPN",))
    setup = Setup(panel=panel, stage_of=unchained, settings=Settings(), reporters=panel.exporters)
    field = Field(setup=setup, watched=watch(panel), first=36)
    assert naming(field, (Level.ITEM,), (drop(1.0, 1),), copies=1, seed=1) == ()
