"""From a file to rows of the lake: staged, read, settled, compared with what is held, written, made visible.

Nothing is visible before the manifest is renamed into place; a load that fails leaves nothing behind that is read.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from haechi.errors import FileRefused, InputError
from haechi.flows import editions
from haechi.flows.periods import parse as parse_period
from haechi.model.trade import FLOW_COLUMNS, Edition, PartnerKind
from haechi.readers.layout import Layout, Party, PeriodForm, Subject, bundled
from haechi.readers.sniff import parts
from haechi.store import extent, held, parquet, parsing, production, quarantine, resolve, vintages
from haechi.store.database import Connection, connect, quoted
from haechi.store.manifest import Manifest, commit, digest, leftovers, load_id, read_all
from haechi.store.report import LoadReport, summary
from haechi.store.sidetables import answer
from haechi.store.staging import Progress, Staged, stage

Economies = Mapping[str, Mapping[str, tuple[str, PartnerKind]]]
_ORDER = "direction, reporter, code, edition, partner, role DESC, valuation, line"
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to load and how; `economies` is system -> code -> (ISO 3166 alpha-3, kind)."""

    path: Path
    lake: Path
    quarantine: Path
    economies: Economies
    today: dt.date
    layout: Layout | None = None
    period: str | None = None
    vintage: dt.date | None = None
    release_lag: int | None = None
    progress: Progress | None = None

    @property
    def given(self) -> str:
        """What the user named of the vintage."""
        return f"{self.vintage or ''}" + (f"lag {self.release_lag}" if self.release_lag is not None else "")


def ingest(request: Request) -> LoadReport:
    """Load a file; the caller holds the lock of the lake.

    Raises
    ------
    FileRefused
        If the file cannot be read or contradicts what is held; nothing of it is kept.
    """
    for path in leftovers(request.lake):
        path.unlink()
    pieces = parts(request.path)
    sha256 = digest(request.path)
    connection = connect()
    try:
        layouts = (request.layout,) if request.layout else bundled()
        staged = [
            stage(connection, part, f"raw{number}", layouts, request.progress) for number, part in enumerate(pieces)
        ]
        return _load(request, connection, staged, sha256)
    finally:
        connection.close()


def _load(request: Request, connection: Connection, staged: list[Staged], sha256: str) -> LoadReport:
    side = [part for part in staged if part.recognised.layout.subject not in (Subject.FLOWS, Subject.PRODUCTION)]
    main = [part for part in staged if part not in side]
    notes = tuple(answer(connection, part, request.economies) for part in side)
    if not main:
        return LoadReport(file=request.path.name, summary=" ".join(notes))
    layout = main[0].recognised.layout
    if any(part.recognised.layout != layout for part in main):
        names = ", ".join(sorted({part.recognised.layout.name for part in main}))
        raise FileRefused(f"{request.path.name} holds tables of several layouts ({names}): unpack and load them one by one")
    if before := _before(request, sha256, layout):
        return LoadReport(
            file=request.path.name,
            summary=f"{request.path.name} is held already (loaded {before.loaded}, {before.rows:,} rows): nothing changed.",
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
    period = _period(request, layout)
    _parse(request, connection, layout, staged, period)
    edition, remark = _edition(connection, layout, name)
    rule = _vintage(request, connection, layout)
    _make_flows(connection, layout, edition, rule)
    counts = resolve.resolve(connection, repeated_totals=layout.repeated_totals)
    warnings += [text for text in (remark, rule.warning, *_settled(connection, counts)) if text]
    bad = quarantine.faults(connection, staged, _FAULTS)
    if not _count(connection, "SELECT count(*) FROM flows"):
        first = bad[0]
        raise FileRefused(
            f"{name}: none of its {sum(part.rows for part in staged) + len(first.reason) * 0:,} rows can be loaded "
            f"(line {first.line}: {first.reason}): check that it is the file you meant, or write a mapping"
        )
    cut, partial = _cut(layout, staged, len(bad))
    covered = () if partial else extent.coverage(connection, layout.completeness, cut)
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
        rows=_count(connection, "SELECT count(*) FROM flows"),
        held=already,
        states=_states(connection),
        quarantined=len(bad),
        coverage=covered,
        files=parquet.write(
            connection, "flows", lake=request.lake, folder="flows", load=load, columns=list(FLOW_COLUMNS), order=_ORDER
        ),
        warnings=tuple(warnings),
    )
    return finish(request, manifest, bad)


def finish(request: Request, manifest: Manifest, bad: tuple[quarantine.Fault, ...]) -> LoadReport:
    """Write the quarantine file, make the load visible and report it."""
    place = quarantine.write(request.quarantine, f"{request.path.name}-{manifest.id}.csv", bad) if bad else None
    warnings = manifest.warnings
    if place is not None:
        first = bad[0]
        warnings += (f"{len(bad):,} rows are in {place}; the first: line {first.line}, {first.reason}",)
    manifest = replace(manifest, warnings=warnings)
    commit(request.lake, manifest)
    return LoadReport(
        file=manifest.file, summary=summary(manifest), warnings=warnings, manifest=manifest, quarantine=place
    )


_FAULTS = """
    SELECT part, line, fault AS reason FROM parsed WHERE fault IS NOT NULL
    UNION ALL BY NAME
    SELECT part, line, number_fault AS reason FROM ambiguous
    UNION ALL BY NAME
    SELECT part, line, number_fault AS reason FROM parsed WHERE fault IS NULL AND number_fault IS NOT NULL
"""


def _period(request: Request, layout: Layout) -> str | None:
    """The period of the whole file, where the file itself does not say."""
    if layout.period.form is not PeriodForm.ARGUMENT:
        if request.period is not None:
            raise InputError(f"{request.path.name} says itself which periods it holds: leave --period away")
        return None
    if request.period is not None:
        parse_period(request.period)
        return request.period
    years = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", request.path.name))
    if len(years) != 1:
        raise FileRefused(f"{request.path.name} does not say which year it holds: name it, for example --period 2022")
    return years.pop()


def _parse(
    request: Request, connection: Connection, layout: Layout, staged: list[Staged], period: str | None
) -> None:
    for table, party in (("reporter_codes", layout.reporter), ("partner_codes", layout.partner)):
        _economy_table(connection, table, party, request.economies)
    columns = parsing.columns_used(layout)
    rows = " UNION ALL ".join(part.selection(columns) for part in staged)
    connection.execute(f"CREATE TABLE parsed AS {parsing.parsed_sql(layout, rows, period)}")


def _economy_table(connection: Connection, table: str, party: Party, economies: Economies) -> None:
    """Codes of the systems that a party is written in; the first system that knows a code wins."""
    known: dict[str, tuple[str, str]] = {}
    for system in (("iso3",) if party.value else party.system):
        for code, (iso3, kind) in economies.get(system, {}).items():
            # A group has no code of its own in ISO 3166: it keeps the publisher's.
            name = f"{system}:{code}" if kind is PartnerKind.GROUP else iso3
            known.setdefault(parsing.normal(code, system), (name, kind.value))
    connection.execute(f"CREATE TABLE {table} (code VARCHAR, iso3 VARCHAR, kind VARCHAR)")
    rows = [(code, *entry) for code, entry in sorted(known.items())]
    if rows:
        connection.execute(
            f"INSERT INTO {table} SELECT unnest($codes), unnest($names), unnest($kinds)",
            {"codes": [row[0] for row in rows], "names": [row[1] for row in rows], "kinds": [row[2] for row in rows]},
        )


def _edition(connection: Connection, layout: Layout, name: str) -> tuple[str, str]:
    """SQL of a row's edition, and a remark where it is inferred."""
    rule = layout.edition
    if rule.column and rule.words:
        cases = " ".join(f"WHEN {quoted(word.upper())} THEN {quoted(ours)}" for word, ours in rule.words.items())
        return f"CASE upper(edition_text) {cases} END", ""
    if rule.file_name and (found := re.search(rule.file_name, name)):
        return quoted(editions.parse(found[1])), ""
    for edition, codes in rule.tells.items():
        seen = connection.execute("SELECT min(code) FROM parsed WHERE list_contains($codes, code)", {"codes": list(codes)})
        if (code := seen.fetchall()[0][0]) is not None:
            return quoted(edition), (
                f"the edition of the codes is not named: taken as {edition}, because {code} stands in no other (inferred)"
            )
    if rule.by_period:
        days = [row[0] for row in connection.execute("SELECT DISTINCT period FROM parsed WHERE fault IS NULL").fetchall()]
        common = editions.common(days)
        if common is not None:
            return quoted(common), (
                f"the edition of the codes is not named: taken as {common}, in force in all periods of the file (inferred)"
            )
    return quoted(rule.value or Edition.AS_REPORTED), ""


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


def _make_flows(connection: Connection, layout: Layout, edition: str, rule: vintages.VintageRule) -> None:
    connection.execute(
        f"""CREATE TABLE flows AS
        SELECT * EXCLUDE (edition_text, fault), {edition} AS edition, {quoted(layout.source)} AS source,
            {quoted(layout.currency)} AS currency, {rule.sql()} AS vintage,
            CASE freq WHEN 'A' THEN strftime(period, '%Y') ELSE strftime(period, '%Y-%m') END AS period_name
        FROM parsed WHERE fault IS NULL"""
    )
