"""Several rows under one key in one file: merged, read as a total with its parts, added, or put to quarantine.

The rule of `haechi.flows.totals.reading` in SQL, for millions of rows.
"""

from haechi.flows.totals import TOLERANCE
from haechi.store.database import Connection, quoted

# Sub-areas that a publisher keeps apart and ISO 3166 does not (Gaza, West Bank) differ in the texts of the parties.
_PUBLISHED_KEY = (
    "basis, valuation, freq, period, reporter, partner, direction, code, edition, reporter_text, partner_text"
)
_KEY = "basis, valuation, freq, period, reporter, partner, direction, code, edition"
_CARRIED = ("part", "line", "level", "unit", "partner_kind", "source", "currency", "vintage", "period_name")
_NUMBERS = (("value", "value_state"), ("weight_kg", "weight_state"), ("quantity", "quantity_state"))
_AMBIGUOUS = "several rows with different values stand under one key and none is the total of the others"
_PAYLOAD = "value, value_state, weight_kg, weight_state, quantity, quantity_state, unit"


def resolve(connection: Connection, *, repeated_totals: bool) -> dict[str, int]:
    """Settle repeated keys in the table `flows`; those that stay ambiguous are held as missing.

    Their rows stand in the table `ambiguous` afterwards; `settled` tells how each repeated key was read.

    Parameters
    ----------
    repeated_totals : whether the layout says that a total may stand beside its breakdown

    Returns
    -------
    Numbers of: `repeated` keys, `merged` identical rows, `parts` set beside their total, `deduced` totals (the largest
    is a multiple of its one part), `ambiguous` keys, `added` keys (areas that are one economy here).
    """
    _name_repeated(connection)
    connection.execute("CREATE OR REPLACE TABLE ambiguous (part VARCHAR, line UBIGINT, number_fault VARCHAR)")
    counts = {"repeated": _count(connection, "repeated"), "merged": 0, "parts": 0, "deduced": 0, "ambiguous": 0}
    if counts["repeated"]:
        counts |= _settle(connection, repeated_totals=repeated_totals)
    return counts | {"added": _add_areas(connection)}


def _name_repeated(connection: Connection) -> None:
    connection.execute(
        f"""CREATE OR REPLACE TABLE repeated AS
        SELECT {_PUBLISHED_KEY}, count(*) AS n, count(DISTINCT value) AS different, max(value) AS largest,
            min(value) AS least, sum(value) AS total, count(DISTINCT ({_PAYLOAD})) AS payloads,
            min(value) FILTER (value < greatest_value) AS part, count(DISTINCT value) FILTER (value < greatest_value)
                AS other_values
        FROM (SELECT *, max(value) OVER (PARTITION BY {_PUBLISHED_KEY}) AS greatest_value FROM flows
              SEMI JOIN (SELECT {_PUBLISHED_KEY} FROM flows WHERE role = 'total'
                         GROUP BY ALL HAVING count(*) > 1) AS several USING ({_PUBLISHED_KEY})
              WHERE role = 'total')
        GROUP BY {_PUBLISHED_KEY}"""
    )


def _settle(connection: Connection, *, repeated_totals: bool) -> dict[str, int]:
    whole = f"total / largest > {2 - TOLERANCE} AND abs(total / largest - round(total / largest)) <= {TOLERANCE}"
    multiple = f"largest / part > {2 - TOLERANCE} AND abs(largest / part - round(largest / part)) <= {TOLERANCE}"
    reading = (
        f"""CASE WHEN payloads = 1 OR different <= 1 THEN 'single'
            WHEN largest > 0 AND {whole} THEN 'total'
            WHEN other_values = 1 AND part > 0 AND {multiple} THEN 'merged'
            ELSE 'ambiguous' END"""
        if repeated_totals
        else "CASE WHEN payloads = 1 THEN 'single' ELSE 'ambiguous' END"
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE settled AS
        SELECT flows.rowid AS place, reading,
            row_number() OVER (PARTITION BY {_PUBLISHED_KEY} ORDER BY value DESC NULLS LAST, weight_kg DESC NULLS LAST,
                quantity DESC NULLS LAST, part, line) AS rank,
            row_number() OVER (PARTITION BY {_PUBLISHED_KEY}, {_PAYLOAD} ORDER BY part, line) AS copy
        FROM flows JOIN (SELECT {_PUBLISHED_KEY}, {reading} AS reading FROM repeated) AS verdict
            USING ({_PUBLISHED_KEY})
        WHERE role = 'total'"""
    )
    counts = connection.execute(
        """SELECT count(*) FILTER (reading = 'single' AND copy > 1), count(*) FILTER (reading = 'merged' AND rank = 1),
            count(*) FILTER (reading = 'ambiguous' AND rank = 1),
            count(*) FILTER (rank > 1 AND NOT (reading = 'single' AND copy > 1) AND reading <> 'ambiguous')
        FROM settled"""
    ).fetchall()[0]
    _apply(connection)
    return dict(zip(("merged", "deduced", "ambiguous", "parts"), counts, strict=True))


def _apply(connection: Connection) -> None:
    """Write the roles; of an ambiguous key one row stays, with its numbers missing, so that it is not read as zero."""
    connection.execute(
        f"""INSERT INTO ambiguous SELECT part, line, {quoted(_AMBIGUOUS)}
        FROM flows JOIN settled ON settled.place = flows.rowid WHERE reading = 'ambiguous'"""
    )
    blanked = ", ".join(
        f"{column} = CASE reading WHEN 'ambiguous' THEN NULL ELSE {column} END, {state} = CASE "
        f"WHEN reading = 'ambiguous' AND {state} <> 'not collected' THEN 'missing' ELSE {state} END"
        for column, state in _NUMBERS
    )
    connection.execute(
        f"""UPDATE flows SET {blanked},
            role = CASE WHEN (copy > 1 AND reading = 'single') OR (rank > 1 AND reading = 'ambiguous') THEN 'copy'
                        WHEN rank > 1 THEN 'part' ELSE role END
        FROM settled WHERE settled.place = flows.rowid"""
    )
    connection.execute("DELETE FROM flows WHERE role = 'copy'")


def _add_areas(connection: Connection) -> int:
    """Add the areas of one economy that the publisher keeps apart; a sum with an unknown part is missing.

    Of the states of known parts, the first of the alphabet tells of the sum: estimated before observed before zero.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE areas AS SELECT {_KEY} FROM flows WHERE role = 'total'
        GROUP BY ALL HAVING count(*) > 1"""
    )
    found = _count(connection, "areas")
    if not found:
        return 0
    sums = ", ".join(
        f"CASE WHEN count({column}) = count(*) THEN sum({column}) END AS {column}, "
        f"CASE WHEN count({column}) = count(*) THEN min({state}) ELSE min({state}) FILTER ({column} IS NULL) "
        f"END AS {state}"
        for column, state in _NUMBERS
    )
    taken = "value, value_state, weight_kg, weight_state, quantity, quantity_state"
    connection.execute(
        f"""CREATE OR REPLACE TABLE summed AS
        SELECT {_KEY}, 'total' AS role, {", ".join(f"min({name}) AS {name}" for name in _CARRIED)}, {sums}
        FROM flows SEMI JOIN areas USING ({_KEY}) WHERE role = 'total' GROUP BY {_KEY}"""
    )
    connection.execute(
        f"""UPDATE flows SET role = 'part' WHERE role = 'total' AND EXISTS (SELECT 1 FROM areas WHERE
        {" AND ".join(f"areas.{name} = flows.{name}" for name in _KEY.split(", "))})"""
    )
    columns = f"{_KEY}, role, {', '.join(_CARRIED)}, {taken}"
    connection.execute(f"INSERT INTO flows ({columns}) SELECT {columns} FROM summed")
    return found


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
