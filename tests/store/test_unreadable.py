from pathlib import Path

import duckdb
import pytest
from tests.store.small_lake import BACI, COMPLETE, COMPLETE_HEADER, lake, load, snapshot, table

from haechi.errors import FileRefused
from haechi.readers.layout import parse

COMMAS = """\
t;i;j;k;v;q
2021;156;410;382390;52,051;13,235
2021;392;410;010121;0,041;NA
2021;490;410;854231;7,000;1,000
"""
MAPPING = """
name = "baci-commas"
title = "BACI with decimal commas"
source = "baci"
basis = "reconciled"
direction = { value = "export" }
period = { column = "t" }
reporter = { column = "i", system = ["baci"] }
partner = { column = "j", system = ["baci"] }
code = { column = "k" }
value = { column = "v", factor = 1000, decimal = "," }
weight = { column = "q", factor = 1000, decimal = ",", missing = ["", "NA"] }
"""


def test_a_file_with_decimal_commas_is_refused_with_the_key_that_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(COMMAS, encoding="utf-8")
    with pytest.raises(FileRefused) as caught:
        load(lake(tmp_path), path)
    assert str(caught.value) == (
        "x.csv, line 2: value '52,051' is no number, and 3 of 3 rows have such a number: if these are decimal commas, "
        'load the file with --mapping and a mapping that holds value = { column = "v", factor = 1000, decimal = "," } '
        '(thousands = "," if the comma parts thousands)'
    )
    assert snapshot(tmp_path / "lake") == {}
    assert not (tmp_path / "quarantine").exists()


def test_a_mapping_that_names_the_decimal_sign_reads_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(COMMAS, encoding="utf-8")
    held = lake(tmp_path)
    report = load(held, path, layout=parse(MAPPING, "x"))
    assert report.manifest is not None
    assert report.manifest.quarantined == 0
    rows = duckdb.execute(
        "SELECT reporter, value, weight_kg FROM read_parquet($paths, hive_partitioning = false) ORDER BY line",
        {"paths": [str(held.folder / file.path) for file in report.manifest.files]},
    ).fetchall()
    assert rows == [("CHN", 52051.0, 13235.0), ("JPN", 41.0, None), ("TWN", 7000.0, 1000.0)]


@pytest.mark.parametrize(("bad", "is_refused"), [(2, False), (3, True)])
def test_half_of_the_rows_may_have_a_bad_number_and_no_more(tmp_path: Path, bad: int, is_refused: bool) -> None:
    codes = ["01", "02", "03", "04"]
    rows = [[2021, "CHN", "KOR", code, "abc" if place < bad else 5, 1] for place, code in enumerate(codes)]
    path = table(tmp_path / "x.csv", COMPLETE_HEADER, rows)
    held = lake(tmp_path)
    if is_refused:
        with pytest.raises(FileRefused, match=r"line 2: value 'abc' is no number, and 3 of 4 rows.*\(missing, suppr"):
            load(held, path, layout=parse(COMPLETE, "x"))
        assert held.loads() == ()
        return
    report = load(held, path, layout=parse(COMPLETE, "x"))
    assert report.manifest is not None
    assert (report.manifest.rows, report.manifest.quarantined) == (4, 2)
    assert report.manifest.states["value"] == {"missing": 2, "observed": 2}


def test_words_for_a_number_that_is_not_there_are_no_bad_numbers(tmp_path: Path) -> None:
    rows = [[2021, "CHN", "KOR", code, "x", "NA"] for code in ("01", "02", "03")]
    report = load(lake(tmp_path), table(tmp_path / "x.csv", COMPLETE_HEADER, rows), layout=parse(COMPLETE, "x"))
    assert report.manifest is not None
    assert report.manifest.quarantined == 0


def test_rows_that_cannot_be_placed_do_not_count(tmp_path: Path) -> None:
    rows: list[list[object]] = [[2021, 999, 410, 382390, "abc", 1]] * 5
    report = load(lake(tmp_path), table(tmp_path / "x.csv", BACI, [*rows, [2021, 156, 410, 382390, 1, 1]]))
    assert report.manifest is not None
    assert (report.manifest.rows, report.manifest.quarantined) == (1, 5)


def test_the_name_of_the_table_in_an_archive_is_told_for_a_weight(tmp_path: Path) -> None:
    rows = [[2021, 156, 410, code, 1, "none"] for code in ("382390", "010121")]
    with pytest.raises(FileRefused, match=r"x\.csv, line 2: weight 'none' is no number, and 2 of 2.*whose weight says"):
        load(lake(tmp_path), table(tmp_path / "x.csv", BACI, rows))
