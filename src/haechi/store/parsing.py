"""Text -> flows: the SQL that a layout stands for.

Every value is read explicitly. A row that cannot be placed gets a `fault` and goes to quarantine; one with a number
that cannot be read gets a `number_fault`, goes to quarantine too, and is held with that number missing: leaving it out
would turn it into a zero.
"""

from collections.abc import Mapping, Sequence

from haechi.model.trade import Direction, ReportBasis, State
from haechi.readers.layout import Code, Layout, Number, Party, Period, PeriodForm, Word
from haechi.store.database import named, quoted

_NUMERIC_SYSTEMS = {"un-m49", "baci", "comtrade"}
_BASIS = {Direction.IMPORT: ReportBasis.IMPORTER, Direction.RE_IMPORT: ReportBasis.IMPORTER}


def columns_used(layout: Layout) -> tuple[str, ...]:
    """The columns of the file that the SQL speaks of."""
    estimated = [name for number in (layout.value, layout.weight, layout.quantity) for name in number.estimated]
    return tuple(dict.fromkeys((*layout.columns, *layout.totals, *estimated)))


def normal(code: str, system: str) -> str:
    """A code of an economy in the one spelling that is compared: upper case, numbers without leading zeros.

    Examples
    --------
    >>> normal("004", "un-m49"), normal("0003", "us-schedule-c"), normal("s19", "baci")
    ('4', '0003', 'S19')
    """
    code = code.strip().upper()
    return (code.lstrip("0") or "0") if code.isdigit() and system in _NUMERIC_SYSTEMS else code


def normal_sql(column: str, party: Party) -> str:
    """The SQL twin of `normal`, for a column."""
    text = f"upper({named(column)})"
    if not _NUMERIC_SYSTEMS & set(party.system):
        return text
    short = f"CASE WHEN ltrim({text}, '0') = '' THEN '0' ELSE ltrim({text}, '0') END"
    return f"CASE WHEN regexp_full_match({text}, '[0-9]+') THEN {short} ELSE {text} END"


def parsed_sql(layout: Layout, staged: str, period: str | None) -> str:
    """SQL that reads the flows of staged rows.

    Parameters
    ----------
    layout : how to read them
    staged : SQL of the staged rows, with the columns of the layout by name
    period : the period of the whole file, where the file does not say

    Returns
    -------
    A query with one row for each staged row: part, line, `fault` (the row cannot be placed), `number_fault` (a number
    of it cannot be read and is missing), and the columns of a flow but for vintage, source and edition (which stands
    there as the publisher's word, `edition_text`).
    """
    inner = [
        "line",
        "part",
        f"{_period_text(layout.period, period)} AS period_text",
        f"{_code(layout.code)} AS code",
        f"{_word(layout.direction)} AS direction",
        f"{_party_text(layout.reporter)} AS reporter_text",
        f"{_party_text(layout.partner)} AS partner_text",
        f"{named(layout.edition.column) if layout.edition.column else quoted('')} AS edition_text",
        f"{named(layout.vintage_column) if layout.vintage_column else quoted('')} AS vintage_text",
        f"{_unit(layout.unit)} AS unit",
        f"{_role(layout.totals)} AS role",
    ]
    for name, number in (("value", layout.value), ("weight", layout.weight), ("quantity", layout.quantity)):
        inner += _number(name, number)
    return f"""
        WITH texts AS (SELECT {", ".join(inner)} FROM ({staged})),
        joined AS (
            SELECT texts.*, r.iso3 AS reporter, r.kind AS reporter_kind, p.iso3 AS partner, p.kind AS partner_kind
            FROM texts
            LEFT JOIN reporter_codes r ON r.code = reporter_text
            LEFT JOIN partner_codes p ON p.code = partner_text
        )
        SELECT
            part, line, reporter_text, partner_text, edition_text, vintage_text, reporter, partner, partner_kind,
            direction, code, CASE WHEN code SIMILAR TO '[0-9]+' THEN length(code) ELSE 0 END AS level, unit, role,
            {_basis(layout)} AS basis, {_valuation(layout)} AS valuation,
            CASE length(period_text) WHEN 4 THEN 'A' ELSE 'M' END AS freq,
            CASE WHEN {_PERIOD_OK} THEN make_date(
                CAST(period_text[1:4] AS INTEGER), coalesce(TRY_CAST(period_text[5:6] AS INTEGER), 1), 1) END AS period,
            {", ".join(_state(name, number) for name, number in _numbers(layout))},
            {_key_fault(layout)} AS fault,
            {_number_fault(layout)} AS number_fault
        FROM joined
    """


_PERIOD_OK = "regexp_full_match(period_text, '(19|20)[0-9]{2}((0[1-9])|(1[0-2]))?')"


def _numbers(layout: Layout) -> tuple[tuple[str, Number], ...]:
    return ("value", layout.value), ("weight", layout.weight), ("quantity", layout.quantity)


def _period_text(rule: Period, period: str | None) -> str:
    if rule.form is PeriodForm.ARGUMENT:
        return quoted((period or "").replace("-", ""))
    if rule.form is PeriodForm.YEAR_AND_MONTH:
        return f"{named(rule.column)} || lpad({named(rule.month)}, 2, '0')"
    return f"replace({named(rule.column)}, '-', '')"


def _code(rule: Code) -> str:
    text = f"upper(replace({named(rule.column)}, '.', ''))"
    if not rule.pad:
        return text
    # Chapters 01 to 09 lose one zero; a code that is shorter still is another level.
    return f"CASE WHEN length({text}) = {rule.pad - 1} THEN '0' || {text} ELSE {text} END"


def _word(rule: Word) -> str:
    if rule.value:
        return quoted(rule.value)
    return _mapped(named(rule.column), rule.words)


def _unit(rule: Word) -> str:
    if not rule.column:
        return quoted(rule.value)
    return _mapped(named(rule.column), rule.words) if rule.words else named(rule.column)


def _mapped(text: str, words: Mapping[str, str]) -> str:
    if not words:
        return text
    cases = " ".join(f"WHEN {quoted(theirs.upper())} THEN {quoted(ours)}" for theirs, ours in words.items())
    return f"CASE upper({text}) {cases} END"


def _party_text(party: Party) -> str:
    return quoted(party.value) if party.value else normal_sql(party.column, party)


def _role(totals: Mapping[str, tuple[str, ...]]) -> str:
    if not totals:
        return quoted("total")
    tests = [f"{named(column)} IN ({_texts(words)})" for column, words in totals.items()]
    return f"CASE WHEN {' AND '.join(tests)} THEN 'total' ELSE 'part' END"


def _texts(words: Sequence[str]) -> str:
    return ", ".join(quoted(word) for word in words)


def _basis(layout: Layout) -> str:
    if layout.basis != "by direction":
        return quoted(layout.basis)
    cases = " ".join(f"WHEN {quoted(way)} THEN {quoted(_BASIS.get(way, ReportBasis.EXPORTER))}" for way in Direction)
    return f"CASE direction {cases} END"


def _valuation(layout: Layout) -> str:
    cases = " ".join(f"WHEN {quoted(way)} THEN {quoted(kind)}" for way, kind in layout.valuation.items())
    return f"CASE direction {cases} ELSE 'unknown' END" if cases else quoted("unknown")


def _number(name: str, number: Number) -> list[str]:
    if not number.column:
        return [f"'' AS {name}_text", f"false AS {name}_estimated", f"CAST(NULL AS DOUBLE) AS {name}_number"]
    text = named(number.column)
    plain = f"replace({text}, {quoted(number.thousands)}, '')" if number.thousands else text
    if number.decimal != ".":
        plain = f"replace({plain}, {quoted(number.decimal)}, '.')"
    read = f"TRY_CAST({plain} AS DOUBLE)"
    if number.factor != 1:
        # Six decimals are finer than any published figure and take away the dust of the multiplication.
        read = f"round({read} * {number.factor!r}, 6)"
    marks = [f"{named(column)} IN ({_texts(words)})" for column, words in number.estimated.items()]
    return [
        f"{text} AS {name}_text",
        f"{' OR '.join(marks) or 'false'} AS {name}_estimated",
        f"{read} AS {name}_number",
    ]


def _state(name: str, number: Number) -> str:
    kept = "weight_kg" if name == "weight" else name
    if not number.column:
        return f"CAST(NULL AS DOUBLE) AS {kept}, {quoted(number.absent)} AS {name}_state"
    text, read = f"{name}_text", f"{name}_number"
    zero = State.MISSING if number.zero_is_missing else State.ZERO
    suppressed = f"WHEN {text} IN ({_texts(number.suppressed)}) THEN 'suppressed'" if number.suppressed else ""
    state = f"""CASE
        {suppressed}
        WHEN {text} IN ({_texts(number.missing)}) OR {_is_bad(name)} THEN 'missing'
        WHEN {read} = 0 THEN {quoted(zero)}
        WHEN {name}_estimated THEN 'estimated'
        ELSE 'observed' END"""
    return f"CASE WHEN {state} IN ('observed', 'estimated', 'zero') THEN {read} END AS {kept}, {state} AS {name}_state"


def _is_bad(name: str) -> str:
    return f"({name}_number IS NULL OR NOT isfinite({name}_number) OR {name}_number < 0)"


def _key_fault(layout: Layout) -> str:
    sizes = ", ".join(str(length) for length in layout.code.lengths)
    words = f"code IN ({_texts(layout.code.words)}) OR " if layout.code.words else ""
    tests = [
        (f"NOT {_PERIOD_OK}", "'period ''' || period_text || ''' is neither a year nor a month'"),
        ("reporter IS NULL", f"'reporter ''' || reporter_text || ''' is no code of {layout.reporter.system[0]}'"),
        ("reporter_kind <> 'economy'", "'reporter ''' || reporter_text || ''' is no single economy'"),
        ("partner IS NULL", f"'partner ''' || partner_text || ''' is no code of {layout.partner.system[0]}'"),
        ("direction IS NULL", "'the direction of the flow is a word that the mapping does not have'"),
        (
            f"NOT ({words}(regexp_full_match(code, '[0-9]+') AND length(code) IN ({sizes})))",
            f"'code ''' || code || ''' is not of {sizes.replace(', ', ' or ')} digits'",
        ),
    ]
    if layout.edition.words:
        known = _texts([word.upper() for word in layout.edition.words])
        tests.append((f"upper(edition_text) NOT IN ({known})", "'edition ''' || edition_text || ''' is not known'"))
    return "CASE " + " ".join(f"WHEN {test} THEN {reason}" for test, reason in tests) + " END"


def _number_fault(layout: Layout) -> str:
    tests = []
    for name, number in _numbers(layout):
        if number.column:
            excused = _texts((*number.missing, *number.suppressed))
            tests.append(f"WHEN {name}_text NOT IN ({excused}) AND {_is_bad(name)} THEN {_bad_number(name)}")
    return f"CASE {' '.join(tests)} END"


def _bad_number(name: str) -> str:
    return f"'{name} ''' || {name}_text || ''' is ' || CASE WHEN {name}_number < 0 THEN 'negative' ELSE 'no number' END"
