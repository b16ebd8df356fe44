"""Scores of forecasters and of a change detector, run by peers.py in an environment of their own.

    PYTHON benchmarks/watch/peers_scores.py INPUT.npz OUTPUT.npz

INPUT holds y (month, series), the first start, and for each scenario the months from each start on, (start, month after
the start, series). OUTPUT holds for each peer `null` (month, series) and each scenario alike: larger when stranger.

AutoETS is fitted anew every 3 months on what was known, and run forward in between with the parameters of that fit; the
spread is that of its interval for one month. SeasonalNaive: the month a year before, spread of the past differences.
KernelCPD: with the Gaussian kernel of ruptures on the last 36 months, the gain of the best change within the last 6,
where the mean after it is lower.
"""

import sys
import warnings
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from ruptures.costs import CostRbf
from statsforecast.models import AutoETS

REFIT = 3
LEVEL = 90
HALF_WIDTH = 1.6449  # of a 90 % interval, in standard deviations
LOOK_BACK, RECENT = 36, 6


def auto_ets(model, past):
    """Forecast and spread of the next month by a fitted model on a newer past."""
    found = model.forward(y=past, h=1, level=[LEVEL])
    centre = float(found["mean"][0])
    return centre, max((float(found[f"hi-{LEVEL}"][0]) - centre) / HALF_WIDTH, 1e-3)


def seasonal_naive(past):
    differences = past[12:] - past[:-12]
    return past[-12], max(float(differences.std(ddof=1)), 1e-3)


def change(past):
    window = past[-LOOK_BACK:]
    size = len(window)
    cost = CostRbf().fit(window[:, None])
    whole = cost.error(0, size)
    best = 0.0
    for cut in range(size - RECENT, size):
        if window[cut:].mean() < window[:cut].mean():
            after = cost.error(cut, size) if size - cut > 1 else 0.0
            best = max(best, whole - cost.error(0, cut) - after)
    return best


def of_series(given):
    """Scores of one series: peer -> null (month,), and peer, scenario -> (start, month after the start)."""
    y, first, scenarios = given
    warnings.simplefilter("ignore")
    months = len(y)
    found = {name: {"null": np.full(months, np.nan)} for name in ("AutoETS", "SeasonalNaive", "KernelCPD")}
    for rows in found.values():
        rows.update({name: np.full(cut.shape, np.nan) for name, cut in scenarios.items()})
    for start in range(first, months):
        if (start - first) % REFIT == 0:
            model = AutoETS(season_length=12).fit(y[:start])
        for peer, expected in (("AutoETS", auto_ets(model, y[:start])), ("SeasonalNaive", seasonal_naive(y[:start]))):
            found[peer]["null"][start] = (expected[0] - y[start]) / expected[1]
        found["KernelCPD"]["null"][start] = change(y[: start + 1])
        for name, cut in scenarios.items():
            window = cut[start - first]
            for step in range(min(len(window), months - start)):
                past = np.concatenate([y[:start], window[:step]])
                new = window[step]
                for peer, expected in (("AutoETS", auto_ets(model, past)), ("SeasonalNaive", seasonal_naive(past))):
                    found[peer][name][start - first, step] = (expected[0] - new) / expected[1]
                found["KernelCPD"][name][start - first, step] = change(np.append(past, new))
    return found


def main(source, target):
    given = dict(np.load(source))
    y, first = given.pop("y").astype(float), int(given.pop("first"))
    work = [
        (y[:, place], first, {name: cut[:, :, place].astype(float) for name, cut in given.items()})
        for place in range(y.shape[1])
    ]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(of_series, work))
    keys = [(peer, name) for peer, rows in found[0].items() for name in rows]
    stacked = {f"{peer}|{name}": np.stack([rows[peer][name] for rows in found], axis=-1) for peer, name in keys}
    np.savez(target, **stacked)


if __name__ == "__main__":
    main(*sys.argv[1:])
