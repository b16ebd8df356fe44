import numpy as np
import pytest
from tests.watch.small_panels import STOP as T
from tests.watch.small_panels import STOP_PERIOD as PERIOD
from tests.watch.small_panels import changed, decide, market, place_of, watch

from haechi.model.panel import Panel
from haechi.model.signal import Level, Movement, Reading
from haechi.watch.folding import largest_movers
from haechi.watch.surveillance import Watched

JAPAN = "exporter-item/250410/HS22/JPN/-"
ITEM = "item/250410/HS22/-/-"


def fallen(panel: Panel, *, exporter: str | None = None, importer: str | None = None) -> Watched:
    """One item falls to a fifth for a month."""
    return watch(changed(panel, slice(T, T + 1), 0.2, code="250410", exporter=exporter, importer=importer))


def readings(watched: Watched) -> set[tuple[str, Reading]]:
    """Nodes of the item that fell and are reported."""
    found = decide(watched, PERIOD)
    return {
        (signal.node.id, signal.reading)
        for signal in found.signals
        if signal.node.code == "250410" and signal.movement is Movement.DROP
    }


@pytest.fixture(scope="module")
def supplier() -> Watched:
    return fallen(market(seed=2), exporter="JPN")


def test_one_supplier_that_falls_is_reported_as_the_supplier(supplier: Watched) -> None:
    found = readings(supplier)
    assert (JAPAN, Reading.SUPPLIER_SIDE) in found
    assert Reading.ITEM_WIDE not in {reading for _, reading in found}


def test_a_supplier_of_most_of_an_item_is_reported_as_the_supplier() -> None:
    panel = changed(market(seed=2), slice(None), 6.0, exporter="JPN")
    assert readings(fallen(panel, exporter="JPN")) == {(JAPAN, Reading.SUPPLIER_SIDE)}


def test_one_buyer_that_falls_is_reported_as_the_buyer() -> None:
    panel = changed(market(seed=2), slice(None), 3.0, importer="KOR")
    found = readings(fallen(panel, importer="KOR"))
    assert found == {("importer-item/250410/HS22/-/KOR", Reading.BUYER_SIDE)}


def test_an_item_that_falls_everywhere_is_reported_as_the_item() -> None:
    assert readings(fallen(market(seed=2))) == {(ITEM, Reading.ITEM_WIDE)}


def test_the_largest_mover_of_an_item_can_be_a_buyer() -> None:
    panel = changed(market(seed=2), slice(None), 3.0, importer="KOR")
    watched = fallen(panel, importer="KOR")
    found = largest_movers(watched, T, [place_of(watched.nodes, ITEM)]).pairs
    assert set(watched.nodes.importers[found]) == {"KOR"}


def test_the_largest_mover_of_an_item_is_the_supplier_that_fell(supplier: Watched) -> None:
    found = largest_movers(supplier, T, [place_of(supplier.nodes, ITEM)]).pairs
    np.testing.assert_array_equal(np.sort(found), np.sort(supplier.nodes.children.of(place_of(supplier.nodes, JAPAN))))


def test_the_largest_movers_of_all_sums_are_those_of_each_found_slowly(supplier: Watched) -> None:
    nodes = supplier.nodes
    sums = [index for index in range(nodes.size) if len(nodes.children.of(index))]
    found = largest_movers(supplier, T, sums).by_node()
    assert found == [slowly(supplier, index) for index in sums]


def slowly(watched: Watched, index: int) -> list[int]:
    """Pairs of the part of a sum whose changes add up to most, the sellers asked first."""
    nodes, parts = watched.nodes, []
    changes = nodes.judged_value[T] - watched.evidence.value.expected(T)
    for names in (nodes.exporters, nodes.importers):
        for name in sorted({str(names[pair]) for pair in nodes.children.of(index)}):
            pairs = [int(pair) for pair in nodes.children.of(index) if names[pair] == name]
            parts.append((abs(sum(float(changes[pair]) for pair in pairs)), pairs))
    level = nodes.node(index).level
    sides = [pairs for pairs in parts if level is Level.ITEM or len(pairs[1]) == 1]
    return max(sides, key=lambda part: part[0])[1]
