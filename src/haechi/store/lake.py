"""The lake: customs flows and production with their vintages, as Parquet files that others can read too.

One process loads at a time, under a lock; anyone reads at any time, and sees whole loads only.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from haechi.errors import WorkspaceError
from haechi.model.market import Market
from haechi.model.panel import Panel
from haechi.model.trade import Coverage, Finding, ReportBasis
from haechi.readers.layout import Layout
from haechi.store.asof import Known, basis_of
from haechi.store.candidates import Question
from haechi.store.check import findings
from haechi.store.contents import Lineage
from haechi.store.database import listed, reading
from haechi.store.ingest import ingest
from haechi.store.manifest import Manifest, read_all
from haechi.store.market import market, years
from haechi.store.panel import panels, traded
from haechi.store.placing import Economies
from haechi.store.report import LoadReport
from haechi.store.request import Request
from haechi.store.selection import Selection
from haechi.store.staging import Progress
from haechi.store.streams import Stream, monthly, stream

_PATIENCE = 30.0  # seconds to wait for another process that loads


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One source and basis with what its loads cover."""

    source: str
    basis: str
    periods: tuple[str, ...]
    vintages: tuple[dt.date, ...]
    rows: int
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """The lake of a workspace.

    Parameters
    ----------
    folder : holds flows, production and loads
    quarantine : folder for rows that could not be loaded
    """

    folder: Path
    quarantine: Path

    def load(
        self,
        path: Path,
        *,
        economies: Economies,
        today: dt.date,
        layout: Layout | None = None,
        period: str | None = None,
        vintage: dt.date | None = None,
        release_lag: int | None = None,
        progress: Progress | None = None,
    ) -> LoadReport:
        """Load a file wholly or not at all.

        Parameters
        ----------
        path : csv, gz, zip, xlsx, JSON or Parquet
        economies : system -> code -> (ISO 3166 alpha-3, kind)
        today : the day of loading
        layout : how to read it, where none of the package fits
        period : the period of the whole file, where it does not say
        vintage : the day of publication
        release_lag : days from the end of each period to its publication
        progress : called with the name of the table, the number of rows read and, where known, of all its lines

        Raises
        ------
        FileRefused
            If it cannot be read or contradicts what is held; nothing of it is kept.
        WorkspaceError
            If another process is loading.
        """
        request = Request(
            path=path,
            lake=self.folder,
            quarantine=self.quarantine,
            economies=economies,
            today=today,
            layout=layout,
            period=period,
            vintage=vintage,
            release_lag=release_lag,
            progress=progress,
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "lock", timeout=_PATIENCE):
                return ingest(request)
        except Timeout as error:
            raise WorkspaceError(f"another process is loading into {self.folder}: wait for it and try again") from error

    def loads(self) -> tuple[Manifest, ...]:
        """All loads, oldest first: by the day of loading, of one day by the name of the file."""
        return read_all(self.folder)

    def state(self) -> tuple[str, ...]:
        """Names of all loads, each a digest of what was loaded: another tuple wherever other data are held."""
        return tuple(sorted(path.stem for path in (self.folder / "loads").glob("*.json")))

    def sources(self) -> tuple[Series, ...]:
        """Each source and basis of flows that is held."""
        found: dict[tuple[str, str], list[Manifest]] = {}
        for manifest in self.loads():
            if manifest.subject == "flows":
                for basis in manifest.basis.split(", "):
                    found.setdefault((manifest.source, basis), []).append(manifest)
        return tuple(_series(source, basis, held) for (source, basis), held in sorted(found.items()))

    def years(self, as_of: dt.date | None = None) -> Mapping[str, tuple[int, ...]]:
        """The years, in order, in which any source has rows of the imports of each economy."""
        return years(self._known(as_of))

    def market(
        self,
        importer: str,
        year: int,
        *,
        source: str | None = None,
        month: int | None = None,
        as_of: dt.date | None = None,
        members: Sequence[str] = (),
    ) -> Market:
        """One importer's purchases in a year.

        Parameters
        ----------
        importer : ISO 3166 alpha-3, or the name of a union whose `members` are given
        year, month : calendar year; one month of it where given
        source : `baci`, `reconciled`, `importer`, `exporter` or `comtrade:importer`; None takes the first that covers
            the importer in the order reconciled, importer's reports, exporters' reports
        as_of : the day from which is looked; None: now
        members : the union; `imports` then holds outsiders only

        Raises
        ------
        NotCovered
            If no source has rows on the importer and year.
        """
        question = Question(importer=importer, year=year, month=month, source=source, members=tuple(members))
        return market(self._known(as_of), question)

    def monthly(self, as_of: dt.date | None = None) -> tuple[Stream, ...]:
        """Each source and side that holds monthly flows, with the day on which each month became known."""
        return monthly(self._known(as_of))

    def codes(
        self, source: str, basis: ReportBasis, *, lineage: Lineage, as_of: dt.date | None = None
    ) -> frozenset[str]:
        """Digits, in any edition, by which a panel can be asked for: codes of which any month is not zero.

        Parameters
        ----------
        source, basis, lineage, as_of : as for `panel`

        Raises
        ------
        UnknownName, NotCovered
            As `panel` does.
        """
        known = self._known(as_of)
        return traded(known, Selection(stream=stream(known, source, basis), lineage=lineage))

    def panel(
        self,
        source: str,
        basis: ReportBasis,
        *,
        lineage: Lineage,
        as_of: dt.date | None = None,
        codes: Sequence[str] | None = None,
        exporters: Sequence[str] | None = None,
        importers: Sequence[str] | None = None,
        start: np.datetime64 | None = None,
    ) -> Panel:
        """Trade of pairs of economies by code and month, from one source and one side.

        A series is a pair and a code through the editions that it went through unchanged; it is there where any month
        is known to be more than zero, or is known not to be known. Only codes of one number of digits are in it, that
        of most rows.

        Parameters
        ----------
        source, basis : as `monthly` names them
        lineage : code and edition -> the same code in the newest edition that it is known to have reached
        as_of : the day from which is looked; None: now
        codes : digits, in any edition; None: all
        exporters, importers : ISO 3166 alpha-3; None: all
        start : the first month; None: the first known

        Raises
        ------
        UnknownName
            If no flows of the source are held.
        NotCovered
            If no months of it had been published by the day, or nothing of what is asked for is in them.
        """
        every = self.panels(
            source,
            basis,
            block=None,
            lineage=lineage,
            as_of=as_of,
            codes=codes,
            exporters=exporters,
            importers=importers,
            start=start,
        )
        return next(every)

    def panels(
        self,
        source: str,
        basis: ReportBasis,
        *,
        block: int | None,
        lineage: Lineage,
        as_of: dt.date | None = None,
        codes: Sequence[str] | None = None,
        exporters: Sequence[str] | None = None,
        importers: Sequence[str] | None = None,
        start: np.datetime64 | None = None,
    ) -> Iterator[Panel]:
        """The panel as several of consecutive codes, of which one is in memory at a time.

        Parameters
        ----------
        block : most series of a panel, but for a code that alone has more; None: one panel of all
        source, basis, lineage, as_of, codes, exporters, importers, start : as for `panel`

        Raises
        ------
        UnknownName, NotCovered
            As `panel` does.
        """
        known = self._known(as_of)
        selection = Selection(
            stream=stream(known, source, basis),
            lineage=lineage,
            codes=None if codes is None else tuple(codes),
            exporters=None if exporters is None else tuple(exporters),
            importers=None if importers is None else tuple(importers),
            start=start,
        )
        return panels(known, selection, block)

    def check(self, as_of: dt.date | None = None) -> tuple[Finding, ...]:
        """What looks wrong in the data held, the worst first."""
        return findings(self._known(as_of))

    def production(self, *, as_of: dt.date | None = None) -> tuple[dict[str, object], ...]:
        """Rows of production, capacity, stocks and prices, of the latest vintage of each source."""
        manifests = [manifest for manifest in self.loads() if manifest.subject == "production"]
        latest: dict[str, Manifest] = {}
        for manifest in manifests:
            if as_of is None or manifest.vintages[-1] <= as_of:
                kept = latest.get(manifest.source)
                if kept is None or manifest.vintages[-1] >= kept.vintages[-1]:
                    latest[manifest.source] = manifest
        paths = [self.folder / file.path for manifest in latest.values() for file in manifest.files]
        if not paths:
            return ()
        with reading() as connection:
            result = connection.execute(
                f"FROM read_parquet({listed(paths)}, hive_partitioning = false) ORDER BY source, line"
            )
            names = [column[0] for column in result.description or ()]
            return tuple(dict(zip(names, row, strict=True)) for row in result.fetchall())

    def _known(self, as_of: dt.date | None) -> Known:
        return Known(lake=self.folder, manifests=self.loads(), as_of=as_of)


def _series(source: str, basis: str, held: Sequence[Manifest]) -> Series:
    return Series(
        source=source,
        basis=basis,
        periods=tuple(sorted({period for manifest in held for period in manifest.periods})),
        vintages=tuple(sorted({vintage for manifest in held for vintage in manifest.vintages})),
        rows=sum(manifest.rows for manifest in held),
        coverage=tuple(
            part for manifest in held for part in manifest.coverage if basis_of(manifest, part.direction) == basis
        ),
    )
