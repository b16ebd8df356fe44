"""How long every month of every series takes to be scored, against forecasters and change point detectors.

    .venv/bin/python benchmarks/watch/speed.py [--series N] [--months T] [--peers PYTHON]

All in one run on one made-up panel; the ratios are what counts. Ours judges every month from those before it; a peer
fits each series once, at its last month. PYTHON is the interpreter of an environment of their own, for they pin other
libraries: python -m venv peers && peers/bin/pip install statsforecast ruptures.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from haechi.kernels.compiled import THREADS
from haechi.kernels.logs import Singles, relative_logs
from haechi.kernels.orders import orders
from haechi.kernels.smoothing import smooth

BANK = np.array([[a, g] for a in (0.05, 0.1, 0.2, 0.4) for g in (0.0, 0.1, 0.3)], dtype=np.float32)
OFFSET = 0.1
PEERS_ON = 20_000


def panel(months: int, series: int) -> Singles:
    """Amounts with a season, a tenth of the months without trade and a few not known."""
    generator = np.random.default_rng(1)
    season = np.sin(np.arange(months)[:, None] * np.pi / 6 + generator.random(series, dtype=np.float32) * 6)
    amounts = generator.standard_normal((months, series), dtype=np.float32)
    amounts += season.astype(np.float32)
    np.exp(amounts, out=amounts)
    for row in amounts:
        drawn = generator.random(series, dtype=np.float32)
        row[drawn < 0.1] = 0
        row[drawn > 0.99] = np.nan
    return amounts


def best(work: Callable[[], object], *, times: int = 3) -> tuple[float, float]:
    """Least wall and least CPU seconds of some runs; what they make is dropped in between."""
    took = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(wall for wall, _ in took), min(cpu for _, cpu in took)


def ours(amounts: Singles) -> dict[str, tuple[float, float]]:
    series = amounts.shape[1]
    typical = np.ones(series, np.float32)
    scale, season = np.full(series, 0.5, np.float32), np.zeros((12, series), np.float32)

    def transform() -> Singles:
        return relative_logs(amounts, typical, offset=OFFSET)

    def bank() -> object:
        return smooth(logs, first_month=0, bank=BANK, prior_scale=scale, prior_season=season)

    logs = transform()
    compiling = time.perf_counter()
    smooth(logs[:, :1], first_month=0, bank=BANK, prior_scale=scale[:1], prior_season=season[:, :1])
    orders(amounts[:, :1])
    print(f"compiling, or reading what was compiled: {time.perf_counter() - compiling:.1f} s")
    return {
        "transform": best(transform),
        "bank of 12": best(bank),
        "order probabilities": best(lambda: orders(amounts)),
    }


def peers(python: str | None, amounts: Singles) -> dict[str, float]:
    """Series per CPU second of each peer."""
    if python is None or shutil.which(python) is None:
        print("peers: not measured; name the interpreter of their environment with --peers")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "logs.npy"
        logs = np.log(np.nan_to_num(amounts[:, :PEERS_ON]) + np.float32(OFFSET))
        np.save(path, np.ascontiguousarray(logs.T))
        script = Path(__file__).with_name("peers.py")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(  # noqa: S603
            [python, str(script), str(path)], env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        print(f"peers: not measured; {python} ended with: {done.stderr.strip().splitlines()[-1:]}")
        return {}
    return {str(name): float(rate) for name, rate in json.loads(done.stdout.splitlines()[-1]).items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--peers", metavar="PYTHON")
    given = parser.parse_args()
    print(f"{given.series:,} series x {given.months} months, {THREADS} threads")
    amounts = panel(given.months, given.series)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = ours(amounts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / 2**20:.1f} GiB, of which the panel and its making {held / 2**20:.1f}\n")
    print(f"{'':28}{'wall s':>8}{'CPU s':>8}{'series per CPU s':>20}{'times slower':>14}")
    bank = given.series / found["bank of 12"][1]
    for name, (wall, cpu) in found.items():
        print(f"{name:28}{wall:8.2f}{cpu:8.2f}{given.series / cpu:20,.0f}{bank * cpu / given.series:14.1f}")
    for name, rate in peers(given.peers, amounts).items():
        print(f"{name:28}{'':16}{rate:20,.0f}{bank / rate:14,.0f}")


if __name__ == "__main__":
    main()
