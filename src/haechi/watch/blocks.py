"""A panel too large for memory, watched block by block: the newest months of every node, judged like a panel of all.

Statistics of a node need its own code only, so each block of codes is worked through by itself; what goes over codes is
added up along the way. The bins of all months are laid down, and the months then go by once for all blocks together.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Protocol, TypeVar

import numpy as np

from haechi.errors import InputError
from haechi.kernels.compiled import THREADS
from haechi.model.panel import Panel
from haechi.watch.evidence import Evidence, evidence
from haechi.watch.judgement import Binned, Row, judge
from haechi.watch.pooling import LEVELS, Across, Nodes, StageOf, by_level, joined, nodes_of_codes
from haechi.watch.surveillance import Settings, Watched, bins, is_judged, past_needed, spread, strata

KEPT = 2  # newest months that a decision needs
_WAITING = 8  # panels that are read while others are worked on
Found = TypeVar("Found")


class Scratch(Protocol):
    """Where the bins of blocks are laid down."""

    def add(self, arrays: Sequence[np.ndarray]) -> None:
        """Lay down the arrays of a block, each (month, ..., series)."""

    def row(self, month: int) -> list[np.ndarray]:
        """A month of each of the arrays over all blocks, in the order they came, (..., series).

        It is asked for one month ahead, and a month need not stay longer than that.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A block of nodes with what is kept of it.

    bins : of all months, and then of the newest
    settled : (node,), index of the first month in which what is typical is known
    judged : (level,), nodes that have a score in any month
    pairs : how many of the nodes are pairs
    """

    nodes: Nodes
    evidence: Evidence
    bins: np.ndarray
    settled: np.ndarray
    judged: np.ndarray
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """What lies in a scratch, as the months that `judge` goes through; the next one is read while one is judged.

    level, typical : (series,)
    settled : (series,), index of the first month in which what is typical is known
    spreads : (newest month, series), usual spread of the logs
    ahead : one thread
    waiting : month -> what is being read of it
    """

    scratch: Scratch
    level: np.ndarray
    typical: np.ndarray
    settled: np.ndarray
    spreads: np.ndarray
    months: int
    ahead: ThreadPoolExecutor
    waiting: dict[int, Future[Row]] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, int]:
        return self.months, len(self.level)

    def row(self, month: int) -> Row:
        for wanted in range(month, min(month + 2, self.months)):
            if wanted not in self.waiting:
                self.waiting[wanted] = self.ahead.submit(self._read, wanted)
        return self.waiting.pop(month).result()

    def _read(self, month: int) -> Row:
        bins, kind, spread = self.scratch.row(month)
        typical = np.where(month >= self.settled, self.typical, np.float32(np.nan))
        return bins, strata((kind[None], spread[None], typical[None]), self.level)[0]

    def spread(self, month: int) -> np.ndarray:
        """Spreads of one of the newest months, which alone are kept."""
        newest: np.ndarray = self.spreads[month - self.months]
        return newest


def surveil_blocks(panels: Iterable[Panel], scratch: Scratch, *, stage_of: StageOf, settings: Settings) -> Watched:
    """Watch a panel that comes in blocks of whole codes and keep its newest months; all of it at once gives the same.

    Parameters
    ----------
    panels : of the same months, each with codes of its own
    scratch : empty; what is laid down takes 27 bytes for each node and month
    stage_of : (code, edition) -> the stage of the chain of the clearest item of the code, None where there is none
    """
    kept: list[_Block] = []
    across: Across | None = None
    for panel, block in _ahead(lambda given: _block(nodes_of_codes(given), given.complete), _read_on(panels)):
        across = across or Across(panel.months, stage_of)
        across.add(block.nodes)
        kept.append(_laid_down(block, scratch))
    if across is None:
        raise InputError("no block of a panel is given; there is nothing to watch")
    wide = across.nodes()
    kept.append(_laid_down(_block(wide, np.zeros((len(wide.months), 0), dtype=bool)), scratch))
    return _newest(kept, scratch, months=len(wide.months), settings=settings)


def _block(watched: Nodes, complete: np.ndarray) -> _Block:
    found = evidence(watched, complete=complete)
    return _Block(
        nodes=watched,
        evidence=found,
        bins=bins(found.statistics),
        settled=np.count_nonzero(~found.value.is_settled, axis=0),
        judged=np.bincount(watched.level[is_judged(found)], minlength=len(LEVELS)),
        pairs=complete.shape[1],
    )


def _laid_down(block: _Block, scratch: Scratch) -> _Block:
    """Lay the bins of a block down, with what parts its series into strata, and keep its newest months."""
    scratch.add((block.bins, block.evidence.activity, block.evidence.value.smoothed.scale))
    return _newest_months(block)


def _newest_months(block: _Block) -> _Block:
    return replace(
        block,
        nodes=replace(_each(block.nodes, _last), months=block.nodes.months[-KEPT:]),
        evidence=_each(block.evidence, _last),
        bins=block.bins[-KEPT:].copy(),
    )


def _newest(kept: list[_Block], scratch: Scratch, *, months: int, settings: Settings) -> Watched:
    level = np.concatenate([block.nodes.level for block in kept])
    needed = past_needed(np.sum([block.judged for block in kept], axis=0), settings)
    since = max(months - KEPT, 0)
    with ThreadPoolExecutor(max_workers=1) as ahead:
        laid = _Laid(
            scratch=scratch,
            level=level,
            typical=np.concatenate([block.evidence.value.typical for block in kept]),
            settled=np.concatenate([block.settled for block in kept]),
            spreads=np.concatenate([spread(block.evidence) for block in kept], axis=1),
            months=months,
            ahead=ahead,
        )
        judgement = judge(laid, needed, since=since)
        newest = [laid.row(month)[1] for month in range(since, months)]
    order = by_level([block.nodes.level for block in kept])
    before = np.cumsum([0, *(block.pairs for block in kept)])[:-1]
    before[-1] = 0  # sums over codes count their pairs over all blocks
    in_order = {
        name: _each(getattr(judgement, name), lambda array: array.take(order, axis=-1))
        for name in ("statistics", "movements", "p", "compared")
    }
    return Watched(
        nodes=joined([block.nodes for block in kept], before.tolist()),
        evidence=_stacked([block.evidence for block in kept], order),
        scores=Binned(
            bins=np.concatenate([block.bins for block in kept], axis=-1).take(order, axis=-1),
            strata=np.array(newest, dtype=np.uint8).reshape(len(newest), len(level)).take(order, axis=1),
            spreads=laid.spreads.take(order, axis=1),
            level=level[order],
        ),
        needed=needed,
        judgement=replace(judgement, **in_order),
        settings=settings,
    )


def _ahead(work: Callable[[Panel], Found], panels: Iterable[Panel]) -> Iterator[tuple[Panel, Found]]:
    """Each panel with what work makes of it, in order; as many are worked on at a time as there are threads."""
    waiting: deque[tuple[Panel, Future[Found]]] = deque()
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        for panel in panels:
            waiting.append((panel, pool.submit(work, panel)))
            if len(waiting) > THREADS:
                first, done = waiting.popleft()
                yield first, done.result()
        for first, done in waiting:
            yield first, done.result()


def _read_on(panels: Iterable[Panel]) -> Iterator[Panel]:
    """The panels, some of which are read while others are worked on."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        left = iter(panels)
        waiting = deque(reader.submit(next, left, None) for _ in range(_WAITING))
        while (panel := waiting.popleft().result()) is not None:
            waiting.append(reader.submit(next, left, None))
            yield panel


def _last(array: np.ndarray) -> np.ndarray:
    """The newest months of an array with months; one of names or the like as it is."""
    return array[-KEPT:].copy() if array.ndim > 1 else array


def _each(value: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    """A dataclass or mapping with every array in it changed; months, names and all else stay."""
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _each(part, change) for name, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _each(getattr(value, one.name), change) for one in fields(value)})
    return value


def _stacked(values: list[Any], order: np.ndarray) -> Any:
    """Several of one kind of dataclass as one, its arrays joined along the nodes and brought into order."""
    first = values[0]
    if isinstance(first, np.ndarray):
        return np.concatenate(values, axis=-1).take(order, axis=-1)  # several times as fast as an index
    if isinstance(first, Mapping):
        return {name: _stacked([value[name] for value in values], order) for name in first}
    if is_dataclass(first) and not isinstance(first, type):
        names = [one.name for one in fields(first)]
        return replace(first, **{name: _stacked([getattr(value, name) for value in values], order) for name in names})
    return first
