"""Results -> one Parquet file for other programs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from haechi.store.database import connect, quoted


def write(path: Path, columns: Mapping[str, NDArray[Any]]) -> None:
    """Write columns of one length, (row,), under their names; a file of that name is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial")
    connection = connect()
    try:
        connection.register("columns", dict(columns))
        connection.execute(f"COPY columns TO {quoted(str(partial))} (FORMAT parquet, COMPRESSION zstd)")
    finally:
        connection.close()
    partial.replace(path)
