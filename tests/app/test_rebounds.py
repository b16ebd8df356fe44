"""Korea's urea as its customs might tell it: bought elsewhere after the stop of 2021, and creeping back to China."""

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.app.at_desk import desk
from tests.store.small_lake import table

from haechi.app import loading, noticing, notified, panels, watching
from haechi.app.desk import Desk
from haechi.app.panels import View
from haechi.app.rebounds import Creep, creeping
from haechi.model.notice import NoticeState

pytestmark = pytest.mark.usefixtures("watched_once")
LAYOUT = """
name = "imports"
title = "Imports by month of all partners"
source = "imports"
valuation = { import = "CIF" }
direction = { value = "import" }
period = { column = "period" }
reporter = { column = "to" }
partner = { column = "from" }
code = { column = "code", lengths = [6] }
edition = { value = "HS17" }
value = { column = "value", suppressed = ["x"] }
weight = { column = "kg", suppressed = ["x"] }
"""
COMPLETE = "completeness = { partners_from = 1 }\n"
HEADER = ["period", "to", "from", "code", "value", "kg"]
MONTHS = [str(month) for month in np.arange("2019-01", "2025-01", dtype="datetime64[M]")]
DAY = "2025-03-01"
AT = dt.datetime(2025, 2, 1, 9, tzinfo=dt.UTC)
BACK = (0.9, 0.9, 0.9, 0.3, 0.3, 0.9)  # China's share in each year from 2019 on
BOUGHT = 10e6
HIDDEN = ("IDN", "2024")
Hidden = Callable[[str, str], bool]


def world(
    folder: Path,
    shares: Sequence[float] = BACK,
    *,
    is_complete: bool = True,
    hidden: Hidden = lambda _month, _seller: False,
) -> Desk:
    """A desk with Korea's imports from China, Indonesia and, a fiftieth, Viet Nam; what is hidden is suppressed."""
    rows: list[list[object]] = []
    for number, month in enumerate(MONTHS):
        china = shares[number // 12]
        for seller, share in (("CHN", china), ("IDN", 0.98 - china), ("VNM", 0.02)):
            value: object = "x" if hidden(month, seller) else share * BOUGHT
            rows.append([month, "KOR", seller, "310210", value, "x" if value == "x" else share * BOUGHT / 0.4])
    at = desk(DAY, folder / "ws")
    mapping = folder / "imports.toml"
    mapping.write_text(LAYOUT + COMPLETE * is_complete, encoding="utf-8")
    terms = loading.Terms(mapping=mapping, release_lag=30)
    loading.load(at, [table(folder / "imports.csv", HEADER, rows)], terms, lambda _name, _done, _total: None)
    return at


def announce(at: Desk, *, announced: str | None = "2021-10-15", ended: bool = True, importer: str = "KOR") -> None:
    entry = noticing.Entry(
        items=("urea",),
        exporter="CHN",
        importers=(importer,),
        what="Inspection before export",
        announced=announced,
        source="a cable",
        who="a desk",
    )
    noticing.add(at, entry, at=AT)
    if ended:
        over = noticing.Entry(state=NoticeState.RESTORED, source="a call", who="a desk")
        noticing.change(at, 1, over, at=AT + dt.timedelta(hours=1))


def view_of(at: Desk) -> View:
    (found,) = panels.newest(at, panels.settings(at), source=None)
    return found


def found(at: Desk) -> list[Creep]:
    return list(creeping(at, view_of(at), notified.ended_notices(at)))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace in which China's share is back, without notices."""
    return world(tmp_path_factory.mktemp("usual")).place.folder


@pytest.fixture(scope="module")
def back(usual: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    at = copied(usual, tmp_path_factory.mktemp("back"))
    announce(at)
    return at


def copied(workspace: Path, folder: Path) -> Desk:
    """A desk with a copy of a workspace, in which notices may be entered."""
    return desk(DAY, shutil.copytree(workspace, folder / "ws"))


def test_a_share_that_is_back_is_told_with_the_three_moments(back: Desk) -> None:
    (creep,) = found(back)
    assert (creep.code, creep.importer, creep.notice.number) == ("310210", "KOR", 1)
    assert (creep.found.before, creep.found.lowest, creep.found.now) == pytest.approx((0.9, 0.3, 0.9))
    assert creep.reason == (
        "share of CHN over twelve months: 90 % before the measure of notice 1, 30 % in the year to 2022-12, 90 % now"
    )


def test_the_watch_has_a_row_for_it_with_both_sources(back: Desk) -> None:
    report = watching.watch(back, watching.Question(), at=AT)
    rows: list[dict[str, Any]] = [dict(row) for row in report.rows]
    (row,) = (row for row in rows if row["signal"].startswith("rebound/"))
    assert row["signal"] == "rebound/1/310210/KOR"
    assert (row["level"], row["direction"], row["node"]) == ("warning", "share", "pair")
    assert (row["item"], row["exporter"], row["importer"], row["period"]) == ("urea", "CHN", "KOR", "2024-12")
    assert (row["p_value"], row["probability"], row["priority"]) == (None, None, None)
    assert row["reasons"][0].startswith("share of CHN over twelve months: 90 % before")
    assert row["sources"] == ["imports", "a call"]
    assert row["basis"] == "importer report"


def test_half_way_back_is_a_watch(tmp_path: Path) -> None:
    at = world(tmp_path, (0.9, 0.9, 0.9, 0.3, 0.3, 0.65))
    announce(at)
    (creep,) = found(at)
    assert (creep.found.is_back, creep.found.is_rising) == (False, True)
    rows = watching.watch(at, watching.Question(), at=AT).rows
    assert [row["level"] for row in rows if str(row["signal"]).startswith("rebound/")] == ["watch"]


@pytest.mark.parametrize("shares", [(0.9,) * 6, (0.9, 0.9, 0.9, 0.3, 0.3, 0.3), (0.9, 0.9, 0.9, 0.3, 0.0, 0.2)])
def test_what_did_not_fall_or_stays_low_is_not_told(tmp_path: Path, shares: Sequence[float]) -> None:
    at = world(tmp_path, shares)
    announce(at)
    assert found(at) == []


def test_a_supplier_that_had_stopped_wholly_is_told_as_zero(tmp_path: Path) -> None:
    at = world(tmp_path, (0.9, 0.9, 0.9, 0.0, 0.0, 0.9))
    announce(at)
    (creep,) = found(at)
    assert creep.found.lowest == 0.0


def test_a_notice_that_is_open_does_not_creep(usual: Path, tmp_path: Path) -> None:
    at = copied(usual, tmp_path)
    announce(at, ended=False)
    assert found(at) == []


@pytest.mark.parametrize(("announced", "importer"), [(None, "KOR"), ("2021-10-15", "NLD")])
def test_a_notice_without_a_date_or_on_another_buyer_does_not_creep(
    usual: Path, tmp_path: Path, announced: str | None, importer: str
) -> None:
    at = copied(usual, tmp_path)
    announce(at, announced=announced, importer=importer)
    assert found(at) == []


def test_where_not_all_suppliers_are_in_the_data_no_share_is_known(tmp_path: Path) -> None:
    at = world(tmp_path, is_complete=False)
    announce(at)
    assert found(at) == []


def test_what_a_large_supplier_hides_is_not_taken_for_nothing(tmp_path: Path) -> None:
    """Without what Indonesia sold in 2024, China's 35 % would look like 95 %, and like a share that is back."""
    at = world(tmp_path, (0.6, 0.6, 0.6, 0.3, 0.3, 0.35), hidden=lambda month, seller: (seller, month[:4]) == HIDDEN)
    announce(at)
    assert found(at) == []


def test_what_a_small_supplier_hides_leaves_the_share_known(tmp_path: Path) -> None:
    at = world(tmp_path, hidden=lambda month, seller: seller == "VNM" and month == "2022-06")
    announce(at)
    (creep,) = found(at)
    assert creep.found.lowest == pytest.approx(0.3, abs=0.01)
