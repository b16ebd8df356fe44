"""How long loading a customs file takes against the fastest plain way there is: DuckDB's own csv to Parquet.

    .venv/bin/python benchmarks/loading.py [rows]

Both read the same made-up file in the layout of BACI, one after the other, in one run; the ratio is what counts. What
loading adds: decoding and counting every line, economies and states, coverage, vintages, quarantine, hashes.
"""

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np

from haechi.reference import facts
from haechi.store.lake import Lake


def write(path: Path, rows: int) -> None:
    generator = np.random.default_rng(1)
    codes = [int(code) for code in facts.load().partner_codes["baci"] if code.isdigit()][:200]
    pairs = generator.choice(len(codes), size=(rows, 2))
    products = generator.integers(10_000, 99_999, rows) * 10 + np.arange(rows) % 10
    with path.open("w", encoding="utf-8") as handle:
        handle.write("t,i,j,k,v,q\n")
        for (i, j), k, v in zip(pairs, products, generator.lognormal(3, 2, rows), strict=True):
            handle.write(f"2022,{codes[i]},{codes[j]},{k:06d},{v:.3f},{v / 3:.3f}\n")


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "BACI_HS17_Y2022_V202601.csv"
        write(path, rows)
        started = time.process_time()
        duckdb.execute(f"COPY (FROM read_csv('{path}')) TO '{folder}/plain.parquet' (COMPRESSION zstd)")
        plain = time.process_time() - started
        lake = Lake(folder=Path(folder) / "lake", quarantine=Path(folder) / "quarantine")
        started = time.process_time()
        lake.load(path, economies=facts.load().partner_codes, today=dt.date(2026, 1, 1))
        loaded = time.process_time() - started
    print(f"{rows:,} rows: plain {plain:.1f} s, loaded {loaded:.1f} s of CPU, ratio {loaded / plain:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
