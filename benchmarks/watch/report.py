"""Renew the tables of docs/methods/backtest.md and docs/watch-backtest.json from what a backtest and the peers wrote.

    .venv/bin/python benchmarks/watch/report.py watch-backtest.json peers.json docs

The text above the heading "Tables" is left as it is.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

SHOWN = (
    "nothing",
    "-50 % x 1",
    "-80 % x 1",
    "-100 % x 1",
    "-50 % x 3",
    "-80 % x 3",
    "-100 % x 3",
    "-80 % x 1, elasticity 1",
    "ramp to -80 % in 3",
    "x 2.5, then -80 % x 3",
)
TABLES = (("pair, regular", 0.05), ("pair, regular", 0.12), ("pair, regular", 0.5), ("pair, other", 0.12))
SUMS = ("exporter x item", 0.33)
EVERY_START, ALONE = "every month", "months released alone"
GRID_OF = "haechi, drops"
HEADING = "## Tables\n"
SMALL = 0.005  # below it two decimals say nothing
PEERS = ("SeasonalNaive", "AutoETS", "KernelCPD")


def main(source: Path, peers: Path, docs: Path) -> None:
    found = json.loads(source.read_text(encoding="utf-8"))
    peer_rows = json.loads(peers.read_text(encoding="utf-8"))
    beside = [{**row, "since": None} for row in peer_rows if row["detector"] in PEERS]
    later = max(row["since"] for row in found["rows"] if row["since"])
    shown = [
        *((*group, None, starts) for starts in (EVERY_START, ALONE) for group in (*TABLES, SUMS)),
        *((*group, later, EVERY_START) for group in (TABLES[1], SUMS)),
    ]
    rows = [row for row in (*found["rows"], *beside) if row["scenario"] in SHOWN and cell(row) in shown]
    page = docs / "methods" / "backtest.md"
    text, _, _ = page.read_text(encoding="utf-8").partition(HEADING)
    made = "\n".join(line for block in blocks(found, rows, shown) for line in block)
    page.write_text(f"{text}{HEADING}{made}\n", encoding="utf-8")
    kept = {
        "meta": found["meta"],
        "rows": rows,
        "tables": {**found["tables"], "losses": losses(found["tables"]["losses"])},
    }
    (docs / "watch-backtest.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


def blocks(found: Mapping[str, Any], rows: Sequence[Row], shown: Sequence[tuple[object, ...]]) -> Iterator[list[str]]:
    tables = found["tables"]
    for key in shown:
        yield recalled(key, [row for row in rows if cell(row) == key])
    for level, wanted in (TABLES[1], SUMS):
        place = (level, wanted, None, EVERY_START)
        here = [row for row in found["rows"] if row["detector"] == GRID_OF and cell(row) == place]
        chosen = [row for row in here if "elasticity" not in str(row["scenario"]) and row["scenario"] != "nothing"]
        names = ("scenario", "recall_own", "recall_3", "delay_median", "delay_p90", "n")
        yield table(f"Depth and duration: {GRID_OF}, {level}, {wanted} a year", names, columns(chosen, names))
    yield plain("How often p-values lie at or below 0.025", tables["coverage"])
    null = [row for row in tables["null"] if row["detector"] in (GRID_OF, "haechi", "SCAN-like, as described")]
    yield plain("Thresholds and the false alarms per series-year that they give", null)
    yield faults(tables["faults"])
    yield plain("False discoveries", tables["discoveries"])
    yield plain("Signals per release into which nothing was injected", tables["quiet"])
    names = ("event", "code", "effective", "period", "delay", "node", "movement", "level", "p_value")
    judged = [row for row in tables["events"] if row["why_not"] is None]
    yield table("Interruptions on record that can be judged", names, columns(judged, names))
    yield reasons(tables["events"])
    yield plain(f"Where a simpler rule recalls more than {GRID_OF}", losses(tables["losses"]))


def cell(row: Row) -> tuple[object, ...]:
    return row["level"], row["false_alarm_rate"], row["since"], row["starts"]


def recalled(key: tuple[object, ...], rows: Sequence[Row]) -> list[str]:
    level, wanted, since, starts = key
    by_cell = {(row["detector"], row["scenario"]): row for row in rows}
    detectors = dict.fromkeys(row["detector"] for row in rows)
    lines = [[detector, *(both(by_cell.get((detector, name))) for name in SHOWN)] for detector in detectors]
    when = f", from {since} on" if since else ""
    count = max((row["n"] for row in rows), default=0)
    title = f"{level}, {wanted} false alarms a year{when} (starts in {starts}, up to {count})"
    return table(title, ("detector", *SHOWN), lines)


def both(row: Row | None) -> str:
    return f"{number(row['recall_own'])} / {number(row['recall_3'])}" if row else ""


def faults(rows: Sequence[Row]) -> list[str]:
    here = {(row["fault"], row["detector"]): row["alarms"] for row in rows if row["level"] == "pair, regular"}
    detectors = dict.fromkeys(detector for _, detector in here)
    names = dict.fromkeys(fault for fault, _ in here)
    lines = [[name, *(number(here[name, detector]) for detector in detectors)] for name in names]
    return table("Faults of reporting in regular pairs: part with an alarm", ("fault", *detectors), lines)


def reasons(rows: Sequence[Row]) -> list[str]:
    said: dict[str, list[str]] = {}
    for row in rows:
        if row["why_not"] is not None:
            why = str(row["why_not"]).replace(f"{row['code']} from {row['exporter']}", "the code from the exporter")
            said.setdefault(why, []).append(f"{row['event']} {row['code']}")
    lines = [(why, len(codes), "; ".join(codes)) for why, codes in said.items()]
    return table("Interruptions on record that cannot be judged", ("why not", "codes", "which"), lines)


def losses(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Cells lost by group, rate, figure and who is better, with the widest."""
    names = ("group", "false_alarm_rate", "figure", "detector")
    found = []
    for key in dict.fromkeys(tuple(row[name] for name in names) for row in rows):
        here = [row for row in rows if tuple(row[name] for name in names) == key]
        widest = max(here, key=lambda row: row["theirs"] - row["ours"])
        gap = f"{widest['scenario']}: {number(widest['theirs'])} against {number(widest['ours'])}"
        found.append({**dict(zip(names, key, strict=True)), "cells": len(here), "widest": gap})
    return found


def plain(title: str, rows: Sequence[Row]) -> list[str]:
    names = tuple(rows[0]) if rows else ()
    return table(title, names, columns(rows, names))


def columns(rows: Sequence[Row], names: Sequence[str]) -> list[list[str]]:
    return [[number(row[name]) for name in names] for row in rows]


def number(value: object) -> str:
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    return f"{value:.2f}" if value >= SMALL or value == 0 else f"{value:.1g}"


def table(title: str, header: Iterable[object], rows: Iterable[Iterable[object]]) -> list[str]:
    names = [str(name).replace("_", " ") for name in header]
    lines = [f"| {' | '.join(str(value) for value in row)} |" for row in rows]
    return ["", f"### {title}", "", f"| {' | '.join(names)} |", "|---" * len(names) + "|", *lines]


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:]))
