"""What each load brought: a manifest in lake/loads, whose rename makes the load visible.

Parquet files that no manifest names are left-overs of a load that was killed; nobody reads them.
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from haechi.errors import WorkspaceError
from haechi.model.trade import Coverage, Direction, Edition, Frequency

_FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeFile:
    """A Parquet file of the lake; `path` is relative to the lake."""

    path: str
    period: str
    vintage: dt.date
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One load.

    Parameters
    ----------
    id : first 16 digits of the hash over the input, the layout and the vintage
    file, sha256 : name and hash of the file that was loaded
    layout, source, basis, valuation : how it was read; basis and valuation as words, joined where there are several
    subject : flows or production
    vintage_given : the vintage or lag that the user named; empty: taken from the file or the day of loading
    period_given : the period that the user named, or that stands in the file's name
    loaded : day of loading
    rows, held : rows in the lake from this load; rows that were held already with the same values
    states : column -> state -> number of rows
    quarantined : rows put to quarantine
    coverage : what is complete
    files : the Parquet files
    warnings : what a user of the data must know
    """

    id: str
    file: str
    sha256: str
    layout: str
    source: str
    basis: str
    valuation: str
    subject: str
    vintage_given: str
    period_given: str
    loaded: dt.date
    rows: int
    held: int
    states: Mapping[str, Mapping[str, int]]
    quarantined: int
    coverage: tuple[Coverage, ...]
    files: tuple[LakeFile, ...]
    warnings: tuple[str, ...]

    @property
    def vintages(self) -> tuple[dt.date, ...]:
        """The vintages of its rows, in order."""
        return tuple(sorted({file.vintage for file in self.files}))

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of its rows, in order."""
        return tuple(sorted({file.period for file in self.files}))

    @property
    def subfolder(self) -> str:
        """The folder of the lake that its rows stand in."""
        return "production" if self.subject == "production" else "flows"


def digest(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def load_id(*parts: str) -> str:
    """The name of a load: the same input read in the same way has the same."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def commit(lake: Path, manifest: Manifest) -> None:
    """Make a load visible, at once and wholly."""
    folder = lake / "loads"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{manifest.id}.json"
    draft = target.with_suffix(".json.tmp")
    text = json.dumps({"format": _FORMAT} | asdict(manifest), indent=1, sort_keys=True, default=str, ensure_ascii=False)
    with draft.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    _sync_folder(folder)


def read_all(lake: Path) -> tuple[Manifest, ...]:
    """All loads, oldest first: by the day of loading, of one day by the name of the file, then by id."""
    return _as_they_stand(tuple(_Stamp.of(path) for path in sorted((lake / "loads").glob("*.json"))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamp:
    """A file and what changes when it is written again."""

    path: Path
    changed: int
    size: int

    @classmethod
    def of(cls, path: Path) -> "_Stamp":
        found = path.stat()
        return cls(path=path, changed=found.st_mtime_ns, size=found.st_size)


@lru_cache(maxsize=4)
def _as_they_stand(stamps: tuple[_Stamp, ...]) -> tuple[Manifest, ...]:
    """The loads of these files, read once until any is written again: one page asks for them many times."""
    found = [_read(stamp.path) for stamp in stamps]
    return tuple(sorted(found, key=lambda entry: (entry.loaded, entry.file, entry.id)))


def leftovers(lake: Path) -> Iterator[Path]:
    """Files of loads that never became visible."""
    held = {lake / file.path for manifest in read_all(lake) for file in manifest.files}
    for folder in ("flows", "production"):
        yield from (path for path in sorted((lake / folder).rglob("*.parquet*")) if path not in held)
    yield from sorted((lake / "loads").glob("*.tmp"))


def _read(path: Path) -> Manifest:
    try:
        table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if table.pop("format") != _FORMAT:
            raise WorkspaceError(f"{path} is of another version of Haechi: update Haechi to read this workspace")
        table["loaded"] = dt.date.fromisoformat(table["loaded"])
        table["coverage"] = tuple(_coverage(entry) for entry in table["coverage"])
        table["files"] = tuple(
            LakeFile(**entry | {"vintage": dt.date.fromisoformat(entry["vintage"])}) for entry in table["files"]
        )
        table["warnings"] = tuple(table["warnings"])
        return Manifest(**table)
    except (KeyError, TypeError, ValueError) as error:
        raise WorkspaceError(f"the manifest {path} cannot be read ({error}): restore it from a backup") from error


def _coverage(entry: Mapping[str, Any]) -> Coverage:
    lists = {name: None if entry[name] is None else tuple(entry[name]) for name in ("reporters", "partners", "codes")}
    return Coverage(
        direction=Direction(entry["direction"]),
        freq=Frequency(entry["freq"]),
        edition=Edition(entry["edition"]),
        periods=tuple(entry["periods"]),
        cut=entry["cut"],
        **lists,
    )


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last through a loss of power; not every system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
