"""Pairs and what they add up to: sums by supplier, buyer, item, stage and exporter, each watched as a series.

A common shock that no pair shows by itself is seen in the sum. A sum is known where the parts that are not known carry
little of what is typical of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.kernels.sums import PartialSums, grouped_sums
from haechi.model.panel import Months, Names, Panel, Singles
from haechi.model.signal import Level, Node
from haechi.watch.members import Members
from haechi.watch.transform import LUNAR_NEW_YEAR, paired

LEVELS = tuple(Level)
_NUMBERS = ("value", "weight", "judged_value", "judged_weight")
CLIP = 3.0  # usual spreads that the score of a part counts at most
_MAY_LACK = 0.05  # part of what is typical that may be unknown in a sum
_FEWEST_CODES = 5  # of a stage or an exporter: a sum of fewer says less than its codes do

StageOf = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Pairs first, then the sums of them.

    Parameters
    ----------
    months : (month,), datetime64[M]
    level : (node,), int8, index into `LEVELS`
    codes, editions, stages, exporters, importers : (node,), empty where a node stands for all
    value, weight : (month, node), USD and kg; NaN where not known
    judged_value, judged_weight : (month, node), what is judged: the same, but that a January of exporters which keep
        the lunar new year is judged with its February, by the mean of the two, and is NaN itself
    children : the pairs that each node is the sum of; a pair is the sum of none
    """

    months: Months
    level: np.ndarray
    codes: Names
    editions: Names
    stages: Names
    exporters: Names
    importers: Names
    value: Singles
    weight: Singles
    judged_value: Singles
    judged_weight: Singles
    children: Members

    @property
    def deferred(self) -> np.ndarray:
        """Januaries that are known and judged with their February, (month, node)."""
        is_january = self.months.astype(int) % 12 == 0
        flags: np.ndarray = is_january[:, None] & ~np.isnan(self.value) & np.isnan(self.judged_value)
        return flags

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.level)

    @property
    def of_code_and_level(self) -> np.ndarray:
        """Number of the code, edition and level of each node."""
        group, _ = groups((self.codes, self.editions, self.level))
        return group

    def among(self, chosen: np.ndarray) -> "Nodes":
        """Some of the nodes, pairs first as before, without the nodes that they add up."""
        by_node = ("level", "codes", "editions", "stages", "exporters", "importers", *_NUMBERS)
        arrays = {name: getattr(self, name)[..., chosen] for name in by_node}
        return Nodes(months=self.months, **arrays, children=Members.none(len(chosen)))

    def pairs(self, index: int) -> np.ndarray:
        """Indices of the pairs that a node adds up, its own for a pair."""
        added = self.children.of(index)
        return added if len(added) else np.array([index])

    def at(self, level: Level) -> np.ndarray:
        """Indices of the nodes of a level."""
        return np.flatnonzero(self.level == LEVELS.index(level))

    def place(self, node_id: str) -> int | None:
        """Index of a node by the id of it; None where there is no such node."""
        level, *names = node_id.split("/")
        word, *rest = (part if part != "-" else "" for part in names)
        columns = (np.where(self.codes == "", self.stages, self.codes), self.editions, self.exporters, self.importers)
        if len(rest) != len(columns) - 1:
            return None
        at = [place for place, name in enumerate(LEVELS) if name.name.lower().replace("_", "-") == level]
        here = np.isin(self.level, at)
        for column, name in zip(columns, (word, *rest), strict=True):
            here &= column == name
        found = np.flatnonzero(here)
        return int(found[0]) if len(found) else None

    def places(self, others: "Nodes") -> np.ndarray:
        """Indices here of other nodes within codes, (other,); every one of them must be among these."""
        near = np.flatnonzero(np.isin(self.codes, np.unique(others.codes)))
        place = {self._name(int(index)): int(index) for index in near}
        return np.array([place[others._name(index)] for index in range(others.size)], dtype=np.int64)

    def _name(self, index: int) -> tuple[int, str, str, str, str]:
        return (
            int(self.level[index]),
            str(self.codes[index]),
            str(self.editions[index]),
            str(self.exporters[index]),
            str(self.importers[index]),
        )

    def node(self, index: int) -> Node:
        """One node by name."""
        return self.named([index])[0]

    def named(self, indices: Sequence[int]) -> list[Node]:
        """Some nodes by name."""
        names = (self.codes, self.editions, self.stages, self.exporters, self.importers)
        rows = zip(self.level[indices].tolist(), *(column[indices].tolist() for column in names), strict=True)
        return [
            Node(
                level=LEVELS[level],
                code=code or None,
                edition=edition or None,
                stage=stage or None,
                exporter=exporter or None,
                importer=importer or None,
            )
            for level, code, edition, stage, exporter, importer in rows
        ]


def nodes(panel: Panel, stage_of: StageOf) -> Nodes:
    """The pairs of a panel and every sum of two or more of them.

    Parameters
    ----------
    panel : of one source and side
    stage_of : (code, edition) -> the stage of the chain of the clearest item of the code, None where there is none
    """
    of_codes = nodes_of_codes(panel)
    across = Across(panel.months, stage_of)
    across.add(of_codes)
    return joined((of_codes, across.nodes()))


def nodes_of_codes(panel: Panel) -> Nodes:
    """The pairs of a panel and the sums within a code: by seller, by buyer, and of all."""
    pairs = Nodes(
        months=panel.months,
        level=np.zeros(panel.size, dtype=np.int8),
        codes=panel.codes,
        editions=panel.editions,
        stages=np.full(panel.size, "", dtype="<U1"),
        exporters=panel.exporters,
        importers=panel.importers,
        value=panel.value,
        weight=panel.weight,
        judged_value=paired(panel.value, panel.months, panel.exporters),
        judged_weight=paired(panel.weight, panel.months, panel.exporters),
        children=Members.none(panel.size),
    )
    kinds = (
        _groups(pairs, Level.EXPORTER_ITEM, exporters=pairs.exporters),
        _groups(pairs, Level.IMPORTER_ITEM, importers=pairs.importers),
        _groups(pairs, Level.ITEM),
    )
    return joined((pairs, _sums(pairs, kinds)))


class Across:
    """Sums over codes, by stage and by exporter, added up block by block of consecutive codes."""

    def __init__(self, months: Months, stage_of: StageOf) -> None:
        self.months = months
        self.stage_of = stage_of
        self.pairs = 0
        self.sums: dict[tuple[Level, str], _Sum] = {}

    def add(self, of_codes: Nodes) -> None:
        """Add the pairs of a block."""
        pairs = of_codes.at(Level.PAIR)
        codes, editions = of_codes.codes[pairs], of_codes.editions[pairs]
        group, first = groups((codes, editions))
        stages = np.array([self.stage_of(str(codes[row]), str(editions[row])) or "" for row in first], dtype=np.str_)
        for level, names in ((Level.STAGE, stages[group]), (Level.EXPORTER, of_codes.exporters[pairs])):
            order = np.argsort(names, kind="stable")
            for rows in np.split(order, np.flatnonzero(names[order][1:] != names[order][:-1]) + 1):
                if len(rows) and names[rows[0]]:
                    self._sum(level, str(names[rows[0]])).add(of_codes, rows, codes[rows], self.pairs)
        self.pairs += len(pairs)

    def _sum(self, level: Level, name: str) -> "_Sum":
        """What is added up so far of a name, from nothing on."""
        if (level, name) not in self.sums:
            self.sums[level, name] = _Sum.of(level, name, len(self.months))
        return self.sums[level, name]

    def nodes(self) -> Nodes:
        """Sums of five codes or more; their children are numbered over all blocks."""
        kept = {key: held for key, held in sorted(self.sums.items(), key=_by_level) if held.is_wide}
        names = {level: np.array([name if at is level else "" for at, name in kept], np.str_) for level in LEVELS}
        blank = np.full(len(kept), "", dtype="<U1")
        nothing = np.full((len(self.months), len(kept)), np.nan, dtype=np.float32)
        value, judged = (
            np.stack([held.parts[place].sums(may_lack=_MAY_LACK) for held in kept.values()], axis=1)
            if kept
            else nothing
            for place in (0, -1)
        )
        return Nodes(
            months=self.months,
            level=np.array([LEVELS.index(level) for level, _ in kept], dtype=np.int8),
            codes=blank,
            editions=blank,
            stages=names[Level.STAGE],
            exporters=names[Level.EXPORTER],
            importers=blank,
            value=value,
            weight=nothing,
            judged_value=judged,
            judged_weight=nothing,
            children=Members.laid([np.concatenate(held.members) for held in kept.values()]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """One sum over codes while it is added up: of value, and of judged value where that may differ."""

    parts: tuple[PartialSums, ...]
    codes: set[str]
    members: list[np.ndarray]

    @classmethod
    def of(cls, level: Level, name: str, months: int) -> "_Sum":
        is_judged_alike = level is Level.EXPORTER and name not in LUNAR_NEW_YEAR
        parts = tuple(PartialSums(months) for _ in range(1 if is_judged_alike else 2))
        return cls(parts=parts, codes=set(), members=[])

    @property
    def is_wide(self) -> bool:
        return len(self.codes) >= _FEWEST_CODES

    def add(self, of_codes: Nodes, rows: np.ndarray, codes: Names, before: int) -> None:
        for part, amounts in zip(self.parts, (of_codes.value, of_codes.judged_value), strict=False):
            part.add(amounts, rows)
        self.codes.update(np.unique(codes).tolist())
        self.members.append(rows + before)


def _by_level(entry: tuple[tuple[Level, str], _Sum]) -> tuple[int, str]:
    (level, name), _ = entry
    return LEVELS.index(level), name


def joined(parts: Sequence[Nodes], pairs_before: Sequence[int] | None = None) -> Nodes:
    """Nodes of several parts, level after level, each in the order of the parts.

    Parameters
    ----------
    pairs_before : pairs in all parts before each, by which its children are numbered anew; None: they are numbered
        over all parts
    """
    order = by_level([part.level for part in parts])
    is_in_order = bool((order[1:] > order[:-1]).all())
    before = [0] * len(parts) if pairs_before is None else pairs_before
    children = Members.joined([part.children.moved(start) for part, start in zip(parts, before, strict=True)])
    names = ("level", "codes", "editions", "stages", "exporters", "importers", *_NUMBERS)
    arrays = {name: np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names}
    if not is_in_order:
        arrays = {name: array.take(order, axis=-1) for name, array in arrays.items()}
        children = children.take(order)
    return Nodes(months=parts[0].months, **arrays, children=children)


def by_level(levels: Sequence[np.ndarray]) -> np.ndarray:
    """The order that puts nodes of several parts level after level."""
    return np.argsort(np.concatenate(levels), kind="stable")


def groups(names: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The group of rows with the same names, in the order of the names, and the first row of each group."""
    group = np.zeros(len(names[0]), dtype=np.int64)
    for name in names:
        count, place = _numbered(name)
        group = group * count + place
    _, first, found = np.unique(group, return_index=True, return_inverse=True)
    return found, first


def _numbered(names: np.ndarray) -> tuple[int, np.ndarray]:
    """How many different names there are, and the number of each in their order; names mostly stand in runs."""
    starts = np.flatnonzero(np.append([True], names[1:] != names[:-1])[: len(names)])
    parts, place = np.unique(names[starts], return_inverse=True)
    return len(parts), np.repeat(place, np.diff(starts, append=len(names)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Groups:
    """Groups of pairs that are added up: their names, and the members of each."""

    level: Level
    codes: Names
    editions: Names
    exporters: Names
    importers: Names
    members: Members


def _groups(pairs: Nodes, level: Level, *, exporters: Names | None = None, importers: Names | None = None) -> _Groups:
    """Pairs of a code by the names given; no group of one, and no item of one seller or one buyer."""
    blank = pairs.stages
    sellers, buyers = (blank if names is None else names for names in (exporters, importers))
    group, first = groups((pairs.codes, pairs.editions, sellers, buyers))
    order = np.argsort(group, kind="stable")
    ends = np.append(np.searchsorted(group[order], np.arange(len(first))), len(order))
    is_kept = np.diff(ends) > 1
    if level is Level.ITEM:
        for names in (pairs.exporters, pairs.importers):
            is_kept &= _distinct(group, names, len(first)) > 1
    kept = first[is_kept]
    return _Groups(
        level=level,
        codes=pairs.codes[kept],
        editions=pairs.editions[kept],
        exporters=sellers[kept],
        importers=buyers[kept],
        members=Members(pairs=order, starts=ends).take(np.flatnonzero(is_kept)),
    )


def _sums(pairs: Nodes, kinds: Sequence[_Groups]) -> Nodes:
    """Sums of groups of pairs, kind after kind."""
    members = Members.joined([kind.members for kind in kinds])
    columns: dict[str, np.ndarray] = {
        name: np.concatenate([getattr(kind, name) for kind in kinds])
        for name in ("codes", "editions", "exporters", "importers")
    }
    for name in _NUMBERS:
        columns[name] = grouped_sums(getattr(pairs, name), members.pairs, members.starts, may_lack=_MAY_LACK)
    return Nodes(
        months=pairs.months,
        level=np.repeat([LEVELS.index(kind.level) for kind in kinds], [kind.members.size for kind in kinds]).astype(
            np.int8
        ),
        stages=np.full(members.size, "", dtype=pairs.stages.dtype),
        **columns,
        children=members,
    )


def _distinct(group: np.ndarray, names: Names, count: int) -> np.ndarray:
    """How many different names each group has."""
    parts, place = _numbered(names)
    both = np.unique(group * max(parts, 1) + place)
    return np.bincount(both // max(parts, 1), minlength=count)
