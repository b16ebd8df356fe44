"""Flows of an item from its own rows: the same numbers as when all flows are watched."""

from pathlib import Path

import pytest
from tests.app.at_desk import replay
from tests.app.test_panels import BOTH, held, row

from haechi.app import item_flows, panels
from haechi.app.desk import Desk
from haechi.app.item_flows import Question, flows, picture, report
from haechi.app.item_watch import Question as Judged
from haechi.app.item_watch import watch_item
from haechi.errors import InputError, NotCovered, UnknownName

pytestmark = pytest.mark.usefixtures("watched_once")
DAY = "2024-02-05"
SHARED = ("period", "code", "exporter", "importer", "value_usd", "expected_usd", "band_usd", "vintage", "sources")


@pytest.fixture
def at(china: Path) -> Desk:
    return replay(DAY, china)


@pytest.mark.parametrize("month", [None, "2023-10"])
def test_rows_are_those_of_the_watch_in_the_same_order(at: Desk, month: str | None) -> None:
    asked = Question(item="natural_graphite", month=month)
    own = report(at, asked, flows(at, asked)).rows
    judged = watch_item(at, Judged(item="natural_graphite", month=month)).rows
    assert own == [{name: found[name] for name in SHARED} for found in judged]


def test_no_other_code_is_read(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def every(*_: object, **__: object) -> None:
        raise AssertionError("all flows are watched")

    monkeypatch.setattr(panels, "surveil", every)
    monkeypatch.setattr(panels, "surveil_blocks", every)
    found = flows(at, Question(item="gallium"))
    assert {str(code) for flow in found for code in flow.held.panel.codes} == {"811292"}
    assert "36 months up to December 2023" in picture(at, found[0], "en").svg


def test_the_picture_has_the_numbers_of_the_card(at: Desk) -> None:
    (flow,) = flows(at, Question(item="natural_graphite", exporter="CHN", importer="KOR", month="2023-11"))
    drawn = picture(at, flow, "en")
    assert flow.period == "2023-11"
    assert "Natural graphite: China → South Korea. From December 2020 to November 2023." in drawn.alternative
    assert "Value at the end: 23.0 m USD; expected 7." in drawn.alternative


def test_a_sum_has_parts_and_a_pair_has_none(at: Desk) -> None:
    first, *_, last = flows(at, Question(item="natural_graphite"))
    assert first.parts is not None
    assert first.parts.years == tuple(range(2017, 2024))
    assert first.sides == ("CHN", None)
    assert last.parts is None


def test_each_source_has_flows_of_its_own_months(tmp_path: Path) -> None:
    at = held(tmp_path, BOTH)
    found = flows(at, Question(item="natural_graphite"))
    assert {(flow.held.stream.basis.value, flow.period) for flow in found} == {
        ("importer report", "2023-04"),
        ("exporter report", "2023-03"),
    }
    (one,) = flows(at, Question(item="natural_graphite", source="sides:exporter"))
    assert one.period == "2023-03"


def test_a_source_without_the_item_is_passed_over(tmp_path: Path) -> None:
    at = held(tmp_path, [*BOTH, ["2023-03", "KOR", "CHN", "M", "811292", 5e6, 1e4]])
    (flow,) = flows(at, Question(item="gallium"))
    assert flow.held.stream.basis == "importer report"
    assert flows(at, Question(item="hf")) == []


def test_what_is_not_held_is_named(at: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2030-01 is not in the panel, which holds 2017-01 to 2023-12"):
        flows(at, Question(item="natural_graphite", month="2030-01"))
    with pytest.raises(UnknownName, match="'baci' is no source of months here"):
        flows(at, Question(item="natural_graphite", source="baci"))
    later = held(tmp_path, [row("2023-03", "CHN", "KOR", "X")])
    with pytest.raises(NotCovered, match="the first vintage is of 2023-06-01"):
        flows(replay("2023-05-31", later.place.folder), Question(item="hf"))


def test_flows_are_read_once_for_all_months(at: Desk) -> None:
    codes = at.facts.codes_of("natural_graphite")
    assert item_flows.held(at, codes, source=None) is item_flows.held(at, codes, source=None)
