"""The report of a backtest as a document: what is recalled, how late, how often in vain, and where others do better."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from haechi.brief.document import Block, Brief, Bullets, Paragraph, Section, Table

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]

_SHOWN = (
    "nothing",
    "-50 % x 1",
    "-80 % x 1",
    "-100 % x 1",
    "-50 % x 3",
    "-80 % x 3",
    "-100 % x 3",
    "ramp to -80 % in 3",
    "x 2.5, then -80 % x 3",
)
_MOST_LOSSES = 40
_WIDE = ("detector", "scenario", "stratum", "ground", "node", "why_not", "fault", "panel", "level", "scope", "told")
_WITHIN = ("recall_3", "low_3", "high_3", "n", "series")
_NAMES = ("right", "alike", "wider", "finer", "beside", "none")
_OURS = "haechi, drops"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a backtest found.

    parameters : series, first, last, q and seed
    tables : recall, null, coverage, faults, discoveries, quiet, events, losses, scopes, names
    """

    as_of: dt.date
    version: str
    notes: tuple[str, ...]
    parameters: Row
    vintages: tuple[str, ...]
    tables: Tables


def compose(found: Measured) -> Brief:
    """The document."""
    tables, parameters = found.tables, found.parameters
    return Brief(
        title="How often the watch is wrong",
        subtitle=f"Backtest on {parameters['series']} series, {parameters['first']} to {parameters['last']}",
        issued=found.as_of,
        language="en",
        lead=found.notes,
        sections=(
            Section(heading="What is recalled at the same rate of false alarms", blocks=tuple(_recall(tables))),
            Section(heading="How late", blocks=(_delays(tables),)),
            Section(heading="The panel as it is", blocks=(*_null(tables), _coverage(tables))),
            Section(heading="Faults of reporting", blocks=(_faults(tables),)),
            Section(heading="False discoveries", blocks=(_discoveries(tables), _quiet(tables))),
            Section(heading="One pair, one supplier, one buyer, an item everywhere", blocks=tuple(_scopes(tables))),
            Section(heading="Interruptions on record", blocks=(_events(tables),)),
            Section(heading="Where a simpler rule does better", blocks=_losses(tables)),
        ),
        references_heading="Method",
        references=("The protocol: benchmarks/watch/PROTOCOL.md",),
        colophon=(f"haechi {found.version}; seed {parameters['seed']}; data of {', '.join(found.vintages)}",),
    )


def _recall(tables: Tables) -> Iterator[Block]:
    yield Paragraph(
        text="Part of made-up interruptions with an alarm in the release of their first month / within three releases. "
        "Thresholds give every detector the same rate of false alarms on the panel as it is."
    )
    rows = tables["recall"]
    shown = [name for name in _SHOWN if any(row["scenario"] == name for row in rows)]
    for level, since, starts, wanted in dict.fromkeys(_place(row) for row in rows):
        here = [row for row in rows if _place(row) == (level, since, starts, wanted)]
        cells = {(row["detector"], row["scenario"]): row for row in here}
        detectors = dict.fromkeys(row["detector"] for row in here)
        yield Table(
            caption=f"{level}, {wanted} false alarms per series-year, starts in {starts}"
            + (f", from {since} on" if since else ""),
            header=("detector", *shown),
            rows=tuple((str(name), *(_pair(cells.get((name, scenario))) for scenario in shown)) for name in detectors),
            widths=(4, *(2 for _ in shown)),
        )


def _place(row: Row) -> tuple[object, ...]:
    return row["level"], row["since"], row["starts"], row["false_alarm_rate"]


def _pair(row: Row | None) -> str:
    return "" if row is None else f"{_part(row['recall_own'])} / {_part(row['recall_3'])}"


def _delays(tables: Tables) -> Table:
    rows = [
        row
        for row in tables["recall"]
        if row["detector"] == _OURS
        and (row["since"], row["starts"]) == (None, "every month")
        and row["scenario"] in _SHOWN
    ]
    return _table(
        "Releases until the first alarm, 0 for the own one; a dash where six do not suffice",
        ("level", "false_alarm_rate", "scenario", "delay_median", "delay_p90", "n"),
        rows,
    )


def _null(tables: Tables) -> Iterator[Block]:
    yield _table(
        "Thresholds and the false alarms per series-year that they give; later: those of the last years at "
        "thresholds set on the years before",
        ("detector", "group", "since", "wanted", "threshold", "measured", "months", "later", "years"),
        tables["null"],
    )


def _coverage(tables: Tables) -> Table:
    return _table(
        "How often p-values lie at or below 0.025; 0.020 to 0.030 is wanted",
        ("stratum", "n", "hit"),
        tables["coverage"],
    )


def _faults(tables: Tables) -> Table:
    return _table(
        "Part of faults with an alarm in the own release",
        ("fault", "level", "detector", "alarms", "n"),
        tables["faults"],
    )


def _discoveries(tables: Tables) -> Table:
    names = ("ground", "q", "releases", "signals", "false", "pair_signals", "pair_false")
    return _table(
        "Warnings and alerts in releases in which a tenth of the pairs fell by 80 %",
        (*names, "mean_part", "pooled_part", "found"),
        tables["discoveries"],
    )


def _quiet(tables: Tables) -> Table:
    return _table(
        "Signals per release into which nothing was injected; any: part of releases with a warning or an alert",
        ("ground", "releases", "watch", "warning", "alert", "any"),
        tables["quiet"],
    )


def _scopes(tables: Tables) -> Iterator[Block]:
    shown = [row for row in tables["scopes"] if row["scenario"] in _SHOWN and row["detector"] == _OURS]
    yield _table(
        "Recall of the watch for drops, with 95 % intervals in which the starts of a series go together; a "
        "made-up market is made of the series of the data, in which the codes of the one exporter are read as "
        "suppliers of an item",
        (*("panel", "level", "scenario", "false_alarm_rate", "recall_own", "own_low", "own_high"), *_WITHIN),
        shown,
    )
    yield _table(
        "What the fall of one node is named in a release, 0 for its own: the node itself, the same pairs by another "
        "name, more of them, some of them, some of them and others, nothing; the part that is right of what is named",
        ("panel", "scope", "scenario", "release", "told", "falls", *_NAMES, "right_part", "low", "high"),
        tables["names"],
    )


def _events(tables: Tables) -> Table:
    return _table(
        "Each code of each event: the signals around its effective month, or why there are none",
        ("event", "code", "effective", "period", "delay", "node", "movement", "level", "p_value", "why_not"),
        tables["events"],
    )


def _losses(tables: Tables) -> tuple[Block, ...]:
    rows = sorted(tables["losses"], key=lambda row: _gap(row), reverse=True)
    if not rows:
        return (Paragraph(text="In no cell of the tables."),)
    by_detector: dict[object, int] = {}
    for row in rows:
        by_detector[row["detector"]] = by_detector.get(row["detector"], 0) + 1
    return (
        Bullets(points=tuple(f"{name}: {count} cells" for name, count in by_detector.items())),
        _table(
            f"The {min(len(rows), _MOST_LOSSES)} widest of {len(rows)}",
            ("group", "scenario", "false_alarm_rate", "figure", "ours", "theirs", "detector"),
            rows[:_MOST_LOSSES],
        ),
    )


def _gap(row: Row) -> float:
    return float(str(row["theirs"])) - float(str(row["ours"]))


def _table(caption: str, names: tuple[str, ...], rows: Sequence[Row]) -> Table:
    return Table(
        caption=caption,
        header=tuple(name.replace("_", " ") for name in names),
        rows=tuple(tuple(_number(row[name]) for name in names) for row in rows),
        widths=tuple(3 if name in _WIDE else 1 for name in names),
    )


def _part(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "-"


def _number(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
