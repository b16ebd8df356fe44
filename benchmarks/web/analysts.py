"""How the desk answers while a small office works at it.

    .venv/bin/python benchmarks/web/analysts.py [--analysts 20] [--seconds 120] [--alerts 5000]

Serves a desk with bundled facts and made-up alerts by the command `haechi serve`, and lets each analyst open page
after page, with a pause of half a second to a second and a half. Beside it, in the same run, the same analysts ask
for a plain file of the same server. Prints the time from the command to the first page, too.
"""

import argparse
import datetime as dt
import itertools
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import numpy as np

from haechi.model.alert import Act, AlertState
from haechi.model.trade import Edition
from haechi.reference import facts as reference
from haechi.store import acts, workspace
from haechi.store.register import Register

ALERT = "pair/250410/HS22/CHN/KOR/drop"
PAGES = (
    "/",
    "/alerts",
    f"/alerts/{ALERT}",
    "/items",
    "/items/hf",
    "/dependence/KOR",
    "/register",
    "/register/train-500-experts",
    "/programmes",
    "/api/v1/alerts?limit=50",
)
FILE = ("/static/desk.css",)


def fill(folder: Path, number: int) -> None:
    """A workspace with so many alerts, as a watch would open them."""
    place = workspace.create(folder)
    draw = np.random.default_rng(484)
    facts = reference.load()
    codes = sorted({row.code for row in facts.item_codes if row.edition is Edition.HS22})
    economies = [row.iso3 for row in facts.economies if len(row.iso3) == len("KOR")]
    pairs = itertools.product(("CHN", "JPN", "USA"), economies, codes)
    made_up = (f"pair/{code}/HS22/{seller}/{buyer}/drop" for seller, buyer, code in pairs if seller != buyer)
    names = itertools.islice(dict.fromkeys(itertools.chain([ALERT], made_up)), number)
    made = [
        Act(
            id=0,
            alert=name,
            period="2023-12",
            state=AlertState.OPEN,
            who="haechi watch",
            at=dt.datetime(2024, 2, 5, tzinfo=dt.UTC),
            level="alert",
            p_value=float(draw.uniform(0, 0.01)),
            probability=float(draw.uniform()),
            consequence=float(draw.uniform()),
            vintage=dt.date(2024, 1, 30),
        )
        for name in names
    ]
    with Register(place.register_url) as register, register.writing() as connection:
        acts.add(connection, made)


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str, float]:
    """The server, its address and the seconds until its first page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = time.perf_counter()
    command = [sys.executable, "-m", "haechi.cli.main", "serve", "-w", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    address = f"http://127.0.0.1:{port}"
    while True:
        try:
            httpx.get(f"{address}/", timeout=10).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.02)
        except httpx.HTTPStatusError:
            server.kill()
            raise
        else:
            return server, address, time.perf_counter() - started


@dataclass
class Waited:
    """Seconds that answers took, and what failed."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def work(address: str, pages: tuple[str, ...], seconds: float, seed: int, waited: Waited) -> None:
    """One analyst: page after page, with pauses."""
    chosen = random.Random(seed)  # noqa: S311 - which page comes next
    end = time.perf_counter() + seconds
    with httpx.Client(base_url=address, timeout=30) as client:
        while time.perf_counter() < end:
            page = chosen.choice(pages)
            started = time.perf_counter()
            try:
                client.get(page).raise_for_status()
                waited.seconds.append(time.perf_counter() - started)
            except httpx.HTTPError as error:
                waited.failed.append(f"{page}: {error!r}")
            time.sleep(chosen.uniform(0.5, 1.5))


def office(address: str, pages: tuple[str, ...], analysts: int, seconds: float) -> None:
    """All analysts at once, and how long they waited."""
    waited = Waited()
    threads = [threading.Thread(target=work, args=(address, pages, seconds, seed, waited)) for seed in range(analysts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    half, most = np.quantile(waited.seconds, [0.5, 0.99])
    print(
        f"{pages[0] if len(pages) == 1 else 'pages'}: {len(waited.seconds)} answers, median {half * 1000:.0f} ms, "
        f"99 of 100 within {most * 1000:.0f} ms, {len(waited.failed)} errors"
    )
    for sentence in waited.failed[:5]:
        print(f"  {sentence}")


def weights(address: str, pages: tuple[str, ...]) -> None:
    """Bytes of the heaviest page with its style and scripts, nothing in the cache."""
    static = sum(len(httpx.get(f"{address}{path}").content) for path in ("/static/desk.css",))
    sizes = {page: len(httpx.get(f"{address}{page}").content) + static for page in pages if not page.startswith("/api")}
    page = max(sizes, key=lambda name: sizes[name])
    print(f"heaviest page {page}: {sizes[page] / 1000:.0f} kB with its style, uncompressed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--analysts", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--alerts", type=int, default=5000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "desk", given.alerts)
        server, address, first = serve(Path(folder) / "desk")
        try:
            print(f"first page {first:.1f} s after the command")
            weights(address, PAGES)
            office(address, PAGES, given.analysts, given.seconds)
            office(address, FILE, given.analysts, min(given.seconds, 20))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
