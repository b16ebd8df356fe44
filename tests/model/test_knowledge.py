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
    economies: tuple[str, ...] = (),
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
        economies=economies,
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


def test_lead_times_of_an_alternate_are_a_subject_of_their_own() -> None:
    held = latest(
        [
            said(1, Attribute.ORDER_DAYS, low=40, high=40),
            said(2, Attribute.ORDER_DAYS, low=20, high=30, economies=("TWN",)),
            said(3, Attribute.ORDER_DAYS, low=10, high=10, economies=("TWN",)),
        ]
    )
    assert held["hf", "KOR", Attribute.ORDER_DAYS].low == 40
    assert held["hf", "KOR", Attribute.ORDER_DAYS, "TWN"].low == 10
    assert said(1, Attribute.QUALIFIED_SUPPLIERS, economies=("JPN",)).alternate is None


@pytest.mark.parametrize(
    ("attribute", "high", "economies", "word"),
    [
        (Attribute.STOCK_DAYS, 5, ("TWN",), "is not that of a supplier; leave out TWN"),
        (Attribute.OPEN_LICENCE_DAYS, 5, ("TWN",), "is not that of a supplier"),
        (Attribute.SPARE_CAPACITY, 0.5, (), "no alternate is named"),
        (Attribute.SPARE_CAPACITY, 40, ("TWN",), "40 is above one"),
        (Attribute.TRANSIT_DAYS, -1, (), "is not a band from 0 up"),
    ],
)
def test_a_number_of_the_wrong_one_is_refused(
    attribute: Attribute, high: float, economies: tuple[str, ...], word: str
) -> None:
    with pytest.raises(InputError, match=word):
        said(1, attribute, low=0, high=high, economies=economies)
