import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watch.small_panels import EDITION, Pair, empty_panel, make_panel, market, place_of, unchained

from haechi.model.panel import Panel
from haechi.model.signal import Level, Node
from haechi.watch.pooling import Nodes, nodes

FIVE = ("250410", "280429", "381800", "811292", "848620")
NAN = float("nan")


def pooled(value: dict[Pair, list[float]], weight: dict[Pair, list[float]] | None = None) -> Nodes:
    return nodes(make_panel(value, weight), unchained)


def ids(found: Nodes, level: Level) -> list[str]:
    return [found.node(index).id for index in found.at(level)]


def value_of(found: Nodes, node_id: str) -> list[float]:
    return [float(number) for number in found.value[:, place_of(found, node_id)]]


def weight_of(found: Nodes, node_id: str) -> list[float]:
    return [float(number) for number in found.weight[:, place_of(found, node_id)]]


def test_pairs_add_up_to_suppliers_buyers_and_items() -> None:
    found = pooled(
        {
            ("250410", "JPN", "KOR"): [1, 2],
            ("250410", "JPN", "NLD"): [10, 20],
            ("250410", "USA", "KOR"): [100, 200],
            ("280429", "USA", "KOR"): [5, 5],
        }
    )
    assert value_of(found, "exporter-item/250410/HS22/JPN/-") == [11, 22]
    assert value_of(found, "importer-item/250410/HS22/-/KOR") == [101, 202]
    assert value_of(found, "item/250410/HS22/-/-") == [111, 222]
    assert found.size == 4 + 3


def test_pairs_come_first_and_have_no_children() -> None:
    found = pooled({("250410", "JPN", "KOR"): [1], ("250410", "JPN", "NLD"): [2]})
    assert found.level[:2].tolist() == [0, 0]
    assert found.children.by_node() == [[], [], [0, 1]]
    assert [found.pairs(index).tolist() for index in range(3)] == [[0], [1], [0, 1]]


def test_a_sum_of_one_pair_is_not_watched_twice() -> None:
    found = pooled({("250410", "JPN", "KOR"): [1], ("280429", "USA", "NLD"): [2]})
    assert found.size == 2


def test_an_item_of_one_supplier_is_that_supplier() -> None:
    found = pooled({("250410", "JPN", "KOR"): [1], ("250410", "JPN", "NLD"): [2]})
    assert ids(found, Level.ITEM) == []
    assert ids(found, Level.EXPORTER_ITEM) == ["exporter-item/250410/HS22/JPN/-"]


def test_an_item_of_one_buyer_is_that_buyer() -> None:
    found = pooled({("250410", "JPN", "KOR"): [1], ("250410", "USA", "KOR"): [2]})
    assert ids(found, Level.ITEM) == []
    assert ids(found, Level.IMPORTER_ITEM) == ["importer-item/250410/HS22/-/KOR"]


def test_some_nodes_keep_their_names_and_numbers_and_lose_their_parts() -> None:
    whole = nodes(market(), unchained)
    chosen = np.array([0, 5, whole.size - 1])
    found = whole.among(chosen)
    assert [found.node(place) for place in range(3)] == [whole.node(int(index)) for index in chosen]
    np.testing.assert_array_equal(found.judged_weight, whole.judged_weight[:, chosen])
    assert found.children.by_node() == [[], [], []]


def test_an_exporter_is_watched_as_a_whole_from_five_codes_on() -> None:
    of_five = pooled({(code, "JPN", "KOR"): [1] for code in FIVE})
    of_four = pooled({(code, "JPN", "KOR"): [1] for code in FIVE[:4]})
    assert ids(of_five, Level.EXPORTER) == ["exporter/-/-/JPN/-"]
    assert value_of(of_five, "exporter/-/-/JPN/-") == [5]
    assert ids(of_four, Level.EXPORTER) == []


def test_codes_add_up_to_the_stages_of_the_chain_where_they_have_one() -> None:
    value: dict[Pair, list[float]] = {(code, "JPN", "KOR"): [1] for code in (*FIVE, "310210")}
    found = nodes(make_panel(value), lambda code, edition: "material" if code in FIVE and edition == EDITION else None)
    assert ids(found, Level.STAGE) == ["stage/material/-/-/-"]
    assert value_of(found, "stage/material/-/-/-") == [5]


def test_weights_of_different_items_are_not_added() -> None:
    found = pooled({(code, "JPN", "KOR"): [1] for code in FIVE})
    assert np.isnan(weight_of(found, "exporter/-/-/JPN/-")).all()


def test_weights_of_one_item_are_added() -> None:
    value: dict[Pair, list[float]] = {("250410", "JPN", "KOR"): [1], ("250410", "JPN", "NLD"): [2]}
    weight: dict[Pair, list[float]] = {("250410", "JPN", "KOR"): [8], ("250410", "JPN", "NLD"): [9]}
    assert weight_of(pooled(value, weight), "exporter-item/250410/HS22/JPN/-") == [17]


@pytest.mark.parametrize(("small", "is_known"), [(4.0, True), (6.0, False)])
def test_a_sum_is_known_where_what_is_missing_carries_up_to_a_twentieth(small: float, is_known: bool) -> None:
    found = pooled(
        {("250410", "JPN", "KOR"): [100 - small, 100 - small], ("250410", "JPN", "NLD"): [small, NAN]},
    )
    total = value_of(found, "exporter-item/250410/HS22/JPN/-")
    assert total[0] == 100
    assert total[1] == pytest.approx(100 - small if is_known else NAN, nan_ok=True)


@pytest.mark.parametrize(("small", "is_known"), [(4.0, True), (6.0, False)])
def test_a_part_that_was_mostly_unknown_before_is_no_surge_of_the_sum(small: float, is_known: bool) -> None:
    """The Netherlands come in the third month, and are known in half of the months from the fourth on."""
    large = 100 - small
    found = pooled(
        {("250410", "JPN", "KOR"): [large] * 4, ("250410", "JPN", "NLD"): [NAN, NAN, small, small]},
    )
    total = value_of(found, "exporter-item/250410/HS22/JPN/-")
    assert total == pytest.approx([large, large, 100 if is_known else NAN, 100], nan_ok=True)


def test_a_missing_weight_does_not_hide_the_value() -> None:
    value: dict[Pair, list[float]] = {("250410", "JPN", "KOR"): [5, 5], ("250410", "JPN", "NLD"): [5, 5]}
    weight: dict[Pair, list[float]] = {("250410", "JPN", "KOR"): [1, NAN], ("250410", "JPN", "NLD"): [1, 1]}
    found = pooled(value, weight)
    assert value_of(found, "exporter-item/250410/HS22/JPN/-") == [10, 10]
    assert weight_of(found, "exporter-item/250410/HS22/JPN/-") == pytest.approx([2, NAN], nan_ok=True)


def test_a_month_that_nobody_has_published_is_no_zero() -> None:
    found = pooled({("250410", "JPN", "KOR"): [5, NAN], ("250410", "JPN", "NLD"): [5, NAN]})
    assert np.isnan(value_of(found, "exporter-item/250410/HS22/JPN/-")).tolist() == [False, True]


def test_whether_a_sum_is_known_does_not_depend_on_later_months() -> None:
    small_then: dict[Pair, list[float]] = {("250410", "JPN", "KOR"): [99, 99, 1], ("250410", "JPN", "NLD"): [1, NAN, 1]}
    large_then: dict[Pair, list[float]] = {
        ("250410", "JPN", "KOR"): [99, 99, 1],
        ("250410", "JPN", "NLD"): [1, NAN, 500],
    }
    one, two = (value_of(pooled(value), "exporter-item/250410/HS22/JPN/-") for value in (small_then, large_then))
    assert one[:2] == two[:2] == [100, 99]


def test_a_sum_with_much_of_china_waits_for_february() -> None:
    chinese = [6.0] * 12 + [10.0, 2.0, 6.0]
    found = pooled({("250410", "CHN", "KOR"): chinese, ("250410", "JPN", "KOR"): [3.0] * 15})
    place = place_of(found, "importer-item/250410/HS22/-/KOR")
    assert found.value[12:, place].tolist() == [13, 5, 9]
    assert found.judged_value[12:, place].tolist() == pytest.approx([NAN, 9, 9], nan_ok=True)
    assert found.deferred[12:, place].tolist() == [True, False, False]


@pytest.mark.parametrize(("exporter", "judged"), [("CHN", [NAN, 30, 30]), ("JPN", [50, 10, 30])])
def test_the_sum_of_an_exporter_waits_for_february_where_that_exporter_does(exporter: str, judged: list[float]) -> None:
    found = pooled({(code, exporter, "KOR"): [6.0] * 12 + [10.0, 2.0, 6.0] for code in FIVE})
    place = place_of(found, f"exporter/-/-/{exporter}/-")
    assert found.value[12:, place].tolist() == [50, 10, 30]
    assert found.judged_value[12:, place].tolist() == pytest.approx(judged, nan_ok=True)


def test_the_sum_of_a_stage_waits_for_february_with_its_exporters() -> None:
    found = nodes(make_panel({(code, "CHN", "KOR"): [6.0] * 12 + [10.0, 2.0] for code in FIVE}), lambda *_: "material")
    place = place_of(found, "stage/material/-/-/-")
    assert found.value[12:, place].tolist() == [50, 10]
    assert found.judged_value[12:, place].tolist() == pytest.approx([NAN, 30], nan_ok=True)


def test_other_sums_do_not_wait_for_february() -> None:
    found = nodes(market(months=14), unchained)
    np.testing.assert_array_equal(found.value, found.judged_value)
    assert not found.deferred.any()


def test_names_of_a_node_are_those_it_does_not_add_up_over() -> None:
    found = pooled({("250410", "JPN", "KOR"): [1], ("250410", "USA", "KOR"): [2], ("250410", "USA", "NLD"): [3]})
    assert found.node(0) == Node(level=Level.PAIR, code="250410", edition=EDITION, exporter="JPN", importer="KOR")
    assert found.node(4) == Node(level=Level.IMPORTER_ITEM, code="250410", edition=EDITION, importer="KOR")
    assert found.node(5) == Node(level=Level.ITEM, code="250410", edition=EDITION)


def test_a_panel_without_pairs_has_no_nodes() -> None:
    found = nodes(empty_panel(months=24), unchained)
    assert found.size == 0
    assert found.value.shape == (24, 0)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """Three months of random pairs, some of them missing."""
    names = st.tuples(st.sampled_from(FIVE), st.sampled_from(["JPN", "USA", "CHN"]), st.sampled_from(["KOR", "NLD"]))
    amounts = st.lists(st.one_of(st.just(NAN), st.integers(0, 1000).map(float)), min_size=3, max_size=3)
    return make_panel(draw(st.dictionaries(names, amounts, min_size=1, max_size=12)), start="2021-06")


@given(panels())
def test_a_sum_counts_each_pair_that_bears_its_names_once(panel: Panel) -> None:
    found = nodes(panel, unchained)
    pairs = found.at(Level.PAIR)
    for index in range(len(pairs), found.size):
        node, children = found.node(index), found.children.of(index)
        alike = [
            pair
            for pair in pairs
            if node.code in (None, panel.codes[pair])
            and node.exporter in (None, panel.exporters[pair])
            and node.importer in (None, panel.importers[pair])
        ]
        assert sorted(children.tolist()) == alike
        known = ~np.isnan(found.value[:, index])
        np.testing.assert_allclose(found.value[known, index], np.nansum(panel.value[:, alike], axis=1)[known])


@given(panels())
def test_no_two_sums_have_the_same_name(panel: Panel) -> None:
    found = nodes(panel, unchained)
    names = [found.node(index).id for index in range(found.size)]
    assert len(set(names)) == len(names)


def test_nodes_are_found_among_others_by_name() -> None:
    pairs = {("250410", "JPN", "KOR"): [1.0], ("250410", "USA", "KOR"): [2.0]}
    few, many = pooled(pairs), pooled({("280429", "JPN", "KOR"): [3.0], **pairs, ("250410", "JPN", "NLD"): [4.0]})
    places = many.places(few)
    assert [many.node(place).id for place in places] == [few.node(index).id for index in range(few.size)]
    with pytest.raises(KeyError):
        few.places(many)
