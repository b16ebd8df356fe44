"""How an economy meets a scenario: shares, stocks, alternates, and what goes before what."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.app.supplying import Met, meet
from haechi.errors import InputError
from haechi.model.scenario import Band, Scenario, ScenarioKind, Shock, Stock

WHOLE = Band(low=1, high=1)


def scenario(*stocks: Stock, start: str = "2026-01-05", **shock: Any) -> Scenario:
    given = {"economy": "JPN", "item": "hf"} | shock
    day = dt.date.fromisoformat(start)
    return Scenario(
        id="x",
        title="X",
        kind=ScenarioKind.WHAT_IF,
        economies=("KOR",),
        shocks=(Shock(depth=WHOLE, start=day, **given),),
        stocks=stocks,
    )


def met(asked: Scenario, at: Desk | None = None, economy: str = "KOR") -> Met:
    return meet(at or desk("2026-11-22"), asked, economy, horizon_days=180)


def share(found: Met) -> tuple[float, float]:
    (supply,) = found.case.supplies
    return supply.share.low, supply.share.high


def entered(folder: Path, **given: Any) -> Desk:
    at = desk("2026-11-22", folder)
    whole: dict[str, Any] = dict.fromkeys(("stock_days", "grade", "qualified", "qualification_months", "note"))
    entry = Entry(item="hf", economy="KOR", source="call", who="a desk", **(whole | given))
    enter(at, entry, at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    return Desk(workspace=at.workspace, today=at.today, as_of=at.as_of)


def test_the_share_is_that_of_the_last_period_before_the_start() -> None:
    assert share(met(scenario(start="2019-06-15"))) == (0.439, 0.439)  # January to May 2019
    assert share(met(scenario(start="2022-07-01"))) == (0.095, 0.095)  # January to May 2022
    assert share(met(scenario(start="2009-07-01"))) == (0.722, 0.722)  # none before: the first, of 2010


def test_a_share_of_the_world_counts_where_none_of_the_economy_is_published() -> None:
    assert share(met(scenario(economy="NLD", item="euv_scanner"))) == (1, 1)


def test_a_share_in_bounds_stays_in_bounds() -> None:
    found = met(scenario(economy="UKR", item="neon"), economy="TWN")
    assert share(found) == (0.45, 0.54)
    assert "techcentral-neon-2022" in found.sources


def test_a_share_that_nobody_published_lies_between_nothing_and_all_and_says_so() -> None:
    found = met(scenario(economy="CHL", item="hf"))
    assert share(found) == (0, 1)
    assert "which nobody published" in found.case.supplies[0].share.name


def test_a_share_of_the_scenario_goes_before_all() -> None:
    assert share(met(scenario(share=Band(low=0.2, high=0.3)))) == (0.2, 0.3)


def test_the_loss_of_every_supplier_is_the_whole_supply() -> None:
    assert share(met(scenario(economy=None))) == (1, 1)


def test_a_stage_stands_for_its_items_that_the_economy_is_named_for() -> None:
    found = met(scenario(economy="DEU", item=None, stage="subsystem"))
    assert "litho_optics" in found.case.lost
    assert "valves" not in found.case.lost


def test_a_stock_of_the_time_goes_before_a_usual_one_and_an_entered_one_before_both(tmp_path: Path) -> None:
    known = scenario(Stock(item="hf", economy="KOR", days=Band(low=40, high=50)))
    usual, of_time = (met(asked).case.stocks["hf", None] for asked in (scenario(), known))
    assert (usual.low, usual.high, usual.is_usual_stock) == (30, 60, True)
    assert (of_time.low, of_time.high, of_time.is_usual_stock) == (40, 50, False)
    entry = met(known, entered(tmp_path, stock_days="70..80")).case.stocks["hf", None]
    assert (entry.low, entry.high, entry.is_usual_stock, entry.is_assumed) == (70, 80, False, False)


def test_a_known_stock_replaces_that_of_single_customers_too() -> None:
    known = scenario(Stock(item="neon", days=Band(low=5, high=5)), economy="UKR", item="neon")
    assert ("neon", "excimer_laser") in met(scenario(economy="UKR", item="neon")).case.stocks
    assert ("neon", "excimer_laser") not in met(known).case.stocks


def test_lines_do_not_share_where_the_lost_supplier_is_the_only_qualified_one(tmp_path: Path) -> None:
    assert met(scenario()).case.pooling["hf"].high == 1
    assert met(scenario(), entered(tmp_path / "one", qualified="JPN")).case.pooling["hf"].high == 0
    assert met(scenario(), entered(tmp_path / "two", qualified="JPN,BEL")).case.pooling["hf"].high == 1


def test_two_blows_to_one_supplier_have_numbers_of_their_own() -> None:
    (first,) = scenario().shocks
    both = replace(scenario(), shocks=(first, replace(first, start=dt.date(2026, 3, 5))))
    one, other = met(both).case.supplies
    assert one.depth.name != other.depth.name
    assert (one.begin_days, other.begin_days) == (0, 59)


def test_a_stage_that_the_economy_is_not_named_for_says_so() -> None:
    found = met(scenario(economy="CHL", item=None, stage="equipment"))
    assert found.case.supplies == ()
    assert found.remarks == ("No source names CHL as a supplier of an item of the stage equipment.",)


def test_shares_of_more_than_the_whole_are_named() -> None:
    (first,) = scenario(share=Band(low=0.7, high=0.7)).shocks
    both = replace(scenario(), shocks=(first, replace(first, economy="CHN")))
    with pytest.raises(InputError, match=r"JPN and CHN are said to supply 140% of hydrogen fluoride in KOR"):
        met(both)
    wave = replace(scenario(), shocks=(first, replace(first, start=dt.date(2026, 3, 5))))
    assert len(met(wave).case.supplies) == 2  # one supplier twice is no contradiction
