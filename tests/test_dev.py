"""The pure parts of dev.py: which commands prepare `.venv`, and what it says where it cannot."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def dev() -> ModuleType:
    """A fresh copy of the script as a module."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script where no `.venv` stands and no uv is on the PATH."""
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    return dev


def test_without_a_known_command_the_usage_is_said_with_status_2(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in ([], ["nosuch"], ["--help"]):
        assert dev.main(arguments) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert re.fullmatch(r"usage: python3 dev\.py \{demo\|test(\|\w+)*\} \[arguments\]\n", shown.err)


def test_a_python_that_is_too_old_is_told_so_in_a_sentence(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    assert dev.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert said == "Haechi needs Python 3.11 or newer and this is 3.9.18; run dev.py with a newer one\n"


def test_the_oldest_python_is_that_of_the_package(dev: ModuleType) -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={dev.OLDEST[0]}.{dev.OLDEST[1]}"' in settings


def test_the_script_compiles_for_an_older_python_so_that_it_can_complain(dev: ModuleType) -> None:
    assert dev.__file__ is not None
    text = Path(dev.__file__).read_text(encoding="utf-8")
    assert "from __future__ import annotations" in text
    compile(text, "dev.py", "exec", flags=0, dont_inherit=True)
    assert not re.search(r"^\s*match |:=|except\*", text, flags=re.MULTILINE)


def test_without_uv_venv_and_pip_install_the_pinned_files_by_hash(bare: ModuleType) -> None:
    locks = [Path("requirements/build.txt"), Path("requirements/run.txt")]
    make, pinned, package = bare.steps(locks)
    assert make == [sys.executable, "-m", "venv", str(bare.VENV)]
    assert pinned[:4] == [str(bare.PYTHON), "-m", "pip", "install"]
    assert "--require-hashes" in pinned
    assert pinned[-4:] == ["-r", str(locks[0]), "-r", str(locks[1])]
    assert "--require-hashes" not in package
    assert package[-2:] == ["--editable", str(bare.ROOT)]
    assert {"--no-deps", "--no-build-isolation"} <= set(package)


def test_with_uv_it_does_the_same(bare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: "/opt/uv")
    make, pinned, package = bare.steps([Path("a.txt")])
    assert make == ["/opt/uv", "venv", "--quiet", "--python", sys.executable, str(bare.VENV)]
    assert pinned[:3] == ["/opt/uv", "pip", "install"]
    assert "--require-hashes" in pinned
    assert pinned[-2:] == ["-r", "a.txt"]
    assert package[-2:] == ["--editable", str(bare.ROOT)]


def test_an_environment_that_stands_is_not_made_again(bare: ModuleType) -> None:
    bare.PYTHON.parent.mkdir(parents=True)
    bare.PYTHON.write_text("")
    assert [command[1:4] for command in bare.steps([Path("a.txt")])] == [["-m", "pip", "install"]] * 2


def test_without_uv_and_ensurepip_it_says_what_to_install(bare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit, match="lacks ensurepip.*python3-venv"):
        bare.steps([Path("a.txt")])


def test_an_installation_that_is_current_runs_nothing(
    bare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[list[str]] = []

    def call(command: list[str]) -> int:
        made.append(command)
        bare.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        bare.PYTHON.write_text("")
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    bare.install("run.txt")
    assert len(made) == 3
    bare.install("run.txt")
    assert len(made) == 3
    (tmp_path / ".venv" / "installed-run.txt").write_text("of another lock")
    bare.install("run.txt")
    assert len(made) == 5


def test_checks_keep_what_they_compile(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, str]] = []

    def call(_command: list[str], env: dict[str, str]) -> int:
        given.append(env)
        return 0

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("HAECHI_BROWSER", "required")
    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(dev, "install", lambda _requirements: None)
    assert dev.test(["tests/test_dev.py"]) == dev.first_failure("ruff check .") == 0
    assert [("PYTHONDONTWRITEBYTECODE" in env, env["HAECHI_BROWSER"]) for env in given] == [(False, "required")] * 2


def test_a_step_that_fails_is_named_and_leaves_no_stamp(bare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "call", lambda _command: 1)
    with pytest.raises(SystemExit, match="could not prepare .venv: this failed: .*venv"):
        bare.install("run.txt")
    assert not bare.VENV.exists()


@pytest.mark.parametrize("name", ["build.txt", "run.txt", "test.txt"])
def test_every_line_of_a_lock_is_pinned_and_has_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert all("==" in line and "--hash=sha256:" in line for line in lines)
