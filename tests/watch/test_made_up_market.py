"""The made-up market: codes of one exporter as suppliers of an item, and nothing between pairs lost on the way."""

from dataclasses import replace

import numpy as np
import pytest
from tests.watch.small_backtests import make_panel

from haechi.model.panel import Panel
from haechi.model.signal import Level
from haechi.watch.made_up_market import market
from haechi.watch.pooling import nodes
from haechi.watch.transform import LUNAR_NEW_YEAR

CODES = ("250410", "380110")
BUYERS = 3


def two_codes(exporter: str = "KOR") -> Panel:
    """One exporter that sells two codes to the same three buyers."""
    panel = make_panel(pairs=2 * BUYERS, exporter=exporter)
    return replace(panel, codes=np.repeat(CODES, BUYERS), importers=np.tile(panel.importers[:BUYERS], 2))


def made(panel: Panel, *, items: int = 2, seed: int = 1) -> Panel:
    found = market(panel, np.random.default_rng(seed), items=items)
    assert found is not None
    return found


def test_each_code_is_a_supplier_of_every_item_to_the_buyers_that_it_had() -> None:
    found = made(two_codes())
    pairs = list(zip(found.codes.tolist(), found.exporters.tolist(), found.importers.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs) == 2 * 2 * BUYERS
    assert set(found.codes) == {"item 1", "item 2"}
    assert len(set(found.exporters)) == len(CODES)


def test_the_market_has_every_kind_of_sum() -> None:
    found = nodes(made(two_codes()), lambda *_: None)
    assert [len(found.at(level)) for level in (Level.EXPORTER_ITEM, Level.IMPORTER_ITEM, Level.ITEM)] == [4, 6, 2]


def test_what_all_pairs_had_in_common_in_a_month_they_have_in_each_item() -> None:
    panel = two_codes()
    common = (panel.value[:, :1] * np.arange(1, panel.size + 1)).astype(np.float32)
    found = made(replace(panel, value=common, weight=common))
    for item in ("item 1", "item 2"):
        value = found.value[:, found.codes == item]
        np.testing.assert_allclose(value / value[:, :1], np.broadcast_to(np.arange(1, 7), value.shape), rtol=1e-4)


def test_items_are_drawn_anew_and_the_same_seed_draws_the_same() -> None:
    panel = two_codes()
    first, second = made(panel), made(panel)
    np.testing.assert_array_equal(first.value, second.value)
    one, other = (first.value[:, first.codes == item] for item in ("item 1", "item 2"))
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(("exporter", "keeps"), [("CHN", True), ("KOR", False)])
def test_suppliers_keep_the_lunar_new_year_where_the_exporter_does(exporter: str, keeps: bool) -> None:
    assert {name in LUNAR_NEW_YEAR for name in made(two_codes(exporter)).exporters.tolist()} == {keeps}


def test_one_code_or_several_exporters_make_no_market() -> None:
    panel = two_codes()
    assert market(make_panel(), np.random.default_rng(1), items=1) is None
    several = replace(panel, exporters=np.array(["KOR", "JPN"] * BUYERS))
    assert market(several, np.random.default_rng(1), items=1) is None
