"""A customs file that somebody drops on the page of the data: kept aside, loaded as by `haechi load`, taken away."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from haechi.app import loading
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError, UnknownName
from haechi.model.enclosure import cleaned
from haechi.sentence import said

_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A file by the name that its owner gave it, and what it does not say itself, as typed."""

    name: str
    content: BinaryIO
    period: str = ""
    vintage: str = ""
    release_lag: str = ""


def load(desk: Desk, dropped: Dropped) -> Report:
    """Load a file wholly or not at all; nothing of it is left aside.

    Raises
    ------
    InputError
        If it has no name, a date or a number of days cannot be read, or the file is refused.
    """
    if not dropped.name:
        raise InputError(said("no file was chosen; choose one, or drop it on the field"))
    terms = loading.Terms(
        period=dropped.period.strip() or None, vintage=_day(dropped.vintage), release_lag=_days(dropped.release_lag)
    )
    with tempfile.TemporaryDirectory(prefix="haechi-") as folder:
        path = Path(folder, cleaned(dropped.name))
        with path.open("wb") as file:
            shutil.copyfileobj(dropped.content, file)
        return loading.load(desk, [path], terms, lambda _name, _done, _total: None)


def quarantined(desk: Desk) -> Report:
    """Files of rows that could not be loaded."""
    folder = desk.place.quarantine
    paths = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    rows: list[Row] = [{"name": path.name, "kilobytes": path.stat().st_size / 1000} for path in paths]
    notes = () if rows else (said("No row was put aside."),)
    return Report(command="quarantine", as_of=desk.as_of, rows=rows, notes=notes)


def quarantine(desk: Desk, name: str) -> bytes:
    """The rows that were put aside from one file, each with its line, the reason and every cell, as CSV.

    Raises
    ------
    UnknownName
        If there is no such file.
    """
    found: Mapping[str, Path] = {path.name: path for path in desk.place.quarantine.glob("*.csv")}
    if name not in found:
        raise UnknownName(f"there is no quarantine {name!r}; look at the list of those that there are")
    return found[name].read_bytes()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise InputError(said("{text} is no day of publication; write it as 2024-02-05", text=repr(text))) from error


def _days(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text.strip()) > _DIGITS:
        raise InputError(
            said(
                "{text} is no number of days; write 30 where data come out a month after their month",
                text=repr(text[:20]),
            )
        )
    return int(text)
