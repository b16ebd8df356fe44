"""Tables -> Parquet files of the lake, by source, period and vintage, with the same bytes for the same rows."""

import errno
import re
from collections.abc import Callable
from pathlib import Path

from haechi.store.database import Connection, named, quoted
from haechi.store.manifest import LakeFile, digest


def write(
    connection: Connection,
    table: str,
    *,
    lake: Path,
    folder: str,
    load: str,
    columns: list[str],
    order: Callable[[str], str],
) -> tuple[LakeFile, ...]:
    """Write the rows of a table that has `period_name` and `vintage`.

    Parameters
    ----------
    table : name of the table
    lake : folder of the lake
    folder : `flows` or `production`
    load : name of the load
    columns : those to write
    order : period -> SQL of the order of rows
    """
    groups = connection.execute(
        f"SELECT source, period_name, vintage, count(*) FROM {table} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    files = []
    for source, period, vintage, rows in groups:
        place = Path(folder) / f"source={_safe(source)}" / f"period={period}" / f"{vintage}-{load}.parquet"
        path = lake / place
        path.parent.mkdir(parents=True, exist_ok=True)
        _copy(
            connection,
            path,
            f"COPY (SELECT {', '.join(named(name) for name in columns)} FROM {table} "
            f"WHERE source = {quoted(source)} AND period_name = {quoted(period)} AND vintage = DATE '{vintage}' "
            f"ORDER BY {order(period)}) TO {quoted(str(path))} "
            "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 40960)",
        )
        files.append(LakeFile(path=place.as_posix(), period=period, vintage=vintage, rows=rows, sha256=digest(path)))
    return tuple(files)


def _copy(connection: Connection, path: Path, query: str) -> None:
    """Write a file; a disk that has no room for it is told as by any other write."""
    import duckdb

    try:
        connection.execute(query)
    except duckdb.IOException as error:
        raise OSError(errno.EIO, "the disk does not take it whole", str(path)) from error


def _safe(source: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", source)
