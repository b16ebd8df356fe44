import pytest
from tests.news.reading import words

from haechi.news.items import codes


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("EUV photoetching glue", ["photoresist_euv"]),
        ("germanium dioxide and germanium", ["germanium_oxide", "germanium"]),
        ("Acid-grade fluorspar", ["fluorspar_acid"]),
        ("DUV lithography machines", ["duv_scanner"]),
        ("parts of semiconductor equipment", ["sme_parts"]),
        ("chips and equipment", []),
        ("the Packaging Institute at Tempe", []),
    ],
)
def test_of_names_that_overlap_the_longest_counts(text: str, items: list[str]) -> None:
    assert [one.name for one in words().items.find(text if text[0].islower() else f"At {text}")] == items


def test_a_customs_code_is_read_as_digits() -> None:
    assert [one.name for one in codes("under HS 2811.11 and HS code 250410")] == ["281111", "250410"]
