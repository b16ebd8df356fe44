"""Rows of monthly trade -> columns of numbers, for millions of rows at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from haechi.model.panel import Cell, Months
from haechi.model.trade import State
from haechi.store.asof import Known
from haechi.store.contents import Contents, Line
from haechi.store.database import Connection, quoted
from haechi.store.selection import Selection

Rows = Mapping[str, NDArray[Any]]
NUMBERS = {"value": "value", "weight": "weight_kg"}
CELLS = {
    State.OBSERVED: Cell.OBSERVED,
    State.ZERO: Cell.ZERO,
    State.ESTIMATED: Cell.ESTIMATED,
    State.MISSING: Cell.MISSING,
    State.SUPPRESSED: Cell.SUPPRESSED,
    State.NOT_COLLECTED: Cell.NOT_COLLECTED,
    State.NOT_YET_PUBLISHED: Cell.NOT_YET_PUBLISHED,
}


class Reader:
    """Reads the rows of chosen lines, in months from the first asked for on.

    What is the same in all rows is not read: columns and joins cost more than anything else here.

    Parameters
    ----------
    held : what the stream holds
    months : those of the panel
    """

    def __init__(
        self, connection: Connection, known: Known, selection: Selection, held: Contents, months: Months
    ) -> None:
        self.connection = connection
        self.selection = selection
        self.first = f"{months[0]}-01"
        self.rows = known.rows(connection, selection.stream.source, [str(month) for month in months], same=held.same)
        economies = {"reporter": held.reporters, "partner": held.partners}
        self.lengths = [len(economies[side]) for side in selection.sides]
        for side, names in economies.items():
            _write(connection, f"axis_{side}", name=names, place=range(len(names)))
        loads = {manifest.id: manifest for manifest, _ in known.files(selection.stream.source)}
        self.states = {
            name: sorted({state for manifest in loads.values() for state in manifest.states[name]}) for name in NUMBERS
        }

    def only_state(self, name: str) -> Cell | None:
        """The state of a number where it is the same in all rows, and no zero."""
        (first, *others) = self.states[name]
        return None if others or first == State.ZERO else CELLS[State(first)]

    def read(self, lines: Sequence[Line]) -> Rows:
        """The rows of some lines.

        Returns
        -------
        pair : the number of line, exporter and importer, of an array of that shape
        day : days from the first day of the first month
        value, weight : USD and kg, NaN where not known
        value_state, weight_state : members of `Cell`; absent where `only_state` tells it
        rank : where one month of a pair may have several rows: the greater goes before the lesser; else absent
        """
        members = [(place, rank, *key) for place, line in enumerate(lines) for rank, key in enumerate(line.members)]
        columns = dict(zip(("place", "rank", "code", "edition", "valuation"), zip(*members, strict=True), strict=True))
        _write(self.connection, "axis_line", **columns)
        keys = ["code", *(name for name in ("edition", "valuation") if len(set(columns[name])) > 1)]
        exporter, importer = self.selection.sides
        cells = {
            "pair": f"(line.place * {self.lengths[0]} + {exporter}.place) * {self.lengths[1]} + {importer}.place",
            "day": f"CAST(flow.period - DATE '{self.first}' AS USMALLINT)",
        }
        for name, column in NUMBERS.items():
            cells[name] = f"coalesce(CAST({column} AS FLOAT), 'nan')"
            if self.only_state(name) is None:
                cells[f"{name}_state"] = _state(f"{name}_state", self.states[name])
        if any(columns["rank"]):
            cells["rank"] = "CAST(line.rank AS UTINYINT)"
        found = self.connection.execute(
            f"""SELECT {", ".join(f"{cell} AS {name}" for name, cell in cells.items())}
            FROM ({self.rows}) AS flow
            JOIN axis_line AS line ON {" AND ".join(f"line.{name} = flow.{name}" for name in keys)}
            JOIN axis_reporter AS reporter ON reporter.name = flow.reporter
            JOIN axis_partner AS partner ON partner.name = flow.partner
            WHERE {self.selection.pairs}
            AND flow.code BETWEEN {quoted(min(columns["code"]))} AND {quoted(max(columns["code"]))}"""
        ).fetchnumpy()
        return {name: np.ma.getdata(column) for name, column in found.items()}


def _state(column: str, held: Sequence[str]) -> str:
    cases = " ".join(f"WHEN {quoted(state)} THEN {CELLS[State(state)].value}" for state in held)
    return f"CAST(CASE {column} {cases} END AS UTINYINT)"


def _write(connection: Connection, table: str, **columns: Sequence[object]) -> None:
    """Make a table of columns."""
    cells = ", ".join(f"unnest(${name}) AS {name}" for name in columns)
    values = {name: list(column) for name, column in columns.items()}
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {cells}", values)
