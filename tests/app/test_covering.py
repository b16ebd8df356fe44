"""`cover` on the bundled facts: 2019 worked by hand, entries, shared alternates, rankings, and bad questions."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app.covering import BOUND, LICENCES, Question, cover
from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.app.report import Report
from haechi.errors import InputError, UnknownName

JULY = dt.date(2019, 7, 4)


def asked(at: Desk | None = None, **given: Any) -> Report:
    question: dict[str, Any] = {"economy": "KOR"} | given
    return cover(at or desk("2026-11-22"), Question(**question), lambda _what, _done, _total: None)


def by_stage(report: Report) -> dict[str, Any]:
    return {str(row["stage"]): row for row in report.rows}


def each(report: Report, key: str) -> set[tuple[Any, ...]]:
    """The different lists that rows hold under a key."""
    rows: list[Any] = list(report.rows)
    return {tuple(row[key]) for row in rows}


def entered(folder: Path, *given: dict[str, Any], item: str = "hf") -> Desk:
    at = desk("2026-11-22", folder)
    bare: dict[str, Any] = dict.fromkeys(("stock_days", "grade", "qualified", "qualification_months", "note"))
    for number, options in enumerate(given):
        entry = Entry(item=item, economy="KOR", source="call", who="a desk", **(bare | options))
        enter(at, entry, at=dt.datetime(2026, 11, 1 + number, tzinfo=dt.UTC))
    return Desk(workspace=at.workspace, today=at.today, as_of=at.as_of)


def test_hydrogen_fluoride_of_2019_by_hand() -> None:
    """Stock of 30 to 60 days; Japan 48.5 per cent in June 2019; others from day 14 + 0 + 61 on, enough at best."""
    row = by_stage(asked(item="hf", supplier="JPN", start=JULY))["front_end"]
    assert (row["stops"], row["via"]) == ("p_etch_clean", ["hf"])
    assert row["lean_stop_days"] == [30, None]
    assert row["usual_stop_days"] == [pytest.approx((30 * 60) ** 0.5, abs=0.1), None]
    assert row["ample_stop_days"] == [60, None]
    assert row["lean_stop_dates"] == [dt.date(2019, 8, 3), None]
    assert (row["bound_days"], row["bound_date"], row["share_lost_interval"]) == (0, JULY, [0.485, 0.485])
    assert row["early_reading"] == "lines that live on JPN alone, nobody sends instead"
    assert row["late_reading"] == (
        "lines that share what is left, others send up to 48% of use, the first from day 75 on"
    )


def test_a_horizon_that_was_not_tested_is_said_so() -> None:
    notes = asked(item="hf", supplier="JPN", start=JULY, horizon_days=1000).notes
    assert any(note.startswith("horizon days 1,000 lies outside the range that was tested") for note in notes)


def test_photoresist_and_polyimide_of_2019_could_stop_displays_when_their_stock_ended() -> None:
    """Their makers are qualified for years or half a year at least: no replacement within 180 days."""
    resist = by_stage(asked(item="photoresist", supplier="JPN", start=JULY))["downstream"]
    assert (resist["stops"], resist["lean_stop_days"][0]) == ("displays", 60)
    assert resist["lean_stop_days"][1] == pytest.approx(45 + 60 / 0.919, abs=0.1)
    polyimide = by_stage(asked(item="fluor_polyimide", supplier="JPN", start=JULY))["downstream"]
    assert (polyimide["stops"], polyimide["lean_stop_days"][0]) == ("displays", 45)
    assert polyimide["lean_stop_days"][1] == pytest.approx(45 + 45 / 0.937, abs=0.1)
    assert "stock of fluorinated polyimide" in polyimide["assumed"]


def test_a_loss_that_is_over_before_the_stock_ends_stops_nothing_and_says_why() -> None:
    """First permits for photoresist came after a month."""
    report = asked(item="photoresist", supplier="JPN", start=JULY, duration_days="34..46")
    assert each(report, "lean_stop_days") == {(None, None)}
    row = by_stage(report)["downstream"]
    assert row["reason"] == "stocks on the way cover 73 days, and a line is short of 46 within 180 days"
    assert row["bound_date"] == JULY


def test_what_was_entered_replaces_assumptions(tmp_path: Path) -> None:
    at = entered(tmp_path, {"stock_days": "70..80", "transit_days": "10", "open_licence_days": "5"})
    report = asked(at, item="hf", supplier="JPN", start=JULY)
    row = by_stage(report)["front_end"]
    assert [row[f"{name}_stop_days"][0] for name in ("lean", "usual", "ample")] == [85, 85, 85]
    assert LICENCES not in report.notes
    headline: Any = report.parameters["headline"]
    assert headline[0].endswith("2019-09-27 (day 85) to none, under each assumption on stocks.")
    assert "days that goods are on their way of hydrogen fluoride from JPN" not in row["assumed"]


def test_a_replacement_in_time_prevents_every_stop(tmp_path: Path) -> None:
    quick = {"alternate": "TWN", "order_days": "20", "licence_days": "0", "spare_capacity": "0.6"}
    at = entered(tmp_path, {"qualified": "JPN,TWN"}, quick)
    report = asked(at, item="hf", supplier="JPN", start=JULY)
    assert each(report, "lean_stop_days") == {(None, None)}


def test_the_same_replacement_shared_with_all_who_lost_japan_prevents_none(tmp_path: Path) -> None:
    quick = {"alternate": "TWN", "order_days": "20", "licence_days": "0", "spare_capacity": "0.6"}
    at = entered(tmp_path, {"qualified": "JPN,TWN"}, quick)
    row = by_stage(asked(at, item="hf", supplier="JPN", start=JULY, is_lost_to_all=True))["front_end"]
    assert row["lean_stop_days"] == [30, None]
    assert "part of KOR in all that turn to others for hydrogen fluoride" in row["assumed"]


def test_a_sole_qualified_supplier_leaves_no_line_to_share(tmp_path: Path) -> None:
    nobody = {"alternate": "WLD", "spare_capacity": "0"}
    row = by_stage(asked(entered(tmp_path, {"qualified": "JPN"}, nobody), item="hf", supplier="JPN"))["front_end"]
    assert row["late_reading"] == "lines that live on JPN alone, nobody sends instead"
    assert row["lean_stop_days"] == [30, 75]  # 45 days under way at best


def test_a_slow_down_by_half_makes_the_stock_last_twice_as_long(tmp_path: Path) -> None:
    at = entered(tmp_path, {"alternate": "WLD", "spare_capacity": "0"}, {"transit_days": "0"})
    whole, half = (
        by_stage(asked(at, item="fluor_polyimide", supplier="JPN", start=JULY, depth=depth, horizon_days=365))
        for depth in ("1", "0.5")
    )
    assert half["downstream"]["lean_stop_days"][0] == 2 * whole["downstream"]["lean_stop_days"][0] == 90


def test_every_stage_names_what_moves_it_most_and_the_moves_are_over_the_band() -> None:
    row = by_stage(asked(item="fluor_polyimide", supplier="JPN", start=JULY))["downstream"]
    first = row["moves"][0]
    assert (first["unknown"], first["low"], first["high"]) == ("stock of fluorinated polyimide", 45, 90)
    assert first["stop_days"][1] - first["stop_days"][0] == pytest.approx(45, abs=2)
    assert row["matters_most"].startswith("What matters most: stock of fluorinated polyimide. At 45 ")


def test_the_first_lines_say_stop_bound_and_what_matters() -> None:
    report: Any = asked(item="hf", supplier="JPN", start=JULY)
    stop, bound, matters = report.parameters["headline"]
    assert stop.startswith("First line stop: Etch and clean (front_end), 2019-08-03 (day 30) to none with lean stocks")
    assert bound == "Bound, without stock, goods under way and replacement: 2019-07-04 (day 0), 48% of the output."
    assert matters.startswith("What matters most: ")


def test_the_largest_supplier_abroad_is_lost_unless_one_is_named() -> None:
    assert {row["from"] for row in asked(item="fluor_polyimide").rows} == {"JPN"}
    assert {row["from"] for row in asked(item="photoresist", economy="JPN").rows} != {"JPN"}


def test_a_supplier_whom_nobody_names_may_be_anything_up_to_all() -> None:
    report = asked(item="hcl")
    assert {row["from"] for row in report.rows} == {None}
    assert each(report, "share_interval") == {(0, 1)}
    assert any("Nobody names a supplier of hydrogen chloride abroad" in note for note in report.notes)


def test_all_suppliers_can_be_lost() -> None:
    report = asked(item="hf", supplier="WLD")
    assert each(report, "share_interval") == {(1, 1)}
    assert "All that KOR gets of hydrogen fluoride is lost." in report.notes


def test_an_item_that_nothing_needs_says_so() -> None:
    report = asked(item="tellurium")
    assert (report.rows, report.notes) == ([], ("Nothing in the chain needs tellurium: no line stops for want of it.",))


def test_all_key_items_are_ranked_by_the_earliest_stop_with_unknown_suppliers_last() -> None:
    report = asked()
    known = [row for row in report.rows if row["from"]]
    assert list(report.rows[: len(known)]) == known
    early = [row["lean_stop_days"][0] or float("inf") for row in known]  # type: ignore[index]
    assert early == sorted(early)
    assert len({row["item"] for row in report.rows}) == len(report.rows) > 100
    assert BOUND in report.notes


def test_a_ranking_of_one_supplier_holds_what_it_is_named_for() -> None:
    rows = asked(supplier="NLD").rows
    assert {row["from"] for row in rows} == {"NLD"}
    assert "euv_scanner" in {row["item"] for row in rows}
    assert "gallium" not in {row["item"] for row in rows}


def test_a_supplier_of_nothing_says_so() -> None:
    report = asked(supplier="BTN")
    assert report.rows == []
    assert report.notes[0] == "The supplier is named for no key item, neither in loaded data nor in publications."


@pytest.mark.parametrize(
    ("given", "error", "word"),
    [
        ({"economy": "KOX", "item": "hf"}, UnknownName, "'KOX' is not an economy"),
        ({"economy": "WLD", "item": "hf"}, UnknownName, "name who buys"),
        ({"item": "hff"}, UnknownName, "'hff' is not an item"),
        ({"item": "hf", "supplier": "QQQ"}, UnknownName, "'QQQ' is not an economy"),
        ({"item": "hf", "supplier": "KOR"}, InputError, "KOR cannot be lost as a supplier of itself"),
        ({"item": "hf", "depth": "1.5"}, InputError, "depth 1.5 is above one"),
        ({"item": "hf", "depth": "-1"}, InputError, "--depth '-1' is not a figure or a band"),
        ({"item": "hf", "duration_days": "90..30"}, InputError, "90..30 is not a band"),
    ],
)
def test_a_bad_question_is_one_sentence(given: dict[str, Any], error: type[Exception], word: str) -> None:
    with pytest.raises(error, match=word):
        asked(**given)


def test_the_answer_of_a_day_sees_only_what_was_entered_by_then(tmp_path: Path) -> None:
    at = entered(tmp_path, {"stock_days": "5"})
    before = replace(at, as_of=dt.date(2026, 10, 1))
    early = [by_stage(asked(row, item="hf", supplier="JPN"))["front_end"]["lean_stop_days"][0] for row in (before, at)]
    assert early == [30, 5]
