"""Commands that write documents: a brief, and the whole way from nothing to two briefs."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from haechi.cli import options


def brief(
    economy: Annotated[str, typer.Argument(help="Economy, ISO 3166 alpha-3 such as KOR.")],
    as_html: Annotated[bool, typer.Option("--html", help="Write HTML.")] = False,
    as_pdf: Annotated[bool, typer.Option("--pdf", help="Write PDF.")] = False,
    folder: Annotated[Path | None, typer.Option("--out", help="Folder for the files; default: the outbox.")] = None,
    language: Annotated[str, typer.Option(help="Language of the brief.")] = "en",
    year: options.Year = None,
    source: options.Source = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
) -> None:
    """Write the two-page dependency brief of an economy; both forms where none is named."""
    from haechi.app import briefing
    from haechi.cli import render

    forms = tuple(form for form, wanted in (("html", as_html), ("pdf", as_pdf)) if wanted) or ("html", "pdf")
    at = options.desk(workspace, as_of, needed=folder is None)
    place = folder or briefing.outbox(at)
    report = briefing.brief(at, economy, place, forms=forms, language=language, year=year, source=source)
    columns = (render.Column("economy", "of"), render.Column("form", "form"), render.Column("file", "file"))
    render.show(report, columns, as_json=as_json, as_csv=False)


def demo(
    files: Annotated[list[Path] | None, typer.Argument(help="Customs files to load first.")] = None,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", envvar="HAECHI_WORKSPACE", help="Folder to work in.")
    ] = Path("haechi-demo"),
    as_of: options.AsOf = None,
) -> None:
    """From nothing to briefs: make a workspace, load files if given, rank what KOR and NLD rely on, write briefs."""
    from haechi.app import demonstration
    from haechi.cli import dependence, progress, render
    from haechi.store import workspace as workspaces

    workspaces.create(workspace)
    at = options.desk(workspace, as_of)
    with progress.progress(visible=True) as tick:
        shown = demonstration.demonstrate(at, files or [], tick, program=_program())
    if shown.loaded.rows:
        render.show(
            shown.loaded, (render.Column("file", "file"), render.Column("rows", "rows")), as_json=False, as_csv=False
        )
    for ranking in shown.rankings:
        render.show(
            ranking, dependence.columns(ranking), as_json=False, as_csv=False, title=f"{ranking.parameters['name']}"
        )
    for line in shown.closing:
        typer.echo(line)


def _program() -> str:
    """How the user calls this program: by name where the shell finds it, else by its path."""
    return "haechi" if shutil.which("haechi") else os.path.relpath(sys.argv[0])
