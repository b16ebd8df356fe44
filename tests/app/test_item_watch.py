"""`haechi watch ITEM`: the nodes of an item in a month, and the card of the first of them or of a notice."""

import datetime as dt
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk, replay
from tests.app.test_panels import BOTH, held
from tests.store.small_lake import table

from haechi.app import loading, noticing
from haechi.app.desk import Desk
from haechi.app.item_watch import Question, watch_item
from haechi.errors import InputError, NotCovered, UnknownName

pytestmark = pytest.mark.usefixtures("watched_once")
DAY = "2024-02-05"  # the newest month is December 2023
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "payloads.md"
LESSON = ("hf", "photoresist", "fluor_polyimide")


def ask(at: Desk, item: str, **asked: Any) -> dict[str, Any]:
    return watch_item(at, Question(item=item, **asked)).payload()


def keys_of(section: str) -> set[str]:
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}


def announce(at: Desk, *items: str, exporter: str = "JPN", codes: tuple[str, ...] = ()) -> None:
    entry = noticing.Entry(
        items=items,
        codes=codes,
        exporter=exporter,
        importers=("KOR",),
        what="Individual licences",
        announced="2019-07-01",
        effective="2019-07-04",
        source="METI",
        who="a desk",
    )
    noticing.add(at, entry, at=dt.datetime.combine(at.as_of, dt.time(9), tzinfo=dt.UTC))


def words(path: object) -> str:
    """The text of an HTML file."""
    text = re.sub(r"<(style|script).*?</\1>", " ", Path(str(path)).read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture
def graphite(china: Path) -> dict[str, Any]:
    return ask(replay(DAY, china), "natural graphite")


def moved(row: dict[str, Any]) -> float:
    """Money by which a flow is off what was expected; none where one of the two is not known."""
    return 0.0 if None in (row["value_usd"], row["expected_usd"]) else abs(row["value_usd"] - row["expected_usd"])


def test_sums_stand_before_pairs_and_what_moved_most_money_first(graphite: dict[str, Any]) -> None:
    first, *pairs = graphite["rows"]
    assert (first["node"], first["exporter"], first["importer"], first["direction"]) == (
        "exporter x item",
        "CHN",
        None,
        "drop",
    )
    assert {row["node"] for row in pairs} == {"pair"}
    assert [row["importer"] for row in pairs[:3]] == ["KOR", "USA", "JPN"]
    assert [moved(row) for row in pairs] == sorted(map(moved, pairs), reverse=True)
    assert moved(pairs[0]) > 0
    assert {row["code"] for row in graphite["rows"]} == {"250410"}
    assert {row["period"] for row in graphite["rows"]} == {"2023-12"}


def test_rows_have_the_keys_of_the_page_on_payloads_and_lead_to_their_source(graphite: dict[str, Any]) -> None:
    keys = keys_of("watch item")
    assert keys
    for row in graphite["rows"]:
        assert set(row) == keys
        assert (row["sources"], row["vintage"], row["basis"]) == (["comtrade"], "2024-01-30", "exporter report")
        assert row["reasons"]
    assert set(graphite["meta"]["parameters"]) == {"item", "exporter", "importer", "documents", "notices"}
    assert graphite["meta"]["parameters"]["documents"] == []


def test_the_movement_of_a_row_is_its_rarest(graphite: dict[str, Any]) -> None:
    australia = next(row for row in graphite["rows"] if row["importer"] == "AUS")
    assert australia["direction"] == "surge"
    assert australia["p_value"] == pytest.approx(0.0186, abs=0.001)


def test_what_is_not_judged_is_listed_without_a_p_and_says_so(graphite: dict[str, Any]) -> None:
    unjudged = [row for row in graphite["rows"] if not row["is_judged"]]
    assert unjudged
    assert {(row["direction"], row["p_value"], row["q_value"]) for row in unjudged} == {(None, None, None)}
    assert graphite["rows"][0]["is_judged"] is True
    assert all(row["p_value"] > 0 for row in graphite["rows"] if row["is_judged"])


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2023-12", "2023-12: alert drop, CHN to all."),
        ("2023-10", "2023-10: no signal."),
        ("2024-01", "2024-01: not judged: January waits for February, and history must be long enough."),
    ],
)
def test_the_first_note_says_what_the_watch_says_of_the_item(china: Path, month: str, said: str) -> None:
    found = ask(replay("2024-03-05", china), "natural_graphite", month=month)
    assert found["meta"]["notes"][0] == f"comtrade:exporter, {said}"


def test_the_document_of_a_quiet_month_raises_no_alarm(china: Path, tmp_path: Path) -> None:
    made = {
        month: ask(replay(DAY, china), "natural_graphite", month=month, forms=("html",), folder=tmp_path)["meta"][
            "parameters"
        ]["documents"][0]["file"]
        for month in ("2023-10", "2023-12")
    }
    assert Path(made["2023-10"]).name.startswith("flows-")
    assert Path(made["2023-12"]).name.startswith("alert-")
    for month, is_loud in (("2023-10", False), ("2023-12", True)):
        text = words(made[month])
        assert ("Probability that the movement is not due to chance" in text) is is_loud
        assert ("What would clear it" in text) is is_loud


def test_an_earlier_month_and_one_side_can_be_asked_for(china: Path) -> None:
    found = ask(replay(DAY, china), "natural_graphite", month="2023-11", exporter="China", importer="KOR")
    (row,) = found["rows"]
    assert (row["node"], row["period"], row["importer"], row["direction"]) == ("pair", "2023-11", "KOR", "surge")
    assert (found["meta"]["parameters"]["exporter"], found["meta"]["parameters"]["importer"]) == ("CHN", "KOR")


def test_the_code_of_gallium_pools_germanium_and_others(china: Path) -> None:
    found = ask(replay(DAY, china), "gallium")
    assert (
        "The code pools Gallium with Germanium, Indium: a stop of one can hide among the others."
        in (found["meta"]["notes"])
    )
    assert found["rows"][0]["items"] == ["gallium", "germanium", "indium"]
    germanium = ask(replay(DAY, china), "germanium")
    assert germanium["rows"] == found["rows"]


def test_the_card_of_the_first_row_is_written_the_same_twice(china: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        found = ask(replay(DAY, china), "natural_graphite", forms=("html", "pdf"), folder=tmp_path / name)
        made.append(found["meta"]["parameters"]["documents"])
    for first, second in zip(*made, strict=True):
        assert (first["alert"], first["period"]) == ("exporter-item/250410/as reported/CHN/-/drop", "2023-12")
        assert Path(first["file"]).read_bytes() == Path(second["file"]).read_bytes()
    assert [row["form"] for row in made[0]] == ["html", "pdf"]
    assert Path(made[0][1]["file"]).read_bytes().startswith(b"%PDF")
    assert found["meta"]["notes"][-2:] == [f"Written: {row['file']}" for row in made[1]]
    text = words(made[0][0]["file"])
    assert "Natural graphite" in text
    assert "250410" in text


def test_cards_go_to_the_outbox_where_no_folder_is_named(china: Path, tmp_path: Path) -> None:
    own = shutil.copytree(china, tmp_path / "own")
    at = replay(DAY, own)
    (made,) = ask(at, "natural_graphite", forms=("html",))["meta"]["parameters"]["documents"]
    assert Path(made["file"]).parent == at.place.outbox


@pytest.mark.parametrize("month", ["2030-01", "2024-01", "2016-12", "2023-1", "December"])
def test_a_month_that_is_not_held_is_quoted_with_those_that_are(china: Path, month: str) -> None:
    with pytest.raises(InputError, match=f"{month} is not in the panel, which holds 2017-01 to 2023-12"):
        ask(replay(DAY, china), "natural_graphite", month=month)


def test_a_month_that_one_source_of_two_holds_is_answered_from_it(tmp_path: Path) -> None:
    at = held(tmp_path, BOTH)
    assert {row["basis"] for row in ask(at, "natural_graphite", month="2023-04")["rows"]} == {"importer report"}
    both = {row["basis"] for row in ask(at, "natural_graphite", month="2023-03")["rows"]}
    assert both == {"importer report", "exporter report"}
    with pytest.raises(InputError, match="2023-05 is not in the panel"):
        ask(at, "natural_graphite", month="2023-05")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"item": "grafite"}, "'grafite' is not an item"),
        ({"item": "gallium", "exporter": "Atlantis"}, "'Atlantis'"),
        ({"item": "gallium", "importer": "QQQ"}, "'QQQ'"),
        ({"item": "gallium", "source": "baci"}, "'baci' is no source of months here; use one of comtrade:exporter"),
    ],
)
def test_a_name_that_is_not_known_is_quoted(china: Path, asked: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownName, match=said):
        watch_item(replay(DAY, china), Question(**asked))  # type: ignore[arg-type]


def test_an_item_without_months_names_the_codes_to_load(china: Path) -> None:
    with pytest.raises(NotCovered, match=r"no months of hf are in the data .* its codes \(281111"):
        ask(replay(DAY, china), "hf")


def test_a_side_without_months_is_named(china: Path) -> None:
    with pytest.raises(NotCovered, match="no months of gallium from JPN to KOR are in the data"):
        ask(replay(DAY, china), "gallium", exporter="JPN", importer="KOR")


def test_before_the_first_publication_the_sentence_names_it(china: Path) -> None:
    with pytest.raises(NotCovered, match="the first vintage is of 2017-03-02"):
        ask(replay("2017-03-01", china), "gallium")


def test_without_any_months_the_sentence_says_what_to_load(tmp_path: Path) -> None:
    with pytest.raises(NotCovered, match="no monthly flows are in the data"):
        ask(desk(DAY, tmp_path), "gallium")


@pytest.fixture
def lesson(tmp_path: Path) -> Desk:
    """A desk of today on which the notice of 2019 stands, without any data."""
    at = desk("2026-06-01", tmp_path / "ws")
    announce(at, *LESSON)
    return at


def test_a_notice_without_data_has_its_card_with_what_was_published(lesson: Desk, tmp_path: Path) -> None:
    found = ask(lesson, "hf", forms=("html", "pdf"), folder=tmp_path / "out")
    assert found["rows"] == []
    assert found["meta"]["parameters"]["notices"] == [1]
    assert found["meta"]["notes"][:2] == [
        "Notice 1 (announced): Individual licences; see `haechi notice show 1`.",
        "No months of hf are in the data: only notices speak of it.",
    ]
    page, _ = found["meta"]["parameters"]["documents"]
    assert (page["alert"], page["form"]) == ("notice/1", "html")
    text = words(page["file"])
    exports = re.findall(r"(2019-\d\d) Hydrogen fluoride Japan South Korea ([\d.,]+ t) Japan's export", text)
    assert dict(exports) | {"2019-06": "2,939 t", "2019-07": "479 t", "2019-08": "0 t"} == dict(exports)
    again = ask(lesson, "hf", forms=("html", "pdf"), folder=tmp_path / "again")
    for first, second in zip(
        found["meta"]["parameters"]["documents"], again["meta"]["parameters"]["documents"], strict=True
    ):
        assert Path(first["file"]).read_bytes() == Path(second["file"]).read_bytes()


def test_the_card_of_the_notice_knows_nothing_that_came_after_its_day(tmp_path: Path) -> None:
    at = desk("2019-07-02", tmp_path / "ws")
    announce(at, *LESSON)
    (page,) = ask(at, "hf", forms=("html",), folder=tmp_path / "out")["meta"]["parameters"]["documents"]
    text = words(page["file"])
    assert "479 t" not in text
    assert "2,939 t" not in text


@pytest.mark.parametrize("item", ["photoresist", "fluor_polyimide"])
def test_photoresist_and_polyimide_have_the_notice_and_no_data_signal(lesson: Desk, item: str) -> None:
    found = ask(lesson, item)
    assert found["rows"] == []
    assert f"No months of {item} are in the data: only notices speak of it." in found["meta"]["notes"]


LAYOUT = """
name = "exports"
title = "Exports by month"
source = "exports"
valuation = { export = "FOB" }
direction = { value = "export" }
period = { column = "period" }
reporter = { value = "JPN" }
partner = { column = "to" }
code = { column = "code", lengths = [6] }
edition = { value = "HS17" }
value = { column = "value" }
weight = { column = "kg" }
"""


def test_a_notice_stands_beside_the_data_of_its_item(tmp_path: Path) -> None:
    at = desk("2019-10-01", tmp_path / "ws")
    announce(at, *LESSON)
    mapping = tmp_path / "exports.toml"
    mapping.write_text(LAYOUT, encoding="utf-8")
    rows = [[f"2019-{month:02d}", "KOR", "281111", 5e6, 2e6] for month in range(1, 9)]
    terms = loading.Terms(mapping=mapping, release_lag=20)
    file = table(tmp_path / "exports.csv", ["period", "to", "code", "value", "kg"], rows)
    loading.load(at, [file], terms, lambda _name, _done, _total: None)
    found = ask(at, "hf", forms=("html",), folder=tmp_path / "out")
    assert [(row["node"], row["importer"], row["value_usd"]) for row in found["rows"]] == [("pair", "KOR", 5e6)]
    verdict, notice, *_ = found["meta"]["notes"]
    assert verdict.startswith("exports:exporter, 2019-08: not judged: ")
    assert notice == "Notice 1 (announced): Individual licences; see `haechi notice show 1`."
    assert found["meta"]["parameters"]["documents"][0]["alert"].startswith("pair/281111/HS22/JPN/KOR/")


def test_a_notice_on_a_heading_speaks_of_the_items_of_its_codes(tmp_path: Path) -> None:
    at = desk("2026-06-01", tmp_path / "ws")
    announce(at, codes=("2811",))
    assert ask(at, "hf")["meta"]["parameters"]["notices"] == [1]
