import json
from pathlib import Path

import duckdb
import numpy as np

from haechi.store.draws import write


def test_draws_are_kept_with_what_they_were_made_from_and_infinity_is_null(tmp_path: Path) -> None:
    path = tmp_path / "it's draws.parquet"
    columns = {
        "item": np.array(["hf", "neon"], dtype=object),
        "draw": np.array([0, 1]),
        "stop_days": np.array([30.5, np.inf]),
    }
    write(columns, {"seed": 7, "title": "Japan's licences"}, path)
    rows = duckdb.execute("SELECT * FROM read_parquet($path)", {"path": str(path)}).fetchall()
    assert rows == [("hf", 0, 30.5), ("neon", 1, None)]
    (kept,) = duckdb.execute("SELECT value FROM parquet_kv_metadata($path)", {"path": str(path)}).fetchall()
    assert json.loads(kept[0]) == {"seed": 7, "title": "Japan's licences"}


def test_the_same_draws_give_the_same_bytes(tmp_path: Path) -> None:
    columns = {"stop_days": np.arange(5000) / 7}
    for name in ("a", "b"):
        write(columns, {"seed": 7}, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
