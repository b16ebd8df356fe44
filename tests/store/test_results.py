from pathlib import Path

import duckdb
import numpy as np

from haechi.store.results import write


def test_columns_come_back_from_the_file_and_what_is_unknown_is_null(tmp_path: Path) -> None:
    path = tmp_path / "new" / "risk.parquet"
    write(path, {"firm": np.array(["b", "a"]), "esri": np.array([0.5, np.nan]), "iterations": np.array([3, 4])})
    assert duckdb.read_parquet(str(path)).fetchall() == [("b", 0.5, 3), ("a", None, 4)]


def test_a_file_of_that_name_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "risk.parquet"
    for value in (1.0, 2.0):
        write(path, {"esri": np.array([value])})
    assert duckdb.read_parquet(str(path)).fetchall() == [(2.0,)]
    assert [found.name for found in tmp_path.iterdir()] == ["risk.parquet"]
