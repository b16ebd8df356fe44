"""`haechi criticality`: which firms of a network carry most risk for all others, and which pairs of them."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError
from haechi.store import links as files
from haechi.store import results
from haechi.store.manifest import digest
from haechi.stress.esri import Options, Risk, esri
from haechi.stress.fixed_point import fixed_point
from haechi.stress.network import Ints, Network, network
from haechi.stress.pairs import Pairs, pairs
from haechi.stress.shocks import failures
from haechi.stress.synthetic import Recipe, firm_network
from haechi.stress.tested import untested
from haechi.stress.upstream import closed_parts

Progress = Callable[[str, int, int | None], None]
Table = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Where the network comes from: files of links and firms, or a number of firms to make up with a seed."""

    links: Path | None = None
    firms: Path | None = None
    importance: Path | None = None
    generate: int | None = None
    seed: int = 1

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the network, those that are given."""
        return tuple(path for path in (self.links, self.firms, self.importance) if path is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How risk is read.

    Parameters
    ----------
    options : how losses are counted, and when the stop rule of the literature ends
    is_fixed : whether all firms are read at the fixed point, or by the stop rule
    top : firms that are read both ways where the stop rule is asked for
    """

    options: Options
    is_fixed: bool
    top: int


def criticality(desk: Desk, given: Given, asked: Asked, *, parquet: Path | None, progress: Progress) -> Report:
    """Rows of all firms, the riskiest first; written to a Parquet file as well where one is named.

    Raises
    ------
    InputError
        If no network is given, a file of it is wrong, or glcascade's counting and the fixed point are both asked for.
    """
    built = network_of(given, progress)
    stopped = esri(built, options=asked.options, tick=counted(progress, "stop rule", built.producers))
    order = np.argsort(-stopped.esri, kind="stable").astype(np.int32)
    read = order if asked.is_fixed else order[: 0 if asked.options.is_glcascade else asked.top]
    settled = _settled(built, read, asked, progress)
    if asked.is_fixed:
        order = read[np.argsort(-np.where(np.isnan(settled.esri), stopped.esri[read], settled.esri), kind="stable")]
    table = _table(built, order, stopped, _spread(settled, read, built), is_fixed=asked.is_fixed)
    if parquet:
        results.write(parquet, table)
    columns = [[_known(cell) for cell in column.tolist()] for column in table.values()]
    rows = [dict(zip(table, cells, strict=True)) for cells in zip(*columns, strict=True)]
    notes = (*remarks(built, given), *_untested(built, asked))
    if not asked.is_fixed:
        notes = (
            *notes,
            f"The stop rule ends while losses still grow by up to {asked.options.stop:g}; `fixed_point` is where they "
            "would end.",
        )
    return _report(desk, given, asked, rows, notes)


def riskiest_pairs(desk: Desk, given: Given, asked: Asked, *, progress: Progress) -> Report:
    """Every pair of the firms that are riskiest by the stop rule, the one with the largest excess over its sum first.

    Raises
    ------
    InputError
        If no network is given, a file of it is wrong, or glcascade's counting and the fixed point are both asked for.
    """
    built = network_of(given, progress)
    every = esri(built, options=asked.options, tick=counted(progress, "stop rule", built.producers))
    chosen = np.argsort(-every.esri, kind="stable")[: asked.top].astype(np.int32)
    number = len(chosen) * (len(chosen) - 1) // 2
    tick = counted(progress, "pairs", number)
    found = pairs(built, chosen, options=asked.options, is_fixed=asked.is_fixed, tick=tick)
    notes = (*remarks(built, given), *_untested(built, asked), *untested({"paired firms": asked.top}))
    return _report(desk, given, asked, [*_pair_rows(built, found)], notes)


def _pair_rows(built: Network, found: Pairs) -> Iterator[Row]:
    ends = np.column_stack([found.excess_low, found.excess_high])
    for row, (first, second) in enumerate(zip(found.first, found.second, strict=True)):
        yield {
            "first": str(built.names[first]),
            "second": str(built.names[second]),
            "esri": _known(float(found.joint[row])),
            "error_bound": _known(float(found.error_bound[row])),
            "excess": _known(float(found.excess[row])),
            "excess_interval": None if np.isnan(ends[row]).any() else ends[row].tolist(),
        }


def network_of(given: Given, progress: Progress) -> Network:
    """The network that is asked about; raise `InputError` where none is given, or a file of it is wrong."""
    progress("network", 0, None)
    if given.generate is not None:
        if given.files:
            raise InputError(f"the file {given.files[0]} and --generate exclude each other; leave one out")
        return firm_network(Recipe(firms=given.generate), np.random.default_rng(given.seed))
    if given.links is None:
        raise InputError("no network is given; name a file of links (supplier, customer, value), or --generate FIRMS")
    return network(*files.read(given.links, firms=given.firms, importance=given.importance))


def counted(progress: Progress, what: str, total: int) -> Callable[[int], None]:
    """Tell how many scenarios of a kind of work are done."""
    return lambda done: progress(what, done, total)


def _settled(built: Network, producers: Ints, asked: Asked, progress: Progress) -> Risk:
    tick = counted(progress, "fixed point", len(producers))
    if len(producers) == 0:
        nothing = np.zeros(0)
        return Risk(
            esri=nothing, esri_down=nothing, esri_up=nothing, iterations=np.zeros(0, np.int64), error_bound=nothing
        )
    return fixed_point(built, failures(built, producers), options=asked.options, tick=tick)


def _spread(settled: Risk, producers: Ints, built: Network) -> Table:
    """The fixed point of all firms, NaN where it was not asked for."""
    table = {}
    for name in ("esri", "esri_down", "esri_up", "iterations", "error_bound"):
        table[name] = np.full(built.producers, np.nan)
        table[name][producers] = getattr(settled, name)
    return table


def _table(built: Network, order: Ints, stopped: Risk, settled: Table, *, is_fixed: bool) -> Table:
    """One reading, and both side by side; the bound is what the first may lie below the fixed point."""
    above = settled["esri"] + settled["error_bound"]
    columns = {
        "firm": built.names,
        "sector": np.array(built.sector_names)[built.sectors],
        "esri": settled["esri"] if is_fixed else stopped.esri,
        "esri_down": settled["esri_down"] if is_fixed else stopped.esri_down,
        "esri_up": settled["esri_up"] if is_fixed else stopped.esri_up,
        "iterations": settled["iterations"].astype(np.int64) if is_fixed else stopped.iterations,
        "error_bound": settled["error_bound"] if is_fixed else np.maximum(above - stopped.esri, 0),
        "stop_rule": stopped.esri,
        "fixed_point": settled["esri"],
    }
    return {name: column[order] for name, column in columns.items()}


def _known(cell: object) -> object:
    return None if isinstance(cell, float) and math.isnan(cell) else cell


def remarks(built: Network, given: Given) -> tuple[str, ...]:
    """What a reader of losses in the network must know."""
    closed = int((closed_parts(built) >= 0).sum())
    notes = [
        f"{built.producers:,} firms and {built.links:,} links; what is lost is lost for good, nobody holds stocks, and "
        "nobody finds new partners."
    ]
    if given.generate is not None:
        notes.append(f"The network is made up by chance (seed {given.seed}) and stands for no economy.")
    elif given.firms is None:
        notes.append("Without a file of firms each is a sector of its own: nobody can be replaced.")
    if given.links is not None and given.importance is None:
        notes.append(
            "Without a file of importance all inputs are important and none is critical: losses are understated."
        )
    if closed:
        notes.append(
            f"{closed:,} firms lie in closed parts, from which no sale leads out: they have the stop rule's reading "
            "only; give revenue or final_demand of firms to open them."
        )
    return tuple(notes)


def _untested(built: Network, asked: Asked) -> Iterator[str]:
    stop = {} if asked.is_fixed else {"stop": asked.options.stop}
    return untested({"firms": built.producers, **stop})


def _report(desk: Desk, given: Given, asked: Asked, rows: Sequence[Row], notes: tuple[str, ...]) -> Report:
    return Report(
        command="criticality",
        as_of=desk.as_of,
        rows=rows,
        notes=notes,
        parameters={
            "reading": "fixed point" if asked.is_fixed else "stop rule",
            "stop": asked.options.stop,
            "rule": asked.options.rule.value,
            "replacement": asked.options.replaces,
            "compat": "glcascade" if asked.options.is_glcascade else None,
            "precision": "single" if asked.options.is_single else "double",
            "top": asked.top,
            "generate": given.generate,
            "seed": given.seed if given.generate is not None else None,
        },
        sources=tuple(path.name for path in given.files),
        vintages=tuple(f"sha256:{digest(path)}" for path in given.files),
    )
