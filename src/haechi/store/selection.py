"""What of a monthly stream is asked for."""

from dataclasses import dataclass

import numpy as np

from haechi.store.contents import Line, Lineage
from haechi.store.database import quoted
from haechi.store.streams import Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Codes, economies and months of a stream; see `haechi.store.lake.Lake.panel`."""

    stream: Stream
    lineage: Lineage
    codes: tuple[str, ...] | None = None
    exporters: tuple[str, ...] | None = None
    importers: tuple[str, ...] | None = None
    start: np.datetime64 | None = None

    @property
    def importer_reports(self) -> bool:
        """Whether the importer is the reporter."""
        return self.stream.candidate.importer_reports

    @property
    def sides(self) -> tuple[str, str]:
        """Columns of the exporter and of the importer."""
        return ("partner", "reporter") if self.importer_reports else ("reporter", "partner")

    @property
    def pairs(self) -> str:
        """SQL condition of a row of trade between two economies that are asked for."""
        side = self.stream.candidate
        said = [
            f"basis = {quoted(side.basis)} AND direction = {quoted(side.direction)} AND freq = {quoted(side.freq)}",
            "partner_kind = 'economy' AND partner <> reporter",
        ]
        for column, names in zip(self.sides, (self.exporters, self.importers), strict=True):
            if names is not None:
                said.append(f"{column} IN ({', '.join(quoted(name) for name in names)})")
        return " AND ".join(said)

    def wants(self, line: Line) -> bool:
        """Whether a line is asked for, by its digits in any edition."""
        return self.codes is None or any(code in self.codes for code in (line.code, *(row[0] for row in line.members)))
