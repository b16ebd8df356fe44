import pytest

from haechi.brief import quantities
from haechi.brief.messages import Messages
from haechi.model.dates import PartialDate


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "2024-02-19", "19 February 2024"),
        ("en", "2026-04", "April 2026 (month)"),
        ("en", "2028", "2028 (year)"),
        ("ko", "2024-02-19", "2024년 2월 19일"),
        ("ko", "2028", "2028년 (연 단위)"),
        ("nl", "2026-Q3", "3e kwartaal 2026 (kwartaal)"),
    ],
)
def test_a_date_says_how_closely_it_is_known(language: str, text: str, words: str) -> None:
    assert quantities.date(PartialDate.parse(text), Messages(language)) == words


@pytest.mark.parametrize(
    ("language", "months", "words"),
    [("en", 12, "every year"), ("en", 24, "every other year"), ("nl", 6, "elke 6 maanden"), ("ko", 24, "격년")],
)
def test_a_rhythm_is_told_in_words(language: str, months: int, words: str) -> None:
    assert quantities.rhythm(months, Messages(language)) == words


@pytest.mark.parametrize(
    ("language", "changed", "bracketed"), [("en", "+14,741 %", " (−1.39)"), ("nl", "+14.741 %", " (−1,39)")]
)
def test_changes_are_written_as_the_language_writes_numbers(language: str, changed: str, bracketed: str) -> None:
    say = Messages(language)
    assert (quantities.change(5.0, say), quantities.logarithm(-1.39, say)) == (changed, bracketed)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "December 2023"), ("ko", "2023년 12월"), ("nl", "december 2023")]
)
def test_a_month_stands_in_the_order_of_the_language(language: str, words: str) -> None:
    assert quantities.month("2023-12", Messages(language)) == words
