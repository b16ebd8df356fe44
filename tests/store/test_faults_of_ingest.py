"""A load whose last step fails: what it wrote is taken away again."""

import errno
from pathlib import Path
from typing import NoReturn

import pytest
from tests.store.small_lake import BACI, lake, load, snapshot, table

from haechi.store import request

ROWS: list[list[object]] = [[2021, 392, 410, 281111, 120, 3.5], [2021, 392, 410, 281112, "abc", 1]]


def test_a_manifest_that_cannot_be_written_leaves_neither_rows_nor_quarantine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "x.json")

    held, path = lake(tmp_path), table(tmp_path / "x.csv", BACI, ROWS)
    monkeypatch.setattr(request, "commit", full)
    with pytest.raises(OSError, match="No space left"):
        load(held, path)
    assert snapshot(held.folder) == snapshot(held.quarantine) == {}
    monkeypatch.undo()
    assert load(held, path).quarantine is not None


def test_what_a_killed_load_was_writing_is_swept_by_the_next(tmp_path: Path) -> None:
    held = lake(tmp_path)
    held.quarantine.mkdir()
    (held.quarantine / "y.csv-0.csv.tmp").write_text("file,line", encoding="utf-8")
    load(held, table(tmp_path / "x.csv", BACI, ROWS))
    assert [path.suffix for path in held.quarantine.iterdir()] == [".csv"]
