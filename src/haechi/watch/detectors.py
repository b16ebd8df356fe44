"""Detectors of drops held side by side: the watch, its parts and simpler rules, on a panel and on scenarios."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from haechi.model.signal import Movement
from haechi.watch.baselines import SCAN_FAMILY, SIMPLE, Detector
from haechi.watch.evidence import Common, common, evidence, sellers
from haechi.watch.guards import is_calm, off_by_a_power_of_ten
from haechi.watch.injection import Scenario, columns, injected, laid, lifted, windows
from haechi.watch.judgement import Judgement, is_price_alone
from haechi.watch.pooling import Nodes
from haechi.watch.recall import WINDOW, by_release
from haechi.watch.surveillance import Watched, judged

HAECHI, DROPS, GUARDED = "haechi", "haechi, drops", "haechi, guarded"
_CELLS = 6_000_000  # of an array worked on at a time

# Ours: name -> p-values of a judgement.
OURS: Mapping[str, Callable[[Judgement], np.ndarray]] = MappingProxyType(
    {
        HAECHI: lambda found: found.p,
        DROPS: lambda found: found.movements[Movement.DROP],
        "surprise": lambda found: found.statistics["surprise down"],
        "cumulative sum": lambda found: found.statistics["cumulative sum down"],
        "quarter": lambda found: found.statistics["quarter down"],
    }
)
OTHERS: Mapping[str, Detector] = MappingProxyType({**SIMPLE, **SCAN_FAMILY})

Scores = Mapping[str, np.ndarray]


def of_panel(watched: Watched) -> dict[str, np.ndarray]:
    """Scores of every detector on the panel as it is, (month, node), larger when stranger."""
    nodes = watched.nodes
    found = {name: by_release(_strange(of(watched.judgement)), nodes.deferred) for name, of in OURS.items()}
    for name, detector in OTHERS.items():
        found[name] = by_release(detector(nodes.value, nodes.weight), nodes.deferred)
    return found


def of_scenarios(
    watched: Watched, complete: np.ndarray, starts: range, scenarios: Sequence[Scenario], *, among: np.ndarray
) -> Iterator[tuple[Scenario, dict[str, np.ndarray]]]:
    """Each scenario with the scores of every detector, (start, month after the start, node among those touched).

    Parameters
    ----------
    complete : (month, pair), as in the panel
    starts : months in which the scenarios start, consecutive
    among : the nodes that are touched, ascending
    """
    nodes = watched.nodes.among(among)
    pairs = among[among < complete.shape[1]]
    complete = complete[:, pairs]
    of_all = common(sellers(watched.nodes), watched.evidence.value, watched.evidence.weight)
    alone = Common(value=of_all.value[:, pairs], weight=of_all.weight[:, pairs])
    months, size = nodes.value.shape
    batch = max(_CELLS // max(months * size * WINDOW, 1), 1)
    for first in range(0, len(scenarios), batch):
        part = scenarios[first : first + batch]
        injections = [_injection(watched, nodes, complete, alone, starts, scenario) for scenario in part]
        lanes = {
            name: np.hstack([laid(found.statistics[name], starts, months) for found in injections])
            for name in watched.evidence.statistics
        }
        of = np.tile(among, WINDOW * len(part))
        verdict = judged(watched, lanes, of)
        prices = is_price_alone(verdict, watched.settings.watch_p)
        for place, (scenario, found) in enumerate(zip(part, injections, strict=True)):
            here = slice(place * WINDOW * size, (place + 1) * WINDOW * size)
            ours = {name: lifted(p_values(verdict)[:, here], starts, WINDOW) for name, p_values in OURS.items()}
            cut = {name: _strange(p) for name, p in ours.items()}
            is_price = lifted(prices[:, here], starts, WINDOW) == 1
            held_back = found.slips & (found.calm | is_price)
            cut[GUARDED] = np.where(held_back, np.float32(-np.inf), cut[HAECHI])
            yield scenario, {**cut, **found.others}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Injection:
    """A scenario at every start, (start, month after the start, node).

    slips, calm : where the guards see a slip of a unit or of a point, and where value or weight came as usual
    """

    statistics: Scores
    others: Scores
    slips: np.ndarray
    calm: np.ndarray


def _injection(
    watched: Watched, nodes: Nodes, complete: np.ndarray, alone: Common, starts: range, scenario: Scenario
) -> _Injection:
    copies = max(_CELLS // max(nodes.value.size, 1), 1)
    parts = [
        _part(watched, nodes, complete, alone, starts[first : first + copies], scenario)
        for first in range(0, len(starts), copies)
    ]
    return _Injection(
        statistics={name: np.concatenate([part.statistics[name] for part in parts]) for name in parts[0].statistics},
        others={name: np.concatenate([part.others[name] for part in parts]) for name in parts[0].others},
        slips=np.concatenate([part.slips for part in parts]),
        calm=np.concatenate([part.calm for part in parts]),
    )


def _part(
    watched: Watched, nodes: Nodes, complete: np.ndarray, alone: Common, starts: range, scenario: Scenario
) -> _Injection:
    touched = injected(nodes, scenario, starts)
    column = columns(nodes, len(starts))
    shared = Common(value=np.tile(alone.value, (1, len(starts))), weight=np.tile(alone.weight, (1, len(starts))))
    found = evidence(touched, complete=np.tile(complete, (1, len(starts))), shared=shared)
    deferred = nodes.deferred[:, None, :]
    whole = replace(watched, nodes=touched, evidence=found)
    slips, calm = (
        windows(_by_month(flags, whole)[:, column], starts, WINDOW) for flags in (off_by_a_power_of_ten, is_calm)
    )
    others = {name: detector(touched.value, touched.weight)[:, column] for name, detector in OTHERS.items()}
    return _Injection(
        statistics={name: windows(array[:, column], starts, WINDOW) for name, array in found.statistics.items()},
        others={name: windows(by_release(scores, deferred), starts, WINDOW) for name, scores in others.items()},
        slips=slips,
        calm=calm,
    )


def _by_month(flags: Callable[[Watched, int], np.ndarray], watched: Watched) -> np.ndarray:
    return np.stack([flags(watched, month) for month in range(len(watched.nodes.months))])


def _strange(p_values: np.ndarray) -> np.ndarray:
    """-ln p: larger when stranger."""
    scores: np.ndarray = -np.log(np.maximum(p_values, np.finfo(np.float32).tiny)).astype(np.float32)
    return scores
