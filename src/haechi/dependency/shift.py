"""What moved between two years: codes whose largest supplier changed or whose share of it did."""

from collections.abc import Iterable
from dataclasses import dataclass

from haechi.dependency.reliance import Lineage, Reliance


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One code of one importer in two years; `moved` is the change of the largest share, 1."""

    before: Reliance
    now: Reliance
    moved: float

    @property
    def is_new_partner(self) -> bool:
        """Whether another economy comes first now."""
        return self.before.top_partner != self.now.top_partner


def shifts(before: Iterable[Reliance], now: Iterable[Reliance], *, lineage: Lineage) -> tuple[Shift, ...]:
    """Codes that stand in both years, those that moved most money first.

    `lineage` leads from (code, edition) to what stands for the same code in every edition.

    The money that moved is the change of the largest share times the value of the later year. A code without a share
    in one of the years is left out: its change is not known.
    """
    rows = tuple(before)
    earlier = {lineage(row.code, row.edition): row for row in rows} | {(row.code, row.edition): row for row in rows}
    found = [
        Shift(before=past, now=row, moved=moved)
        for row in now
        if (past := earlier.get((row.code, row.edition), earlier.get(lineage(row.code, row.edition)))) is not None
        if (moved := _moved(past, row)) is not None
    ]
    return tuple(sorted(found, key=lambda shift: (-abs(shift.moved) * (shift.now.value_usd or 0.0), shift.now.code)))


def _moved(before: Reliance, now: Reliance) -> float | None:
    if before.top_share.value is None or now.top_share.value is None:
        return None
    return now.top_share.value - before.top_share.value
