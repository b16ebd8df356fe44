"""Where a simpler rule recalls more than the watch at the same rate of false alarms."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from haechi.watch.backtest import EVERY_START, Row
from haechi.watch.detectors import GUARDED, OURS
from haechi.watch.injection import NOTHING

_WORTH = 0.005  # recall
_FIGURES = ("own", "within_three")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A cell of the table in which another detector stands higher.

    figure : own or within_three
    """

    group: str
    scenario: str
    false_alarm_rate: float
    figure: str
    ours: float
    theirs: float
    detector: str


def losses(rows: Sequence[Row], *, ours: str, beside: Collection[str] = (*OURS, GUARDED)) -> Iterator[Loss]:
    """The best other detector of every cell in which it is better, over all months and starts.

    What nothing gives is no cell.

    Parameters
    ----------
    ours : the detector that is held against the others
    beside : detectors that are not others but parts of the watch
    """
    whole = sorted(
        (row for row in rows if _is_whole(row) and row.outcome.count and row.scenario != NOTHING.name),
        key=_cell,
    )
    for _, cell in groupby(whole, key=_cell):
        rows_of_cell = list(cell)
        own = next((row for row in rows_of_cell if row.detector == ours), None)
        others = [row for row in rows_of_cell if row.detector not in beside]
        if own is not None and others:
            yield from _of_cell(own, others)


def _is_whole(row: Row) -> bool:
    return not row.since and row.starts == EVERY_START


def _of_cell(own: Row, others: Sequence[Row]) -> Iterator[Loss]:
    for figure in _FIGURES:
        recalled = [float(getattr(row.outcome, figure)) for row in (own, *others)]
        best = max(range(1, len(recalled)), key=recalled.__getitem__)
        if recalled[best] > recalled[0] + _WORTH:
            yield Loss(
                group=own.group,
                scenario=own.scenario,
                false_alarm_rate=own.false_alarm_rate,
                figure=figure,
                ours=recalled[0],
                theirs=recalled[best],
                detector=others[best - 1].detector,
            )


def _cell(row: Row) -> tuple[str, str, float]:
    return row.group, row.scenario, row.false_alarm_rate
