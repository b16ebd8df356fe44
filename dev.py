"""The two commands of a fresh clone: `python3 dev.py demo` and `python3 dev.py test`.

Makes `.venv` beside this file (with uv where there is one, else with venv and pip), installs what the lock in
`requirements/` pins by hash, and runs. Only the standard library is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
KERNELS = "tests/kernels"
LOOPS = f"pytest {KERNELS}"  # compiles most loops, once
SUITE = f"pytest -n auto --dist loadfile --ignore {KERNELS}"  # a process for each core, a file of tests in one of them


def main(arguments: list[str]) -> int:
    """Run the command named first; what follows goes to it."""
    commands = {"demo": demo, "test": test, "docs": docs, "lock": lock}
    if not arguments or arguments[0] not in commands:
        print(f"usage: python3 dev.py {{{'|'.join(commands)}}} [arguments]", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Haechi needs Python 3.11 or newer and this is {found}; run dev.py with a newer one", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    return commands[arguments[0]](arguments[1:])


def demo(arguments: list[str]) -> int:
    """Install the package and make the briefs."""
    install("run.txt")
    return subprocess.call([str(BIN / "haechi"), "demo", *arguments])


def test(arguments: list[str]) -> int:
    """Install everything and run every check; with arguments only pytest, on them."""
    install("test.txt")
    if arguments:
        return subprocess.call([str(BIN / "pytest"), *arguments], env=keeping())
    loops = subprocess.Popen(command(LOOPS), stdout=subprocess.PIPE, text=True, env=keeping())
    with loops:  # mypy leaves a core to it
        code = first_failure("ruff check .", "ruff format --check .", "mypy", "lint-imports --no-logo")
        if code:
            loops.terminate()
            return code
        print(f"$ {LOOPS}\n{loops.communicate()[0]}", flush=True)
    return loops.returncode or first_failure(SUITE)


def first_failure(*checks: str) -> int:
    """Run one check after another up to the first that fails; its status."""
    for check in checks:
        print(f"$ {check}", flush=True)
        code = subprocess.call(command(check), env=keeping())
        if code:
            return code
    return 0


def keeping() -> dict[str, str]:
    """The environment of a check, in which every process keeps what it compiles: anew it would take half a minute."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def command(check: str) -> list[str]:
    """A check as a command of `.venv`."""
    tool, *options = check.split()
    return [str(BIN / tool), *options]


def docs(_arguments: list[str]) -> int:
    """Build the documentation into docs/_build; any warning is an error."""
    install("docs.txt")
    return subprocess.call([str(BIN / "sphinx-build"), "-W", "-q", "docs", "docs/_build"])


def lock(_arguments: list[str]) -> int:
    """Write the lock anew from pyproject.toml (needs uv)."""
    uv = shutil.which("uv")
    if uv is None:
        print("dev.py lock needs uv on the PATH", file=sys.stderr)
        return 1
    compiler = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
    compiler += ["--python-version", ".".join(map(str, OLDEST)), "--custom-compile-command", "python3 dev.py lock"]
    inputs = {
        "build.txt": ["requirements/build.in"],
        "run.txt": ["pyproject.toml", "--extra", "korean"],
        "test.txt": ["pyproject.toml", "--group", "test", "--all-extras"],
        "docs.txt": ["pyproject.toml", "--group", "docs"],
    }
    return max(subprocess.call([*compiler, *given, "-o", f"requirements/{name}"]) for name, given in inputs.items())


def install(requirements: str) -> None:
    """Make `.venv` hold what the lock says and the package itself; nothing is done when it does already."""
    locks = [ROOT / "requirements" / name for name in ("build.txt", requirements)]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in [*locks, ROOT / "pyproject.toml"])).hexdigest()
    stamp = VENV / f"installed-{requirements}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Preparing .venv (once; about a minute) ...", flush=True)
    for command in steps(locks):
        if subprocess.call(command) != 0:
            shown = " ".join(command)
            sys.exit(f"could not prepare {VENV.name}: this failed: {shown}")
    stamp.write_text(wanted, encoding="utf-8")


def steps(locks: list[Path]) -> list[list[str]]:
    """Commands that install the locks and the package, with uv where there is one."""
    pinned = [part for path in locks for part in ("-r", str(path))]
    package = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    uv = shutil.which("uv")
    if uv is not None:
        make = [] if PYTHON.exists() else [[uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]]
        pip = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
        return [*make, [*pip, "--require-hashes", *pinned], [*pip, *package]]
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("this Python lacks ensurepip, so no .venv can be made: install python3-venv (Debian, Ubuntu) or uv")
    make = [] if PYTHON.exists() else [[sys.executable, "-m", "venv", str(VENV)]]
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [*make, [*pip, "--require-hashes", *pinned], [*pip, *package]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
