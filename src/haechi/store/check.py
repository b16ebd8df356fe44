"""What looks wrong in the data held: revisions, gaps, breaks of editions, sums, unit values, repeated rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from haechi.flows.periods import gaps
from haechi.model.trade import Finding, Severity
from haechi.sentence import said
from haechi.store.asof import Known
from haechi.store.database import Connection, listed, reading
from haechi.store.manifest import LakeFile

_SHOWN = 20  # findings of one kind and source; the rest are counted
_SUM_TOLERANCE = 0.005
_UNIT_VALUE_Z = 6.0
_UNIT_VALUE_FACTOR = 5.0
_UNIT_VALUE_ROWS = 8
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_PERIOD = "CASE freq WHEN 'A' THEN strftime(period, '%Y') ELSE strftime(period, '%Y-%m') END"


def findings(known: Known) -> tuple[Finding, ...]:
    """All findings on the data known on a day, the worst first."""
    found: list[Finding] = list(_loads(known))
    for source in known.sources:
        with reading() as connection:
            rows = known.rows(connection, source)
            if rows is None:
                continue
            connection.execute(f"CREATE TEMP TABLE known AS {rows}")
            for look in (_gaps, _editions, _sums, _unit_values):
                found += look(connection, source)
            found += _revisions(connection, known, source)
    return tuple(sorted(found, key=lambda finding: (_RANK[finding.severity], finding.check, finding.where)))


def _loads(known: Known) -> Iterator[Finding]:
    for manifest in known.manifests:
        if manifest.quarantined:
            yield Finding(
                severity=Severity.WARNING,
                check=said("quarantine"),
                where=manifest.file,
                code=None,
                what=said("{n:,} rows could not be loaded", n=manifest.quarantined),
                remedy=said(
                    "read quarantine/{file}-{load}.csv, mend the rows and load the file again",
                    file=manifest.file,
                    load=manifest.id,
                ),
            )
        for warning in manifest.warnings:
            if "repeat" in warning or "under" in warning:
                yield Finding(
                    severity=Severity.NOTE,
                    check=said("repeated rows"),
                    where=manifest.file,
                    code=None,
                    what=warning,
                    remedy=said("none needed: parts are never summed beside their total"),
                )


def _gaps(connection: Connection, source: str) -> Iterator[Finding]:
    rows = connection.execute(
        f"""SELECT basis, reporter, direction, list(DISTINCT {_PERIOD}) FROM known WHERE freq = 'M'
        GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    for basis, reporter, direction, held in rows:
        if missing := gaps(held):
            yield Finding(
                severity=Severity.WARNING,
                check=said("gap"),
                where=f"{source}, {basis}, {reporter} {direction}",
                code=None,
                what=said("{n} months are absent: {months}", n=len(missing), months=", ".join(missing[:12])),
                remedy=said("load the files of these months; until then years with a gap have no sums"),
            )


def _editions(connection: Connection, source: str) -> Iterator[Finding]:
    rows = connection.execute(
        f"""SELECT code, list(edition || ' ' || first || '-' || last ORDER BY first, edition) FROM
            (SELECT code, edition, min({_PERIOD}) AS first, max({_PERIOD}) AS last FROM known GROUP BY ALL)
        GROUP BY code HAVING count(DISTINCT edition) > 1 ORDER BY code"""
    ).fetchall()
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, spans in rows:
        same[tuple(span.split(" ")[0] for span in spans)].append(code)
    spans_of = dict(rows)
    for found, codes in sorted(same.items()):
        yield Finding(
            severity=Severity.NOTE,
            check=said("break of edition"),
            where=source,
            code=codes[0] if len(codes) == 1 else None,
            what=(
                said(
                    "{n} codes stand in the editions {editions}, for example {code} ({spans})",
                    n=len(codes),
                    editions=", ".join(found),
                    code=codes[0],
                    spans="; ".join(spans_of[codes[0]]),
                )
            ),
            remedy=said("compare over the break by the correlation of editions only: one code may mean two things"),
        )


def _sums(connection: Connection, source: str) -> Iterator[Finding]:
    rows = connection.execute(
        f"""WITH sums AS (
            SELECT {_PERIOD} AS name, basis, reporter, direction, code, edition,
                max(value) FILTER (partner_kind = 'world') AS published,
                sum(value) FILTER (partner_kind IN ('economy', 'unspecified')) AS parts
            FROM known GROUP BY ALL)
        SELECT name, reporter, direction, code, published, parts, count(*) OVER () FROM sums
        WHERE published > 0 AND parts IS NOT NULL AND abs(parts - published) > {_SUM_TOLERANCE} * published
        ORDER BY abs(parts - published) DESC, name, reporter, direction, code LIMIT {_SHOWN}"""
    ).fetchall()
    for name, reporter, direction, code, published, parts, count in rows:
        yield Finding(
            severity=Severity.WARNING,
            check=said("sum of partners"),
            where=f"{source}, {reporter} {direction} {name}",
            code=code,
            what=(
                said(
                    "partners sum to {parts:,.0f} USD and the published total is {published:,.0f} (one of {n:,} that "
                    "differ by more than {tolerance:.1%})",
                    parts=parts,
                    published=published,
                    n=count,
                    tolerance=_SUM_TOLERANCE,
                )
            ),
            remedy=said("partners may be withheld or rows lost: compare with the publisher before using shares"),
        )


def _unit_values(connection: Connection, source: str) -> Iterator[Finding]:
    """Unit values far from the median of their code and period, by the robust z-score (Iglewicz and Hoaglin 1993)."""
    rows = connection.execute(
        f"""WITH priced AS (
            SELECT {_PERIOD} AS name, basis, reporter, partner, direction, code, edition, line,
                ln(value / weight_kg) AS price FROM known
            WHERE value > 0 AND weight_kg > 0 AND partner_kind = 'economy'),
        middles AS (
            SELECT name, basis, direction, code, edition, median(price) AS middle, mad(price) AS spread
            FROM priced GROUP BY ALL HAVING count(*) >= {_UNIT_VALUE_ROWS} AND mad(price) > 0),
        far AS (
            SELECT *, 0.6745 * (price - middle) / spread AS z FROM priced
            JOIN middles USING (name, basis, direction, code, edition))
        SELECT name, reporter, direction, partner, code, exp(price), exp(middle), count(*) OVER () FROM far
        WHERE abs(z) > {_UNIT_VALUE_Z} AND abs(price - middle) > ln({_UNIT_VALUE_FACTOR})
        ORDER BY abs(z) DESC, name, reporter, partner, code LIMIT {_SHOWN}"""
    ).fetchall()
    for name, reporter, direction, partner, code, price, middle, count in rows:
        yield Finding(
            severity=Severity.WARNING,
            check=said("unit value"),
            where=f"{source}, {reporter} {direction} {partner} {name}",
            code=code,
            what=(
                said(
                    "{price:,.2f} USD/kg where the median of the code is {middle:,.2f} ({times}; one of {n:,})",
                    price=price,
                    middle=middle,
                    times=_times(price, middle),
                    n=count,
                )
            ),
            remedy=said("value or weight may be off by a power of ten: compare with the mirror report"),
        )


def _times(price: float, middle: float) -> str:
    return said("{n:,.0f} times", n=price / middle) if price > middle else said("1/{n:,.0f}", n=middle / price)


def _revisions(connection: Connection, known: Known, source: str) -> Iterator[Finding]:
    """Differences between the last two vintages of each period that has several."""
    by_period: dict[str, set[Any]] = defaultdict(set)
    files = known.files(source)
    for _, file in files:
        by_period[file.period].add(file.vintage)
    for period, vintages in sorted(by_period.items()):
        if len(vintages) < 2:
            continue
        old, new = sorted(vintages)[-2:]
        read = [
            _table(known, [file for _, file in files if (file.period, file.vintage) == (period, day)])
            for day in (old, new)
        ]
        yield from _compared(connection, source, period, (str(old), str(new)), read)


def _table(known: Known, files: Sequence[LakeFile]) -> str:
    return f"read_parquet({listed([known.lake / file.path for file in files])}, hive_partitioning = false)"


def _compared(
    connection: Connection, source: str, period: str, days: tuple[str, str], tables: Sequence[str]
) -> Iterator[Finding]:
    key = "basis, valuation, freq, period, reporter, partner, direction, code, edition"
    rows = connection.execute(
        f"""SELECT reporter, partner, code, old.value, new.value, count(*) OVER () FROM
            (FROM {tables[0]} WHERE role = 'total') AS old
            JOIN (FROM {tables[1]} WHERE role = 'total') AS new USING ({key})
        WHERE abs(old.value - new.value) > 1
        ORDER BY abs(new.value - old.value) DESC, reporter, partner, code LIMIT 1"""
    ).fetchall()
    for reporter, partner, code, before, after, count in rows:
        yield Finding(
            severity=Severity.NOTE,
            check=said("revision"),
            where=f"{source} {period}",
            code=code,
            what=(
                said(
                    "{n:,} values changed from the vintage {first} to {second}; the largest: {reporter}-{partner} "
                    "{before:,.0f} to {after:,.0f} USD",
                    n=count,
                    first=days[0],
                    second=days[1],
                    reporter=reporter,
                    partner=partner,
                    before=before,
                    after=after,
                )
            ),
            remedy=said("answer as of a day before {day} to see the earlier values", day=days[1]),
        )
