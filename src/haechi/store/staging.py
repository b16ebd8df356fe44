"""Files -> tables of text in the database, each row with the line it stands on; nothing is interpreted yet."""

import csv
import itertools
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from haechi.errors import FileRefused
from haechi.readers.layout import Layout
from haechi.readers.recognise import Recognised, recognise
from haechi.readers.sniff import Form, Part
from haechi.readers.tables import Row, announced, rows
from haechi.store.database import Connection, named, quoted

_SAMPLE = 200
_REPORT_EVERY = 100_000
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that could not be loaded, with the reason and its cells."""

    part: str
    line: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A part of a file as the table `table`, with columns c0, c1, ... and the line."""

    part: Part
    recognised: Recognised
    table: str
    rows: int
    faults: tuple[Fault, ...]
    announced: int | None = None

    def selection(self, columns: Sequence[str]) -> str:
        """SQL that reads the columns of the layout by their names; one that the file lacks is empty."""
        cells = [
            f"trim(coalesce(c{self.recognised.places[name]}, '')) AS {named(name)}"
            if name in self.recognised.places
            else f"'' AS {named(name)}"
            for name in columns
        ]
        return f"SELECT line, {quoted(self.table)} AS part, {', '.join(cells)} FROM {self.table}"


def stage(
    connection: Connection, part: Part, table: str, layouts: Sequence[Layout], progress: Progress | None
) -> Staged:
    """Read one table of a file into the database as text.

    Raises
    ------
    FileRefused
        If its layout is not known, it has no rows, or it cannot be read.
    """
    if part.form is Form.PARQUET:
        return _stage_parquet(connection, part, table, layouts)
    return _stage_text(connection, part, table, layouts, progress)


def _stage_parquet(connection: Connection, part: Part, table: str, layouts: Sequence[Layout]) -> Staged:
    import duckdb

    source = f"read_parquet({quoted(str(part.path))}, file_row_number = true)"
    try:
        header = [str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
        header.remove("file_row_number")
        cells = ", ".join(f"CAST({named(name)} AS VARCHAR) AS c{place}" for place, name in enumerate(header))
        connection.execute(f"CREATE TABLE {table} AS SELECT file_row_number + 1 AS line, {cells} FROM {source}")
    except duckdb.Error as error:
        raise FileRefused(f"{part.name} cannot be read as Parquet ({_first(error)}): fetch it again") from error
    count = _count(connection, table)
    if count == 0:
        raise FileRefused(f"{part.name} has a header and no row: fetch it again from its publisher")
    columns = ", ".join(f"coalesce(c{place}, '')" for place in range(len(header)))
    sample = connection.execute(f"SELECT {columns} FROM {table} LIMIT {_SAMPLE}").fetchall()
    recognised = recognise(part.name, header, sample, layouts)
    return Staged(part=part, recognised=recognised, table=table, rows=count, faults=())


def _stage_text(
    connection: Connection, part: Part, table: str, layouts: Sequence[Layout], progress: Progress | None
) -> Staged:
    lines = rows(part)
    _, header = next(lines, (0, []))
    start = list(itertools.islice(lines, _SAMPLE))
    recognised = recognise(part.name, header, [cells for _, cells in start], layouts)
    if not start:
        raise FileRefused(f"{part.name} has a header and no row: fetch it again from its publisher")
    faults: list[Fault] = []
    sound = _sound(part, len(header), itertools.chain(start, lines), faults, progress)
    with tempfile.TemporaryDirectory(prefix="haechi-") as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(sound)
        _copy_in(connection, path, table, len(header))
    return Staged(
        part=part,
        recognised=recognised,
        table=table,
        rows=_count(connection, table),
        faults=tuple(faults),
        announced=announced(part),
    )


def _sound(
    part: Part, width: int, lines: Iterator[Row], faults: list[Fault], progress: Progress | None
) -> Iterator[list[object]]:
    """The rows with as many cells as the header has; the others are put to the faults."""
    for number, (line, cells) in enumerate(lines, start=1):
        if progress is not None and number % _REPORT_EVERY == 0:
            progress(part.name, number, part.lines)
        if len(cells) == width:
            yield [line, *cells]
        else:
            reason = f"{len(cells)} cells where the header has {width}"
            faults.append(Fault(part=part.name, line=line, reason=reason, cells=tuple(cells)))


def _copy_in(connection: Connection, path: Path, table: str, width: int) -> None:
    columns = ", ".join(["'line': 'UBIGINT'", *(f"'c{place}': 'VARCHAR'" for place in range(width))])
    connection.execute(
        f"CREATE TABLE {table} AS FROM read_csv({quoted(str(path))}, auto_detect = false, header = false, delim = ',', "
        f"quote = '\"', escape = '\"', new_line = '\\n', max_line_size = 8388608, columns = {{{columns}}})"
    )


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _first(error: Exception) -> str:
    return str(error).splitlines()[0]
