"""What the watch stands on: sources of months, and who is late."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.app.at_desk import desk, replay
from tests.store.small_lake import table

from haechi.app import loading, panels
from haechi.app.desk import Desk
from haechi.errors import NotCovered, UnknownName

SIDES = """
name = "sides"
title = "Imports and exports by month"
source = "sides"
valuation = { import = "CIF", export = "FOB" }
direction = { column = "flow", words = { M = "import", X = "export" } }
period = { column = "period" }
reporter = { column = "by" }
partner = { column = "with" }
code = { column = "code", lengths = [6] }
edition = { value = "HS22" }
value = { column = "value" }
weight = { column = "kg" }
completeness = { partners_from = 1 }
"""
HEADER = ["period", "by", "with", "flow", "code", "value", "kg"]


def held(folder: Path, rows: Sequence[Sequence[object]], vintage: str = "2023-06-01") -> Desk:
    """A desk with a few months, all published on a day."""
    at = desk("2024-01-05", folder / "ws")
    mapping = folder / "sides.toml"
    mapping.write_text(SIDES, encoding="utf-8")
    terms = loading.Terms(mapping=mapping, vintage=dt.date.fromisoformat(vintage))
    loading.load(at, [table(folder / "sides.csv", HEADER, rows)], terms, lambda _name, _done, _total: None)
    return at


def row(month: str, by: str, partner: str, flow: str, value: float = 5e6) -> list[object]:
    return [month, by, partner, flow, "250410", value, value / 2]


BOTH = [row("2023-03", "CHN", "KOR", "X"), row("2023-03", "KOR", "CHN", "M"), row("2023-04", "KOR", "CHN", "M")]


def test_the_two_sides_of_a_source_are_two_views_and_never_blended(tmp_path: Path) -> None:
    at = held(tmp_path, BOTH)
    views = panels.newest(at, panels.settings(at), source=None)
    assert {view.name: view.period for view in views} == {"sides:importer": "2023-04", "sides:exporter": "2023-03"}
    reporters = {view.name: view.reporters.tolist() for view in views}
    assert reporters == {"sides:importer": ["KOR"], "sides:exporter": ["CHN"]}
    assert {view.vintage for view in views} == {dt.date(2023, 6, 1)}


def test_one_side_can_be_asked_for(tmp_path: Path) -> None:
    at = held(tmp_path, BOTH)
    (view,) = panels.newest(at, panels.settings(at), source="sides:exporter")
    assert view.stream.basis == "exporter report"
    with pytest.raises(UnknownName, match="'customs' is no source of months here; use one of sides:"):
        panels.newest(at, panels.settings(at), source="customs")


def test_before_the_first_vintage_the_sentence_names_it(tmp_path: Path) -> None:
    held(tmp_path, BOTH)
    at = replay("2023-05-31", tmp_path / "ws")
    with pytest.raises(NotCovered, match="had been published by 2023-05-31: the first vintage is of 2023-06-01"):
        panels.newest(at, panels.settings(at), source=None)


def test_how_strict_the_watch_is_stands_in_the_table_of_parameters() -> None:
    at = desk()
    preset = at.facts.preset("WATCH")
    found = panels.settings(at)
    assert (found.q, found.watch_p, found.floor_usd) == (preset["q"], preset["watch_p"], preset["floor_usd"])
    assert panels.settings(at, q=0.05).q == 0.05
    assert panels.settings(at, q=0.05).watch_p == found.watch_p


def test_a_reporter_whose_month_is_not_yet_published_is_late(tmp_path: Path) -> None:
    rows = [row(f"2023-{month:02d}", by, "KOR", "X") for month in range(1, 5) for by in ("CHN", "JPN")]
    at = held(tmp_path, rows[:-1])  # Japan's April is not there
    (view,) = panels.newest(at, panels.settings(at), source=None)
    assert (view.period, view.late) == ("2023-04", ("JPN",))


def test_codes_that_an_edition_split_or_joined_are_breaks_in_its_year() -> None:
    found = panels.breaks(desk())
    assert {("811292", 2007), ("382490", 2017), ("382499", 2017)} <= found
    assert not {("811292", 2012), ("250410", 2007), ("250410", 2022)} & found
