"""A small world for tests of the lake: a few economies, and files that tests write themselves."""

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from haechi.model.trade import PartnerKind
from haechi.store.lake import Lake
from haechi.store.report import LoadReport

TODAY = dt.date(2026, 11, 22)
ECONOMY, GROUP = PartnerKind.ECONOMY, PartnerKind.GROUP
_NUMBERS = {
    "156": "CHN",
    "410": "KOR",
    "392": "JPN",
    "842": "USA",
    "528": "NLD",
    "276": "DEU",
    "490": "TWN",
    "516": "NAM",
}
ECONOMIES = {
    "iso3": {name: (name, ECONOMY) for name in _NUMBERS.values()},
    "iso2": {"CN": ("CHN", ECONOMY), "KR": ("KOR", ECONOMY), "JP": ("JPN", ECONOMY), "NA": ("NAM", ECONOMY)},
    "baci": {code: (name, ECONOMY) for code, name in _NUMBERS.items()},
    "comtrade": {code: (name, ECONOMY) for code, name in _NUMBERS.items()}
    | {"0": ("WLD", PartnerKind.WORLD), "899": ("UNS", PartnerKind.UNSPECIFIED), "97": ("EU", GROUP)},
    "comtrade-iso": {"W00": ("WLD", PartnerKind.WORLD), "S19": ("TWN", ECONOMY)},
    "us-schedule-c": {
        "-": ("WLD", PartnerKind.WORLD),
        "5XXX": ("GRP", GROUP),
        "5700": ("CHN", ECONOMY),
        "5081": ("ISR", ECONOMY),
        "5082": ("PSE", ECONOMY),
        "5083": ("PSE", ECONOMY),
    },
    "usgs-name": {"CHINA": ("CHN", ECONOMY), "WORLD TOTAL": ("WLD", PartnerKind.WORLD)},
}
BACI = ["t", "i", "j", "k", "v", "q"]
RAW = ["year", "reporter", "partner", "cmd", "flow", "value", "netwgt", "qty", "qtyunit"]
TIDY = ["source", "period", "reporter", "partner", "flow", "code", "code_level", "value_usd", "qty_kg"]

# A mapping that takes every list for complete, so that a handful of rows makes a market.
COMPLETE = """
name = "complete"
title = "A reconciled set that covers all"
source = "complete"
basis = "reconciled"
valuation = { export = "FOB" }
direction = { value = "export" }
period = { column = "period" }
reporter = { column = "from" }
partner = { column = "to" }
code = { column = "code", lengths = [2, 6] }
edition = { value = "HS22" }
value = { column = "value", missing = ["", "NA"], suppressed = ["x"] }
weight = { column = "kg", missing = ["", "NA"] }
completeness = { reporters_from = 1, partners_from = 1, per_reporter = false }
"""
COMPLETE_HEADER = ["period", "from", "to", "code", "value", "kg"]


def lake(folder: Path) -> Lake:
    """An empty lake."""
    return Lake(folder=folder / "lake", quarantine=folder / "quarantine")


def table(path: Path, header: list[str], rows: Iterable[Iterable[object]]) -> Path:
    """Write a csv file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def load(held: Lake, path: Path, **options: object) -> LoadReport:
    """Load a file with the economies of this module."""
    return held.load(path, **({"economies": ECONOMIES, "today": TODAY} | options))  # type: ignore[arg-type]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the lock, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }
