import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dependency.small_facts import PARAMETERS, make_item, make_link

from haechi.dependency.paths import Reach, reach
from haechi.dependency.presets import thresholds
from haechi.errors import HaechiError, UnknownName
from haechi.model.chain import DeviceType, Essentiality, Item, Link
from haechi.model.estimate import Estimate

PICHLER = thresholds(PARAMETERS, "PICHLER-2022")
CRITICAL, IMPORTANT, NON_CRITICAL = Essentiality.CRITICAL, Essentiality.IMPORTANT, Essentiality.NON_CRITICAL
ITEMS = tuple(make_item(name) for name in "abcdef")
THIRD = Estimate(value=0.3)


def found(
    stopped: str, links: Sequence[Link], *, items: Sequence[Item] = ITEMS, lost: Estimate | None = None
) -> dict[str, Reach]:
    rows = reach(stopped, links=links, items=items, limits=PICHLER, lost=lost or Estimate(value=1.0))
    return {row.item: row for row in rows}


def loss(row: Reach) -> tuple[float | None, float | None]:
    return (row.share_lost.low, row.share_lost.high)


def test_critical_links_pass_the_loss_on_step_by_step() -> None:
    rows = found("a", [make_link("a", "b"), make_link("b", "c")], lost=THIRD)
    assert [(row.steps, row.is_all_critical, loss(row)) for row in rows.values()] == [
        (1, True, (0.3, 0.3)),
        (2, True, (0.3, 0.3)),
    ]
    assert rows["b"].share_lost.value == 0.3


def test_an_important_link_passes_between_nothing_and_half() -> None:
    rows = found("a", [make_link("a", "b", IMPORTANT), make_link("b", "c")])
    assert loss(rows["b"]) == (0.0, 0.5)
    assert loss(rows["c"]) == (0.0, 0.5)
    assert rows["c"].share_lost.value is None
    assert not rows["c"].is_all_critical


def test_a_non_critical_link_passes_nothing_and_reaches_nobody() -> None:
    assert found("a", [make_link("a", "b", NON_CRITICAL)]) == {}


def test_of_several_inputs_the_largest_loss_counts() -> None:
    links = [make_link("a", "b", IMPORTANT), make_link("a", "c"), make_link("b", "d"), make_link("c", "d")]
    assert loss(found("a", links)["d"]) == (1.0, 1.0)


def test_the_path_with_the_fewest_uncertain_steps_is_shown_though_a_shorter_one_exists() -> None:
    links = [make_link("a", "d", IMPORTANT), make_link("a", "b"), make_link("b", "d")]
    row = found("a", links)["d"]
    assert (row.steps, row.is_all_critical, loss(row)) == (2, True, (1.0, 1.0))


def test_of_equal_paths_the_more_certain_one_is_shown() -> None:
    links = [make_link("a", "b", IMPORTANT), make_link("b", "d"), make_link("a", "c"), make_link("c", "d")]
    row = found("a", links)["d"]
    assert [step.customer for step in row.path] == ["c", "d"]


def test_unknown_shares_stay_an_interval() -> None:
    lost = Estimate(value=None, low=0.0, high=0.4, reason="present, size unknown")
    assert loss(found("a", [make_link("a", "b")], lost=lost)["b"]) == (0.0, 0.4)
    with pytest.raises(HaechiError, match="value or an interval"):
        found("a", [make_link("a", "b")], lost=Estimate(value=None, reason="unknown"))


def test_a_path_holds_for_the_device_types_of_all_its_links() -> None:
    links = [
        make_link("a", "b", device=DeviceType.MEMORY),
        make_link("b", "c"),
        make_link("b", "d", device=DeviceType.LOGIC),
    ]
    rows = found("a", links)
    assert rows["c"].device_types == (DeviceType.MEMORY,)
    assert "d" not in rows


def test_a_member_of_a_family_reaches_the_familys_customers_but_not_its_other_members() -> None:
    items = [make_item("gases"), make_item("neon", parent="gases"), make_item("helium", parent="gases"), *ITEMS]
    rows = found("neon", [make_link("gases", "a"), make_link("helium", "b")], items=items, lost=THIRD)
    assert set(rows) == {"a"}
    assert loss(rows["a"]) == (0.0, 0.3)
    assert rows["a"].path[0].family == "gases"


def test_a_full_stop_of_a_family_stops_its_members_and_a_part_of_it_any_of_them() -> None:
    items = [make_item("gases"), make_item("neon", parent="gases"), *ITEMS]
    links = [make_link("neon", "a")]
    assert loss(found("gases", links, items=items)["a"]) == (1.0, 1.0)
    assert loss(found("gases", links, items=items, lost=THIRD)["a"]) == (0.0, 1.0)


def test_loops_end() -> None:
    rows = found("a", [make_link("a", "b"), make_link("b", "c", IMPORTANT), make_link("c", "b"), make_link("c", "a")])
    assert set(rows) == {"b", "c"}


def test_an_item_that_is_not_in_the_table_is_named() -> None:
    with pytest.raises(UnknownName, match="'z' is not an item"):
        found("z", [])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from("bcdef"), st.sampled_from([CRITICAL, IMPORTANT])),
        max_size=8,
        unique_by=lambda link: link[:2],
    )
)
def test_losses_equal_the_largest_over_all_simple_paths(edges: list[tuple[str, str, Essentiality]]) -> None:
    """Slow twin: walk every order of every set of links."""
    links = [make_link(*edge) for edge in edges if edge[0] != edge[1]]
    best: dict[str, tuple[float, float, tuple[int, int]]] = {}
    ends = {(link.supplier, link.customer): link.essentiality for link in links}
    for length in range(1, 6):
        for nodes in itertools.permutations("bcdef", length):
            steps = list(itertools.pairwise(("a", *nodes)))
            if not all(step in ends for step in steps):
                continue
            halves = sum(ends[step] is IMPORTANT for step in steps)
            low, high, plainest = best.get(nodes[-1], (0.0, 0.0, (99, 99)))
            best[nodes[-1]] = (max(low, float(halves == 0)), max(high, 0.5**halves), min(plainest, (halves, length)))
    rows = found("a", links)
    shown = {
        item: (*loss(row), (sum(not step.is_certain for step in row.path), row.steps)) for item, row in rows.items()
    }
    assert shown == best
