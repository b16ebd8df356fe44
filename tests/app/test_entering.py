"""What is wrong with what somebody enters on an item, field by field."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app.desk import Desk
from haechi.app.entering import Entry, band, enter, faults
from haechi.errors import InputError

AT = dt.datetime(2026, 6, 1, 3, tzinfo=dt.UTC)


def entry(**given: Any) -> Entry:
    usual = {"item": "hf", "economy": "KOR", "source": "a call", "who": "Kim", "note": None}
    nothing = {"stock_days": None, "grade": None, "qualified": None, "qualification_months": None}
    return Entry(**(usual | nothing | given))


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(folder=tmp_path)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"stock_days": "60-90"}, "stock_days", "'60-90' is not a figure or a band; write 60 or 60..90"),
        ({"stock_days": "90..60"}, "stock_days", "90.0..60.0 is not a band from 0 up"),
        ({"stock_days": "60", "economy": "XXX"}, "economy", "'XXX' is not an economy"),
        ({"stock_days": "60", "economy": ""}, "economy", "'' is not an economy"),
        ({"stock_days": "60", "item": "unobtainium"}, "item", "'unobtainium' is not an item"),
        ({"stock_days": "60", "source": " "}, "source", "the source is empty"),
        ({"stock_days": "60", "alternate": "TWN"}, "stock_days", "is not that of a supplier; leave out TWN"),
        ({"qualified": "JPN,XXX"}, "qualified", "'XXX' is not an economy"),
        ({"qualified": ","}, "qualified", "no economy is named"),
        ({"grade": " "}, "grade", "the grade is empty"),
        ({"spare_capacity": "0.2"}, "spare_capacity", "no alternate is named"),
        ({"spare_capacity": "2", "alternate": "TWN"}, "spare_capacity", "2 is above one"),
        ({"order_days": "30", "alternate": "XXX"}, "alternate", "'XXX' is not an economy"),
        ({}, "stock_days", "nothing was entered"),
    ],
)
def test_a_fault_is_told_of_its_field_alone(at: Desk, given: dict[str, Any], field: str, said: str) -> None:
    found = faults(at, entry(**given), at=AT)
    assert set(found) == {field}
    assert said in found[field]


@pytest.mark.parametrize(
    ("given", "start"),
    [
        ({}, "stock days of 'hf' in KOR: "),
        ({"item": "neon", "economy": "NLD"}, "stock days of 'neon' in NLD: "),
        ({"economy": "XXX"}, "stock days of 'hf' in KOR: "),
    ],
)
def test_the_fault_of_a_figure_names_the_item_and_economy_of_the_entry(
    at: Desk, given: dict[str, Any], start: str
) -> None:
    assert faults(at, entry(stock_days="90..60", **given), at=AT)["stock_days"].startswith(start)


def test_every_fault_is_told_at_once(at: Desk) -> None:
    found = faults(at, entry(economy="XXX", stock_days="many", qualified="YYY", source=""), at=AT)
    assert set(found) == {"economy", "stock_days", "qualified", "source"}


def test_what_has_no_fault_is_entered(at: Desk) -> None:
    given = entry(stock_days="60..90", grade="etching", qualified="JPN", qualification_months="6", transit_days="20")
    assert faults(at, given, at=AT) == {}
    assert len(enter(at, given, at=AT).rows) == 5


@pytest.mark.parametrize("text", ["9" * 10, "1..9999999999"])
def test_a_figure_of_ten_digits_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="stock days '[0-9.]+' is not a figure or a band; .* nine digits at most"):
        band(text, "stock days")


def test_a_figure_of_thousands_of_digits_is_not_repeated() -> None:
    with pytest.raises(InputError, match="^stock days has 5,000 characters; write a figure or a band"):
        band("9" * 5000, "stock days")
