import pytest

from haechi.news.amounts import find


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("500 experts", 500, "people"),
        ("the first 60 graduate students", 60, "people"),
        ("1 trillion won", 1e12, "KRW"),
        ("€2.5 billion", 2.5e9, "EUR"),
        ("7 billion US dollars", 7e9, "USD"),
        ("36 billion Taiwan dollars", 36e9, "TWD"),
        ("22 per cent", 22, "%"),
        ("sixty-two students", 62, "people"),
        ("62,000 tonnes", 62000, "tonnes"),
        ("100,000 wafers a month", 100000, "wafers per month"),
        ("4 trillion 620 billion won", 4.62e12, "KRW"),
        ("6 hundred million New Taiwan dollars", 6e8, "TWD"),
        ("3 billion Korean yuan", 3e9, "KRW"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    assert [(one.value, one.unit) for one in find(text)] == [(value, unit)]


def test_nobody_is_no_amount() -> None:
    assert find("No one of the workers was hurt.") == []


def test_a_bare_number_is_no_amount() -> None:
    assert find("in 2028, at 3 nanometres, for five years") == []
