"""How long the indicators of all codes of an importer take against the Herfindahl index alone in DuckDB's SQL.

    .venv/bin/python benchmarks/indicators.py [codes]

One importer, 230 suppliers, five years, made-up values; both in one run, the ratio is what counts. What the indicators
add: every other indicator, intervals, six presets, persistence over the years.
"""

import sys
import time

import duckdb
import numpy as np

from haechi.dependency.reliance import reliance
from haechi.model.market import Market
from haechi.reference import facts

SUPPLIERS, YEARS = 230, range(2018, 2023)


def market(year: int, codes: int) -> Market:
    generator = np.random.default_rng(year)
    imports = generator.lognormal(8, 3, (codes, SUPPLIERS)) * (generator.random((codes, SUPPLIERS)) < 0.15)
    nothing = np.zeros(codes)
    return Market(
        importer="KOR",
        year=year,
        codes=tuple(f"{code:06d}" for code in range(codes)),
        editions=("HS17",) * codes,
        suppliers=tuple(f"S{n:02d}" for n in range(SUPPLIERS)),
        imports=imports,
        unspecified=nothing,
        published=np.full(codes, np.nan),
        own=nothing,
        covered=np.ones(codes, dtype=bool),
        exports=generator.lognormal(8, 3, codes),
        world_exports=imports * 10,
        months=None,
        source="made up",
        basis="reconciled",
        vintage="2026-01-01",
    )


def main(codes: int) -> None:
    markets = [market(year, codes) for year in YEARS]
    connection = duckdb.connect()
    connection.execute("CREATE TABLE flow (year INT, code INT, supplier INT, value DOUBLE)")
    for held in markets:
        row, column = np.nonzero(held.imports)
        tidy = {"code": row, "supplier": column, "value": held.imports[row, column]}
        connection.register("tidy", tidy)
        connection.execute(f"INSERT INTO flow SELECT {held.year}, code, supplier, value FROM tidy")  # noqa: S608
    started = time.process_time()
    connection.execute(
        "SELECT year, code, sum(value * value) / (sum(value) * sum(value)) FROM flow GROUP BY year, code"
    ).fetchall()
    plain = time.process_time() - started
    started = time.process_time()
    reliance(
        markets, year=YEARS[-1], parameters=facts.load().parameters, members=lambda _: (), lineage=facts.load().lineage
    )
    full = time.process_time() - started
    print(f"{codes:,} codes, 5 years: HHI in SQL {plain:.2f} s, all indicators {full:.2f} s, ratio {full / plain:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
