"""`haechi load`, `loads` and `check`: customs files into the lake, and what is held there."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.app.report import Report, Row
from haechi.errors import FileRefused, InputError
from haechi.model.trade import Coverage
from haechi.readers import layout as layouts
from haechi.sentence import said
from haechi.store.manifest import Manifest
from haechi.store.report import LoadReport
from haechi.store.staging import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How files are to be read where they do not say so themselves; see `haechi.store.lake.Lake.load`."""

    mapping: Path | None = None
    period: str | None = None
    vintage: dt.date | None = None
    release_lag: int | None = None


def load(desk: Desk, files: Sequence[Path], terms: Terms, progress: Progress) -> Report:
    """Load files one after the other; each is loaded wholly or not at all, and those before a refused one stay.

    Raises
    ------
    InputError
        If both a vintage and a release lag are given, or a file is refused.
    """
    if terms.vintage is not None and terms.release_lag is not None:
        raise InputError("--vintage and --release-lag exclude each other: one names the day, the other derives it")
    layout = layouts.read(terms.mapping) if terms.mapping else None
    reports: list[LoadReport] = []
    for path in files:
        progress(path.name, 0, None)
        try:
            loaded = desk.lake.load(
                path,
                economies=desk.facts.partner_codes,
                today=desk.today,
                layout=layout,
                period=terms.period,
                vintage=terms.vintage,
                release_lag=terms.release_lag,
                progress=progress,
            )
        except FileRefused as error:
            before = f"; {', '.join(report.file for report in reports)} before it stay loaded" if reports else ""
            raise FileRefused(f"{error}{before}") from error
        reports.append(loaded)
    notes = [note for report in reports for note in (report.summary, *report.warnings)]
    return _report("load", desk, [_row(report) for report in reports], notes)


def loads(desk: Desk) -> Report:
    """What is loaded, the oldest first."""
    rows = [_manifest_row(manifest) for manifest in desk.lake.loads()]
    notes = () if rows else (said("Nothing is loaded: `haechi load FILE`."),)
    return _report("loads", desk, rows, notes)


@kept(most=4)
def check(desk: Desk) -> Report:
    """What looks wrong in the data held, the worst first."""
    rows = [
        {
            "severity": finding.severity,
            "check": finding.check,
            "where": finding.where,
            "code": finding.code,
            "what": finding.what,
            "remedy": finding.remedy,
        }
        for finding in desk.lake.check(desk.as_of)
    ]
    if not rows:
        looked = said("Nothing looks wrong.") if desk.has_flows else said("Nothing is loaded, so nothing was checked.")
        return _report("check", desk, rows, (looked,))
    return _report("check", desk, rows, ())


def shortened(report: Report, *, most: int) -> Report:
    """The report with the first findings of each kind, and how many more there are of it."""
    counts: Counter[object] = Counter()
    kept = []
    for row in report.rows:
        counts[row["check"]] += 1
        if counts[row["check"]] <= most:
            kept.append(row)
    left = tuple(
        said("{n} more findings of {check}: --top N, --json or --csv.", n=n - most, check=repr(check))
        for check, n in counts.items()
        if n > most
    )
    return replace(report, rows=kept, notes=(*report.notes, *left))


def _report(command: str, desk: Desk, rows: Sequence[Row], notes: Sequence[str]) -> Report:
    return Report(command=command, as_of=desk.as_of, rows=rows, notes=tuple(notes))


def _row(report: LoadReport) -> Row:
    if report.manifest is None:
        return {"file": report.file, "state": "nothing to load"}
    state = "held already" if report.already else "loaded"
    return {**_manifest_row(report.manifest), "state": state}


def _manifest_row(manifest: Manifest) -> Row:
    periods, vintages = manifest.periods, manifest.vintages
    return {
        "file": manifest.file,
        "state": "loaded",
        "layout": manifest.layout,
        "source": manifest.source,
        "basis": manifest.basis,
        "first_period": periods[0] if periods else None,
        "last_period": periods[-1] if periods else None,
        "first_vintage": vintages[0] if vintages else None,
        "last_vintage": vintages[-1] if vintages else None,
        "rows": manifest.rows,
        "held": manifest.held,
        "quarantined": manifest.quarantined,
        "states": manifest.states,
        "coverage": [_covered(part) for part in manifest.coverage],
        "sha256": manifest.sha256,
        "load": manifest.id,
    }


def _covered(part: Coverage) -> Row:
    """What a load holds completely; `all` where nothing of that kind is missing."""
    lists = {"reporters": part.reporters, "partners": part.partners, "codes": part.codes}
    return {
        "direction": part.direction,
        "edition": part.edition,
        "periods": list(part.periods),
        **{name: "all" if held is None else list(held) for name, held in lists.items()},
        "cut": part.cut,
    }


def production(desk: Desk, commodity: str | None) -> Report:
    """Rows of production, capacity, stocks and prices of the latest vintage, of one commodity where it is named.

    A name is matched as a part of the publisher's, whatever its case.
    """
    held = desk.lake.production(as_of=desk.as_of)
    wanted = commodity.casefold() if commodity else ""
    rows = sorted(
        (row for row in held if wanted in str(row["commodity"]).casefold()), key=lambda row: -int(str(row["year"]))
    )
    notes: tuple[str, ...] = ()
    if not held:
        notes = ("No table of production is loaded: `haechi load` takes the USGS commodity tables.",)
    elif not rows:
        known = sorted({str(row["commodity"]) for row in held})
        notes = (f"No commodity is called {commodity!r}; there are {len(known)}, such as {', '.join(known[:5])}.",)
    return _report("production", desk, rows, notes)
