"""Commands by which the register of the alliance is read and kept."""

import datetime as dt
import json
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from haechi.cli import options
from haechi.errors import InputError

if TYPE_CHECKING:
    from haechi.app.registering import Given
    from haechi.app.report import Report

app = typer.Typer(
    help="The register of the alliance: bodies, meetings, documents, promises, programmes and what each side says.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

EntryName = Annotated[str, typer.Argument(help="Id or title of the entry.")]
Side = Annotated[
    str | None,
    typer.Option("--side", help="Economy that speaks, ISO 3166 alpha-3; left out: both together."),
]
Why = Annotated[str, typer.Option("--why", help="The reason, in words.")]
Evidence = Annotated[list[str] | None, typer.Option("--evidence", help="What shows it: document, page; several too.")]
Who = Annotated[str | None, typer.Option("--who", "--by", help="Post or user that enters it; default: this user.")]
Values = Annotated[
    list[str] | None,
    typer.Option("--set", help="Field=value, several too; lists and tables as JSON, such as items='[\"hf\"]'."),
]
File = Annotated[Path | None, typer.Option("--file", help="TOML file with the fields.")]


@app.command("list")
def every(
    kind: Annotated[str | None, typer.Argument(help="Kind of entry: body, meeting, commitment, programme ...")] = None,
    differing: Annotated[bool, typer.Option(help="Only entries on which the sides differ.")] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the entries, or those of one kind."""
    from haechi.app import book, registering
    from haechi.cli import render

    chosen = book.kind_named(kind) if kind else None
    columns = (
        render.Column("kind", "kind"),
        render.Column("id", "id", is_whole=True),
        render.Column("title", "title"),
        render.Column("agreed", "agreed"),
        render.Column("completion", "done"),
        render.Column("changes", "changes", is_numeric=True, is_wide_only=True),
    )
    report = registering.every(options.desk(workspace, as_of), chosen, differing=differing)
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


@app.command()
def show(
    entry: EntryName,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show what each side says of an entry, and everything that was done to it."""
    from haechi.app import registering

    _show(registering.show(options.desk(workspace, as_of), entry), as_json=as_json, as_csv=as_csv)


@app.command()
def add(
    kind: Annotated[str, typer.Argument(help="Kind of entry: body, meeting, commitment, programme ...")],
    entry: Annotated[str, typer.Argument(help="Id of the new entry: lower case, digits, hyphens.")],
    why: Why,
    values: Values = None,
    file: File = None,
    side: Side = None,
    evidence: Evidence = None,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Enter an entry, as one side has it or as both do."""
    from haechi.app import book, registering

    desk, chosen = options.desk(workspace, needed=True), book.kind_named(kind)
    report = registering.enter(desk, chosen, entry, _values(values, file), _given(side, why, evidence, who))
    _show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def change(
    entry: EntryName,
    why: Why,
    values: Values = None,
    file: File = None,
    side: Side = None,
    evidence: Evidence = None,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Change what a side says of an entry; the other side's version stays, and so does all that was said before."""
    from haechi.app import registering

    desk = options.desk(workspace, needed=True)
    report = registering.change(desk, entry, _values(values, file), _given(side, why, evidence, who))
    _show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def acknowledge(
    entry: EntryName,
    why: Why,
    side: Side = None,
    evidence: Evidence = None,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Let a side take over what the other says of an entry, such as that it was done."""
    from haechi.app import registering

    desk = options.desk(workspace, needed=True)
    _show(registering.acknowledge(desk, entry, _given(side, why, evidence, who)), as_json=as_json, as_csv=as_csv)


@app.command()
def withdraw(
    entry: EntryName,
    why: Why,
    side: Side = None,
    evidence: Evidence = None,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Say that an entry no longer stands; it stays in the record."""
    from haechi.app import registering

    desk = options.desk(workspace, needed=True)
    _show(registering.withdraw(desk, entry, _given(side, why, evidence, who)), as_json=as_json, as_csv=as_csv)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Workbook to write (.xlsx).")],
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Write the whole register, every change of it, to a workbook."""
    from haechi.app import register_files
    from haechi.cli import render

    columns = (render.Column("sheet", "sheet"), render.Column("rows", "rows", is_numeric=True))
    report = register_files.export(options.desk(workspace, as_of), file)
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


@app.command("import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="Workbook to read (.xlsx).")],
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Enter the rows that a workbook adds, all of them or none; a bad cell is named by sheet, row and column."""
    from haechi.app import register_files
    from haechi.cli import render

    columns = (
        render.Column("entry", "entry", is_whole=True),
        render.Column("kind", "kind"),
        render.Column("deed", "deed"),
        render.Column("side", "side"),
        render.Column("why", "why"),
    )
    desk = options.desk(workspace, needed=True)
    report = register_files.bring_in(desk, file, who=who or options.user(), at=dt.datetime.now(tz=dt.UTC))
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def _given(side: str | None, why: str, evidence: list[str] | None, who: str | None) -> "Given":
    from haechi.app.registering import Given

    return Given(
        side=side.upper() if side else None,
        why=why,
        evidence=tuple(evidence or ()),
        who=who or options.user(),
        at=dt.datetime.now(tz=dt.UTC),
    )


def _values(pairs: list[str] | None, file: Path | None) -> dict[str, Any]:
    """Fields from a file and from the command line, which comes last."""
    values: dict[str, Any] = {}
    if file is not None:
        try:
            values.update(tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(f"{file} cannot be read ({error}); give a TOML file in UTF-8") from error
    for pair in pairs or ():
        field, equals, text = pair.partition("=")
        if not equals:
            raise InputError(f"{pair!r} sets nothing; write field=value")
        values[field.strip()] = _value(text.strip())
    return values


def _value(text: str) -> Any:
    """A value of the command line: JSON where it is a list, a table, a number or true or false; else text."""
    if text[:1] in "[{" or text in ("true", "false") or text.replace(".", "", 1).lstrip("-").isdigit():
        with suppress(json.JSONDecodeError):
            return json.loads(text)
    return text


def _show(report: "Report", *, as_json: bool, as_csv: bool) -> None:
    from haechi.cli import register_card, render

    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
    else:
        register_card.show(report)
