import datetime as dt
import gzip
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest
from tests.store.small_lake import BACI, COMPLETE, COMPLETE_HEADER, RAW, TIDY, TODAY, lake, load, snapshot, table

from haechi.errors import FileRefused, InputError, WorkspaceError
from haechi.readers.layout import parse
from haechi.store import ingest
from haechi.store.lake import Lake

ROWS: list[list[object]] = [
    [2021, 156, 410, 382390, 52.051, "       13.235"],
    [2021, 392, 410, 10121, 0.041, "NA"],
    [2021, 490, 410, 854231, 7, 1],
]


def _held(folder: Lake, columns: str = "*", where: str = "true") -> list[tuple[object, ...]]:
    paths = [str(folder.folder / file.path) for manifest in folder.loads() for file in manifest.files]
    return duckdb.execute(
        f"SELECT {columns} FROM read_parquet({paths}, hive_partitioning = false) WHERE {where} ORDER BY line"  # noqa: S608
    ).fetchall()


def test_padded_quoted_numbers_units_and_lost_zeros_are_read(tmp_path: Path) -> None:
    held = lake(tmp_path)
    report = load(held, table(tmp_path / "x.csv", BACI, ROWS))
    assert report.manifest is not None
    assert _held(held, "reporter, partner, code, value, weight_kg, weight_state, line") == [
        ("CHN", "KOR", "382390", 52051.0, 13235.0, "observed", 2),
        ("JPN", "KOR", "010121", 41.0, None, "missing", 3),
        ("TWN", "KOR", "854231", 7000.0, 1000.0, "observed", 4),
    ]


def test_the_edition_is_inferred_from_a_code_that_stands_in_one_only_and_said(tmp_path: Path) -> None:
    held = lake(tmp_path)
    report = load(held, table(tmp_path / "x.csv", BACI, ROWS))
    assert any("HS92, because 382390" in warning for warning in report.warnings)
    assert {row[0] for row in _held(held, "edition")} == {"HS92"}


def test_edition_and_month_of_publication_are_taken_from_the_name_of_a_file(tmp_path: Path) -> None:
    held = lake(tmp_path)
    report = load(held, table(tmp_path / "BACI_HS17_Y2021_V202601.csv", BACI, ROWS[1:]))
    assert set(_held(held, "edition, vintage")) == {("HS17", dt.date(2026, 1, 1))}
    assert not any("published" in warning for warning in report.warnings)


def test_a_file_that_does_not_say_when_it_was_published_is_of_today_with_a_warning(tmp_path: Path) -> None:
    report = load(lake(tmp_path), table(tmp_path / "x.csv", BACI, ROWS))
    assert any("its vintage is today, 2026-11-22" in warning for warning in report.warnings)


def test_a_release_lag_gives_each_period_its_own_day(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [
        ["comtrade", 202401, "CHN", "KOR", "X", "250410", 6, 1, 1],
        ["comtrade", 202402, "CHN", "KOR", "X", "250410", 6, 1, 1],
    ]
    load(held, table(tmp_path / "x.csv", TIDY, rows), release_lag=30)
    assert _held(held, "vintage") == [(dt.date(2024, 3, 1),), (dt.date(2024, 3, 30),)]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"vintage": dt.date(2027, 1, 1)}, "after today"),
        ({"vintage": TODAY, "release_lag": 1}, "choose one"),
        ({"release_lag": -1}, "before the end"),
        ({"period": "2021"}, "leave --period away"),
    ],
)
def test_options_that_cannot_be_are_refused(tmp_path: Path, options: dict[str, object], word: str) -> None:
    held = lake(tmp_path)
    with pytest.raises(InputError, match=word):
        load(held, table(tmp_path / "x.csv", BACI, ROWS), **options)
    assert held.loads() == ()


def test_the_same_file_twice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    held = lake(tmp_path)
    path = table(tmp_path / "x.csv", BACI, ROWS)
    load(held, path)
    before = snapshot(tmp_path)
    report = load(held, path, today=TODAY + dt.timedelta(days=3))
    assert report.already
    assert "held already" in report.summary
    assert snapshot(tmp_path) == before


def test_the_same_file_gives_the_same_bytes_in_two_lakes(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        load(lake(tmp_path / name), table(tmp_path / name / "x.csv", BACI, ROWS))
        found.append(snapshot(tmp_path / name / "lake"))
    assert found[0] == found[1]


def test_bad_rows_go_to_quarantine_with_line_reason_and_cells_and_good_ones_load(tmp_path: Path) -> None:
    held = lake(tmp_path)
    bad: list[list[object]] = [
        [2021, 999, 410, 382390, 1, 1],
        [2021, 156, 997, 382390, 1, 1],
        [21, 156, 410, 382390, 1, 1],
        [2021, 156, 392, 38, 1, 1],
        [2021, 156, 528, "38x390", 1, 1],
        [2021, 156, 528, 382390, 1],
    ]
    report = load(held, table(tmp_path / "x.csv", BACI, [*ROWS, *bad]))
    assert report.manifest is not None
    assert (report.manifest.rows, report.manifest.quarantined) == (3, 6)
    assert report.quarantine is not None
    lines = report.quarantine.read_text().splitlines()
    assert lines[1] == "x.csv,5,reporter '999' is no code of baci,2021,999,410,382390,1,1"
    assert "partner '997'" in lines[2]
    assert "period '21'" in lines[3]
    assert "code '38' is not of 6 digits" in lines[4]
    assert "code '38X390'" in lines[5]
    assert "5 cells where the header has 6" in lines[6]


def test_a_number_that_cannot_be_read_is_missing_not_zero(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows: list[list[object]] = [*ROWS, [2021, 156, 528, 382390, "abc", 1], [2021, 156, 276, 382390, -5, 1]]
    report = load(held, table(tmp_path / "x.csv", BACI, rows))
    assert report.manifest is not None
    assert report.manifest.quarantined == 2
    assert _held(held, "value, value_state", "line >= 5") == [(None, "missing"), (None, "missing")]
    assert report.quarantine is not None
    assert "value 'abc' is no number" in report.quarantine.read_text()
    assert "value '-5' is negative" in report.quarantine.read_text()


def test_a_file_of_bad_rows_only_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    held = lake(tmp_path)
    with pytest.raises(FileRefused, match=r"none of its 1 rows.*line 2: reporter '1'"):
        load(held, table(tmp_path / "x.csv", BACI, [[2021, 1, 410, 382390, 1, 1]]))
    assert snapshot(tmp_path / "lake") == {}


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="a header and no row"):
        load(lake(tmp_path), table(tmp_path / "x.csv", BACI, []))


def test_namibia_is_no_missing_value(tmp_path: Path) -> None:
    held = lake(tmp_path)
    mapping = parse(
        COMPLETE.replace('reporter = { column = "from" }', 'reporter = { column = "from", system = ["iso2"] }'), "x"
    )
    load(held, table(tmp_path / "x.csv", COMPLETE_HEADER, [[2021, "NA", "KOR", "260300", 5, 1]]), layout=mapping)
    assert _held(held, "reporter, value") == [("NAM", 5.0)]


def test_states_are_kept_apart(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [[2021, "CHN", "KOR", code, value, 1] for code, value in (("01", 5), ("02", 0), ("03", "NA"), ("04", "x"))]
    load(held, table(tmp_path / "x.csv", COMPLETE_HEADER, rows), layout=parse(COMPLETE, "x"))
    assert _held(held, "value_state, value") == [
        ("observed", 5.0),
        ("zero", 0.0),
        ("missing", None),
        ("suppressed", None),
    ]


def test_editions_in_one_file_are_kept_by_row(tmp_path: Path) -> None:
    held = lake(tmp_path)
    header = ["year", "code", "exporter", "importer", "value_usd", "nomenclature", "source"]
    rows = [
        [year, "811292", "CHN", "KOR", 5, hs, "CEPII BACI V202601"] for year, hs in ((2016, "HS02"), (2017, "HS17"))
    ]
    load(held, table(tmp_path / "x.csv", header, rows))
    assert _held(held, "edition, vintage") == [("HS02", dt.date(2026, 1, 1)), ("HS17", dt.date(2026, 1, 1))]
    findings = [finding for finding in held.check() if finding.check == "break of edition"]
    assert "811292 (HS02 2016-2016; HS17 2017-2017)" in findings[0].what


def test_groups_among_economies_keep_the_code_of_their_publisher(tmp_path: Path) -> None:
    held = lake(tmp_path)
    header = ["YEAR", "MONTH", "CTY_CODE", "I_COMMODITY", "GEN_VAL_MO"]
    rows = [["2023", "01", code, "85", value] for code, value in (("-", 9), ("5XXX", 5), ("5700", 5), ("5081", 4))]
    load(held, table(tmp_path / "x.csv", header, rows))
    assert _held(held, "partner, partner_kind, weight_state") == [
        ("WLD", "world", "not collected"),
        ("us-schedule-c:5XXX", "group", "not collected"),
        ("CHN", "economy", "not collected"),
        ("ISR", "economy", "not collected"),
    ]


def test_areas_of_one_economy_are_added_and_kept_as_parts(tmp_path: Path) -> None:
    held = lake(tmp_path)
    header = ["YEAR", "MONTH", "CTY_CODE", "I_COMMODITY", "GEN_VAL_MO"]
    report = load(held, table(tmp_path / "x.csv", header, [["2023", "01", code, "85", 2] for code in ("5082", "5083")]))
    assert sorted(_held(held, "partner, value, role")) == [
        ("PSE", 2.0, "part"),
        ("PSE", 2.0, "part"),
        ("PSE", 4.0, "total"),
    ]
    assert any("sums of areas" in warning for warning in report.warnings)


def test_a_sum_of_areas_of_which_one_is_zero_is_observed(tmp_path: Path) -> None:
    held = lake(tmp_path)
    header = ["YEAR", "MONTH", "CTY_CODE", "I_COMMODITY", "GEN_VAL_MO"]
    load(held, table(tmp_path / "x.csv", header, [["2023", "01", "5082", "85", 2], ["2023", "01", "5083", "85", 0]]))
    assert ("PSE", 2.0, "observed", "total") in _held(held, "partner, value, value_state, role")


def test_a_total_beside_its_breakdown_is_never_summed(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [[2022, 410, 156, "811292", "M", value, 5, 5, 8] for value in (60, 100, 40)]
    rows += [[2022, 410, 392, "811292", "M", 7, 1, 1, 8]] * 2
    report = load(held, table(tmp_path / "x.csv", RAW, rows))
    assert _held(held, "value, role") == [(60.0, "part"), (100.0, "total"), (40.0, "part"), (7.0, "total")]
    assert any("1 rows repeat another one exactly" in warning for warning in report.warnings)


def test_rows_that_contradict_each_other_are_quarantined_and_held_as_missing(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [[2022, 410, 156, "811292", "M", value, 5, 5, 8] for value in (100, 70)]
    report = load(held, table(tmp_path / "x.csv", RAW, [*rows, [2022, 410, 392, "811292", "M", 7, 0, "", 8]]))
    assert _held(held, "partner, value_state, weight_state, quantity_state") == [
        ("CHN", "missing", "missing", "missing"),
        ("JPN", "observed", "missing", "missing"),
    ]
    assert report.manifest is not None
    assert report.manifest.quarantined == 2
    assert any("KOR import CHN 811292 2022" in warning for warning in report.warnings)


def test_without_a_rule_for_totals_different_rows_at_one_key_are_ambiguous(tmp_path: Path) -> None:
    held = lake(tmp_path)
    report = load(held, table(tmp_path / "x.csv", BACI, [[2021, 156, 410, 382390, value, 1] for value in (100, 50)]))
    assert report.manifest is not None
    assert report.manifest.quarantined == 2


def test_another_value_at_a_key_that_is_held_is_refused_by_name(tmp_path: Path) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / "a.csv", BACI, ROWS))
    before = snapshot(tmp_path / "lake")
    with pytest.raises(FileRefused, match=r"line 2: CHN export KOR 382390 2021 is held with 52,051 and.*60,000"):
        load(held, table(tmp_path / "b.csv", BACI, [[2021, 156, 410, 382390, 60, 1]]))
    assert {name: content for name, content in snapshot(tmp_path / "lake").items() if "loads" in name} == {
        name: content for name, content in before.items() if "loads" in name
    }


def test_equal_rows_of_another_file_are_held_once(tmp_path: Path) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / "a.csv", BACI, ROWS))
    report = load(held, table(tmp_path / "b.csv", BACI, [*ROWS, [2021, 156, 528, 382390, 60, 1]]))
    assert report.manifest is not None
    assert (report.manifest.rows, report.manifest.held) == (1, 3)


def test_a_mended_row_fills_what_was_missing(tmp_path: Path) -> None:
    held = lake(tmp_path)
    mapping = parse(COMPLETE, "x")
    other = [2021, "JPN", "KOR", "01", 2, 1]
    load(held, table(tmp_path / "a.csv", COMPLETE_HEADER, [[2021, "CHN", "KOR", "01", "x9", 1], other]), layout=mapping)
    assert held.market("KOR", 2021).cut == "1 row of a.csv is in quarantine"
    load(held, table(tmp_path / "b.csv", COMPLETE_HEADER, [[2021, "CHN", "KOR", "01", 5, 1], other]), layout=mapping)
    assert held.market("KOR", 2021).imports.tolist() == [[5.0, 2.0]]
    assert held.market("KOR", 2021).cut is None


def test_loads_stand_in_the_order_of_their_day_then_of_the_name_of_the_file(tmp_path: Path) -> None:
    held = lake(tmp_path)
    days = {"c.csv": TODAY, "a.csv": TODAY, "z.csv": TODAY - dt.timedelta(days=1), "b.csv": TODAY}
    for year, (name, day) in enumerate(days.items(), start=2015):
        load(held, table(tmp_path / name, BACI, [[year, 156, 410, 382390, 1, 1]]), today=day)
    assert [manifest.file for manifest in held.loads()] == ["z.csv", "a.csv", "b.csv", "c.csv"]


def test_years_are_those_in_which_an_economy_bought_anything(tmp_path: Path) -> None:
    held = lake(tmp_path)
    rows = [[2020, 156, 528, 382390, 1, 1], [2021, 156, 276, 382390, 1, 1], [2022, 156, 410, 382390, 1, 1]]
    load(held, table(tmp_path / "x.csv", BACI, rows))
    load(held, table(tmp_path / "y.csv", BACI, [[2019, 156, 528, 382390, 1, 1]]))
    assert held.years() == {"DEU": (2021,), "KOR": (2022,), "NLD": (2019, 2020)}


def test_the_year_of_a_file_that_does_not_say_it_comes_from_its_name_or_the_command(tmp_path: Path) -> None:
    header, rows = ["i", "j", "cmd", "value"], [["S19", "KOR", "854231", 5]]
    held = lake(tmp_path)
    load(held, table(tmp_path / "flows_2022.csv", header, rows))
    load(held, table(tmp_path / "flows.csv", header, rows), period="2021")
    assert set(_held(held, "reporter, period")) == {("TWN", dt.date(2022, 1, 1)), ("TWN", dt.date(2021, 1, 1))}
    with pytest.raises(FileRefused, match="--period 2022"):
        load(held, table(tmp_path / "flows_2021_2022.csv", header, [["CHN", "KOR", "854231", 5]]))


@pytest.mark.parametrize("packing", ["gz", "zip", "xlsx", "parquet"])
def test_every_packing_gives_the_same_rows(tmp_path: Path, packing: str) -> None:
    plain = table(tmp_path / "x.csv", BACI, ROWS)
    path = tmp_path / f"y.{packing}"
    if packing == "gz":
        path.write_bytes(gzip.compress(plain.read_bytes()))
    elif packing == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(plain, "BACI_HS92_Y2021.csv")
            archive.writestr(
                "country_codes.csv", "country_code,country_name,country_iso2,country_iso3\n156,China,CN,CHN\n"
            )
    elif packing == "xlsx":
        book = openpyxl.Workbook()
        for row in [[*BACI], *ROWS]:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        duckdb.execute(f"COPY (FROM read_csv('{plain}', all_varchar = true)) TO '{path}'")
    held = lake(tmp_path)
    load(held, path)
    assert [row[0] for row in _held(held, "value")] == [52051.0, 41.0, 7000.0]


def test_a_table_of_countries_is_compared_and_not_loaded(tmp_path: Path) -> None:
    held = lake(tmp_path)
    header = ["country_code", "country_name", "country_iso2", "country_iso3"]
    report = load(
        held, table(tmp_path / "x.csv", header, [[156, "China", "CN", "CHN"], [4, "Afghanistan", "AF", "AFG"]])
    )
    assert report.manifest is None
    assert "1 of 2 agree with ours; 1 differ: 4 AFG (here unknown)" in report.summary
    assert held.loads() == ()


def test_a_load_that_dies_before_its_manifest_leaves_nothing_that_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = lake(tmp_path)
    path = table(tmp_path / "x.csv", BACI, ROWS)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ingest, "publish", die)
        with pytest.raises(KeyboardInterrupt):
            load(held, path)
    assert list((tmp_path / "lake").rglob("*.parquet"))
    assert held.loads() == ()
    assert held.sources() == ()
    load(held, table(tmp_path / "other.csv", BACI, [[2020, 156, 410, 382390, 1, 1]]))
    assert len(list((tmp_path / "lake").rglob("*.parquet"))) == 1


def test_a_process_killed_just_before_the_rename_leaves_the_lake_as_it_was(tmp_path: Path) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / "a.csv", BACI, ROWS))
    before = [manifest.id for manifest in held.loads()]
    table(tmp_path / "b.csv", BACI, [[2020, 156, 410, 382390, 1, 1]])
    script = f"""
import os, pathlib
from tests.store.small_lake import lake, load
pathlib.Path.replace = lambda self, target: os._exit(9)
load(lake(pathlib.Path({str(tmp_path)!r})), pathlib.Path({str(tmp_path / "b.csv")!r}))
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, check=False
    )
    assert done.returncode == 9
    assert [manifest.id for manifest in held.loads()] == before
    assert held.years() == {"KOR": (2021,)}
    load(held, tmp_path / "b.csv")
    assert held.years() == {"KOR": (2020, 2021)}
    assert not list((tmp_path / "lake").rglob("*.tmp"))


def test_a_manifest_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    held = lake(tmp_path)
    (tmp_path / "lake" / "loads").mkdir(parents=True)
    (tmp_path / "lake" / "loads" / "0123.json").write_text("{")
    with pytest.raises(WorkspaceError, match=r"0123\.json cannot be read"):
        held.loads()


def test_a_manifest_is_read_once_until_it_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / "a.csv", BACI, [[2020, 156, 410, 382390, 1, 1]]))
    read: list[str] = []

    def counted(path: Path, *, encoding: str) -> str:
        read.append(path.name)
        return path.read_bytes().decode(encoding)

    monkeypatch.setattr(Path, "read_text", counted)
    first = held.loads()
    assert (held.loads(), read) == (first, [f"{first[0].id}.json"])
    (manifest,) = (tmp_path / "lake" / "loads").iterdir()
    manifest.write_bytes(manifest.read_bytes().replace(b'"a.csv"', b'"b.csv" '))
    assert [entry.file for entry in held.loads()] == ["b.csv"]
    assert len(read) == 2


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    rows = ([2021, 156, 410, f"{code:06d}", 1, 1] for code in range(100_001))
    file = table(tmp_path / "x.csv", BACI, rows)
    load(lake(tmp_path), file, progress=lambda name, done, total: told.append((name, done, total)))
    assert told == [("x.csv", 100_000, 100_002)]  # of all lines, the header among them


def test_nothing_is_held_in_an_empty_lake(tmp_path: Path) -> None:
    held = lake(tmp_path)
    assert (held.loads(), held.sources(), held.years(), held.check(), held.production()) == ((), (), {}, (), ())
