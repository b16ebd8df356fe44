import datetime as dt

import pytest

from haechi.errors import InputError
from haechi.model.knowledge import Attribute, Statement, latest


def said(
    number: int,
    attribute: Attribute = Attribute.STOCK_DAYS,
    *,
    low: float | None = None,
    high: float | None = None,
    text: str | None = None,
    day: int = 1,
) -> Statement:
    return Statement(
        id=number,
        item="hf",
        economy="KOR",
        attribute=attribute,
        low=low,
        high=high,
        text=text,
        who="a desk",
        at=dt.datetime(2026, 1, day, tzinfo=dt.UTC),
        source="call",
    )


def test_the_last_entry_of_a_subject_holds() -> None:
    rows = [said(2, low=30, high=30), said(1, low=60, high=90), said(3, Attribute.GRADE, text="12N")]
    held = latest(rows)
    assert held["hf", "KOR", Attribute.STOCK_DAYS].low == 30
    assert held["hf", "KOR", Attribute.GRADE].text == "12N"


def test_an_earlier_day_knows_earlier_entries_only() -> None:
    rows = [said(1, low=60, high=90, day=1), said(2, low=30, high=30, day=5)]
    held = latest(rows, as_of=dt.datetime(2026, 1, 3, tzinfo=dt.UTC))
    assert held["hf", "KOR", Attribute.STOCK_DAYS].high == 90
    assert latest(rows, as_of=dt.datetime(2025, 1, 3, tzinfo=dt.UTC)) == {}


@pytest.mark.parametrize(("low", "high"), [(None, None), (90, 60), (-1, 5), (60, None)])
def test_a_stock_that_is_no_band_is_refused(low: float | None, high: float | None) -> None:
    with pytest.raises(InputError, match="is not a band from 0 up"):
        said(1, low=low, high=high)


def test_an_empty_grade_and_nobody_qualified_are_refused() -> None:
    with pytest.raises(InputError, match="the grade is empty"):
        said(1, Attribute.GRADE)
    with pytest.raises(InputError, match="no economy is named"):
        said(1, Attribute.QUALIFIED_SUPPLIERS)
