"""Rows that could not be loaded, kept with their line, the reason and every cell."""

import csv
from collections.abc import Sequence
from pathlib import Path

from haechi.store.database import Connection, quoted
from haechi.store.staging import Fault, Staged


def faults(connection: Connection, staged: Sequence[Staged], query: str) -> tuple[Fault, ...]:
    """The rows that a query (part, line, reason) names, with their cells, and those that were no rows at all."""
    found = [fault for part in staged for fault in part.faults]
    for part in staged:
        width = len(part.recognised.names)
        cells = ", ".join(f"coalesce(c{place}, '')" for place in range(width))
        rows = connection.execute(
            f"SELECT bad.line, bad.reason, {cells} FROM ({query}) AS bad JOIN {part.table} USING (line) "
            f"WHERE bad.part = {quoted(part.table)} ORDER BY bad.line"
        ).fetchall()
        found += [Fault(part=part.part.name, line=row[0], reason=row[1], cells=tuple(row[2:])) for row in rows]
    return tuple(sorted(found, key=lambda fault: (fault.part, fault.line)))


def write(folder: Path, name: str, found: Sequence[Fault]) -> Path:
    """Write a quarantine file: part, line, reason, cells."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    draft = path.with_suffix(".csv.tmp")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "line", "reason", "row"])
        writer.writerows([fault.part, fault.line, fault.reason, *fault.cells] for fault in found)
    draft.replace(path)
    return path
