"""Recall of forecasters and of a change detector on the regular pairs, beside ours, at the same rates of false alarms.

    .venv/bin/python benchmarks/watch/peers.py --peers PYTHON --workspace DIR [--json FILE]

PYTHON is that of an environment with statsforecast and ruptures; DIR is a workspace into which the monthly flows were
loaded. See PROTOCOL.md.
"""

import argparse
import datetime as dt
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from haechi.app import panels
from haechi.app.desk import Desk
from haechi.store import workspace
from haechi.watch.backtest import ALONE, EVERY_START, PAIR_RATES, Trial, groups, recalls, trial
from haechi.watch.detectors import DROPS, OTHERS
from haechi.watch.injection import NOTHING, Scenario, columns, drop, injected, windows
from haechi.watch.recall import WINDOW, Ground, Outcome, by_release, outcome, rate, released_alone, threshold, waits
from haechi.watch.transform import logs

SCENARIOS = (NOTHING, *(drop(depth, months) for months in (1, 3) for depth in (0.5, 0.8, 1.0)))
GROUP = "pair, regular"
MONTHS = 4  # three releases, of which one may be two months
SCORER = Path(__file__).with_name("peers_scores.py")


def main(peers: str, folder: Path, target: Path | None) -> None:
    today = dt.datetime.now(tz=dt.UTC).date()
    desk = Desk(workspace=workspace.find(folder), today=today, as_of=today)
    strictness = panels.settings(desk)
    view = max(panels.histories(desk, strictness, source=None), key=lambda found: len(found.panel.months))
    ready = trial(view.watched, view.panel.complete)
    started = time.perf_counter()
    scores = scored(peers, ready)
    print(f"peers took {time.perf_counter() - started:.0f} s")
    ours = (row for row in recalls(ready, SCENARIOS) if row.group == GROUP and row.detector in (DROPS, *OTHERS))
    rows = [
        *compared(ready, scores),
        *(cell(row.detector, row.scenario, row.starts, row.false_alarm_rate, row.outcome) for row in ours),
    ]
    for row in rows:
        print(*row.values(), sep="\t")
    if target is not None:
        target.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def scored(peers: str, ready: Trial) -> Mapping[str, np.ndarray]:
    """What the peers say, `peer|null` and `peer|scenario`."""
    nodes, chosen = ready.watched.nodes, groups(ready.watched)[GROUP]
    given = {scenario.name: after(ready, scenario)[:, :, chosen] for scenario in SCENARIOS}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.npz", Path(folder) / "out.npz"
        np.savez(source, y=logs(nodes.value).y[:, chosen], first=ready.starts[0], **given)
        subprocess.run([peers, str(SCORER), str(source), str(target)], check=True)  # noqa: S603 - our own script
        return dict(np.load(target))


def after(ready: Trial, scenario: Scenario) -> np.ndarray:
    """Logs of the months from each start on, (start, month after the start, node)."""
    nodes = ready.watched.nodes
    y = logs(injected(nodes, scenario, ready.starts).value).y
    return windows(y[:, columns(nodes, len(ready.starts))], ready.starts, MONTHS)


def compared(ready: Trial, scores: Mapping[str, np.ndarray]) -> Iterator[dict[str, object]]:
    chosen = groups(ready.watched)[GROUP]
    deferred = ready.watched.nodes.deferred
    ground = Ground(is_judged=~np.isnan(ready.watched.judgement.p), is_deferred=deferred)
    ground = ground.among(chosen, ready.starts[0])
    counted = waits(ground, ready.starts)
    for peer in dict.fromkeys(key.split("|")[0] for key in scores):
        null = by_release(scores[f"{peer}|null"], ground.is_deferred)
        for wanted in PAIR_RATES:
            level = threshold(null, ground, wanted)
            assert rate(null, ground, level) <= wanted
            for scenario in SCENARIOS:
                cut = np.full((len(ready.starts), WINDOW, len(chosen)), np.nan)
                cut[:, :MONTHS] = scores[f"{peer}|{scenario.name}"]
                scored = told(cut, ready, chosen)
                alone = released_alone(counted, ground, scenario.touched)
                for starts, waited in ((EVERY_START, counted), (ALONE, alone)):
                    found = outcome(null, scored, ground, waited, level)
                    yield cell(peer, scenario.name, starts, wanted, found)


def told(cut: np.ndarray, ready: Trial, chosen: np.ndarray) -> np.ndarray:
    """What is said of a month that is published with the next comes out with that."""
    months = len(ready.watched.nodes.months)
    reach = np.minimum(np.asarray(ready.starts)[:, None] + np.arange(WINDOW), months - 1)
    deferred = ready.watched.nodes.deferred[:, chosen][reach]
    return np.stack([by_release(window, is_deferred) for window, is_deferred in zip(cut, deferred, strict=True)])


def cell(detector: str, scenario: str, starts: str, wanted: float, found: Outcome) -> dict[str, object]:
    return {
        "detector": detector,
        "level": GROUP,
        "starts": starts,
        "scenario": scenario,
        "false_alarm_rate": wanted,
        "recall_own": round(found.own, 4),
        "recall_3": round(found.within_three, 4),
        "n": found.count,
    }


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--peers", required=True)
    asked.add_argument("--workspace", type=Path, required=True)
    asked.add_argument("--json", type=Path)
    found = asked.parse_args()
    main(found.peers, found.workspace, found.json)
