"""From a file to rows of the lake: staged, read, settled, compared with what is held, written, made visible.

Nothing is visible before the manifest is renamed into place; a load that fails leaves nothing behind that is read.
"""

from collections.abc import Mapping

from haechi.errors import FileRefused
from haechi.model.trade import FLOW_COLUMNS, Coverage
from haechi.readers.layout import Layout, Subject, bundled
from haechi.readers.sniff import parts
from haechi.store import extent, held, parquet, placing, production, quarantine, resolve, unreadable, vintages
from haechi.store.database import Connection, connect, quoted
from haechi.store.manifest import Manifest, digest, leftovers, load_id, read_all
from haechi.store.report import LoadReport
from haechi.store.request import Request, publish
from haechi.store.sidetables import answer
from haechi.store.staging import Staged, stage

_REST = "edition, partner, role DESC, valuation, line"
_BY_REPORTER = f"direction, reporter, code, {_REST}"  # years are asked for by economy
_BY_CODE = f"direction, code, reporter, {_REST}"  # months by code, over all economies
_SHOWN = 3
_WORLD = "WLD"
_FAULTS = """
    SELECT part, line, fault AS reason FROM parsed WHERE fault IS NOT NULL
    UNION ALL
    SELECT part, line, number_fault AS reason FROM ambiguous
    UNION ALL
    SELECT part, line, number_fault AS reason FROM parsed WHERE fault IS NULL AND number_fault IS NOT NULL
"""


def ingest(request: Request) -> LoadReport:
    """Load a file; the caller holds the lock of the lake.

    Raises
    ------
    FileRefused
        If the file cannot be read or contradicts what is held; nothing of it is kept.
    """
    _sweep(request)
    pieces = parts(request.path)
    sha256 = digest(request.path)
    connection = connect()
    try:
        layouts = (request.layout,) if request.layout else bundled()
        staged = [
            stage(connection, part, f"raw{number}", layouts, request.progress) for number, part in enumerate(pieces)
        ]
        return _load(request, connection, staged, sha256)
    except OSError:
        _sweep(request)
        raise
    finally:
        connection.close()


def _sweep(request: Request) -> None:
    """Take away what loads left behind that were killed or had no room."""
    for path in (*leftovers(request.lake), *request.quarantine.glob("*.tmp")):
        path.unlink(missing_ok=True)


def _load(request: Request, connection: Connection, staged: list[Staged], sha256: str) -> LoadReport:
    side = [part for part in staged if part.recognised.layout.subject not in (Subject.FLOWS, Subject.PRODUCTION)]
    main = [part for part in staged if part not in side]
    notes = tuple(answer(connection, part, request.economies) for part in side)
    if not main:
        return LoadReport(file=request.path.name, summary=" ".join(notes))
    layout = main[0].recognised.layout
    if any(part.recognised.layout != layout for part in main):
        names = ", ".join(sorted({part.recognised.layout.name for part in main}))
        raise FileRefused(f"{request.path.name} holds several layouts ({names}): unpack it and load them one by one")
    if before := _before(request, sha256, layout):
        return LoadReport(
            file=request.path.name,
            summary=f"{before.file} is held already (loaded {before.loaded}, {before.rows:,} rows): nothing changed.",
            manifest=before,
            already=True,
        )
    warnings = [*notes, *(remark for part in main for remark in part.part.remarks)]
    warnings += [part.recognised.repair for part in main if part.recognised.repair]
    if layout.subject is Subject.PRODUCTION:
        return production.load(request, connection, main, sha256, warnings)
    return _load_flows(request, connection, main, sha256, warnings)


def _before(request: Request, sha256: str, layout: Layout) -> Manifest | None:
    """An earlier load of the same bytes that this one would repeat."""
    for manifest in read_all(request.lake):
        same = manifest.sha256 == sha256 and manifest.layout == layout.name and manifest.vintage_given == request.given
        if same and (request.period is None or request.period == manifest.period_given):
            return manifest
    return None


def _load_flows(
    request: Request, connection: Connection, staged: list[Staged], sha256: str, warnings: list[str]
) -> LoadReport:
    layout = staged[0].recognised.layout
    name = request.path.name
    period = placing.file_period(layout, name, request.period)
    placing.parse(connection, layout, staged, request.economies, period)
    unreadable.check(connection, layout, {part.table: part.part.name for part in staged})
    edition, remark = placing.edition(connection, layout, name)
    rule = _vintage(request, connection, layout)
    placing.place(connection, layout, edition, rule)
    counts = resolve.resolve(connection, repeated_totals=layout.repeated_totals)
    warnings += [text for text in (remark, rule.warning, *_settled(connection, counts)) if text]
    bad = quarantine.faults(connection, staged, _FAULTS)
    if not _count(connection):
        raise FileRefused(
            f"{name}: none of its {len(bad):,} rows can be loaded (line {bad[0].line}: {bad[0].reason}): check that "
            "it is the file you meant, or write a mapping"
        )
    partial = _partial(staged)
    covered = () if partial else extent.coverage(connection, layout.completeness)
    warnings += [text for text in (partial, _scope(layout, covered)) if text]
    already = held.compare(connection, request.lake, read_all(request.lake), layout.source, name)
    load = load_id(sha256, layout.name, rule.key, period or "")
    manifest = Manifest(
        id=load,
        file=name,
        sha256=sha256,
        layout=layout.name,
        source=layout.source,
        basis=_joined(connection, "basis"),
        valuation=_joined(connection, "valuation"),
        subject=Subject.FLOWS.value,
        vintage_given=request.given,
        period_given=period or "",
        loaded=request.today,
        rows=_count(connection),
        held=already,
        states=_states(connection),
        quarantined=len(bad),
        coverage=covered,
        files=parquet.write(
            connection, "flows", lake=request.lake, folder="flows", load=load, columns=list(FLOW_COLUMNS), order=_order
        ),
        warnings=tuple(warnings),
    )
    return publish(request, manifest, bad)


def _vintage(request: Request, connection: Connection, layout: Layout) -> vintages.VintageRule:
    texts = connection.execute("SELECT DISTINCT vintage_text FROM parsed WHERE fault IS NULL ORDER BY 1").fetchall()
    return vintages.rule(
        layout,
        request.path.name,
        [row[0] for row in texts],
        today=request.today,
        vintage=request.vintage,
        lag=request.release_lag,
    )


def _settled(connection: Connection, counts: Mapping[str, int]) -> list[str]:
    said = []
    if counts["merged"]:
        said.append(f"{counts['merged']:,} rows repeat another one exactly and are held once")
    if counts["parts"]:
        said.append(
            f"{counts['parts']:,} rows are parts of a total under the same key (the largest): held, never summed"
        )
    if counts["deduced"]:
        said.append(
            f"under {counts['deduced']} keys the largest row was taken for the total, a multiple of its one part: "
            f"{_keys(connection, 'merged')}"
        )
    if counts["ambiguous"]:
        said.append(
            f"under {counts['ambiguous']} keys rows differ and none is their total: held as missing, rows in "
            f"quarantine; {_keys(connection, 'ambiguous')}"
        )
    if counts["added"]:
        said.append(f"{counts['added']:,} keys are sums of areas that are one economy here")
    return said


def _keys(connection: Connection, reading: str) -> str:
    rows = connection.execute(
        f"""SELECT DISTINCT reporter || ' ' || direction || ' ' || partner || ' ' || code || ' ' || period_name
        FROM flows JOIN settled ON settled.place = flows.rowid WHERE reading = {quoted(reading)}
        ORDER BY 1 LIMIT {_SHOWN}"""
    ).fetchall()
    return "; ".join(row[0] for row in rows)


def _partial(staged: list[Staged]) -> str:
    """Why nothing is covered where the file is a part of a reply; empty where it is none."""
    for part in staged:
        if part.announced is not None and part.announced > part.rows:
            return (
                f"{part.part.name} says that it has {part.announced} records and holds {part.rows}: "
                "no completeness is claimed, so that no share can be computed from it"
            )
    return ""


def _scope(layout: Layout, covered: tuple[Coverage, ...]) -> str:
    """Words for a file that holds less than its layout can."""
    reporters = sorted({name for part in covered for name in part.reporters or ()})
    if layout.completeness.reporters_from is not None and covered and reporters:
        shown = ", ".join(reporters[:5])
        return f"only {len(reporters)} exporters ({shown}) are covered: no importer's suppliers are complete"
    if covered and all(part.partners == (_WORLD,) for part in covered):
        return "the file holds totals of all partners only: who supplies how much is not in it"
    if covered and all(part.partners is not None for part in covered):
        number = len({name for part in covered for name in part.partners or ()})
        return f"only the {number} partners that stand in the file are covered: shares of all partners are not known"
    return ""


def _order(period: str) -> str:
    return _BY_CODE if len(period) == len("2022-07") else _BY_REPORTER


def _joined(connection: Connection, column: str) -> str:
    rows = connection.execute(f"SELECT DISTINCT {column} FROM flows ORDER BY 1").fetchall()
    return ", ".join(row[0] for row in rows)


def _states(connection: Connection) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for column in ("value_state", "weight_state", "quantity_state"):
        # Rows that were added up here from areas have no text of a partner and are not the publisher's.
        rows = connection.execute(
            f"SELECT {column}, count(*) FROM flows WHERE partner_text IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
        found[column.removesuffix("_state")] = dict(rows)
    return found


def _count(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM flows").fetchall()[0][0])
