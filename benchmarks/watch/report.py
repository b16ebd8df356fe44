"""Renew the tables of docs/methods/backtest.md and docs/watch-backtest.json from what a backtest and the peers wrote.

    .venv/bin/python benchmarks/watch/report.py watch-backtest.json peers.json docs

The text above the heading "Tables" is left as it is.
"""

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
OURS = ("haechi", "haechi, guarded", GRID_OF)
NAMED = ("right", "alike", "wider", "finer", "beside", "none")
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
    tables = found["tables"]
    faulty = {row["fault"] for row in tables["faults"]}
    scopes = [row for row in tables["scopes"] if row["scenario"] in SHOWN or is_ours(row, faulty)]
    kept = {
        "meta": found["meta"],
        "rows": rows,
        "tables": {**tables, "losses": losses(tables["losses"]), "scopes": scopes},
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
        yield grid(f"Depth and duration: {GRID_OF}, {level}, {wanted} a year, with 95 % intervals", chosen)
    yield plain("How often p-values lie at or below 0.025", tables["coverage"])
    null = [row for row in tables["null"] if row["detector"] in (GRID_OF, "haechi", "SCAN-like, as described")]
    yield plain("Thresholds and the false alarms per series-year that they give", null)
    yield faults(tables["faults"])
    yield from scoped(tables["scopes"], dict.fromkeys(row["fault"] for row in tables["faults"]))
    yield named(tables["names"])
    yield plain("False discoveries", tables["discoveries"])
    yield plain("Signals per release into which nothing was injected", tables["quiet"])
    names = ("event", "code", "effective", "period", "delay", "node", "movement", "level", "p_value")
    judged = [row for row in tables["events"] if row["why_not"] is None]
    yield table("Interruptions on record that can be judged", names, columns(judged, names))
    yield reasons(tables["events"])
    yield plain(f"Where a simpler rule recalls more than {GRID_OF}", losses(tables["losses"]))


def grid(title: str, rows: Sequence[Row]) -> list[str]:
    """Every fall with its recall and delays; starts of a series go together in the intervals."""
    others = ("delay_median", "delay_p90", "n")
    lines = [[row["scenario"], *parts(row), *cells] for row, cells in zip(rows, columns(rows, others), strict=True)]
    return table(title, ("scenario", "own release", "within three", *others), lines)


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


def scoped(rows: Sequence[Row], faults: Collection[str]) -> Iterator[list[str]]:
    """Scopes side by side, each that the longest source lacks against other detectors, and faults of their sums."""
    here = {(row["panel"], row["level"], row["detector"], row["scenario"]): row for row in rows}
    places = list(dict.fromkeys((row["panel"], row["level"]) for row in rows))
    lacking = [place for place in places if place[0] != places[0][0]]
    yield side_by_side(rows, here, places)
    for place in lacking:
        own_rows = [row for row in rows if (row["panel"], row["level"]) == place]
        detectors = dict.fromkeys(row["detector"] for row in own_rows)
        cells = [[name, *(both(here.get((*place, name, shown))) for shown in SHOWN)] for name in detectors]
        yield table(f"{': '.join(place)}, {own_rows[0]['false_alarm_rate']} a year", ("detector", *SHOWN), cells)
    names = [name for name in dict.fromkeys(row["scenario"] for row in rows) if name not in faults]
    cells = [[name, *(both(here.get((*place, GRID_OF, name))) for place in lacking)] for name in names]
    yield table(f"All that is injected: {GRID_OF}", ("scenario", *(": ".join(place) for place in lacking)), cells)
    sums = [place for place in places if not place[1].startswith("pair")]
    cells = [
        [*place, fault, *(own(here.get((*place, name, fault))) for name in OURS)] for place in sums for fault in faults
    ]
    title = "Faults of reporting in all pairs of a sum: part with an alarm"
    yield table(title, ("panel", "level", "fault", *OURS), cells)


def side_by_side(
    rows: Sequence[Row], here: Mapping[tuple[str, ...], Row], places: Sequence[tuple[str, str]]
) -> list[str]:
    lines = [
        [*place, most(rows, place, "series"), most(rows, place, "n"), *(within(here, place, name) for name in SHOWN)]
        for place in places
    ]
    title = f"Scopes side by side: {GRID_OF}, with 95 % intervals in which starts of a series go together"
    return table(title, ("panel", "level", "series", "starts, up to", *SHOWN), lines)


def is_ours(row: Row, faulty: Collection[str]) -> bool:
    """Whether a row of scopes is of a detector whose whole grid is kept, or of a fault of reporting and of ours."""
    return bool(row["detector"] == GRID_OF or (row["detector"] in OURS and row["scenario"] in faulty))


def most(rows: Sequence[Row], place: tuple[str, str], name: str) -> int:
    return max(int(row[name]) for row in rows if (row["panel"], row["level"]) == place)


def within(here: Mapping[tuple[str, ...], Row], place: tuple[str, str], scenario: str) -> str:
    row = here.get((*place, GRID_OF, scenario))
    if row is None:
        return ""
    return " / ".join(parts(row))


def parts(row: Row) -> Iterator[str]:
    """Recall in the own release, and within three where that is known, with intervals."""
    yield interval(row["recall_own"], row["own_low"], row["own_high"])
    if row["recall_3"] is not None:
        yield interval(row["recall_3"], row["low_3"], row["high_3"])


def interval(part: float | None, low: float | None, high: float | None) -> str:
    return "-" if part is None or low is None or high is None else f"{part:.2f} ({low:.2f}-{high:.2f})"


def own(row: Row | None) -> str:
    return number(row["recall_own"]) if row else ""


def named(rows: Sequence[Row]) -> list[str]:
    names = ("panel", "scope", "scenario", "release", "told", "falls", *NAMED)
    lines = [[*(row[name] for name in names), interval(row["right_part"], row["low"], row["high"])] for row in rows]
    return table("What a fall is named", (*names, "right of what is named"), lines)


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
