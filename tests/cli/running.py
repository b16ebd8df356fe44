"""Runs the program in this process, as the shell would: arguments in, exit status and both streams out."""

import contextlib
import io
import json
import sys
from dataclasses import dataclass
from typing import Any

from haechi.cli.main import run


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    status: int
    out: str
    err: str

    @property
    def payload(self) -> Any:
        """The object of `--json`; a NaN or an infinity in it is refused."""
        assert self.status == 0, self.err
        return json.loads(self.out, parse_constant=_refuse)

    @property
    def words(self) -> str:
        """Standard output with every run of blanks as one, since tables and notes wrap."""
        return " ".join(self.out.split())

    @property
    def complaint(self) -> str:
        """The one line of an error, without the name of the program; anything else fails."""
        assert self.status == 1, (self.status, self.out, self.err)
        assert self.out == ""
        assert self.err.startswith("haechi: "), self.err
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err.removeprefix("haechi: ").strip()


def haechi(*arguments: object) -> Outcome:
    """Run `haechi` with arguments; an exception that the program does not turn into a sentence comes through."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.argv
    sys.argv = ["haechi", *map(str, arguments)]
    status = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            run()
    except SystemExit as leave:
        status = int(leave.code or 0)
    finally:
        sys.argv = before
    return Outcome(status=status, out=out.getvalue(), err=err.getvalue())


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")
