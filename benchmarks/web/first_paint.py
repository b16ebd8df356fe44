"""How long each page of the desk takes when it is the first of all, after the desk has warmed itself, and again.

    .venv/bin/python benchmarks/web/first_paint.py [--workspace FOLDER] [--pause 30] [--page /items/hf]...

Serves a copy of a workspace by `haechi serve`. Without one it makes one up: ten years of months of all codes of the
bundled items, the imports of four economies from all others.

start   : from the command to the first byte of `/`
cold    : a server of its own for each page, which is the first that is asked for
warmed  : one server for all, `/` opened and the pause waited for: what the first to open each page waits
warm    : the same page again, the median of three

Milliseconds from the request to the first byte of the answer, which is made whole before it is sent, and of them those
that the server spent at work, which other programs on the machine change less (Linux only).
"""

import argparse
import datetime as dt
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path

import duckdb
import httpx

from haechi.app.desk import Desk
from haechi.model.trade import Edition, PartnerKind
from haechi.readers.layout import EditionRule, bundled
from haechi.reference import facts as reference
from haechi.store import workspace

PAGES = (
    "/",
    "/alerts",
    "/notices",
    "/items",
    "/items/hf",
    "/items/gallium",
    "/items/hf/watch",
    "/items/gallium/watch",
    "/items/hf/watch/judged",
    "/chain",
    "/chain?economy=KOR",
    "/dependence",
    "/dependence/KOR",
    "/dependence/KOR?map=tiles",
    "/dependence/pair/KOR/NLD",
    "/stress",
    "/register",
    "/register/train-500-experts",
    "/programmes",
    "/news",
    "/briefs",
    "/data",
    "/sources",
    "/sources/usgs-mcs-2025",
)
_TODAY = dt.date(2025, 6, 1)
_BUYERS = ("KOR", "NLD", "JPN", "USA")
_LARGE = "'USA','CHN','JPN','KOR','DEU','NLD','FRA','GBR','ITA','BEL','POL','AUT','CHE','SWE','IRL','MYS','SGP'"
_YEARS = range(2015, 2025)

# Value has a season and scatters by a factor of e either way; half of the pairs with a large seller trade nearly every
# month, half one month in four, and the others one month in thirty.
_ROWS = """
    select 'comtrade' as source, {year} * 100 + m as period, buyer as reporter, seller as partner, 'M' as flow,
        code, 6 as code_level,
        exp(10 + 0.3 * sin(m * pi() / 6) + hash(code, seller, buyer) % 1000 / 250.0
            + hash(code, seller, buyer, m, {year}) % 2000 / 1000.0) as value_usd,
        value_usd / (5 + 5 * (hash(buyer, code, m, seller, {year}) % 1000 / 1000.0)) as qty_kg
    from unnest({codes}) as codes(code), range(1, 13) as months(m),
        unnest({buyers}) as b(buyer), unnest({sellers}) as s(seller)
    where seller <> buyer and hash(m, code, buyer, seller, {year}) % 100 < case
        when seller not in ({large}) then 3 when hash(seller, code, buyer) % 2 = 0 then 96 else 24 end
"""


def made_up(folder: Path) -> None:
    """A workspace with ten years of months of every code of an item."""
    place = workspace.create(folder)
    desk = Desk(workspace=place, today=_TODAY, as_of=_TODAY)
    facts = reference.load()
    codes = sorted({row.code for row in facts.item_codes if row.edition is Edition.HS12})
    sellers = [row.iso3 for row in facts.economies if row.kind is PartnerKind.ECONOMY]
    named = {"codes": codes, "buyers": list(_BUYERS), "sellers": sellers, "large": _LARGE}
    tidy = next(layout for layout in bundled() if layout.name == "comtrade-tidy")
    layout = replace(tidy, edition=EditionRule(value="HS12"))
    with tempfile.TemporaryDirectory() as scratch:
        for year in _YEARS:
            path = Path(scratch, f"{year}.parquet")
            rows = _ROWS.format(year=year, **named)
            duckdb.execute(f"copy ({rows}) to '{path}'")
            desk.lake.load(path, economies=facts.partner_codes, today=_TODAY, layout=layout, release_lag=30)
            path.unlink()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One opening of a page: milliseconds to the first byte, those that the server worked, and all bytes."""

    waited: float
    worked: float
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that listens; `began` is the moment of its command."""

    address: str
    pid: int
    began: float

    def opened(self, page: str) -> Opening:
        """Open a page."""
        began, before = time.perf_counter(), self.worked()
        with httpx.stream("GET", f"{self.address}{page}", timeout=300) as answer:
            first, after = time.perf_counter(), self.worked()
            answer.raise_for_status()
            return Opening(waited=1000 * (first - began), worked=1000 * (after - before), size=len(answer.read()))

    def worked(self) -> float:
        """Seconds of work since its command."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return float("nan")
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A new server of a workspace."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    began = time.perf_counter()
    command = [sys.executable, "-m", "haechi.cli.main", "serve", "-w", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        _listening(port)
        yield Server(address=f"http://127.0.0.1:{port}", pid=server.pid, began=began)
    finally:
        server.terminate()
        server.wait()


def _listening(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return


def found(server: Server) -> Iterator[str]:
    """Pages of what the workspace holds: its first alert of data with its evidence, its first notice and run."""
    alerts = httpx.get(f"{server.address}/api/v1/alerts", timeout=60).json()["rows"]
    for name in [row["alert"] for row in alerts if not row["alert"].startswith("notice/")][:1]:
        yield from (f"/alerts/{name}", f"/evidence/{name}")
    for room, pattern in (("/notices", r"/notices/\d+"), ("/stress", r"/stress/\d+")):
        numbers = re.findall(f'href="({pattern})"', httpx.get(f"{server.address}{room}", timeout=60).text)
        yield from numbers[:1]


def _is_there(server: Server, page: str) -> bool:
    """Whether the workspace holds anything for a page: months of an item, say."""
    return httpx.get(f"{server.address}{page}", timeout=300).status_code != HTTPStatus.NOT_FOUND


def table(folder: Path, pages: list[str], pause: float) -> None:
    """Print the table."""
    with served(folder) as server:
        server.opened("/")
        print(f"start {1000 * (time.perf_counter() - server.began):.0f}, work {1000 * server.worked():.0f}")
        pages = pages or [page for page in (*PAGES, *found(server)) if _is_there(server, page)]
    cold = {}
    for page in pages:
        with served(folder) as server:
            cold[page] = server.opened(page)
    print(f"\n{'page':44}{'cold':>8}{'work':>8}{'warmed':>8}{'work':>8}{'warm':>8}{'work':>8}{'kB':>8}")
    with served(folder) as server:
        server.opened("/")
        time.sleep(pause)
        warmed = {page: server.opened(page) for page in pages}
        for page in pages:
            warm = [server.opened(page) for _ in range(3)]
            openings = (cold[page], warmed[page], sorted(warm, key=lambda one: one.waited)[1])
            columns = "".join(f"{one.waited:8.0f}{one.worked:8.0f}" for one in openings)
            print(f"{page:44}{columns}{cold[page].size / 1000:8.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--pause", type=float, default=30)
    parser.add_argument("--page", action="append", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "desk")
        if given.workspace:
            shutil.copytree(given.workspace, folder)
        else:
            made_up(folder)
        table(folder, given.page, given.pause)


if __name__ == "__main__":
    main()
