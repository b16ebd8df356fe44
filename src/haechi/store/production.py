"""Tables of production, capacity and stocks: no flows, and a table of their own in the lake.

Values of the US Geological Survey can be words: W is withheld, a dash is zero, NA is not available, s is less than half
a unit, E is a net exporter, and bounds and ranges are no values.
"""

from haechi.errors import FileRefused
from haechi.model.trade import PRODUCTION_COLUMNS
from haechi.readers.layout import Layout
from haechi.store import parquet, parsing, placing, quarantine, vintages
from haechi.store.database import Connection, named, quoted
from haechi.store.manifest import Manifest, load_id
from haechi.store.report import LoadReport
from haechi.store.request import Request, publish
from haechi.store.staging import Staged

_ORDER = "chapter, section, commodity, statistic, detail, economy, year, line"
_SPAN = r"^([0-9.]+) *[-–] *([0-9.]+)$"


def load(
    request: Request, connection: Connection, staged: list[Staged], sha256: str, warnings: list[str]
) -> LoadReport:
    """Load a table of production.

    Raises
    ------
    FileRefused
        If no row of it can be read.
    """
    layout = staged[0].recognised.layout
    placing.economy_table(connection, "economy_codes", layout.production.economy, request.economies)
    rows = " UNION ALL ".join(part.selection(layout.columns) for part in staged)
    connection.execute(f"CREATE TABLE parsed AS {_parsed_sql(layout, rows)}")
    rule = vintages.rule(
        layout, request.path.name, [], today=request.today, vintage=request.vintage, lag=request.release_lag
    )
    warnings = [*warnings, *filter(None, [rule.warning])]
    if rule.day is None:
        raise FileRefused(
            f"{request.path.name} is one publication: name its day with --vintage instead of --release-lag"
        )
    connection.execute(
        f"""CREATE TABLE production AS SELECT * EXCLUDE (part, fault), {quoted(layout.source)} AS source,
            {rule.sql()} AS vintage, CAST(year AS VARCHAR) AS period_name FROM parsed WHERE fault IS NULL"""
    )
    bad = quarantine.faults(
        connection, staged, "SELECT part, line, fault AS reason FROM parsed WHERE fault IS NOT NULL"
    )
    rows_held = _counts(connection)
    if not rows_held:
        raise FileRefused(f"{request.path.name}: no row can be loaded (line {bad[0].line}: {bad[0].reason})")
    key = load_id(sha256, layout.name, rule.key)
    files = parquet.write(
        connection,
        "production",
        lake=request.lake,
        folder="production",
        load=key,
        columns=list(PRODUCTION_COLUMNS),
        order=lambda _: _ORDER,
    )
    manifest = Manifest(
        id=key,
        file=request.path.name,
        sha256=sha256,
        layout=layout.name,
        source=layout.source,
        basis="",
        valuation="",
        subject="production",
        vintage_given=request.given,
        period_given="",
        loaded=request.today,
        rows=sum(rows_held.values()),
        held=0,
        states={"value": rows_held},
        quarantined=len(bad),
        coverage=(),
        files=files,
        warnings=tuple(warnings),
    )
    return publish(request, manifest, bad)


def _counts(connection: Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT state, count(*) FROM production GROUP BY 1 ORDER BY 1").fetchall())


def _parsed_sql(layout: Layout, rows: str) -> str:
    columns = layout.production.columns
    plain = ", ".join(f"{named(columns[name])} AS {name}" for name in columns if name not in {"value", "year"})
    digits = "replace(replace(text, ',', ''), ' ', '')"
    return f"""
        WITH texts AS (
            SELECT part, line, {plain}, replace({named(columns["value"])}, chr(160), '') AS text,
                {named(columns["year"])} AS year_text,
                {parsing.normal_sql(layout.production.economy.column, layout.production.economy)} AS economy_text
            FROM ({rows})
        ),
        joined AS (
            SELECT texts.*, {digits} AS digits, codes.iso3 AS economy, codes.kind AS economy_kind,
                regexp_extract_all(year_text, '[0-9]+') AS years
            FROM texts LEFT JOIN economy_codes AS codes ON codes.code = economy_text
        ),
        bounded AS (
            SELECT *, {_bound("digits")} AS bound,
                TRY_CAST(years[1] AS SMALLINT) AS first_year,
                TRY_CAST(CASE WHEN length(years[-1]) = 2 THEN years[1][1:2] || years[-1] ELSE years[-1] END AS SMALLINT)
                    AS year
            FROM joined
        )
        SELECT part, line, chapter, section, commodity, economy, economy_kind, statistic, detail, unit,
            first_year, year,
            CASE bound WHEN 'exact' THEN CASE WHEN text IN {_DASHES} THEN 0 ELSE TRY_CAST(digits AS DOUBLE) END END
                AS value,
            CASE bound WHEN 'above' THEN TRY_CAST(digits[2:] AS DOUBLE)
                WHEN 'range' THEN TRY_CAST(regexp_extract(digits, '{_SPAN}', 1) AS DOUBLE)
                WHEN 'below' THEN 0 WHEN 'below half a unit' THEN 0 END AS low,
            CASE bound WHEN 'below' THEN TRY_CAST(digits[2:] AS DOUBLE)
                WHEN 'range' THEN TRY_CAST(regexp_extract(digits, '{_SPAN}', 2) AS DOUBLE)
                WHEN 'below half a unit' THEN 0.5 END AS high,
            bound,
            CASE WHEN text = 'W' THEN 'suppressed' WHEN text IN {_DASHES} THEN 'zero'
                WHEN text IN ('NA', '') THEN 'missing'
                WHEN bound = 'exact' AND TRY_CAST(digits AS DOUBLE) = 0 THEN 'zero'
                WHEN bound = 'not applicable' THEN 'not collected'
                WHEN note LIKE 'Estimated%' THEN 'estimated' ELSE 'observed' END AS state,
            text, note,
            CASE WHEN economy IS NULL THEN 'economy ''' || economy_text || ''' is not known'
                WHEN year IS NULL THEN 'year ''' || year_text || ''' is no year' END AS fault
        FROM bounded
    """


_DASHES = "('—', '–', '-')"


def _bound(digits: str) -> str:
    return f"""CASE WHEN text IN ('W', 'NA', '') THEN 'unknown' WHEN text IN {_DASHES} THEN 'exact'
        WHEN text = 's' THEN 'below half a unit' WHEN text = 'E' THEN 'net exporter'
        WHEN text = 'XX' THEN 'not applicable'
        WHEN {digits} LIKE '>%' AND TRY_CAST({digits}[2:] AS DOUBLE) IS NOT NULL THEN 'above'
        WHEN {digits} LIKE '<%' AND TRY_CAST({digits}[2:] AS DOUBLE) IS NOT NULL THEN 'below'
        WHEN regexp_matches({digits}, '{_SPAN}') THEN 'range'
        WHEN TRY_CAST({digits} AS DOUBLE) IS NOT NULL THEN 'exact' ELSE 'in words' END"""
