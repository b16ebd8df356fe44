import datetime as dt

import pytest

from haechi.errors import InputError
from haechi.flows.periods import gaps, last_day, parse, written
from haechi.model.trade import Frequency


@pytest.mark.parametrize("text", ["2022-07", "202207"])
def test_months_are_read_with_and_without_a_dash(text: str) -> None:
    freq, first = parse(text)
    assert (freq, first) == (Frequency.MONTHLY, dt.date(2022, 7, 1))
    assert written(freq, first) == "2022-07"


@pytest.mark.parametrize("text", ["202213", "22", "2022-7", "summer", "20221"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(InputError, match=text):
        parse(text)


def test_a_year_ends_on_its_last_day() -> None:
    assert last_day(*parse("2022")) == dt.date(2022, 12, 31)


def test_a_series_without_a_hole_has_no_gap() -> None:
    assert gaps(["2023-12", "2024-01"]) == ()
    assert gaps([]) == ()
