"""Draws of a stress as one tidy Parquet file: a row for each economy, item and draw, with what they were made from."""

import json
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from haechi.errors import InputError
from haechi.store.database import connect, named, quoted


def write(columns: Mapping[str, NDArray[np.generic]], meta: Mapping[str, object], path: Path) -> None:
    """Write columns of equal length; numbers that are infinite or not known become NULL.

    Parameters
    ----------
    columns : (row,) by name
    meta : what the draws were made from, kept in the file under the key `haechi`
    path : the file to write

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    rows = dict(columns)  # noqa: F841 - DuckDB reads it by its name
    names = ", ".join(
        f"CASE WHEN isfinite({named(name)}) THEN {named(name)} END AS {named(name)}"
        if values.dtype.kind == "f"
        else named(name)
        for name, values in columns.items()
    )
    kept = quoted(json.dumps(meta, ensure_ascii=False, sort_keys=True))
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{haechi: {kept}}}"
    try:
        with connect() as connection:
            connection.execute(f"COPY (SELECT {names} FROM rows) TO {quoted(str(path))} ({options})")
    except duckdb.IOException as error:
        raise InputError(f"{path} cannot be written ({error}); name a file in a folder that is there") from error
