"""Who can be turned to: what was entered of one supplier before what of any, and that before what is usual."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app.alternates import alternates
from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.stress.replacement import Alternate

MONTH = 30.4375


def entered(folder: Path, *given: dict[str, Any], item: str = "hf") -> Desk:
    at = desk("2026-11-22", folder)
    bare: dict[str, Any] = dict.fromkeys(("stock_days", "grade", "qualified", "qualification_months", "note"))
    for number, options in enumerate(given):
        entry = Entry(item=item, economy="KOR", source="call", who="a desk", **(bare | options))
        enter(at, entry, at=dt.datetime(2026, 11, 1 + number, tzinfo=dt.UTC))
    return Desk(workspace=at.workspace, today=at.today, as_of=at.as_of)


def found(at: Desk, *, item: str = "hf", is_shared: bool = False) -> dict[str, Alternate]:
    rows = alternates(at, item, "KOR", lost=["JPN"], enough=0.5, is_shared=is_shared)
    return {row.supplier: row for row in rows}


def bands(row: Alternate) -> list[tuple[float, float]]:
    return [(time.low, time.high) for time in row.times]


def test_others_need_an_order_a_licence_and_to_be_qualified_as_usual() -> None:
    (others,) = found(desk()).values()
    assert others.supplier == "WLD"
    assert bands(others) == [(14, 100), (0, 90), (pytest.approx(2 * MONTH), pytest.approx(3 * MONTH))]
    assert all(time.is_worse_high for time in others.times)
    assert [time.is_assumed for time in others.times] == [True, True, False]


def test_what_others_can_send_lies_between_nothing_and_enough() -> None:
    (others,) = found(desk(), is_shared=True).values()
    assert (others.spare.low, others.spare.high, others.spare.is_assumed) == (0, 0.5, True)
    assert not others.is_shared  # nothing to enough holds whoever else asks


def test_a_supplier_that_is_qualified_waits_for_order_and_licence_only(tmp_path: Path) -> None:
    held = found(entered(tmp_path, {"qualified": "JPN,TWN"}))
    assert set(held) == {"TWN", "WLD"}  # the lost one cannot send
    assert bands(held["TWN"]) == [(14, 100), (0, 90)]


def test_what_was_entered_of_one_goes_before_what_was_entered_of_any(tmp_path: Path) -> None:
    at = entered(
        tmp_path,
        {"order_days": "40", "licence_days": "0", "qualification_months": "1"},
        {"alternate": "TWN", "order_days": "20..30", "spare_capacity": "0.2..0.3"},
    )
    held = found(at, is_shared=True)
    assert bands(held["TWN"]) == [(20, 30), (0, 0), (MONTH, MONTH)]
    assert bands(held["WLD"]) == [(40, 40), (0, 0), (MONTH, MONTH)]
    assert (held["TWN"].spare.low, held["TWN"].spare.high, held["TWN"].is_shared) == (0.2, 0.3, True)
    assert not any(number.is_assumed for number in held["TWN"].unknowns)


def test_what_all_others_can_spare_can_be_entered(tmp_path: Path) -> None:
    (others,) = found(entered(tmp_path, {"alternate": "WLD", "spare_capacity": "0"})).values()
    assert (others.spare.low, others.spare.high) == (0, 0)


def test_the_last_entry_of_each_alternate_holds(tmp_path: Path) -> None:
    twice = ({"alternate": name, "order_days": days} for name, days in (("TWN", "20"), ("CHN", "50"), ("TWN", "10")))
    held = found(entered(tmp_path, *twice))
    assert (bands(held["TWN"])[0], bands(held["CHN"])[0]) == ((10, 10), (50, 50))


def test_a_time_to_replace_a_tool_holds_its_order() -> None:
    """Ten to eighteen months are those of delivery: no other 14 to 100 days come on top."""
    (others,) = found(desk(), item="etch_tool").values()
    assert bands(others) == [(0, 90), (pytest.approx(10 * MONTH), pytest.approx(18 * MONTH))]
    assert others.times[-1].name == "time to replace etch tools from others"


def test_an_order_that_is_known_is_taken_out_of_the_time_to_replace(tmp_path: Path) -> None:
    (others,) = found(entered(tmp_path, {"order_days": "300..400"}, item="etch_tool"), item="etch_tool").values()
    order, _, rest = bands(others)
    assert order == (300, 400)
    assert list(rest) == pytest.approx([0, 18 * MONTH - 300])


def test_delivery_of_a_tool_that_needs_no_qualification_lasts_up_to_the_time_to_replace(tmp_path: Path) -> None:
    held = found(entered(tmp_path, {"qualified": "USA"}, item="etch_tool"), item="etch_tool")
    assert bands(held["USA"]) == [(14, pytest.approx(18 * MONTH)), (0, 90)]


def test_a_qualification_that_is_known_comes_on_top_of_delivery(tmp_path: Path) -> None:
    at = entered(tmp_path, {"qualification_months": "3"}, {"alternate": "USA", "order_days": "200"}, item="etch_tool")
    held = found(at, item="etch_tool")
    assert bands(held["WLD"]) == [(14, pytest.approx(18 * MONTH)), (0, 90), (3 * MONTH, 3 * MONTH)]
    assert bands(held["USA"]) == [(200, 200), (0, 90), (3 * MONTH, 3 * MONTH)]
