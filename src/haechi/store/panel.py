"""Monthly flows of pairs from the lake, as dense arrays: one source and one side, as known on a day, never blended.

A month of a pair that stands in several editions of one line, or in several valuations, is one trade written down
several times: the row of the newest edition is taken (of one edition, CIF before FOB), and none is added.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from haechi.errors import NotCovered
from haechi.model.panel import Cell, Months, Names, Panel, States
from haechi.store.absence import Pairs, absent, complete, unpublished
from haechi.store.asof import Known
from haechi.store.contents import Contents, Line, contents
from haechi.store.database import Connection, reading
from haechi.store.reading import NUMBERS, Reader, Rows
from haechi.store.selection import Selection
from haechi.store.streams import Stream

_MOST_ROWS = 1 << 25  # of one reading; what lies beside the rows of its codes is decompressed anew by each
_MOST_PAIRS = 1 << 26  # possible pairs of economies, times lines, that one reading numbers
_STATE = "_state"
_CELLS = (*NUMBERS, *(f"{name}{_STATE}" for name in NUMBERS))


def panels(known: Known, selection: Selection, block: int | None) -> Iterator[Panel]:
    """Panels of consecutive codes, read one after the other.

    Parameters
    ----------
    block : most series of a panel, but for a code that alone has more; None: one panel of all

    Raises
    ------
    NotCovered
        If nothing that is asked for is in the data.
    """
    stream = selection.stream
    count = 0
    with reading() as connection:
        held = contents(connection, known, stream, selection.pairs, selection.lineage)
        lines = [line for line in held.lines if selection.wants(line)]
        months = held.months if selection.start is None else held.months[held.months >= selection.start]
        if lines and len(months):
            work = _Work(connection, known, selection, held, months)
            for chunk in [tuple(lines)] if block is None else work.chunks(lines):
                for panel in work.panels(chunk, block):
                    count += 1
                    yield panel
    if not count:
        raise NotCovered(
            f"{stream.source} ({stream.basis}) holds no monthly trade of what was asked for: name other codes or "
            "economies, or an earlier start"
        )


def traded(known: Known, selection: Selection) -> frozenset[str]:
    """Digits, in any edition, of the codes of which any month of a pair is known not to be zero, or is not known.

    Raises
    ------
    NotCovered
        If there are none.
    """
    pairs = f"{selection.pairs} AND value IS DISTINCT FROM 0"
    with reading() as connection:
        held = contents(connection, known, selection.stream, pairs, selection.lineage)
    members = (code for line in held.lines for code, _, _ in line.members)
    return frozenset((*(line.code for line in held.lines), *members))


class _Work:
    """The steps from the rows of a stream to its panels."""

    def __init__(
        self, connection: Connection, known: Known, selection: Selection, held: Contents, months: Months
    ) -> None:
        self.selection = selection
        self.held = held
        self.months = months
        self.names = [str(month) for month in months]
        self.late = unpublished(held.published)[-len(months) :]
        side = selection.stream.candidate
        parts = (part for _, part in side.parts(known, frozenset(self.names)))
        self.parts = tuple(part for part in parts if part.direction is side.direction)
        self.reader = Reader(connection, known, selection, held, months)

    def chunks(self, lines: list[Line]) -> Iterator[tuple[Line, ...]]:
        """Lines that are read together: all of some consecutive codes."""
        most_lines = _MOST_PAIRS // (len(self.held.reporters) * len(self.held.partners))
        chunk: list[Line] = []
        rows = 0
        for _, group in groupby(lines, key=lambda line: line.code):
            added = list(group)
            more = sum(line.rows for line in added)
            if chunk and (rows + more > _MOST_ROWS or len(chunk) + len(added) > most_lines):
                yield tuple(chunk)
                chunk, rows = [], 0
            chunk += added
            rows += more
        yield tuple(chunk)

    def panels(self, lines: tuple[Line, ...], block: int | None) -> Iterator[Panel]:
        """The panels of some lines: a series for each pair that has a row and not only zeros."""
        rows = self.reader.read(lines)
        shape = (len(lines), *self.reader.lengths)
        seen = np.zeros(np.prod(shape), dtype=bool)
        states = rows.get("value_state")
        seen[rows["pair"] if states is None else rows["pair"][states != Cell.ZERO]] = True
        if not seen.any():
            return
        number = np.where(seen, np.cumsum(seen, dtype=np.int32) - np.int32(1), np.int32(-1))
        line, exporter, importer = np.unravel_index(np.flatnonzero(seen), shape)
        importer_reports = self.selection.importer_reports
        pairs = Pairs(
            lines=lines,
            reporters=self.held.reporters,
            partners=self.held.partners,
            line=line,
            reporter=importer if importer_reports else exporter,
            partner=exporter if importer_reports else importer,
        )
        panel = self._panel(pairs, rows, number)
        del rows, number
        for first, last in _ranges(panel.codes, block):
            yield panel.among(slice(first, last))

    def _panel(self, pairs: Pairs, rows: Rows, number: NDArray[np.int32]) -> Panel:
        # These take long to load, and a page that reads no panel does without them.
        from haechi.kernels.cells import lay
        from haechi.kernels.compiled import each

        stream = self.selection.stream
        absences = absent(pairs, self.parts, self.names, self.late)
        ranks = list(_ranked(rows))
        month = _month_of_day(self.months)

        def laid(place: int) -> NDArray[Any]:
            name = _CELLS[place]
            out = _numbers(absences) if name in NUMBERS else absences.copy()
            for taken in ranks:
                lay(out, self._given(taken, name), pair=taken["pair"], day=taken["day"], number=number, month=month)
            return out

        cells = dict(zip(_CELLS, each(laid, len(_CELLS)), strict=True))
        reporters, partners = np.array(pairs.reporters)[pairs.reporter], np.array(pairs.partners)[pairs.partner]
        exporters, importers = (partners, reporters) if self.selection.importer_reports else (reporters, partners)
        return Panel(
            months=self.months,
            codes=np.array([line.code for line in pairs.lines])[pairs.line],
            editions=np.array([line.edition for line in pairs.lines])[pairs.line],
            exporters=exporters,
            importers=importers,
            **cells,
            complete=complete(pairs, self.parts, self.names, stream.candidate.direction),
            source=stream.source,
            basis=stream.basis.value,
            vintages=_vintages(self.months, stream),
        )

    def _given(self, rows: Rows, name: str) -> NDArray[Any]:
        """A column of rows, one of states that is not read because it is the same in all of them too."""
        only = None if name in NUMBERS else self.reader.only_state(name.removesuffix(_STATE))
        return rows[name] if only is None else np.full(len(rows["pair"]), only, dtype=np.uint8)


def _numbers(absences: States) -> NDArray[np.float32]:
    """The numbers of cells were all rows absent."""
    return np.where(absences == Cell.ZERO, np.float32(0), np.float32(np.nan))


def _ranges(codes: Names, block: int | None) -> Iterator[tuple[int, int]]:
    """First and last place of runs of whole codes of at most `block` series, or of one code that has more."""
    if not len(codes):
        return
    ends = [*(np.flatnonzero(codes[1:] != codes[:-1]) + 1).tolist(), len(codes)]
    first = 0
    for end, after in pairwise(ends):
        if block is not None and after - first > block:
            yield first, end
            first = end
    yield first, len(codes)


def _ranked(rows: Rows) -> Iterator[Rows]:
    """The rows of each rank, those that are taken before others last."""
    if "rank" not in rows:
        yield rows
        return
    for rank in np.unique(rows["rank"]):
        yield {name: column[rows["rank"] == rank] for name, column in rows.items()}


def _month_of_day(months: Months) -> NDArray[np.int32]:
    """The place of the month that begins a number of days after the first."""
    days = (months - months[0].astype("datetime64[D]")).astype(np.intp)
    found = np.zeros(days[-1] + 1, dtype=np.int32)
    found[days] = np.arange(len(days))
    return found


def _vintages(months: Months, stream: Stream) -> NDArray[np.datetime64]:
    found = np.full(len(months), np.datetime64("NaT"), dtype="datetime64[D]")
    inside = stream.months >= months[0]
    found[(stream.months[inside] - months[0]).astype(int)] = stream.revised[inside]
    return found
