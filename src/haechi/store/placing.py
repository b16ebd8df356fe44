"""Staged text -> the tables `parsed` and `flows`: period, economies and edition found for each row."""

import re
from collections.abc import Mapping

from haechi.errors import FileRefused, InputError
from haechi.flows import editions
from haechi.flows.periods import parse as parse_period
from haechi.model.trade import Edition, PartnerKind
from haechi.readers.layout import Layout, Party, PeriodForm
from haechi.store import parsing
from haechi.store.database import Connection, quoted
from haechi.store.staging import Staged
from haechi.store.vintages import VintageRule

Economies = Mapping[str, Mapping[str, tuple[str, PartnerKind]]]


def file_period(layout: Layout, name: str, given: str | None) -> str | None:
    """The period of the whole file, where its rows do not say: as given, or from a year in the file's name.

    Raises
    ------
    FileRefused
        If neither says it.
    InputError
        If a period is given and the rows say it themselves, or it is none.
    """
    if layout.period.form is not PeriodForm.ARGUMENT:
        if given is not None:
            raise InputError(f"{name} says itself which periods it holds: leave --period away")
        return None
    if given is not None:
        parse_period(given)
        return given
    years = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", name))
    if len(years) != 1:
        raise FileRefused(f"{name} does not say which year it holds: name it, for example --period 2022")
    return str(years.pop())


def parse(
    connection: Connection, layout: Layout, staged: list[Staged], economies: Economies, period: str | None
) -> None:
    """Make the table `parsed`: a row for each staged one, read or with its fault."""
    for table, party in (("reporter_codes", layout.reporter), ("partner_codes", layout.partner)):
        economy_table(connection, table, party, economies)
    columns = parsing.columns_used(layout)
    rows = " UNION ALL ".join(part.selection(columns) for part in staged)
    connection.execute(f"CREATE TABLE parsed AS {parsing.parsed_sql(layout, rows, period)}")


def economy_table(connection: Connection, table: str, party: Party, economies: Economies) -> None:
    """Codes of the systems that a party is written in; the first system that knows a code wins."""
    known: dict[str, tuple[str, str]] = {}
    for system in ("iso3",) if party.value else party.system:
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


def edition(connection: Connection, layout: Layout, name: str) -> tuple[str, str]:
    """SQL of a row's edition, and a remark where it is inferred."""
    rule = layout.edition
    if rule.column and rule.words:
        cases = " ".join(f"WHEN {quoted(word.upper())} THEN {quoted(ours)}" for word, ours in rule.words.items())
        return f"CASE upper(edition_text) {cases} END", ""
    if rule.file_name and (found := re.search(rule.file_name, name)):
        return quoted(editions.parse(found[1])), ""
    for name_of, codes in rule.tells.items():
        seen = connection.execute(
            "SELECT min(code) FROM parsed WHERE list_contains($codes, code)", {"codes": list(codes)}
        )
        if (code := seen.fetchall()[0][0]) is not None:
            return quoted(name_of), (
                f"the edition of the codes is not named: taken as {name_of}, because {code} stands in no "
                "other (inferred)"
            )
    if rule.by_period:
        days = [
            row[0] for row in connection.execute("SELECT DISTINCT period FROM parsed WHERE fault IS NULL").fetchall()
        ]
        common = editions.common(days)
        if common is not None:
            return quoted(common), (
                f"the edition of the codes is not named: taken as {common}, in force in all periods of "
                "the file (inferred)"
            )
    return quoted(rule.value or Edition.AS_REPORTED), ""


def place(connection: Connection, layout: Layout, edition_sql: str, rule: VintageRule) -> None:
    """Make the table `flows`: the rows that could be read, with edition, source and vintage."""
    connection.execute(
        f"""CREATE TABLE flows AS
        SELECT * EXCLUDE (edition_text, fault), {edition_sql} AS edition, {quoted(layout.source)} AS source,
            {quoted(layout.currency)} AS currency, {rule.sql()} AS vintage,
            CASE freq WHEN 'A' THEN strftime(period, '%Y') ELSE strftime(period, '%Y-%m') END AS period_name
        FROM parsed WHERE fault IS NULL"""
    )
