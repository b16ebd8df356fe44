"""Market of an importer: rows known on a day -> dense arrays by code and supplier, from one source, never blended."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from haechi.errors import NotCovered
from haechi.flows.periods import written
from haechi.model.market import Flags, Floats, Market
from haechi.model.trade import Direction, Frequency, ReportBasis
from haechi.sentence import said
from haechi.store.asof import Known
from haechi.store.candidates import Candidate, Question, candidates
from haechi.store.cube import Axes, added, cells, complete, sellers, values
from haechi.store.cuts import cuts
from haechi.store.database import Connection, quoted, reading


def years(known: Known) -> dict[str, tuple[int, ...]]:
    """The years, in order, in which any source has rows of the purchases of each economy."""
    found: set[tuple[str, int]] = set()
    with reading() as connection:
        for source in known.sources:
            rows = known.rows(connection, source)
            if rows is not None:
                query = f"""SELECT DISTINCT CASE direction WHEN 'import' THEN reporter ELSE partner END, year(period)
                    FROM ({rows}) WHERE direction IN ('import', 'export')"""
                found |= set(connection.execute(query).fetchall())
    return {name: tuple(year for _, year in rows) for name, rows in groupby(sorted(found), key=lambda row: row[0])}


def market(known: Known, question: Question) -> Market:
    """The market of an importer, from the first source that covers it, else from the first that has rows.

    Raises
    ------
    NotCovered
        If no source has rows on the importer in the period.
    """
    asked = candidates(known, question)
    fallback: Market | None = None
    for candidate in asked:
        with reading() as connection:
            found = _Work(known, question, candidate, connection).market()
        if found is not None and found.covered.any():
            return found
        fallback = fallback or found
    if fallback is not None:
        return fallback
    held = ", ".join(dict.fromkeys(entry.source for entry in asked)) or "no source"
    raise NotCovered(
        f"no imports of {question.importer} in {question.period} are in the data ({held} reaches that period): load a "
        "file that has them, or ask for another year"
    )


class _Work:
    """The steps from the rows of one source to a market."""

    def __init__(self, known: Known, question: Question, candidate: Candidate, connection: Connection) -> None:
        self.known = known
        self.question = question
        self.candidate = candidate
        self.connection = connection
        self.extent = candidate.extent(known, question)
        self.periods = candidate.periods(question)

    def market(self) -> Market | None:
        """The market, or None where the source has no row on the importer."""
        rows = self.known.rows(self.connection, self.candidate.source, self.periods)
        if rows is None:
            return None
        self._select(rows)
        codes = self.connection.execute("SELECT DISTINCT code, edition FROM bought ORDER BY ALL").fetchall()
        if not codes:
            return None
        inside = {*self.question.members, *self.question.importers}
        sellers_held = [row[0] for row in self.connection.execute(_SUPPLIERS).fetchall()]
        outside = tuple(name for name in sellers_held if name not in inside)
        return self._assembled(Axes(periods=self.periods, codes=tuple(codes), economies=outside))

    def _select(self, rows: str) -> None:
        """Make the tables `bought` (by the importers), `sold` (by anyone) and `sold_inside` (by them, to members)."""
        candidate, question = self.candidate, self.question
        buyer, seller = ("reporter", "partner") if candidate.importer_reports else ("partner", "reporter")
        # A seller that reports is an economy; a partner can be the world, a group or unspecified.
        kind = "partner_kind" if candidate.importer_reports else "'economy'"
        self.connection.execute(
            f"""CREATE TEMP TABLE bought AS
            SELECT period, code, edition, value, vintage, {buyer} AS importer, {seller} AS economy, {kind} AS kind
            FROM ({rows}) WHERE basis = {quoted(candidate.basis)} AND direction = {quoted(candidate.direction)}
            AND freq = {quoted(candidate.freq)} AND {buyer} IN ({_texts(question.importers)})"""
        )
        basis = candidate.basis if candidate.basis is ReportBasis.RECONCILED else ReportBasis.EXPORTER
        exports = f"""SELECT * FROM ({rows}) AS flow SEMI JOIN bought USING (code, edition)
            WHERE basis = {quoted(basis)} AND direction = 'export' AND freq = {quoted(candidate.freq)}"""
        self.connection.execute(
            f"""CREATE TEMP TABLE sold AS SELECT period, code, edition, reporter AS economy,
                partner_kind = 'world' AS is_total, CASE WHEN count(*) = count(value) THEN sum(value) END AS value
            FROM ({exports}) WHERE partner_kind <> 'group' AND partner <> reporter GROUP BY ALL"""
        )
        self.connection.execute(
            f"""CREATE TEMP TABLE sold_inside AS SELECT period, code, edition, value, reporter, partner AS economy
            FROM ({exports}) WHERE reporter IN ({_texts(question.importers)}) AND partner <> reporter
            AND list_contains($members, partner)""",
            {"members": list(question.members)},
        )

    def _assembled(self, axes: Axes) -> Market:
        question, candidate = self.question, self.candidate
        monthly = candidate.freq is Frequency.MONTHLY
        by_period = self._purchases(axes)
        covered = self._covered(axes)
        own = self._other(axes, "kind = 'economy' AND economy = importer", is_zero=True)
        inner = replace(axes, economies=question.members)
        held = self._held()
        return Market(
            importer=question.importer,
            year=question.year,
            codes=tuple(code for code, _ in axes.codes),
            editions=tuple(edition for _, edition in axes.codes),
            suppliers=axes.economies,
            imports=by_period.sum(axis=0),
            unspecified=self._other(axes, "kind = 'unspecified'", is_zero=True),
            published=self._other(axes, "kind = 'world'", is_zero=False),
            own=own,
            covered=covered,
            exports=self._exports(replace(axes, economies=question.importers)).sum(axis=1),
            world_exports=self._exports(axes),
            months=by_period if monthly else None,
            source=candidate.source,
            basis=candidate.basis.value,
            vintage=self._vintage(),
            members=question.members,
            intra_imports=self._purchases(inner).sum(axis=(0, 2)) if question.members else None,
            intra_exports=self._inside(inner) if question.members else None,
            months_held=held if monthly else (),
            cut="; ".join(cuts(self.known, candidate, self.periods)) or None,
            remarks=tuple(self._remarks(covered, own, held)),
        )

    def _purchases(self, axes: Axes) -> Floats:
        """Purchases from the economies on the axis, of all importers together: (period, code, supplier)."""
        way, reports = self.candidate.direction, self.candidate.importer_reports
        query = "SELECT * FROM bought WHERE kind = 'economy' AND economy <> importer"
        return added(self.connection, axes, query, self._from_others(axes, way, one_reports=reports))

    def _other(self, axes: Axes, where: str, *, is_zero: bool) -> Floats:
        """Purchases from what is no other economy, (code,); an absent row is a zero where all partners are covered."""
        alone = replace(axes, economies=("",))
        covered = {name: self._complete(alone, name)[:, :, None] & is_zero for name in self.question.importers}
        query = f"SELECT * REPLACE ('' AS economy) FROM bought WHERE {where}"
        summed: Floats = added(self.connection, alone, query, covered).sum(axis=(0, 2))
        return summed

    def _exports(self, axes: Axes) -> Floats:
        """Exports to all of the economies on the axis, (code, economy): as published, else the sum where complete."""
        complete_here = sellers(axes, self.extent)
        parts = values(self.connection, axes, "SELECT * FROM sold WHERE NOT is_total", complete_here)
        nowhere = np.zeros(axes.shape, dtype=bool)
        published = values(self.connection, axes, "SELECT * FROM sold WHERE is_total", nowhere)
        known = np.where(np.isnan(published), np.where(complete_here, parts, np.nan), published)
        summed: Floats = known.sum(axis=0)
        return summed

    def _inside(self, axes: Axes) -> Floats:
        """Exports of the importers to other members, (code,)."""
        covered = self._from_others(axes, Direction.EXPORT, one_reports=True)
        query = "SELECT * RENAME (reporter AS importer) FROM sold_inside"
        summed: Floats = added(self.connection, axes, query, covered).sum(axis=(0, 2))
        return summed

    def _from_others(self, axes: Axes, direction: Direction, *, one_reports: bool) -> dict[str, Flags]:
        """Where an absent row is a zero, importer -> (period, code, economy); on the importer itself it always is."""
        found = {}
        for importer in self.question.importers:
            covered = cells(axes, self.extent, importer, one_reports=one_reports, direction=direction)
            covered[:, :, [name == importer for name in axes.economies]] = True
            found[importer] = covered
        return found

    def _covered(self, axes: Axes) -> Flags:
        every = [self._complete(axes, importer) for importer in self.question.importers]
        return np.asarray(np.stack(every).all(axis=(0, 1)), dtype=np.bool_)

    def _complete(self, axes: Axes, importer: str) -> Flags:
        way, reports = self.candidate.direction, self.candidate.importer_reports
        return complete(axes, self.extent, importer, one_reports=reports, direction=way)

    def _held(self) -> tuple[str, ...]:
        rows = self.connection.execute("SELECT DISTINCT period FROM bought ORDER BY 1").fetchall()
        return tuple(written(self.candidate.freq, row[0]) for row in rows)

    def _vintage(self) -> str:
        first, last = self.connection.execute("SELECT min(vintage), max(vintage) FROM bought").fetchall()[0]
        return str(first) if first == last else f"{first}/{last}"

    def _remarks(self, covered: Flags, own: Floats, held: tuple[str, ...]) -> list[str]:
        question = self.question
        told: list[str] = []
        missing = [name for name in self.periods if name not in held]
        if missing:
            told.append(
                said(
                    "{n} of the {of} months of {year} are not held ({missing}): sums over the year are not known",
                    n=len(missing),
                    of=len(self.periods),
                    year=question.year,
                    missing=", ".join(missing),
                )
            )
        elif not covered.any():
            told.append(
                said(
                    "{source} does not hold all suppliers of {economy} in {period}: shares of them cannot be computed",
                    source=self.candidate.source,
                    economy=question.importer,
                    period=question.period,
                )
            )
        if np.nansum(own) > 0:
            told.append(
                said("{usd:,.0f} USD booked as coming from the importer itself are left out", usd=np.nansum(own))
            )
        return told


_SUPPLIERS = """
    SELECT economy FROM bought WHERE kind = 'economy' UNION SELECT economy FROM sold ORDER BY economy
"""


def _texts(names: Sequence[str]) -> str:
    return ", ".join(quoted(name) for name in names)
