from dataclasses import replace

import numpy as np
import pytest
from tests.dependency.small_facts import CITATION, make_market

from haechi.model.chain import Confidence, ItemCode, Signal
from haechi.model.trade import Edition
from haechi.stress.purchases import purchase_shares

STANDS_FOR = {
    "281111": (("hf", Signal.IS_ITEM),),
    "370790": (("resist", Signal.PROXY),),
    "370710": (("resist", Signal.IS_ITEM),),
    "811292": (("gallium", Signal.MIXED), ("germanium", Signal.MIXED)),
}


def items_of(code: str, _edition: str) -> tuple[ItemCode, ...]:
    return tuple(
        ItemCode(
            item=item,
            code=code,
            edition=Edition.HS17,
            jurisdiction="WCO",
            signal=signal,
            reason="a test",
            confidence=Confidence.TEXT,
            citation=CITATION,
        )
        for item, signal in STANDS_FOR[code]
    )


def test_shares_are_parts_of_all_that_was_bought_also_of_what_nobody_is_named_for() -> None:
    market = make_market({"281111": [60.0, 20.0, 0.0]}, unspecified=20.0)
    assert purchase_shares(market, items_of) == {"hf": pytest.approx({"JPN": 0.6, "USA": 0.2})}


def test_the_clearer_code_of_an_item_goes_before_the_other() -> None:
    market = make_market({"370790": [1.0, 9.0, 0.0], "370710": [9.0, 1.0, 0.0]})
    assert purchase_shares(market, items_of)["resist"]["JPN"] == pytest.approx(0.9)


def test_a_proxy_counts_where_the_clear_code_says_nothing() -> None:
    market = make_market({"370790": [1.0, 9.0, 0.0], "370710": [0.0, 0.0, 0.0]})
    assert purchase_shares(market, items_of)["resist"]["JPN"] == pytest.approx(0.1)


def test_a_code_that_mixes_items_says_nothing_of_one() -> None:
    assert purchase_shares(make_market({"811292": [5.0, 5.0, 0.0]}), items_of) == {}


def test_what_is_not_covered_or_missing_gives_no_share() -> None:
    assert purchase_shares(make_market({"281111": [5.0, 5.0, 0.0]}, covered=False), items_of) == {}
    market = make_market({"281111": [5.0, 5.0, 0.0]})
    missing = replace(market, imports=np.array([[5.0, np.nan, 0.0]]))
    assert purchase_shares(missing, items_of) == {}
