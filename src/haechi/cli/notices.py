"""Commands by which people enter what was announced or reported, and read what it leads to."""

import datetime as dt
from typing import Annotated

import typer

from haechi.cli import options
from haechi.model.notice import NoticeState

app = typer.Typer(
    help="Enter what was announced or reported on the supply of an item, and see what it leads to.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Number = Annotated[int, typer.Argument(min=1, help="Number of the notice.")]
Items = Annotated[list[str] | None, typer.Option("--item", help="Item by id or name; may be given several times.")]
Codes = Annotated[list[str] | None, typer.Option("--code", help="Customs code, 4 to 10 digits; several times too.")]
Importers = Annotated[
    list[str] | None, typer.Option("--importer", help="Economy that is addressed; several times too; default: all.")
]
Announced = Annotated[str | None, typer.Option(help="When it was said: 2021, 2021-10 or 2021-10-11.")]
Effective = Annotated[str | None, typer.Option(help="When it takes effect; may lie ahead.")]
Origin = Annotated[str, typer.Option("--source", help="Where this comes from, in words.")]
Who = Annotated[str | None, typer.Option("--who", "--by", help="Who enters it; default: the user of this machine.")]
Note = Annotated[str | None, typer.Option(help="Anything else a reader must know.")]


@app.command()
def add(
    exporter: Annotated[str, typer.Option(help="Economy that supplies, ISO 3166 alpha-3.")],
    what: Annotated[str, typer.Option(help="What was announced or is said, in a sentence.")],
    source: Origin,
    item: Items = None,
    code: Codes = None,
    importer: Importers = None,
    announced: Announced = None,
    effective: Effective = None,
    state: Annotated[NoticeState, typer.Option(help="Where it stands.")] = NoticeState.ANNOUNCED,
    who: Who = None,
    note: Note = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Enter a notice, a rumour or a cable; it opens an alert and shows every use that the chain knows."""
    from haechi.app import noticing
    from haechi.cli import notice_card

    entry = noticing.Entry(
        items=item or (),
        codes=code or (),
        exporter=exporter,
        importers=importer or (),
        what=what,
        announced=announced,
        effective=effective,
        state=state,
        note=note,
        source=source,
        who=who or options.user(),
    )
    report = noticing.add(options.desk(workspace, needed=True), entry, at=dt.datetime.now(tz=dt.UTC))
    notice_card.show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def change(
    number: Number,
    source: Origin,
    state: Annotated[NoticeState | None, typer.Option(help="Where it stands now.")] = None,
    exporter: Annotated[str | None, typer.Option(help="Economy that supplies, ISO 3166 alpha-3.")] = None,
    what: Annotated[str | None, typer.Option(help="What is said now, in a sentence.")] = None,
    item: Items = None,
    code: Codes = None,
    importer: Importers = None,
    announced: Announced = None,
    effective: Effective = None,
    who: Who = None,
    note: Note = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Enter what has become of a notice; earlier versions are kept, and what is not given stays as it was."""
    from haechi.app import noticing
    from haechi.cli import notice_card

    entry = noticing.Entry(
        items=item or (),
        codes=code or (),
        exporter=exporter,
        importers=importer or (),
        what=what,
        announced=announced,
        effective=effective,
        state=state,
        note=note,
        source=source,
        who=who or options.user(),
    )
    report = noticing.change(options.desk(workspace, needed=True), number, entry, at=dt.datetime.now(tz=dt.UTC))
    notice_card.show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def show(
    number: Number,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show a notice, its versions, and what it leads to."""
    from haechi.app import noticing
    from haechi.cli import notice_card

    report = noticing.show(options.desk(workspace, as_of, needed=True), number)
    notice_card.show(report, as_json=as_json, as_csv=as_csv)


@app.command("list")
def every(
    item: Annotated[str | None, typer.Option(help="Only notices on this item.")] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not over.")] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the notices that were entered, the newest first."""
    from haechi.app import noticing
    from haechi.cli import render

    report = noticing.every(options.desk(workspace, as_of, needed=True), item=item, only_open=only_open)
    columns = (
        render.Column("number", "no.", is_numeric=True),
        render.Column("state", "state"),
        render.Column("about", "items"),
        render.Column("exporter", "from", is_whole=True),
        render.Column("importers", "to", lambda value: render.text(value) if value else "all"),
        render.Column("what", "what"),
        render.Column("effective", "effective", is_whole=True),
        render.Column("codes", "codes", is_wide_only=True),
        render.Column("announced", "announced", is_wide_only=True),
        render.Column("who", "by", is_wide_only=True),
        render.Column("source", "source", is_wide_only=True),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)
