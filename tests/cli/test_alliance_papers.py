"""`agenda` and `status`, as the program prints and writes them."""

import csv
import io
from pathlib import Path

from tests.cli.running import haechi

BODY = "kor-nld-semiconductor-dialogue"
DAY = ("--as-of", "2026-06-01")


def test_the_agenda_is_printed_with_its_points_and_what_must_be_known() -> None:
    shown = haechi("agenda", BODY, *DAY).words
    assert "Hold the Semiconductor Dialogue every year: drifting, 467 days late" in shown
    assert "Last meeting: 19 February 2024." in shown


def test_the_agenda_as_csv_has_a_line_for_each_point() -> None:
    rows = list(csv.DictReader(io.StringIO(haechi("agenda", BODY, *DAY, "--csv").out)))
    assert len(rows) == len(haechi("agenda", BODY, *DAY, "--json").payload["rows"])
    assert {"topic", "subject", "text", "who", "date", "sources"} <= set(rows[0])


def test_the_agenda_is_written_in_the_forms_that_are_named(tmp_path: Path) -> None:
    rows = haechi("agenda", BODY, *DAY, "--html", "--language", "nl", "--out", tmp_path, "--json").payload["rows"]
    assert [Path(row["file"]).name for row in rows] == [f"agenda-{BODY}-nl-2026-06-01.html"]
    assert '<html lang="nl">' in Path(rows[0]["file"]).read_text(encoding="utf-8")


def test_the_status_sheet_is_written_in_all_forms_where_none_is_named(workspace: Path) -> None:
    assert haechi("status", *DAY, "-w", workspace).status == 0
    names = sorted(path.name for path in (workspace / "outbox").iterdir())
    assert names == [f"status-2026-06-01.{form}" for form in ("html", "pdf", "xlsx")]


def test_only_the_form_that_is_asked_for_is_written(tmp_path: Path) -> None:
    haechi("status", *DAY, "--xlsx", "--language", "ko", "--out", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["status-ko-2026-06-01.xlsx"]


def test_the_status_sheet_needs_a_workspace_or_a_folder() -> None:
    assert "is not a workspace" in haechi("status").complaint


def test_a_language_without_a_catalogue_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    assert "'fr'" in haechi("status", "--language", "fr", "--out", tmp_path / "out").complaint
    assert not (tmp_path / "out").exists()


def test_a_body_that_there_is_not_is_refused_in_a_sentence() -> None:
    assert "is no body of the register" in haechi("agenda", "hold-2plus2").complaint
