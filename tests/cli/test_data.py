"""`init`, `load`, `loads` and `check`: real and made files, good and bad."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest
from tests.cli.running import haechi
from tests.store.small_lake import BACI, COMPLETE, COMPLETE_HEADER, snapshot, table

# Two exporters; Taiwan is 490 and the thousand dollars are padded as in the real file.
SMALL: list[list[object]] = [
    [2021, 392, 410, 281111, "120", "     3.5"],
    [2021, 156, 410, 281111, "80", "NA"],
    [2021, 490, 528, 854231, 5, 1],
]


def small(folder: Path, name: str = "BACI_HS17_Y2021_V202301.csv") -> Path:
    return table(folder / name, BACI, SMALL)


def complete(folder: Path) -> Path:
    path = folder / "complete.toml"
    path.write_text(COMPLETE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("trade/baci_country_codes_V202601.csv", None),
        ("trade/baci_layout_2021_two_exporters.csv", 71_192),
        ("trade/baci_reconciled_2022.csv", 23_167),
        ("trade/comtrade_old_layout_equipment_2016_2020.csv", 2_863),
        ("trade/comtrade_raw_2022.csv.gz", 124_323),
        ("trade/comtrade_shifted_header_2023.csv", 7_019),
        ("trade/usgs_mcs2026_commodities.csv", 8_886),
        ("api/comtradr_HS-4f1d0f.json", None),
        ("api/recorded_preview_IND_X_2022_30.json", 2),
    ],
)
def test_real_files_load_without_an_option_and_say_what_they_hold(
    shared_data: Path, workspace: Path, name: str, rows: int | None
) -> None:
    (row,) = haechi("load", shared_data / name, "-w", workspace, "--json").payload["rows"]
    assert row["file"] == Path(name).name
    assert row["state"] == ("loaded" if rows else "nothing to load")
    assert row.get("rows") == rows


def test_a_loaded_file_is_listed_once_and_loading_it_again_changes_nothing(workspace: Path, tmp_path: Path) -> None:
    file = small(tmp_path)
    (first,) = haechi("load", file, "-w", workspace, "--json").payload["rows"]
    before = snapshot(workspace / "lake")
    (second,) = haechi("load", file, "-w", workspace, "--json").payload["rows"]
    assert (first["state"], second["state"]) == ("loaded", "held already")
    assert snapshot(workspace / "lake") == before
    (listed,) = haechi("loads", "-w", workspace, "--json").payload["rows"]
    assert (listed["file"], listed["rows"], listed["last_vintage"]) == (file.name, 3, "2023-01-01")


def test_suppliers_that_are_not_all_in_the_file_have_no_shares_and_json_has_no_nan(
    workspace: Path, tmp_path: Path
) -> None:
    assert haechi("load", small(tmp_path), "-w", workspace).status == 0
    answer = haechi("depend", "KOR", "--year", "2021", "-w", workspace, "--json").payload
    (row,) = answer["rows"]
    assert (row["code"], row["hhi"], row["top_share"], row["value_usd"]) == ("281111", None, None, None)
    assert set(row["presets"].values()) == {None}
    assert any("does not hold all suppliers" in note for note in answer["meta"]["notes"])


def test_a_mapping_reads_an_unknown_layout_and_the_shares_are_those_of_its_rows(
    workspace: Path, tmp_path: Path
) -> None:
    rows = [["2022", "JPN", "KOR", "281111", 70, 7], ["2022", "CHN", "KOR", "281111", 20, 2]]
    rows += [["2022", "USA", "KOR", "281111", 10, 1], ["2022", "KOR", "USA", "281111", 4, ""]]
    file = table(tmp_path / "mine.csv", COMPLETE_HEADER, rows)
    done = haechi("load", file, "--mapping", complete(tmp_path), "--vintage", "2023-05-01", "-w", workspace)
    assert done.status == 0, done.err
    (row,) = haechi("depend", "KOR", "-w", workspace, "--json").payload["rows"]
    assert row["item"] == "hf"
    assert row["hhi"] == pytest.approx(0.54)  # the check value of the issue: shares .7, .2, .1
    assert row["normalised_hhi"] == pytest.approx(0.31)
    assert row["effective_suppliers"] == pytest.approx(1.852, abs=5e-4)
    assert row["theil"] == pytest.approx(0.29679, abs=5e-6)
    assert (row["value_usd"], row["partners"], row["vintage"]) == (100, 3, "2023-05-01")


@pytest.mark.parametrize("value", ["NA", "x"])
def test_a_value_that_is_missing_or_suppressed_is_null_and_not_nan(workspace: Path, tmp_path: Path, value: str) -> None:
    rows = [["2022", "JPN", "KOR", "281111", value, 7], ["2022", "CHN", "KOR", "281111", 20, 2]]
    file = table(tmp_path / "mine.csv", COMPLETE_HEADER, rows)
    assert haechi("load", file, "--mapping", complete(tmp_path), "-w", workspace).status == 0
    (row,) = haechi("depend", "KOR", "-w", workspace, "--json").payload["rows"]
    assert (row["value_usd"], row["hhi"], row["top_share"]) == (None, None, None)
    assert row["has_missing"] is True
    for command in (["pair", "KOR", "CHN"], ["check"], ["loads"]):
        assert haechi(*command, "-w", workspace, "--json").payload


def test_a_revision_is_seen_from_its_day_on(workspace: Path, tmp_path: Path) -> None:
    for day, value in (("2023-01-31", 100), ("2024-01-31", 300)):
        rows = [["2022", "JPN", "KOR", "281111", value, 1], ["2022", "CHN", "KOR", "281111", 100, 1]]
        file = table(tmp_path / f"of-{day}.csv", COMPLETE_HEADER, rows)
        done = haechi("load", file, "--mapping", complete(tmp_path), "--vintage", day, "-w", workspace)
        assert done.status == 0, done.err
    shares = [
        haechi("depend", "KOR", "--as-of", day, "-w", workspace, "--json").payload["rows"][0]["top_share"]
        for day in ("2023-02-01", "2024-02-01")
    ]
    assert shares == [0.5, 0.75]
    findings = haechi("check", "-w", workspace, "--json").payload["rows"]
    assert {"severity", "check", "where", "code", "what", "remedy"} == set(findings[0])
    assert any("revis" in row["check"] for row in findings)


def test_a_release_lag_dates_each_period_after_its_end(workspace: Path, tmp_path: Path) -> None:
    rows = [[str(year), "JPN", "KOR", "281111", 10, 1] for year in (2017, 2018)]
    file = table(tmp_path / "history.csv", COMPLETE_HEADER, rows)
    done = haechi("load", file, "--mapping", complete(tmp_path), "--release-lag", 100, "-w", workspace)
    assert done.status == 0, done.err
    seen = haechi("depend", "KOR", "--as-of", "2019-01-15", "-w", workspace, "--json").payload
    assert seen["meta"]["parameters"]["year"] == 2017
    assert (
        "published after 2019-01-15"
        in haechi("depend", "KOR", "--year", 2018, "--as-of", "2019-01-15", "-w", workspace).complaint
    )


def test_files_before_a_refused_one_stay(workspace: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    assert "bad.csv" in haechi("load", small(tmp_path), bad, "-w", workspace).complaint
    (row,) = haechi("loads", "-w", workspace, "--json").payload["rows"]
    assert row["rows"] == 3


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _header_only(path: Path) -> None:
    path.write_text("t,i,j,k,v,q\n")


def _not_a_table(path: Path) -> None:
    path.write_bytes(os.urandom(2048))


def _unknown_header(path: Path) -> None:
    path.write_text("a,b,c\n1,2,3\n")


def _truncated_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(b"t,i,j,k,v,q\n" + b"2021,392,410,281111,1,1\n" * 500)[:-20])


def _truncated_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "t,i,j,k,v,q\n" + "2021,392,410,281111,1,1\n" * 500)
    path.write_bytes(path.read_bytes()[:-30])


def _truncated_parquet(path: Path) -> None:
    path.write_bytes(b"PAR1" + b"\0" * 50)


def _broken_json(path: Path) -> None:
    path.write_text('{"data": [')


def _broken_xlsx(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 not a workbook")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("empty.csv", _empty),
        ("header.csv", _header_only),
        ("noise.csv", _not_a_table),
        ("unknown.csv", _unknown_header),
        ("cut.csv.gz", _truncated_gzip),
        ("cut.zip", _truncated_zip),
        ("cut.parquet", _truncated_parquet),
        ("broken.json", _broken_json),
        ("broken.xlsx", _broken_xlsx),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence_and_nothing_of_it_is_kept(
    workspace: Path, tmp_path: Path, name: str, make: object
) -> None:
    path = tmp_path / name
    make(path)  # type: ignore[operator]
    assert name in haechi("load", path, "-w", workspace).complaint
    listed = haechi("loads", "-w", workspace, "--json").payload
    assert listed["rows"] == []
    assert listed["meta"]["notes"] == ["Nothing is loaded: `haechi load FILE`."]


@pytest.mark.parametrize("name", ["absent.csv", "a" * 300 + ".csv", "."])
def test_what_is_no_file_is_named(workspace: Path, name: str) -> None:
    assert name[:20] in haechi("load", name, "-w", workspace).complaint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser reads every file")
def test_a_file_without_the_right_to_read_it_is_named(workspace: Path, tmp_path: Path) -> None:
    file = small(tmp_path)
    file.chmod(0)
    assert file.name in haechi("load", file, "-w", workspace).complaint


@pytest.mark.parametrize("written", ["", "name = ", 'name = "x"\n'])
def test_a_mapping_that_is_wrong_is_refused_in_a_sentence(workspace: Path, tmp_path: Path, written: str) -> None:
    mapping = tmp_path / "mine.toml"
    mapping.write_text(written)
    assert "mine.toml" in haechi("load", small(tmp_path), "--mapping", mapping, "-w", workspace).complaint
    absent = haechi("load", small(tmp_path), "--mapping", tmp_path / "absent.toml", "-w", workspace)
    assert "absent.toml" in absent.complaint


def test_a_day_and_a_lag_exclude_each_other(workspace: Path, tmp_path: Path) -> None:
    options = ["--vintage", "2023-01-01", "--release-lag", 30, "-w", workspace]
    assert "exclude each other" in haechi("load", small(tmp_path), *options).complaint


@pytest.mark.parametrize("command", [["load", "x.csv"], ["loads"], ["check"], ["depend", "KOR"], ["item", "hf"]])
def test_a_folder_that_is_no_workspace_is_named_with_what_to_do(tmp_path: Path, command: list[str]) -> None:
    said = haechi(*command, "-w", tmp_path / "nowhere").complaint
    assert "nowhere is not a workspace" in said
    assert "haechi init" in said


def test_a_workspace_is_found_by_the_environment_and_by_the_current_folder(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert haechi("load", small(tmp_path), "-w", workspace).status == 0
    monkeypatch.setenv("HAECHI_WORKSPACE", str(workspace))
    assert haechi("loads", "--json").payload["rows"]
    monkeypatch.delenv("HAECHI_WORKSPACE")
    monkeypatch.chdir(workspace)
    assert haechi("loads", "--json").payload["rows"]


def test_a_workspace_made_twice_is_left_as_it_is(workspace: Path) -> None:
    before = snapshot(workspace)
    assert haechi("init", workspace).status == 0
    assert snapshot(workspace) == before


def test_a_place_where_no_workspace_can_be_made_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    assert str(taken) in haechi("init", taken).complaint
    assert str(taken) in haechi("init", taken / "below").complaint


def test_settings_of_another_format_or_no_toml_are_named(workspace: Path) -> None:
    settings = workspace / "haechi.toml"
    settings.write_text("format = 99\n")
    assert "format = 99" in haechi("loads", "-w", workspace).complaint
    settings.write_text("format = \n")
    assert "haechi.toml" in haechi("loads", "-w", workspace).complaint


def test_an_empty_lake_says_so(workspace: Path) -> None:
    assert "Nothing is loaded" in haechi("loads", "-w", workspace).words
    assert "nothing was checked" in haechi("check", "-w", workspace).words
