from pathlib import Path

import pytest
from tests.store.small_lake import lake, load, table

from haechi.errors import FileRefused

HEADER = [
    "MCS chapter",
    "Section",
    "Commodity",
    "Country",
    "Statistics",
    "Statistics_detail",
    "Unit",
    "Year",
    "Value",
    "Notes",
    "Is critical",
    "Other notes",
]


def _row(year: str, value: str, country: str = "China", note: str = "") -> list[str]:
    return ["GALLIUM", "World", "Gallium", country, "Production", "Mine", "kilograms", year, value, note, "Yes", ""]


def test_words_bounds_and_ranges_are_told_from_numbers(tmp_path: Path) -> None:
    held = lake(tmp_path)
    texts = ["1,500", "W", "—", "NA", "s", ">95", "<10", "100–2,000", "E", "Large", "XX", "0"]
    load(held, table(tmp_path / "x.csv", HEADER, [_row("2024", text) for text in texts]))
    found = [(row["value"], row["low"], row["high"], row["bound"], row["state"]) for row in held.production()]
    assert found == [
        (1500.0, None, None, "exact", "observed"),
        (None, None, None, "unknown", "suppressed"),
        (0.0, None, None, "exact", "zero"),
        (None, None, None, "unknown", "missing"),
        (None, 0.0, 0.5, "below half a unit", "observed"),
        (None, 95.0, None, "above", "observed"),
        (None, 0.0, 10.0, "below", "observed"),
        (None, 100.0, 2000.0, "range", "observed"),
        (None, None, None, "net exporter", "observed"),
        (None, None, None, "in words", "observed"),
        (None, None, None, "not applicable", "not collected"),
        (0.0, None, None, "exact", "zero"),
    ]


def test_spans_of_years_notes_and_unknown_economies(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [_row("2021–24", "5", "World total", "Estimated. -- rounded"), _row("2024", "5", "Atlantis")]
    report = load(held, table(tmp_path / "x.csv", HEADER, rows))
    (row,) = held.production()
    assert (row["first_year"], row["year"], row["economy"], row["state"]) == (2021, 2024, "WLD", "estimated")
    assert report.manifest is not None
    assert report.manifest.quarantined == 1


def test_a_table_of_production_makes_no_flows(tmp_path: Path) -> None:
    held = lake(tmp_path)
    path = table(tmp_path / "x.csv", HEADER, [_row("2024", "5")])
    load(held, path)
    assert held.sources() == ()
    assert load(held, path).already
    with pytest.raises(FileRefused, match="--vintage"):
        load(held, table(tmp_path / "y.csv", HEADER, [_row("2024", "6")]), release_lag=10)
