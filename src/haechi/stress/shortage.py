"""What a line is short of, day by day, when supply is lost: in output-days, before any stock, and when a stock ends.

A line gets the part `share` of an item from the suppliers that are lost if lines pool what they get, and more if it
has released few suppliers: `pooling` 0 is a line that lives on them alone, 1 one that shares with all others. Every
array has one entry for each draw, so that ten thousand draws cost one pass.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.model.scenario import Recovery
from haechi.stress.replacement import Replacement


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Loss of one supply of an item, an array over draws for each number.

    Parameters
    ----------
    supplier : whose supply it is; several outages of one supplier are losses of the same supply
    share : (draw,), 1: part of what users get that the supply is
    depth : (draw,), 1: part of the supply that is lost
    begin_days : (draw,), days after the start of the scenario
    duration_days : (draw,), days at full depth; infinite to an open end
    recovery : how supply comes back
    recovery_days : (draw,), days; of no use for a step
    licensed_days : (draw,), days after the begin that open licences still let goods leave
    arriving_days : (draw,), days that goods are on their way: loss and return both come that much later
    rush_days : (draw,), days of the supply laid in before
    """

    supplier: str
    share: Floats
    depth: Floats
    begin_days: Floats
    duration_days: Floats
    recovery: Recovery
    recovery_days: Floats
    licensed_days: Floats
    arriving_days: Floats
    rush_days: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """What lines that depend on a lost supply are short of.

    Parameters
    ----------
    output_days : (draw, day), what such a line is short of from the start to the end of each day, in days of output
    lines : (draw,), 1: part of all lines that depend so
    """

    output_days: Floats
    lines: Floats

    def stop(self, cover_days: Floats) -> Floats:
        """The day on which a cover ends, (draw,), days after the start; infinite where it outlasts the horizon.

        Within a day the shortage grows evenly.

        Parameters
        ----------
        cover_days : (draw,), days of output that stocks between the supply and the line stand for
        """
        ended = self.output_days > cover_days[:, None]
        day = np.argmax(ended, axis=1)
        draw = np.arange(day.size)
        after = self.output_days[draw, day]
        before = np.where(day > 0, self.output_days[draw, np.maximum(day - 1, 0)], 0.0)
        is_ended = ended[draw, day]
        grown = np.where(is_ended & (after > before), after - before, 1.0)
        return np.where(is_ended, day + np.maximum(cover_days - before, 0.0) / grown, np.inf)

    @property
    def whole(self) -> Floats:
        """What the line is short of by the end, (draw,), days of output."""
        return self.output_days[:, -1]


def shortage(
    outages: Sequence[Outage], *, pooling: Floats, replacements: Sequence[Replacement] = (), horizon_days: int
) -> Shortage:
    """Shortage of one item in one economy from all supplies of it that are lost; shares are scaled to the whole.

    Parameters
    ----------
    outages : at least one, of the same item
    pooling : (draw,), 0 (the line lives on the lost suppliers alone) to 1 (all lines share what is left)
    replacements : what each alternate sends instead
    horizon_days : days that are looked at

    Raises
    ------
    InputError
        If there is no outage.

    References
    ----------
    docs/methods/scenarios.md, shortage of a line.
    """
    if not outages:
        raise InputError("no supply is lost; give at least one outage")
    by_supplier: defaultdict[str, list[Outage]] = defaultdict(list)
    for outage in outages:
        by_supplier[outage.supplier].append(outage)
    shares = [np.max([outage.share for outage in rows], axis=0) for rows in by_supplier.values()]
    over = np.maximum(np.sum(shares, axis=0), 1.0)  # bands of several suppliers may be drawn beyond the whole
    share = np.sum(shares, axis=0) / over
    alone = np.divide(1.0, share, out=np.ones_like(share), where=share > 0)
    dependence = 1 + (1 - pooling) * (alone - 1)
    days = np.arange(horizon_days)
    gap = np.zeros((share.size, horizon_days))
    laid_in = np.zeros_like(share)
    for part, rows in zip(shares, by_supplier.values(), strict=True):
        missing = np.minimum(np.sum([_lost(outage, days) for outage in rows], axis=0), 1.0)
        gap += (part / over)[:, None] * missing
        laid_in += part / over * dependence * np.max([outage.rush_days for outage in rows], axis=0)
    begin = np.min([outage.begin_days for outage in outages], axis=0)
    for sent in replacements:
        gap -= sent.part[:, None] * _since(begin + sent.days, days)
    lost = dependence[:, None] * np.maximum(gap, 0.0)
    short = np.maximum(np.cumsum(lost, axis=1) - laid_in[:, None], 0.0)
    return Shortage(output_days=short, lines=1 / dependence)


def _since(begin: Floats, days: NDArray[np.int_]) -> Floats:
    """Part of each day that lies behind a moment, (draw, day)."""
    return np.clip(days[None, :] + 1 - begin[:, None], 0.0, 1.0)


def _lost(outage: Outage, days: NDArray[np.int_]) -> Floats:
    """Part of the supply that is missing on each day, (draw, day)."""
    end = outage.begin_days + outage.duration_days + outage.arriving_days
    begin = np.minimum(outage.begin_days + outage.licensed_days + outage.arriving_days, end)
    full = _since(begin, days) - _since(end, days)
    if outage.recovery is Recovery.STEP:
        return outage.depth[:, None] * full
    after = np.maximum(days[None, :] + 0.5 - end[:, None], 0.0) / outage.recovery_days[:, None]
    left = 1 - after if outage.recovery is Recovery.LINEAR else np.exp(-after)
    return outage.depth[:, None] * (full + np.maximum(left, 0.0) * _since(end, days))
