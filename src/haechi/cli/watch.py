"""Commands of early warning: the alerts of a release, the card of one, and how often the watch is wrong."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options
from haechi.cli.first_word import FirstWord
from haechi.errors import InputError

if TYPE_CHECKING:
    from haechi.app.report import Row
    from haechi.cli.render import Column


class ItemOrCommand(FirstWord):
    """A first word that is no command names an item."""

    command = "item"


app = typer.Typer(
    cls=ItemOrCommand,
    help="What moved in the newest month, and what was announced: few alerts with reasons; `watch ITEM`: one item.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
Source = Annotated[
    str | None, typer.Option(help="Source of months, as comtrade or comtrade:exporter; default: every one held.")
]


@app.callback(invoke_without_command=True)
def watch(
    context: typer.Context,
    source: Source = None,
    q: Annotated[float | None, typer.Option(min=0.001, max=0.5, help="False-discovery rate; default 0.1.")] = None,
    budget: Annotated[int | None, typer.Option(min=1, help="Most alerts and warnings to show; default 20.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show what was only noticed as well.")] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """What moved in the newest month, and what was announced: few alerts with reasons; `watch ITEM`: one item."""
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return
    from haechi.app import watching
    from haechi.cli import render

    question = watching.Question(source=source, q=q, budget=budget, with_watch=everything)
    report = watching.watch(options.desk(workspace, as_of, needed=True), question, at=dt.datetime.now(tz=dt.UTC))
    render.show(report, columns(), as_json=as_json, as_csv=as_csv)
    if not (as_json or as_csv):
        for row in report.rows:
            render.reasons(_title(row), row["reasons"])  # type: ignore[arg-type]


def _refuse_options(context: typer.Context) -> None:
    """Options before an item or a command would count for neither, and the answer be one of another day."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if source is not None and source.name == "COMMANDLINE":
            flag = next(name for name in parameter.opts if name.startswith("--"))
            raise InputError(
                f"{flag} does not count before an item or a command; write it after, at the end of the line"
            )


@app.command()
def item(
    item: Annotated[str, typer.Argument(help="Item by id or name.")],
    month: Annotated[str | None, typer.Option(help="Month, as 2023-11; default: the newest.")] = None,
    exporter: Annotated[str | None, typer.Option(help="Only flows from this economy.")] = None,
    importer: Annotated[str | None, typer.Option(help="Only flows to this economy.")] = None,
    source: Source = None,
    as_html: Annotated[bool, typer.Option("--html", help="Write the card of the first row as HTML.")] = False,
    as_pdf: Annotated[bool, typer.Option("--pdf", help="Write it as PDF.")] = False,
    folder: Annotated[Path | None, typer.Option("--out", help="Folder for the files; default: the outbox.")] = None,
    language: Annotated[str, typer.Option(help="Language of the card.")] = "en",
    top: Annotated[int, typer.Option(min=1, help="Rows in the table; JSON and CSV hold all.")] = 12,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """All flows of an item in a month, judged; and a card to forward."""
    from haechi.app import item_watch
    from haechi.cli import render

    forms = tuple(form for form, wanted in (("html", as_html), ("pdf", as_pdf)) if wanted)
    question = item_watch.Question(
        item=item,
        month=month,
        exporter=exporter,
        importer=importer,
        source=source,
        forms=forms,
        folder=folder,
        language=language,
    )
    report = item_watch.watch_item(options.desk(workspace, as_of, needed=True), question)
    shown = report if as_json or as_csv else render.shortened(report, most=top)
    columns = (
        render.Column("period", "month", is_whole=True),
        render.Column("node", "what"),
        render.Column("", "from", lambda row: _side(row, "exporter")),
        render.Column("", "to", lambda row: _side(row, "importer")),
        render.Column("", "USD m", lambda row: _millions(row, "value_usd"), is_numeric=True),
        render.Column("", "expected", lambda row: _millions(row, "expected_usd"), is_numeric=True),
        render.Column("", "way", _way),
        render.Column("", "p", lambda row: _number(row, "p_value", 4), is_numeric=True),
    )
    render.show(shown, columns, as_json=as_json, as_csv=as_csv)


@app.command()
def backtest(
    source: Source = None,
    folder: Annotated[Path | None, typer.Option("--out", help="Folder for the report; default: the outbox.")] = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """How often the watch is wrong: recall, delay and false alarms, beside simple rules at the same false alarms."""
    from haechi.app import backtesting
    from haechi.cli import render

    at = options.desk(workspace, as_of, needed=True)
    report = backtesting.backtest(at, backtesting.Question(source=source), folder or at.place.outbox)
    columns = (
        render.Column("detector", "detector"),
        render.Column("level", "node"),
        render.Column("scenario", "injected"),
        render.Column("", "false alarms", lambda row: _number(row, "false_alarm_rate", 2), is_numeric=True),
        render.Column("", "own release", lambda row: _number(row, "recall_own", 2), is_numeric=True),
        render.Column("", "within three", lambda row: _number(row, "recall_3", 2), is_numeric=True),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def columns() -> "tuple[Column, ...]":
    """Columns of a list of signals."""
    from haechi.cli.render import Column

    return (
        Column("level", "level"),
        Column("period", "month", is_whole=True),
        Column("", "what", _what),
        Column("direction", "way"),
        Column("", "from, to", _flow),
        Column("", "p", lambda row: _number(row, "p_value", 4), is_numeric=True),
        Column("", "real", lambda row: _number(row, "probability", 2), is_numeric=True),
        Column("", "matters", lambda row: _number(row, "consequence", 2), is_numeric=True),
        Column("state", "state", is_wide_only=True),
        Column("reading", "reading", is_wide_only=True),
    )


def _what(row: object) -> str:
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    more = len(row["items"]) - 1
    name = f"{row['name'] or row['stage'] or ''}{f' and {more} more' if more > 0 else ''}"
    return f"{name} ({row['code']})" if name and row["code"] else str(name or row["code"] or "")


def _side(row: object, side: str) -> str:
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    return str(row[side] or "all")


def _way(row: object) -> str:
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    return str(row["direction"]) if row["is_judged"] else "not judged"


def _flow(row: object) -> str:
    return f"{_side(row, 'exporter')}, {_side(row, 'importer')}"


def _number(row: object, key: str, digits: int) -> str:
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    return "–" if row[key] is None else f"{row[key]:.{digits}f}"


def _millions(row: object, key: str) -> str:
    assert isinstance(row, dict)  # noqa: S101 - rows of a report
    return "–" if row[key] is None else f"{row[key] / 1e6:,.1f}"


def _title(row: "Row") -> str:
    way = f" {row['direction']}" if row["direction"] else ""
    return f"{row['level']}: {_what(row)}, {_side(row, 'exporter')} to {_side(row, 'importer')}, {row['period']}{way}"
