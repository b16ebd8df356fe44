"""The lesson of 2019 by the bundled facts: the item that stopped was the one that no share rule flagged.

Shares of Japan in Korea's imports of January to May 2019 (KITA): photoresist 91.9 %, fluorinated polyimide 93.7 %,
hydrogen fluoride 43.9 %. Japan announced its licences on 1 July 2019; exports of hydrogen fluoride fell to zero.
"""

import datetime as dt
from pathlib import Path

from tests.app.at_desk import desk

from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.app.evidence import evidence, lifting
from haechi.dependency.attention import Attention, Ground

BEFORE, AFTER = "2019-06-15", "2019-07-10"


def attention(at: Desk, item: str) -> Attention:
    (found,) = (row for row in evidence(at, "KOR").attention if row.item == item)
    return found


def test_before_the_measure_hydrogen_fluoride_is_not_lifted() -> None:
    assert not [row for row in evidence(desk(BEFORE), "KOR").attention if row.item == "hf" and row.is_lifted]


def test_the_share_rule_lifts_fluorinated_polyimide_from_japan() -> None:
    found = attention(desk(AFTER), "fluor_polyimide")
    assert (found.economy, set(lifting(found))) == ("JPN", {Ground.SHARE, Ground.EVENT})


def test_after_the_measure_hydrogen_fluoride_from_japan_is_lifted_by_it_and_not_by_its_share() -> None:
    found = attention(desk(AFTER), "hf")
    assert (found.economy, set(lifting(found))) == ("JPN", {Ground.EVENT})
    (share,) = (reason for reason in found.reasons if reason.ground is Ground.SHARE)
    assert "not met" in share.text


def test_the_sheet_says_that_the_code_cannot_tell_the_etching_grade() -> None:
    blind = [reason.text for reason in attention(desk(AFTER), "hf").reasons if reason.ground is Ground.CODE]
    assert any("281111" in text and "cannot tell" in text for text in blind)


def test_before_the_measure_a_sole_qualified_supplier_lifts_it(tmp_path: Path) -> None:
    at = desk(BEFORE, tmp_path)
    entry = Entry(
        item="hf",
        economy="KOR",
        stock_days=None,
        grade="etching, twelve nines",
        qualified="JPN",
        qualification_months=None,
        source="a call",
        who="a desk",
        note=None,
    )
    enter(at, entry, at=dt.datetime(2019, 6, 1, 9, tzinfo=dt.UTC))
    found = attention(at, "hf")
    assert (found.economy, set(lifting(found))) == ("JPN", {Ground.QUALIFIED})
    assert any(reason.ground is Ground.GRADE and "twelve nines" in reason.text for reason in found.reasons)


def test_nothing_of_the_measure_is_known_before_it(tmp_path: Path) -> None:
    assert "JPN-HF-2019" not in {event.id for event in desk(BEFORE, tmp_path).facts.events}
    assert "JPN-HF-2019" in {event.id for event in desk(AFTER).facts.events}
