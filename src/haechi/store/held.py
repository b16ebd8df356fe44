"""The rows of a new load beside those already held under the same vintage: equal ones are left out, others refused."""

from collections.abc import Iterable
from pathlib import Path

from haechi.errors import FileRefused
from haechi.store.database import Connection, listed
from haechi.store.manifest import Manifest

_KEY = ("basis", "valuation", "vintage", "freq", "period", "reporter", "partner", "direction", "code", "edition")


def compare(connection: Connection, lake: Path, manifests: Iterable[Manifest], source: str, name: str) -> int:
    """Take rows out of the table `flows` that are held already; return how many.

    A row that is held with a number missing may be filled by the new one.

    Raises
    ------
    FileRefused
        If another value is held at the same key.
    """
    groups = set(connection.execute("SELECT DISTINCT period_name, vintage FROM flows").fetchall())
    paths = [
        lake / file.path
        for manifest in manifests
        if manifest.source == source and manifest.subject == "flows"
        for file in manifest.files
        if (file.period, file.vintage) in groups
    ]
    if not paths:
        return 0
    same_key = " AND ".join(f"old.{column} = flows.{column}" for column in _KEY)
    connection.execute(
        f"""CREATE OR REPLACE TABLE matched AS
        SELECT flows.rowid AS place, flows.line, flows.reporter, flows.partner, flows.code, flows.direction,
            flows.period_name, old.value AS old_value, flows.value AS new_value,
            old.value <> flows.value OR old.weight_kg <> flows.weight_kg AS differs,
            (old.value IS NULL AND flows.value IS NOT NULL) OR (old.weight_kg IS NULL AND flows.weight_kg IS NOT NULL)
                AS fills
        FROM flows JOIN (FROM read_parquet({listed(paths)}, hive_partitioning = false) WHERE role = 'total') AS old
            ON {same_key} WHERE flows.role = 'total'"""
    )
    _refuse(connection, name)
    connection.execute("DELETE FROM flows WHERE rowid IN (SELECT place FROM matched WHERE NOT fills)")
    return int(connection.execute("SELECT count(DISTINCT place) FROM matched WHERE NOT fills").fetchall()[0][0])


def _refuse(connection: Connection, name: str) -> None:
    found = connection.execute(
        """SELECT line, reporter, direction, partner, code, period_name, old_value, new_value, count(*) OVER ()
        FROM matched WHERE differs ORDER BY line LIMIT 1"""
    ).fetchall()
    if found:
        line, reporter, direction, partner, code, period, old, new, count = found[0]
        raise FileRefused(
            f"{name}, line {line}: {reporter} {direction} {partner} {code} {period} is held with {old:,.0f} and "
            f"stands here with {new:,.0f} ({count:,} such keys): give its day of publication with --vintage"
        )
