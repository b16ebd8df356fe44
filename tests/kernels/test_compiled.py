import os
import subprocess
import sys
from pathlib import Path

import pytest

from haechi.kernels.compiled import cache_folder, spread


def test_loops_are_kept_in_the_cache_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache" / "haechi" / "numba"


def test_without_a_cache_of_that_name_the_home_has_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "haechi" / "numba"


def test_without_a_writable_home_loops_go_to_a_new_folder_of_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = cache_folder(), cache_folder()
    assert first.parent == tmp_path
    assert first != second
    assert first.stat().st_mode & 0o077 == 0


def test_a_folder_named_by_the_user_is_used(tmp_path: Path) -> None:
    script = (
        "import numpy as np; from haechi.kernels.orders import orders; orders(np.zeros((2, 1), np.float32));"
        "import numba; print(numba.config.CACHE_DIR)"
    )
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(tmp_path)
    assert list(tmp_path.rglob("*.nbi"))


def test_starting_the_program_does_not_import_the_compiler() -> None:
    script = "import sys, haechi.cli.main; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_spans_cover_everything_once() -> None:
    seen: list[tuple[int, int]] = []
    spread(lambda start, stop: seen.append((start, stop)), 10, span=4)
    assert sorted(seen) == [(0, 4), (4, 8), (8, 10)]


def test_an_error_in_a_span_is_not_swallowed() -> None:
    def work(start: int, _: int) -> None:
        raise ValueError(start)

    with pytest.raises(ValueError, match="0"):
        spread(work, 1, span=1)
