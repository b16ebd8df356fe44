"""The program as a whole: light to start, `--json` everywhere, errors in one line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from tests.cli.running import haechi

import haechi as package
from haechi.cli.main import app

HEAVY = ("alembic", "babel", "duckdb", "jinja2", "numpy", "openpyxl", "rich", "sqlalchemy", "typst")
COMMANDS = {
    command.name or getattr(command.callback, "__name__", ""): command.callback for command in app.registered_commands
}


def test_starting_the_program_imports_no_heavy_library() -> None:
    script = f"import sys, haechi.cli.main; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_commands_that_others_build_on_are_there() -> None:
    wanted = "demo depend pair group brief items item paths sources init load loads check set"
    assert set(COMMANDS) >= set(wanted.split())


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"init", "demo", "serve", "work"}))
def test_every_command_that_answers_has_json(name: str) -> None:
    parameters = typer.main.get_command(app).commands[name].params  # type: ignore[attr-defined]
    assert "--json" in {option for parameter in parameters for option in parameter.opts}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    shown = haechi(name, "--help")
    assert shown.status == 0
    assert "Usage" in shown.out


@pytest.mark.parametrize(
    "command",
    [
        ["items"],
        ["item", "gallium"],
        ["paths", "gallium"],
        ["sources"],
        ["depend", "KOR"],
        ["pair", "KOR", "NLD"],
        ["group", "KOR", "NLD", "JPN"],
    ],
)
def test_answers_without_a_workspace_are_the_same_twice_in_every_form(command: list[str]) -> None:
    forms = {form: [haechi(*command, *form).out for _ in range(2)] for form in ((), ("--json",), ("--csv",))}
    assert all(first == second for first, second in forms.values())
    answer = json.loads(forms["--json",][0])
    assert set(answer) == {"meta", "rows"}
    assert answer["meta"]["command"] == command[0]
    assert answer["meta"]["haechi"] == package.__version__
    assert answer["rows"]


def test_the_version_is_that_of_the_package() -> None:
    assert haechi("--version").out.strip() == package.__version__


@pytest.mark.parametrize(
    "command",
    [["nosuch"], ["depend"], ["depend", "KOR", "--year", "soon"], ["depend", "KOR", "--as-of", "2022"], ["set", "hf"]],
)
def test_a_command_line_that_cannot_be_read_has_status_2_and_no_traceback(command: list[str]) -> None:
    done = haechi(*command)
    assert done.status == 2
    assert done.err
    assert "Traceback" not in done.err


def test_an_error_is_one_line_in_a_real_process(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "haechi.cli.main", "load", "absent.csv", "-w", "nowhere"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("haechi: nowhere is not a workspace")
    assert done.stderr.count("\n") == 1
