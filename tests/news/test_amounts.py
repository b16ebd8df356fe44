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
        ("an outlay of INR 40 billion", 4e10, "INR"),
        ("a Rs 7,600-crore site", 7.6e10, "INR"),
        ("33 billion rupees", 3.3e10, "INR"),
        ("1.1 billion ringgit", 1.1e9, "MYR"),
        ("PLN 2.3 billion", 2.3e9, "PLN"),
        ("by 5 percentage points", 5, "%"),
        ("250 million wet tons", 2.5e8, "tonnes"),
        ("monthly output can reach 30,000 pieces of wafer", 30000, "wafers per month"),
        ("two hundred and forty lecturers", 240, "people"),
        ("six hundred graduates", 600, "people"),
        ("sixty domestic master's and doctoral students", 60, "people"),
        ("a class of 200 entered the campus", 200, "people"),
        ("the blast hurt three.", 3, "people"),
        ("of the operators 500 of them are taught", 500, "people"),
        ("15 billion yuan New Taiwan dollars", 1.5e10, "TWD"),
        ("EUR 3 BLN", 3e9, "EUR"),
        ("four were taken to hospital", 4, "people"),
        ("on Section 301, three students wrote", 3, "people"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    assert [(one.value, one.unit) for one in find(text)] == [(value, unit)]


def test_both_ends_of_a_range_count() -> None:
    assert [(one.value, one.unit) for one in find("It rises by 10 to 15%.")] == [(10, "%"), (15, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "Two people briefed on the talks said so.",
        "It will be cut, according to three people.",
        "Two engineers at the plant, speaking without their names, said so.",
        "Neon of 99.999% is short.",
        "Thirteen Chinese designers were listed.",
        "CHF3 for etching is short.",
        "They won 20 contracts.",
        "The Group of Seven met.",
        "Plants were shut, 500 of them in May.",
    ],
)
def test_who_tells_a_thing_and_what_only_looks_like_an_amount_is_none(text: str) -> None:
    assert find(text) == []


def test_nobody_is_no_amount() -> None:
    assert find("No one of the workers was hurt.") == []


def test_a_bare_number_is_no_amount() -> None:
    assert find("in 2028, at 3 nanometres, for five years") == []
