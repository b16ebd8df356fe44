"""How often the watch is wrong, what it recalls and how late, beside simpler rules at the same rate of false alarms.

The protocol stands in benchmarks/watch/PROTOCOL.md; nothing here is tuned on what comes out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.model.signal import Level
from haechi.watch.baselines import SCAN_DROP, SCAN_FAMILY, SCAN_RULE
from haechi.watch.detectors import GUARDED, HAECHI, Scores, of_panel, of_scenarios
from haechi.watch.injection import Scenario
from haechi.watch.pooling import LEVELS
from haechi.watch.recall import (
    OWN_AND_TWO,
    Ground,
    Outcome,
    Waits,
    alarm_months,
    outcome,
    rate,
    released_alone,
    threshold,
    waits,
)
from haechi.watch.surveillance import Watched

PAIR_RATES = (0.05, 0.12, 0.5)
SUM_RATES = (0.33,)
HEADLINE_RATE = 0.12
EVERY_START, ALONE = "every month", "months released alone"
SCAN = f"SCAN-like, best of {len(SCAN_FAMILY)}"
_BEFORE = 24  # months that every detector has behind it
_OFTEN = 0.97  # of the months with trade: a regular pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One detector on one group of series and one scenario, at one rate of false alarms.

    starts : which interruptions are counted: those that start in every month, or those of which no month is released
        together with another
    """

    detector: str
    group: str
    since: str
    starts: str
    scenario: str
    false_alarm_rate: float
    outcome: Outcome

    @property
    def is_headline(self) -> bool:
        """Whether it is over all months and starts, at the rate of false alarms that is looked at first."""
        wanted = HEADLINE_RATE if self.group.startswith(Level.PAIR.value) else SUM_RATES[0]
        return not self.since and self.starts == EVERY_START and self.false_alarm_rate == wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The threshold of a detector that gives a wanted rate of false alarms on the null months of a group.

    measured, months : false alarms, and months with an alarm, per series-year that it gives
    later : what the threshold that the months before `since` give does in those from it on; NaN where it is not asked
    """

    detector: str
    group: str
    since: str
    wanted: float
    threshold: float
    measured: float
    months: float
    later: float
    years: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A group of series over some months."""

    group: str
    since: str
    nodes: np.ndarray
    ground: Ground
    waits: Waits
    rates: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The watch and its yardsticks on a panel as it is, with thresholds, ready for scenarios.

    among : the nodes that are asked, ascending
    """

    watched: Watched
    among: np.ndarray
    complete: np.ndarray
    starts: range
    null: Scores
    fields: tuple[_Field, ...]
    settings: tuple[Setting, ...]


def trial(
    watched: Watched,
    complete: np.ndarray,
    *,
    halves: Sequence[str] = (),
    levels: Collection[Level] = LEVELS,
    first: int = _BEFORE,
    least: int = OWN_AND_TWO,
) -> Trial:
    """Score the panel as it is and set every threshold.

    Parameters
    ----------
    complete : (month, pair), as in the panel
    halves : months, such as 2022-01, from which on everything is counted once more
    levels : of the nodes that are asked
    first : months that every detector has behind it
    least : releases that an interruption must have to be counted, its own among them
    """
    months = len(watched.nodes.months)
    first = min(first, months)
    ground = Ground(is_judged=~np.isnan(watched.judgement.p), is_deferred=watched.nodes.deferred)
    null = of_panel(watched)
    asked = {name: nodes for name, nodes in groups(watched).items() if LEVELS[watched.nodes.level[nodes[0]]] in levels}
    fields = [
        field
        for since in ("", *halves)
        for field in _fields(watched, asked, ground, range(first, months), since=since, least=least)
    ]
    settings = [row for field in fields for name in null for row in _settings(name, null[name], field, ground, first)]
    return Trial(
        watched=watched,
        among=np.sort(np.concatenate([*asked.values(), np.empty(0, dtype=np.int64)])),
        complete=complete,
        starts=range(first, months),
        null=null,
        fields=tuple(fields),
        settings=tuple(settings),
    )


def groups(watched: Watched) -> dict[str, np.ndarray]:
    """Pairs and sums by buyer that trade nearly always, the others of them, and each other level of sums."""
    often = (np.nan_to_num(watched.nodes.value) > 0).mean(axis=0) >= _OFTEN
    found: dict[str, np.ndarray] = {}
    for level in Level:
        nodes = watched.nodes.at(level)
        if level in (Level.PAIR, Level.IMPORTER_ITEM):
            found[f"{level.value}, regular"] = nodes[often[nodes]]
            found[f"{level.value}, other"] = nodes[~often[nodes]]
        else:
            found[level.value] = nodes
    return {name: nodes for name, nodes in found.items() if len(nodes)}


def recalls(ready: Trial, scenarios: Sequence[Scenario]) -> Iterator[Row]:
    """What every detector recalls of every scenario; of the SCAN-like rules the best for each figure."""
    if not len(ready.among):
        return
    for scenario, cut in of_scenarios(ready.watched, ready.complete, ready.starts, scenarios, among=ready.among):
        for (group, since, starts, wanted), rows in _outcomes(ready, scenario, cut).items():
            family = [rows.pop(name) for name in SCAN_FAMILY]
            for detector, found in {**rows, SCAN: _best(family)}.items():
                if found.count:
                    yield Row(
                        detector=detector,
                        group=group,
                        since=since,
                        starts=starts,
                        scenario=scenario.name,
                        false_alarm_rate=wanted,
                        outcome=found,
                    )


def as_described(ready: Trial) -> Iterator[Setting]:
    """The rule that reports on SCAN describe, with the false alarms that it gives as it stands."""
    for field in ready.fields:
        own = ready.null[SCAN_RULE][:, field.nodes]
        yield Setting(
            detector="SCAN-like, as described",
            group=field.group,
            since=field.since,
            wanted=float("nan"),
            threshold=SCAN_DROP,
            measured=rate(own, field.ground, SCAN_DROP),
            months=alarm_months(own, field.ground, SCAN_DROP),
            later=float("nan"),
            years=field.ground.years,
        )


def _fields(
    watched: Watched, asked: Mapping[str, np.ndarray], ground: Ground, starts: range, *, since: str, least: int
) -> Iterator[_Field]:
    begin = starts.start
    if since:
        begin = max(begin, int(np.searchsorted(watched.nodes.months, np.datetime64(since, "M"))))
    for group, nodes in asked.items():
        here = ground.among(nodes, begin)
        if here.is_judged.any():
            rates = PAIR_RATES if group.startswith(Level.PAIR.value) else SUM_RATES
            counted = waits(here, starts, least=least)
            yield _Field(group=group, since=since, nodes=nodes, ground=here, waits=counted, rates=rates)


def _settings(name: str, scores: np.ndarray, field: _Field, ground: Ground, first: int) -> Iterator[Setting]:
    own = scores[:, field.nodes]
    earlier = ground.among(field.nodes, first)
    earlier = Ground(is_judged=earlier.is_judged & ~field.ground.is_judged, is_deferred=earlier.is_deferred)
    for wanted in field.rates:
        level = threshold(own, field.ground, wanted)
        later = float("nan")
        if earlier.is_judged.any():
            later = rate(own, field.ground, threshold(own, earlier, wanted))
        yield Setting(
            detector=name,
            group=field.group,
            since=field.since,
            wanted=wanted,
            threshold=level,
            measured=rate(own, field.ground, level),
            months=alarm_months(own, field.ground, level),
            later=later,
            years=field.ground.years,
        )


def _outcomes(ready: Trial, scenario: Scenario, cut: Scores) -> dict[tuple[str, str, str, float], dict[str, Outcome]]:
    fields = {(field.group, field.since): field for field in ready.fields}
    counted = {
        key: {EVERY_START: field.waits, ALONE: released_alone(field.waits, field.ground, scenario.touched)}
        for key, field in fields.items()
    }
    found: dict[tuple[str, str, str, float], dict[str, Outcome]] = {}
    for setting in ready.settings:
        place = (setting.group, setting.since)
        field = fields[place]
        null = ready.null[setting.detector][:, field.nodes]
        names = (setting.detector, GUARDED) if setting.detector == HAECHI else (setting.detector,)
        for name in names:
            scores = cut[name][:, :, np.searchsorted(ready.among, field.nodes)]
            for starts, waited in counted[place].items():
                rows = found.setdefault((*place, starts, setting.wanted), {})
                rows[name] = outcome(null, scores, field.ground, waited, setting.threshold)
    return found


def _best(family: Sequence[Outcome]) -> Outcome:
    """For each figure the best of several, as if one knew beforehand which."""
    own = max(family, key=lambda found: found.own)
    within = max(family, key=lambda found: found.within_three)
    medians = [found.median for found in family if found.median is not None]
    p90s = [found.p90 for found in family if found.p90 is not None]
    return Outcome(
        own=own.own,
        within_three=within.within_three,
        own_interval=own.own_interval,
        within_interval=within.within_interval,
        median=min(medians, default=None),
        p90=min(p90s, default=None),
        count=min(found.count for found in family),
    )
