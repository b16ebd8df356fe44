"""A load that is killed or finds the disk full: nothing of it is seen, nothing is in the way of the next one."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest
from tests.cli.running import haechi
from tests.cli.test_data import small
from tests.store.small_lake import TIDY, snapshot, table

from haechi.store.lake import Lake
from haechi.store.manifest import digest, leftovers

PATIENCE = 60.0  # seconds after which a test that waits has failed
MONTHS = [f"{year}-{month:02d}" for year in range(1985, 2015) for month in range(1, 13)]  # a file of the lake for each
GOOD = "SELECT '2021' AS t, '392' AS i, '410' AS j, '281112' AS k, '5' AS v, '1' AS q"
LIMITED = "import resource, sys; from haechi.cli.main import run; size = int(sys.argv.pop(1)); \
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); run()"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace into which a file is loaded already."""
    haechi("init", tmp_path / "desk")
    assert haechi("load", small(tmp_path), "-w", tmp_path / "desk").status == 0
    return tmp_path / "desk"


def many_months(folder: Path) -> Path:
    """A file of so many months that writing them takes a while."""
    rows = [["comtrade", month.replace("-", ""), "CHN", "KOR", "X", "250410", 6, 1, 1] for month in MONTHS]
    return table(folder / "months.csv", TIDY, rows)


def as_parquet(folder: Path, query: str) -> Path:
    """Rows in the layout of BACI, which reach the lake without a file in between."""
    path = folder / "BACI_HS17_Y2021_V202302.parquet"
    duckdb.sql(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def written(lake: Path) -> list[Path]:
    """Files of the lake that no load holds."""
    return [path for path in leftovers(lake) if path.suffix == ".parquet"]


def load_with_little_room(path: Path, folder: Path, room: int) -> subprocess.CompletedProcess[str]:
    """Load in a process whose files may not grow beyond some bytes, as on a disk that is full."""
    pytest.importorskip("resource", reason="this system sets no limit on files")
    command = [sys.executable, "-c", LIMITED, str(room), "load", str(path), "-w", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


def assert_whole(folder: Path) -> None:
    """Every load of a workspace names files that are there, with the bytes that were written."""
    lake = Lake(folder=folder / "lake", quarantine=folder / "quarantine")
    for manifest in lake.loads():
        for file in manifest.files:
            assert digest(lake.folder / file.path) == file.sha256


def test_a_load_that_is_killed_in_its_middle_is_not_seen_and_the_next_one_goes_through(
    folder: Path, tmp_path: Path
) -> None:
    lake, path = folder / "lake", many_months(tmp_path)
    before = haechi("loads", "-w", folder, "--json").out
    command = [sys.executable, "-m", "haechi.cli.main", "load", str(path), "-w", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while not written(lake):
        pause.wait(0.01)
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < end, "it wrote nothing"
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait(PATIENCE) == -signal.SIGKILL
    assert len(written(lake)) < len(MONTHS)
    assert haechi("loads", "-w", folder, "--json").out == before
    assert_whole(folder)
    (row,) = haechi("load", path, "-w", folder, "--json").payload["rows"]
    assert (row["state"], row["first_period"], row["last_period"]) == ("loaded", MONTHS[0], MONTHS[-1])
    assert list(leftovers(lake)) == []
    assert len(haechi("loads", "-w", folder, "--json").payload["rows"]) == 2
    assert_whole(folder)


@pytest.mark.parametrize("room", [0, 500])
def test_a_disk_without_room_for_the_rows_is_a_sentence_and_nothing_is_kept(
    folder: Path, tmp_path: Path, room: int
) -> None:
    path = as_parquet(tmp_path, GOOD)
    before = snapshot(folder)
    done = load_with_little_room(path, folder, room)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("haechi: ")
    assert "check the path, its rights and the space on the disk" in done.stderr
    assert snapshot(folder) == before


def test_a_disk_without_room_for_rows_put_aside_keeps_neither_them_nor_the_load(folder: Path, tmp_path: Path) -> None:
    bad = GOOD.replace("'5'", "'abc'")
    path = as_parquet(tmp_path, f"{GOOD} UNION ALL {bad} FROM range(20000)")
    before = snapshot(folder)
    done = load_with_little_room(path, folder, 100_000)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert snapshot(folder) == before
