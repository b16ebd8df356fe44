from pathlib import Path

import pytest

from haechi.errors import MappingError
from haechi.readers.layout import Subject, bundled, parse, read

OFFICE = """
name = "office"
title = "Imports of an office"
source = "office"
basis = "importer report"
period = { column = "month" }
reporter = { value = "KOR" }
partner = { column = "from", system = ["iso2"] }
direction = { value = "import" }
code = { column = "hs" }
value = { column = "usd" }
"""


def test_every_bundled_layout_is_understood_and_named_once() -> None:
    names = [layout.name for layout in bundled()]
    assert len(names) == len(set(names)) >= 10


def test_every_bundled_layout_of_flows_says_what_it_covers() -> None:
    for layout in bundled():
        if layout.subject is Subject.FLOWS:
            assert layout.completeness.partners_from, layout.name


def test_a_mapping_of_a_user_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(OFFICE)
    layout = read(path)
    assert layout.columns == ("month", "from", "usd", "hs") or set(layout.columns) == {"month", "from", "usd", "hs"}


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('title = "Imports of an office"', 'titel = "x"', "unknown key 'titel'"),
        ('source = "office"', "", "names no source"),
        ('code = { column = "hs" }', "", "which column holds the code"),
        ('value = "import"', 'value = "imports"', "'imports' is no direction"),
        ('basis = "importer report"', 'basis = "importer"', "'importer' is no basis"),
        ('system = ["iso2"]', 'system = ["fips"]', "unknown system 'fips'"),
        ('period = { column = "month" }', "", "which column holds the period"),
        ('reporter = { value = "KOR" }', "", "column or value for the reporter"),
        ('column = "usd"', "column = ", "no valid TOML"),
        ('column = "month"', 'column = "month", form = "weekly"', "incomplete or wrong"),
    ],
)
def test_a_mapping_that_cannot_be_understood_says_why(old: str, new: str, word: str) -> None:
    with pytest.raises(MappingError, match=word):
        parse(OFFICE.replace(old, new), "my.toml")


def test_an_absent_mapping_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="cannot be read"):
        read(tmp_path / "none.toml")
