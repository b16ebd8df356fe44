"""What others send instead of a lost supply: each alternate from its lead time on, as far as its spare capacity goes.

An alternate that is qualified needs an order and a licence, any other its qualification too. What it can spare is
shared among all who lost the same supply and turn to it, in proportion to what they lost.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.stress.unknowns import Unknown, Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """Who can send an item instead, and what is known of it in bands.

    Parameters
    ----------
    supplier : an economy, or all others together
    times : days that pass one after the other until it delivers: order, licence, qualification
    spare : what it can send beyond today to this economy alone, as a part of the economy's use, 1
    is_shared : whether others who lost the same supply take their parts of the spare capacity first
    """

    supplier: str
    times: tuple[Unknown, ...]
    spare: Unknown
    is_shared: bool = False

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        """Its numbers."""
        return (*self.times, self.spare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What one alternate sends: `part` of the economy's use, 1, from `days` after the loss begins on; both (draw,)."""

    days: Floats
    part: Floats


def replacements(alternates: Iterable[Alternate], values: Values, *, turning: Floats | None) -> tuple[Replacement, ...]:
    """What each alternate sends at given values of the unknowns.

    Parameters
    ----------
    alternates : who can send
    values : of every number of theirs, (draw,) each
    turning : (draw,), part of all who turn to them that this economy is, 0..1; None: it alone lost the supply
    """
    return tuple(
        Replacement(
            days=np.sum([values[time.name] for time in row.times], axis=0),
            part=values[row.spare.name] * (turning if turning is not None and row.is_shared else 1.0),
        )
        for row in alternates
    )


def turned(lost: Sequence[float]) -> Floats:
    """What part each importer gets of what alternates can spare: in proportion to what each lost.

    Parameters
    ----------
    lost : (importer,), what each lost of the same supply, in one unit

    Returns
    -------
    (importer,), 0..1; they sum to one. Where nobody lost anything nobody takes anything.

    Raises
    ------
    InputError
        If a loss is below zero or not a number.

    Examples
    --------
    >>> turned([30.0, 60.0, 10.0]).tolist()
    [0.3, 0.6, 0.1]
    """
    losses = np.asarray(lost, dtype=np.float64)
    if not (losses >= 0).all():
        raise InputError(f"losses {list(lost)} hold one that is not a number from 0 up; give what each importer lost")
    whole = losses.sum()
    return losses / whole if whole > 0 else np.zeros_like(losses)
