"""What moved between two years: codes whose largest supplier changed or whose share of it did."""

from collections.abc import Iterable
from dataclasses import dataclass

from haechi.dependency.reliance import Reliance


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


def shifts(before: Iterable[Reliance], now: Iterable[Reliance]) -> tuple[Shift, ...]:
    """Codes that stand in both years in the same edition, those that moved most money first.

    The money that moved is the change of the largest share times the value of the later year. A code without a share
    in one of the years is left out: its change is not known.
    """
    earlier = {(row.code, row.edition): row for row in before}
    found = [
        Shift(before=earlier[row.code, row.edition], now=row, moved=moved)
        for row in now
        if (row.code, row.edition) in earlier
        if (moved := _moved(earlier[row.code, row.edition], row)) is not None
    ]
    return tuple(sorted(found, key=lambda shift: (-abs(shift.moved) * (shift.now.value_usd or 0.0), shift.now.code)))


def _moved(before: Reliance, now: Reliance) -> float | None:
    if before.top_share.value is None or now.top_share.value is None:
        return None
    return now.top_share.value - before.top_share.value
