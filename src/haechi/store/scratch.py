"""Numbers that are laid down while a command runs and are gone when it ends."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the months of a block begin, and the shape and type of a month of each of its arrays."""

    start: int
    rows: tuple[tuple[tuple[int, ...], np.dtype[Any]], ...]

    @property
    def month(self) -> int:
        return sum(int(np.prod(shape)) * kind.itemsize for shape, kind in self.rows)


@dataclass(slots=True)
class Scratch:
    """Arrays of blocks of series in a file without a name, month by month, to be used in a `with` block.

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

    def add(self, arrays: Sequence[np.ndarray]) -> None:
        """Lay down the arrays of a block, each (..., month, series)."""
        rows = tuple(((*array.shape[:-2], array.shape[-1]), array.dtype) for array in arrays)
        self._places.append(_Place(self._file.seek(0, 2), rows))
        for month in range(arrays[0].shape[-2]):
            self._file.write(b"".join(array[..., month, :].tobytes() for array in arrays))

    def row(self, month: int) -> list[np.ndarray]:
        """A month of each of the arrays over all blocks, in the order they came, (..., series)."""
        found: list[list[np.ndarray]] = []
        for place in self._places:
            self._file.seek(place.start + month * place.month)
            held, start, parts = self._file.read(place.month), 0, []
            for shape, kind in place.rows:
                count = int(np.prod(shape))
                parts.append(np.frombuffer(held, dtype=kind, count=count, offset=start).reshape(shape))
                start += count * kind.itemsize
            found.append(parts)
        return [np.concatenate(parts, axis=-1) for parts in zip(*found, strict=True)]
