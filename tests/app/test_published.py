"""`depend` before any customs file is loaded."""

import json
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import published
from haechi.app.dependence import depend
from haechi.app.published import NO_FLOWS
from haechi.errors import UnknownName

ECONOMIES = ("KOR", "NLD", "DEU", "TWN", "BTN", "EU")


@pytest.mark.parametrize("economy", ECONOMIES)
def test_rows_are_published_shares_and_the_notes_say_so(economy: str) -> None:
    at = desk()
    report = depend(at, economy)
    assert report.notes == (NO_FLOWS,)
    assert report.rows
    for row in report.rows:
        assert row["code"] is None
        assert row["value_usd"] is None
        assert row["item"] in at.facts.item_by_id
        assert row["market"] in (economy, "WLD")
        assert row["scope"]
        assert set(row["sources"]) <= set(at.facts.source_by_id)  # type: ignore[call-overload]


@pytest.mark.parametrize("economy", ECONOMIES)
def test_two_definitions_stand_side_by_side_with_their_reasons(economy: str) -> None:
    for row in depend(desk(), economy).payload()["rows"]:  # type: ignore[attr-defined]
        assert set(row["presets"]) == set(row["preset_reasons"]) == {"KR-50", "CHAIN-65"}
        if row["presets"]["CHAIN-65"]:
            assert row["presets"]["KR-50"]


@pytest.mark.parametrize("economy", ECONOMIES)
def test_shares_lie_between_zero_and_one_and_unknown_is_not_zero(economy: str) -> None:
    for row in depend(desk(), economy).payload()["rows"]:  # type: ignore[attr-defined]
        for key in ("hhi", "top_share"):
            assert row[key] is None or 0 < row[key] <= 1
            low, high = row[f"{key}_interval"] or (0, 1)
            assert 0 <= low <= high <= 1
        if row["top_share"] is None and row["top_share_interval"] is None:
            assert row["presets"]["KR-50"] is not True


def test_an_economy_is_not_told_that_it_depends_on_itself_for_the_world() -> None:
    for row in depend(desk(), "NLD").rows:
        assert row["market"] == "NLD" or row["top_partner"] != "NLD"


def test_the_payload_is_json_without_nan_and_the_same_twice() -> None:
    texts = {json.dumps(depend(desk(), "KOR").payload(), allow_nan=False) for _ in range(2)}
    assert len(texts) == 1


def test_keys_of_the_contract_are_those_of_rows_from_customs_data() -> None:
    wanted = {"item", "items", "code", "value_usd", "hhi", "effective_suppliers", "top_partner", "top_share"}
    wanted |= {"partners", "presets", "vintage", "sources"}
    assert all(wanted <= set(row) for row in depend(desk(), "KOR").rows)


def test_an_empty_workspace_is_answered_by_published_shares(tmp_path: Path) -> None:
    assert depend(desk(folder=tmp_path), "KOR").rows == depend(desk(), "KOR").rows


@pytest.mark.parametrize("name", ["WLD", "GRP", "UNS", "QQQ"])
def test_what_does_not_buy_is_no_importer(name: str) -> None:
    with pytest.raises(UnknownName, match=name):
        depend(desk(), name)


def test_a_day_before_all_facts_leaves_no_rows_and_still_says_what_the_rows_would_be() -> None:
    report = depend(desk("1970-01-01"), "KOR")
    assert list(report.rows) == []
    assert report.notes


def test_the_end_of_an_interval_is_certain_and_an_unknown_share_counts_as_nothing() -> None:
    at = desk()
    for row in published.suppliers_of(at.facts, "KOR"):
        assert 0 <= published.known_share(row.top_share) <= 1
