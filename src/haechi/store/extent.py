"""The coverage of a load, found from its rows by the rule of its layout."""

from collections import defaultdict
from typing import Any

from haechi.flows.periods import written
from haechi.model.trade import Coverage, Direction, Edition, Frequency
from haechi.readers.layout import Completeness
from haechi.store.database import Connection


def coverage(connection: Connection, rule: Completeness) -> tuple[Coverage, ...]:
    """What the rows of the table `flows` cover.

    A list of reporters, partners or codes is taken for all there are from the number on that the rule names; below it
    only those listed are covered. Reporters with the same periods stand together.
    """
    found: list[Coverage] = []
    groups = connection.execute(
        """SELECT direction, freq, edition, count(DISTINCT reporter), count(DISTINCT partner)
            FILTER (partner_kind = 'economy'), count(DISTINCT code)
        FROM flows WHERE role = 'total' GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    for direction, freq, edition, reporters, partners, codes in groups:
        where = f"role = 'total' AND direction = '{direction}' AND freq = '{freq}' AND edition = '{edition}'"
        partner_list = None if _all(partners, rule.partners_from) else _listed(connection, "partner", where)
        code_list = None if _all(codes, rule.codes_from) else _listed(connection, "code", where)
        for reporter_list, periods in _reporters(connection, rule, where, reporters):
            found.append(
                Coverage(
                    direction=Direction(direction),
                    freq=Frequency(freq),
                    edition=Edition(edition),
                    periods=tuple(written(Frequency(freq), period) for period in periods),
                    reporters=reporter_list,
                    partners=partner_list,
                    codes=code_list,
                    cut=rule.cut,
                )
            )
    return tuple(found)


def _all(number: int, enough: int | None) -> bool:
    return enough is not None and number >= enough


def _listed(connection: Connection, column: str, where: str) -> tuple[str, ...]:
    rows = connection.execute(f"SELECT DISTINCT {column} FROM flows WHERE {where} ORDER BY 1").fetchall()
    return tuple(row[0] for row in rows)


def _reporters(
    connection: Connection, rule: Completeness, where: str, number: int
) -> list[tuple[tuple[str, ...] | None, tuple[Any, ...]]]:
    every = connection.execute(f"SELECT DISTINCT period FROM flows WHERE {where} ORDER BY 1").fetchall()
    periods = tuple(row[0] for row in every)
    if _all(number, rule.reporters_from):
        return [(None, periods)]
    if not rule.per_reporter:
        return [(_listed(connection, "reporter", where), periods)]
    rows = connection.execute(
        f"SELECT reporter, list(DISTINCT period ORDER BY period) FROM flows WHERE {where} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    same: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for reporter, held in rows:
        same[tuple(held)].append(reporter)
    return [(tuple(names), held) for held, names in sorted(same.items())]
