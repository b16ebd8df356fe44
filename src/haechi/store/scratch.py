"""Numbers that are laid down while a command runs and are gone when it ends."""

import tempfile
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an array of a block begins, and the shape and type of a month of it."""

    start: int
    shape: tuple[int, ...]
    kind: np.dtype[Any]

    @property
    def month(self) -> int:
        return int(np.prod(self.shape)) * self.kind.itemsize


@dataclass(slots=True)
class Scratch:
    """Arrays of blocks of series in a file without a name, to be used in a `with` block.

    Parameters
    ----------
    folder : where the file is made; its disk must have room for it
    """

    folder: Path
    _file: IO[bytes] = field(init=False)
    _blocks: list[tuple[_Place, ...]] = field(init=False, default_factory=list)
    _rows: deque[list[np.ndarray]] = field(init=False, default_factory=deque)

    def __enter__(self) -> "Scratch":
        self._file = tempfile.TemporaryFile(dir=self.folder, buffering=0)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, arrays: Sequence[np.ndarray]) -> None:
        """Lay down the arrays of a block, each (month, ..., series)."""
        places = []
        for array in arrays:
            places.append(_Place(self._file.seek(0, 2), array.shape[1:], array.dtype))
            _write(self._file, np.ascontiguousarray(array))
        self._blocks.append(tuple(places))
        self._rows.clear()

    def row(self, month: int) -> list[np.ndarray]:
        """A month of each of the arrays over all blocks, in the order they came, (..., series).

        They are written over by the second call that follows: memory that is new costs more than what is read into it.
        """
        arrays = list(zip(*self._blocks, strict=True))
        if len(self._rows) < 2:
            self._rows.append([_empty(places) for places in arrays])
        self._rows.rotate()
        for places, out in zip(arrays, self._rows[0], strict=True):
            self._fill(places, month, out)
        return self._rows[0]

    def _fill(self, places: Sequence[_Place], month: int, out: np.ndarray) -> None:
        ends = np.cumsum([0, *(place.shape[-1] for place in places)])
        for place, first, last in zip(places, ends[:-1], ends[1:], strict=True):
            self._file.seek(place.start + month * place.month)
            for row in out.reshape(-1, ends[-1])[:, first:last] if last > first else ():
                _read(self._file, row)


def _empty(places: Sequence[_Place]) -> np.ndarray:
    """An array of a month over all blocks."""
    return np.empty((*places[0].shape[:-1], sum(place.shape[-1] for place in places)), dtype=places[0].kind)


def _write(file: IO[bytes], array: np.ndarray) -> None:
    """Write all of an array; the system may take a part at a time."""
    left = array.reshape(-1).view(np.uint8).data
    while left:
        left = left[file.write(left) :]


def _read(file: IO[bytes], row: np.ndarray) -> None:
    """Fill a row from where the file stands."""
    left = row.view(np.uint8).data
    while left:
        left = left[file.readinto(left) :]  # type: ignore[attr-defined]
