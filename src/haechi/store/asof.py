"""The rows that were known on a day: of each key the latest vintage, less what a later full report leaves out."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from haechi.model.trade import Direction, ReportBasis
from haechi.store.database import Connection, listed, quoted
from haechi.store.manifest import LakeFile, Manifest

_KEY = "source, basis, valuation, freq, period, reporter, partner, direction, code, edition"
_IMPORTS = {Direction.IMPORT, Direction.RE_IMPORT}
_OFTEN_SAME = ("role", "basis", "direction", "freq", "partner_kind", "edition", "valuation", "level")

Same = Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The loads that were published by a day (None: all that are held)."""

    lake: Path
    manifests: tuple[Manifest, ...]
    as_of: dt.date | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources of flows that are held, whatever the day."""
        return tuple(sorted({entry.source for entry in self.manifests if entry.subject == "flows"}))

    def files(self, source: str, periods: Iterable[str] | None = None) -> tuple[tuple[Manifest, LakeFile], ...]:
        """Files of a source, for some periods or all."""
        wanted = None if periods is None else set(periods)
        return tuple(
            (manifest, file)
            for manifest in self.manifests
            if manifest.source == source and manifest.subject == "flows"
            for file in manifest.files
            if (wanted is None or file.period in wanted) and (self.as_of is None or file.vintage <= self.as_of)
        )

    def same(self, connection: Connection, source: str, periods: Iterable[str]) -> Same:
        """What stands in columns that are the same in all rows of every vintage, those that are no totals too.

        To find it costs one look at columns that compress to nothing; each condition on such a column costs a look
        at it in every query.
        """
        files = [file for _, file in self.files(source, periods)]
        if not files:
            return {}
        names = ", ".join(_OFTEN_SAME)
        sets = ", ".join(f"({name})" for name in _OFTEN_SAME)
        found = connection.execute(
            f"SELECT {names}, grouping_id({names}) FROM {self._read(files, {})} GROUP BY GROUPING SETS ({sets})"
        ).fetchall()
        held: dict[str, list[str | int | None]] = {name: [] for name in _OFTEN_SAME}
        for row in found:  # of the bits of the number, that of the column which a row groups by is the only zero
            place = len(_OFTEN_SAME) - (row[-1] ^ ((1 << len(_OFTEN_SAME)) - 1)).bit_length()
            held[_OFTEN_SAME[place]].append(row[place])
        return {name: values[0] for name, values in held.items() if len(values) == 1 and values[0] is not None}

    def rows(
        self, connection: Connection, source: str, periods: Iterable[str] | None = None, *, same: Same | None = None
    ) -> str | None:
        """SQL of the rows known of a source; None where there are none.

        The tables that it needs are made in the database.

        Parameters
        ----------
        same : what is known to stand in all rows of these periods, which is then not read
        """
        by_period: dict[str, list[tuple[Manifest, LakeFile]]] = defaultdict(list)
        for manifest, file in self.files(source, periods):
            by_period[file.period].append((manifest, file))
        if not by_period:
            return None
        single = [entries[0][1] for entries in by_period.values() if len(entries) == 1]
        several = [entry for entries in by_period.values() if len(entries) > 1 for entry in entries]
        queries = []
        if single:
            queries.append(f"SELECT * FROM {self._read(single, same)} WHERE role = 'total'")
        if several:
            _cover_table(connection, several)
            queries.append(_latest(self._read([file for _, file in several], same)))
        return " UNION ALL BY NAME ".join(f"({query})" for query in queries)

    def published(self, source: str, periods: Iterable[str], *, same: Same) -> str | None:
        """SQL of the rows of every vintage of a source, revised ones too; None where there are none."""
        files = [file for _, file in self.files(source, periods)]
        return f"SELECT * FROM {self._read(files, same)} WHERE role = 'total'" if files else None

    def _read(self, files: Sequence[LakeFile], same: Same | None) -> str:
        table = f"read_parquet({listed([self.lake / file.path for file in files])}, hive_partitioning = false)"
        if not same:
            return table
        cells = (f"{quoted(cell) if isinstance(cell, str) else cell} AS {name}" for name, cell in same.items())
        return f"(SELECT * REPLACE ({', '.join(cells)}) FROM {table})"


def basis_of(manifest: Manifest, direction: Direction) -> ReportBasis:
    """Who reports the flows of one direction in a load."""
    if manifest.basis == ReportBasis.RECONCILED:
        return ReportBasis.RECONCILED
    return ReportBasis.IMPORTER if direction in _IMPORTS else ReportBasis.EXPORTER


def _latest(table: str) -> str:
    """The last row of each key that no later full report leaves out; a known number goes before a missing one."""
    return f"""
        SELECT * FROM (SELECT * FROM {table} WHERE role = 'total' QUALIFY row_number() OVER (
            PARTITION BY {_KEY} ORDER BY vintage DESC, value IS NULL, weight_kg IS NULL, line) = 1) AS flow
        WHERE {_not_left_out("cover.reporter = flow.reporter")} AND {_not_left_out("cover.reporter IS NULL")}"""


def _not_left_out(reporter: str) -> str:
    """SQL condition that no later report of a reporter covers the row; an equality joins fast, a list does not."""
    return f"""NOT EXISTS (
        SELECT 1 FROM cover WHERE cover.source = flow.source AND cover.basis = flow.basis
        AND cover.direction = flow.direction AND cover.freq = flow.freq AND cover.period = flow.period
        AND cover.edition = flow.edition AND cover.vintage > flow.vintage AND {reporter}
        AND (cover.partners IS NULL OR list_contains(cover.partners, flow.partner))
        AND (cover.codes IS NULL OR list_contains(cover.codes, flow.code)))"""


def _cover_table(connection: Connection, entries: Sequence[tuple[Manifest, LakeFile]]) -> None:
    """What each report covers, a row for each reporter; NULL stands for all."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE cover (source VARCHAR, basis VARCHAR, direction VARCHAR, freq VARCHAR,
            period DATE, edition VARCHAR, vintage DATE, partners VARCHAR[], codes VARCHAR[], reporter VARCHAR)"""
    )
    for manifest, file in entries:
        for part in manifest.coverage:
            if file.period not in part.periods:
                continue
            first = dt.date(int(file.period[:4]), int(file.period[5:7] or 1), 1)
            lists = [None if entry is None else list(entry) for entry in (part.partners, part.codes)]
            reporters = [None] if part.reporters is None else list(part.reporters)
            basis = basis_of(manifest, part.direction)
            connection.execute(
                "INSERT INTO cover SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, unnest(CAST(? AS VARCHAR[]))",
                [
                    *(manifest.source, basis.value, part.direction, part.freq, first, part.edition, file.vintage),
                    *(*lists, reporters),
                ],
            )
