"""How long it takes from the Parquet files of a lake to the alerts of its newest month, against plain SQL over them.

    .venv/bin/python benchmarks/watch/pipeline.py [--pairs N] [--years Y] [--desk FOLDER]

The lake is made up: codes of 200 pairs each, half of which trade nearly every month. The peer reads the same files once
with DuckDB and takes value and weight of every pair against the same month a year before: all that a fixed rule needs,
and about the least that any reading of all months costs. Each part runs in a process of its own, with two threads; a
lake that stands in FOLDER is used again.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import duckdb

from haechi.app import panels
from haechi.app.desk import Desk
from haechi.readers.layout import EditionRule, bundled
from haechi.reference import facts
from haechi.store import workspace

_DAY = dt.date(2025, 6, 1)
_LAST = 2024
_SELLERS = "USA,CHN,JPN,KOR,DEU,NLD,FRA,GBR,ITA,ESP,BEL,POL,CZE,AUT,CHE,SWE,FIN,DNK,NOR,IRL"
_BUYERS = "PRT,GRC,HUN,ROU,TUR,IND,VNM,THA,MYS,SGP"
_PAIRS_OF_A_CODE = 200

# Value has a season and scatters by a factor of e either way; unit values lie between 5 and 10 USD/kg.
_ROWS = """
    select 'comtrade' as source, {year} * 100 + m as period, seller as reporter, buyer as partner, 'X' as flow,
        printf('%06d', 100000 + 13 * k) as code, 6 as code_level,
        exp(10 + 0.3 * sin(m * pi() / 6 + k) + hash(k, seller, buyer) % 1000 / 250.0
            + hash(k, seller, buyer, m, {year}) % 2000 / 1000.0) as value_usd,
        value_usd / (5 + 5 * (hash(buyer, k, m, seller, {year}) % 1000 / 1000.0)) as qty_kg
    from range({codes}) as codes(k), range(1, 13) as months(m),
        unnest(split('{sellers}', ',')) as s(seller), unnest(split('{buyers}', ',')) as b(buyer)
    where hash(m, k, buyer, seller, {year}) % 100 < case when hash(seller, k, buyer) % 2 = 0 then 96 else 24 end
"""

_YEAR_ON_YEAR = """
    with flows as (
        select code, reporter, partner, period, sum(value) as value, sum(weight_kg) as weight
        from read_parquet('{files}', hive_partitioning = false) group by all
    ), changes as (
        select value / lag(value, 12) over pair as of_value, weight / lag(weight, 12) over pair as of_weight
        from flows window pair as (partition by code, reporter, partner order by period)
    )
    select count(*), count(*) filter (of_value < 0.5 and of_weight < 0.5) from changes
"""


def make(folder: Path, pairs: int, years: int) -> None:
    """A workspace with a lake of made-up months."""
    place = workspace.create(folder)
    desk = Desk(workspace=place, today=_DAY, as_of=_DAY)
    economies = facts.load().partner_codes
    tidy = next(layout for layout in bundled() if layout.name == "comtrade-tidy")
    layout = replace(tidy, edition=EditionRule(value="HS12"))  # so that each series lasts through all years
    with tempfile.TemporaryDirectory() as scratch:
        for year in range(_LAST - years + 1, _LAST + 1):
            path = Path(scratch, f"{year}.parquet")
            rows = _ROWS.format(codes=pairs // _PAIRS_OF_A_CODE, year=year, sellers=_SELLERS, buyers=_BUYERS)
            duckdb.execute(f"copy ({rows}) to '{path}'")
            desk.lake.load(path, economies=economies, today=_DAY, layout=layout, release_lag=30)
            path.unlink()


def watch(folder: Path) -> dict[str, object]:
    """What `haechi watch` computes, with how long each part took."""
    desk = Desk(workspace=workspace.find(folder), today=_DAY, as_of=_DAY)
    (view,) = panels.newest(desk, panels.settings(desk), source=None)
    judged = time.perf_counter()
    release = panels.decide(desk, view, view.month, ())
    return {
        "flows and sums": view.watched.nodes.size,
        "signals": len(release.signals),
        "deciding, s": round(time.perf_counter() - judged, 1),
    }


def year_on_year(folder: Path) -> dict[str, object]:
    """The peer."""
    duckdb.execute("set threads = 2")
    count, fallen = duckdb.execute(
        _YEAR_ON_YEAR.format(files=folder / "lake" / "flows" / "**" / "*.parquet")
    ).fetchall()[0]
    return {"months of flows": count, "fallen by half": fallen}


def peak() -> float:
    """Most memory that this process has held, GiB; what the system counts for it begins with that of its parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 2**20


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=50_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--part", choices=("watch", "year_on_year"))
    given = parser.parse_args()
    if given.part:
        started = time.perf_counter(), time.process_time()
        found = {"watch": watch, "year_on_year": year_on_year}[given.part](given.desk)
        wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
        print(json.dumps({"wall, s": round(wall, 1), "CPU, s": round(cpu, 1), "peak, GiB": round(peak(), 2), **found}))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.desk or Path(scratch)
        if not (folder / "lake").exists():
            make(folder, given.pairs, given.years)
        for part in ("year_on_year", "watch"):
            subprocess.run([sys.executable, __file__, "--desk", folder, "--part", part], check=True)  # noqa: S603 - our own script


if __name__ == "__main__":
    main()
