"""Numbers that are laid down while a command runs and are gone when it ends."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the months of a block begin, and how much each takes."""

    start: int
    statistics: int
    series: int

    @property
    def month(self) -> int:
        return self.series * (2 * self.statistics + 1)


@dataclass(slots=True)
class Scratch:
    """Bins and strata of blocks of series in a file without a name, month by month, to be used in a `with` block.

    Parameters
    ----------
    folder : where the file is made; its disk must have room for it
    """

    folder: Path
    _file: IO[bytes] = field(init=False)
    _places: list[_Place] = field(init=False, default_factory=list)

    def __enter__(self) -> "Scratch":
        self._file = tempfile.TemporaryFile(dir=self.folder, buffering=0)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, bins: np.ndarray, strata: np.ndarray) -> None:
        """Lay down a block: bins, (statistic, month, series), uint16, and strata, (month, series), uint8."""
        statistics, _, series = bins.shape
        self._places.append(_Place(self._file.seek(0, 2), statistics, series))
        for month, row in enumerate(strata):
            self._file.write(np.ascontiguousarray(bins[:, month]).tobytes() + row.tobytes())

    def row(self, month: int) -> tuple[np.ndarray, np.ndarray]:
        """Bins, (statistic, series), and strata, (series,), of a month over all blocks, in the order they came."""
        bins, strata = [], []
        for place in self._places:
            self._file.seek(place.start + month * place.month)
            held = self._file.read(place.month)
            split = 2 * place.statistics * place.series
            bins.append(np.frombuffer(held[:split], dtype=np.uint16).reshape(place.statistics, place.series))
            strata.append(np.frombuffer(held[split:], dtype=np.uint8))
        return np.concatenate(bins, axis=1), np.concatenate(strata)
