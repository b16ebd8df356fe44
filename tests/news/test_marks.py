import pytest

from haechi.news.marks import log_odds, words


def test_numbers_and_capitals_make_no_difference() -> None:
    assert words("On 3 May") == words("on 12 MAY") == ["on", "0", "may"]


def test_marks_without_a_weight_say_nothing() -> None:
    assert log_odds(["a", "b", "c"], {"base": -1.0, "a": 0.5, "b": 0.25}) == pytest.approx(-0.25)
