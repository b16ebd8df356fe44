"""Commands that prepare a meeting of the alliance and account for it: `agenda` and `status`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options

if TYPE_CHECKING:
    from haechi.cli.render import Column

Html = Annotated[bool, typer.Option("--html", help="Write HTML.")]
Pdf = Annotated[bool, typer.Option("--pdf", help="Write PDF.")]
Folder = Annotated[Path | None, typer.Option("--out", help="Folder for the files; default: the outbox.")]
Language = Annotated[str, typer.Option(help="Language: en, ko or nl.")]


def agenda(
    body: Annotated[str, typer.Argument(help="Id or title of a body.")],
    as_html: Html = False,
    as_pdf: Pdf = False,
    folder: Folder = None,
    language: Language = "en",
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """What the next meeting of a body should speak of; printed, or written where a form is named."""
    from haechi.app import convening
    from haechi.cli import render

    forms = _forms(html=as_html, pdf=as_pdf)
    at = options.desk(workspace, as_of, needed=bool(forms) and folder is None)
    if forms:
        report = convening.write(at, body, folder or at.place.outbox, forms=forms, language=language)
        columns = _files()
    else:
        report = convening.listed(at, body, language=language)
        columns = (
            render.Column("heading", "topic"),
            render.Column("text", "point"),
            render.Column("who", "who", is_wide_only=True),
            render.Column("date", "date", is_whole=True),
        )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def status(
    as_html: Html = False,
    as_pdf: Pdf = False,
    as_xlsx: Annotated[bool, typer.Option("--xlsx", help="Write a spreadsheet.")] = False,
    folder: Folder = None,
    language: Language = "en",
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
) -> None:
    """Write what was promised and what became of it, with what each side says; all forms where none is named."""
    from haechi.app import standing
    from haechi.cli import render

    forms = _forms(html=as_html, pdf=as_pdf, xlsx=as_xlsx) or standing.FORMS
    at = options.desk(workspace, as_of, needed=folder is None)
    report = standing.write(at, folder or at.place.outbox, forms=forms, language=language)
    render.show(report, _files(), as_json=as_json, as_csv=False)


def _forms(**wanted: bool) -> tuple[str, ...]:
    return tuple(form for form, is_wanted in wanted.items() if is_wanted)


def _files() -> "tuple[Column, ...]":
    from haechi.cli.render import Column

    return (Column("form", "form"), Column("file", "file"))
