import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.errors import InputError
from haechi.model.dates import PartialDate, Precision, Span


@pytest.mark.parametrize(
    ("text", "precision", "last"),
    [
        ("2019", Precision.YEAR, dt.date(2019, 12, 31)),
        ("2026-Q1", Precision.QUARTER, dt.date(2026, 3, 31)),
        ("2026-Q4", Precision.QUARTER, dt.date(2026, 12, 31)),
        ("2024-02", Precision.MONTH, dt.date(2024, 2, 29)),
        ("2019-07-04", Precision.DAY, dt.date(2019, 7, 4)),
    ],
)
def test_precision_follows_from_the_form(text: str, precision: Precision, last: dt.date) -> None:
    date = PartialDate.parse(text)
    assert (date.precision, date.last, str(date)) == (precision, last, text)


@pytest.mark.parametrize("text", ["", "19", "2019-7", "2019-13", "2019-Q5", "2019-02-30", "04.07.2019", "2019-07 (c.)"])
def test_anything_else_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(InputError, match="is not a d"):
        PartialDate.parse(text)


@given(st.dates())
def test_a_day_is_its_own_first_and_last(day: dt.date) -> None:
    date = PartialDate.parse(day.isoformat())
    assert date.first == date.last == day


def test_a_span_counts_both_its_ends() -> None:
    assert Span.parse("2019-01/2019-05").days == 31 + 28 + 31 + 30 + 31


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InputError, match="ends before it starts"):
        Span.parse("2020/2019")
