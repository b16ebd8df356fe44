import pytest
from tests.news.reading import words

from haechi.news.item_words import CALLED
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
        ("packaging and testing capacity", ["p_packaging", "p_test"]),
        ("CMP slurries and polishing liquid", ["cmp_slurry"]),
        ("an immersion lithography machine", ["duv_scanner"]),
        ("a lithography machine of an unknown kind", []),
        ("FC-BGA substrates on the carrier board", ["ic_substrate"]),
        ("power management ICs", ["ic_analog"]),
        ("yttrium oxide", ["rare_earth_other"]),
        ("hafnium-related items", ["hafnium"]),
        ("fluorinated polyimide and resist", ["fluor_polyimide", "photoresist"]),
        ("they could not resist", []),
        ("a show in memory of the founder", []),
        ("the line of Samsung Display", []),
    ],
)
def test_of_names_that_overlap_the_longest_counts(text: str, items: list[str]) -> None:
    assert [one.name for one in words().items.find(text if text[0].islower() else f"At {text}")] == items


def test_all_words_stand_under_an_item_of_the_table() -> None:
    assert set(CALLED) <= {item.id for item in words().items.items}


def test_a_customs_code_is_read_as_digits() -> None:
    assert [one.name for one in codes("under HS 2811.11 and HS code 250410")] == ["281111", "250410"]
