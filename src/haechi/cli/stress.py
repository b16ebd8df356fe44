"""Commands that say what an interruption does: `stress SCENARIO`, and the library of scenarios."""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options
from haechi.cli.first_word import FirstWord
from haechi.errors import InputError

if TYPE_CHECKING:
    from haechi.app.report import Report, Row
    from haechi.cli.render import Column


_CHAIN_ONLY = (
    "economies",
    "horizon",
    "start",
    "course",
    "as_html",
    "as_pdf",
    "folder",
    "language",
    "workspace",
    "as_of",
)
_FIRMS_ONLY = ("stop", "no_replacement", "top")


class ScenarioOrCommand(FirstWord):
    """A first word that is no command names a scenario."""

    command = "scenario"


app = typer.Typer(
    cls=ScenarioOrCommand,
    help="What an interruption does: `stress SCENARIO` for its first line stop; `stress --list` for the scenarios.",
    invoke_without_command=True,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def stress(
    context: typer.Context,
    listing: Annotated[bool, typer.Option("--list", help="List the scenarios of the library.")] = False,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """What an interruption does: `stress SCENARIO` for its first line stop; `stress --list` for the scenarios."""
    if context.invoked_subcommand is not None:
        if listing or as_json or as_csv:
            raise InputError("options stand after the scenario, at the end of the line")
        return
    if not listing:
        raise InputError("no scenario is named; write `haechi stress hf-2019`, or --list for all of them")
    from haechi.app import stressing
    from haechi.cli import render

    columns = (
        render.Column("scenario", "scenario", is_whole=True),
        render.Column("kind", "kind"),
        render.Column("start", "start", is_whole=True),
        render.Column("title", "title"),
        render.Column("economies", "seen from"),
    )
    render.show(stressing.listing(options.desk(None)), columns, as_json=as_json, as_csv=as_csv)


@app.command()
def scenario(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="Scenario of the library, or a TOML file of your own.")],
    economies: Annotated[
        list[str] | None, typer.Option("--economy", "-e", help="Whose lines; again for more. Default: the scenario's.")
    ] = None,
    horizon: Annotated[int | None, typer.Option(min=1, max=3650, help="Days to look at.")] = None,
    start: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Let the first loss begin on this day.")
    ] = None,
    draws: Annotated[int, typer.Option(min=1, max=1_000_000, help="Draws of all that is not known.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the draws; the same one gives the same bytes.")] = 0,
    parquet: Annotated[Path | None, typer.Option(help="Write every draw of every item to this file.")] = None,
    links: Annotated[
        Path | None, typer.Option(help="Of firms: links, csv or parquet: supplier, customer, value.")
    ] = None,
    firms: Annotated[
        Path | None, typer.Option(help="Of firms: firm, sector; weight, revenue, cost, final_demand where known.")
    ] = None,
    importance: Annotated[
        Path | None, typer.Option(help="Of firms: classes of inputs: supplying_sector, buying_sector, class (2, 1, 0).")
    ] = None,
    generate: Annotated[
        int | None, typer.Option(min=2, help="Of firms: make up a network of so many, with the seed.")
    ] = None,
    stop: Annotated[float, typer.Option(help="Of firms: largest growth of a loss at which updates end.")] = 1e-2,
    no_replacement: Annotated[
        bool, typer.Option("--no-replacement", help="Of firms: nobody makes up for one that fails.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, help="Of firms: those in the table, and with their ways.")] = 25,
    svg: Annotated[Path | None, typer.Option(help="Folder for pictures of stops and ways.")] = None,
    as_html: Annotated[bool, typer.Option("--html", help="Write the two-page brief as HTML; with --course.")] = False,
    as_pdf: Annotated[bool, typer.Option("--pdf", help="Write it as PDF.")] = False,
    folder: Annotated[Path | None, typer.Option("--out", help="Folder for the brief; default: the outbox.")] = None,
    language: Annotated[str, typer.Option(help="Language of the brief.")] = "en",
    course: Annotated[bool, typer.Option("--course", help="With the output lost day by day in each row.")] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """When the first line stops under a scenario, what is lost, over which way, and what matters most."""
    if links or firms or importance or generate is not None:
        from haechi.app.criticality import Given
        from haechi.app.firm_stressing import Question
        from haechi.cli import firm_stress
        from haechi.stress.esri import Options

        options.refuse(context, _CHAIN_ONLY, "is for items of the chain, and a network of firms is given; leave it out")
        asked = Question(
            scenario=scenario,
            given=Given(links=links, firms=firms, importance=importance, generate=generate, seed=seed),
            options=Options(stop=stop, replaces=not no_replacement),
            top=top,
            draws=draws,
            seed=seed,
            parquet=parquet,
            pictures=svg,
        )
        firm_stress.show(asked, as_json=as_json, as_csv=as_csv)
        return
    options.refuse(context, _FIRMS_ONLY, "is for networks of firms; name one by --links or --generate, or leave it out")
    from haechi.app import stressing
    from haechi.app.run_document import Writing
    from haechi.cli import render
    from haechi.cli.progress import progress

    forms = tuple(form for form, wanted in (("html", as_html), ("pdf", as_pdf)) if wanted)
    if not forms:
        options.refuse(context, ("folder", "language"), "is for the brief; ask for it by --html or --pdf")
    at = options.desk(workspace, as_of, needed=bool(forms) and folder is None)
    question = stressing.Question(
        scenario=scenario,
        economies=tuple(economies or ()),
        horizon_days=horizon,
        start=start.date() if start else None,
        draws=draws,
        seed=seed,
        with_course=course,
        parquet=parquet,
        pictures=svg,
        brief=Writing(folder=folder or at.place.outbox, forms=forms, language=language) if forms else None,
    )
    with progress(visible=not (as_json or as_csv)) as tick:
        report = stressing.stress(at, question, tick)
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
    else:
        _show(report)


def _show(report: "Report") -> None:
    """The point first, then a table for each economy, then what a reader must not miss."""
    from rich.console import Console

    from haechi.cli import render

    console = Console(highlight=False)
    asked = report.parameters
    console.print(f"{asked['title']}, from {asked['start']}", style="bold", markup=False)
    for sentence in asked["headline"]:  # type: ignore[attr-defined]
        console.print(sentence, markup=False)
    for economy in dict.fromkeys(str(row["economy"]) for row in report.rows):
        rows = [row for row in report.rows if row["economy"] == economy]
        console.print(render.table(rows, columns(), title=f"\n{economy}: first stop by stage, in days from the start"))
        for row in rows:
            console.print(_way(row), style="dim", markup=False)
    render.notes(console, report)


def columns() -> "tuple[Column, ...]":
    """Columns of the stages of an economy."""
    from haechi.cli.render import Column

    return (
        Column("stage", "stage", is_whole=True),
        Column("item", "first to stop", is_wide_only=True),
        Column("made_here", "made here", is_wide_only=True),
        Column("lean_stop_days", "lean", days, is_numeric=True),
        Column("usual_stop_days", "usual", days, is_numeric=True),
        Column("ample_stop_days", "ample", days, is_numeric=True),
        Column("", "median", _median, is_whole=True),
        Column("bound_days", "bound", _day, is_numeric=True),
        Column("share_lost_interval", "of output", parts, is_numeric=True),
        Column("usual_lost_days", "days lost", days, is_numeric=True, is_wide_only=True),
    )


def days(value: object) -> str:
    """Two ends in days; of a stop the later may be none."""
    assert isinstance(value, list)  # noqa: S101 - rows of a report
    return ends("none" if day is None else f"{day:.0f}" for day in value)


def _day(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else "–"


def parts(value: object) -> str:
    """Two ends in per cent."""
    assert isinstance(value, list)  # noqa: S101 - rows of a report
    return f"{ends(f'{100 * part:.0f}' for part in value)}%"


def ends(words: Iterable[str]) -> str:
    """Two ends with a dash between, or one where they are the same."""
    return "–".join(dict.fromkeys(words))


def _median(row: object) -> str:
    assert isinstance(row, Mapping)  # noqa: S101 - rows of a report
    return str(row["sampled_stop_date"] or "none")


def _way(row: "Row") -> str:
    """Over which way a stage stops, and what matters most for it; or why it does not stop."""
    way: list[str] = row["via"]  # type: ignore[assignment]
    found: list[Mapping[str, object]] = row["drivers"]  # type: ignore[assignment]
    if row["reason"]:
        return f"{row['stage']}: none with usual stocks, {row['reason']}."
    driver = f"; what matters most is the {found[0]['unknown']}" if found else ""
    return f"{row['stage']}: {' > '.join([*way, str(row['item'])])}{driver}."
