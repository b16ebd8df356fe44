"""Parts of a sum over the years, on the invented market of the cards."""

import numpy as np
import pytest
from tests.watch.small_panels import watch
from tests.watch.test_card import CODE, MONTH, PAIR, SELLER, stopped

from haechi.watch.card import place_of
from haechi.watch.parts import parts_by_year
from haechi.watch.surveillance import Watched


@pytest.fixture(scope="module")
def watched() -> Watched:
    return watch(stopped())


def test_shares_of_the_parts_sum_to_one_in_every_year(watched: Watched) -> None:
    found = parts_by_year(watched, place_of(watched.nodes, SELLER), MONTH, most=1000)
    for place in range(len(found.years)):
        assert sum(part.shares[place] or 0.0 for part in found.parts) == pytest.approx(1)


def test_a_share_is_what_was_seen_of_the_part_in_the_year(watched: Watched) -> None:
    nodes = watched.nodes
    index, pair = place_of(nodes, SELLER), place_of(nodes, PAIR)
    found = parts_by_year(watched, index, MONTH, most=1000)
    korea = next(part for part in found.parts if part.node.importer == "KOR")
    is_first = nodes.months.astype("datetime64[Y]").astype(int) + 1970 == found.years[0]
    whole = np.nansum(nodes.value[is_first][:, nodes.children.of(index)].astype(float))
    assert korea.shares[0] == pytest.approx(np.nansum(nodes.value[is_first, pair].astype(float)) / whole)
    assert korea.node.code == CODE


def test_only_the_largest_parts_are_told_and_months_of_a_broken_year_are_counted(watched: Watched) -> None:
    found = parts_by_year(watched, place_of(watched.nodes, SELLER), MONTH, most=2)
    assert len(found.parts) == 2
    assert found.parts[0].value_usd >= found.parts[1].value_usd
    assert (found.months[0], found.months[-1]) == (12, MONTH % 12 + 1)


def test_a_pair_is_the_sum_of_nothing(watched: Watched) -> None:
    assert parts_by_year(watched, place_of(watched.nodes, PAIR), MONTH, most=5).parts == ()
