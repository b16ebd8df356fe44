"""Commands by which people hand in articles and judge what is proposed on the strength of them."""

import datetime as dt
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from haechi.cli import options
from haechi.errors import InputError

app = typer.Typer(
    help="Read articles, and accept, edit or reject what is proposed from them; nothing enters unseen.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_SUFFIXES = (".txt", ".md", ".html", ".htm")
Proposal = Annotated[int, typer.Argument(min=1, help="Number of the proposal.")]
Who = Annotated[str | None, typer.Option("--who", "--by", help="Who does it; default: the user of this machine.")]


@app.command()
def add(
    files: Annotated[
        list[str], typer.Argument(help="Files (txt, md, html), folders of them, or - for the text itself.")
    ],
    released: Annotated[str | None, typer.Option(help="Day of release, where the text does not give it.")] = None,
    source: Annotated[str | None, typer.Option(help="Where it comes from; default: the name of the file.")] = None,
    extractor: Annotated[bool, typer.Option("--extractor", help="Ask the model set in haechi.toml too.")] = False,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Hand in articles; what they say is proposed, and entered only when a person accepts it."""
    from haechi.app import reading_news
    from haechi.cli import news_card

    terms = reading_news.Terms(
        released=released,
        source=source,
        who=who or options.user(),
        use_extractor=extractor,
        key=os.environ.get("HAECHI_EXTRACTOR_KEY"),
    )
    handed = [reading_news.Handed(name=name, content=content) for name, content in _contents(files)]
    desk = options.desk(workspace, needed=True)
    news_card.show(reading_news.add(desk, handed, terms, at=dt.datetime.now(tz=dt.UTC)), as_json=as_json, as_csv=as_csv)


@app.command("list")
def every(
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the stories, each with all outlets that tell it."""
    from haechi.app import reading_news
    from haechi.cli import render

    columns = (
        render.Column("article", "no.", is_numeric=True),
        render.Column("released", "released", is_whole=True),
        render.Column("title", "title"),
        render.Column("sources", "sources"),
        render.Column("proposals", "proposals", is_numeric=True),
        render.Column("open", "open", is_numeric=True),
    )
    report = reading_news.every(options.desk(workspace, as_of, needed=True))
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


@app.command()
def show(
    number: Annotated[int, typer.Argument(min=1, help="Number of the article.")],
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show an article and what is proposed from it, each value with the words it stands on."""
    from haechi.app import reading_news
    from haechi.cli import news_card

    report = reading_news.show(options.desk(workspace, as_of, needed=True), number)
    news_card.show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def review(
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the proposals that nobody has judged yet."""
    from haechi.app import reading_news
    from haechi.cli import render

    columns = (
        render.Column("number", "no.", is_numeric=True),
        render.Column("kind", "kind"),
        render.Column("what", "what"),
        render.Column("parties", "parties"),
        render.Column("date", "date", is_whole=True),
        render.Column("effective", "effective", is_whole=True),
        render.Column("modality", "modality"),
        render.Column("items", "items", is_wide_only=True),
        render.Column("extractor", "read by", is_wide_only=True),
        render.Column("source", "source", is_wide_only=True),
    )
    report = reading_news.review(options.desk(workspace, as_of, needed=True))
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


@app.command()
def accept(
    number: Proposal,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", help="FIELD=VALUE in place of what was found; several times for several values."),
    ] = None,
    side: Annotated[str | None, typer.Option(help="Whose word it is, as KOR; for an entry of the alliance.")] = None,
    entry: Annotated[str | None, typer.Option("--as", help="Id of the new entry of the alliance.")] = None,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Accept a proposal, with other values where some are given; it is entered in the same step."""
    from haechi.app import judging_news
    from haechi.cli import news_card

    given = [_pair(text) for text in values or ()]
    judge = judging_news.Judge(who=who or options.user(), at=dt.datetime.now(tz=dt.UTC), side=side, entry=entry)
    report = judging_news.accept(options.desk(workspace, needed=True), number, given, judge)
    news_card.show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def reject(
    number: Proposal,
    reason: Annotated[str, typer.Option(help="Why, in a few words.")],
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Reject a proposal and say why; it is kept as rejected."""
    from haechi.app import judging_news
    from haechi.cli import news_card

    at = dt.datetime.now(tz=dt.UTC)
    report = judging_news.reject(options.desk(workspace, needed=True), number, reason, who=who or options.user(), at=at)
    news_card.show(report, as_json=as_json, as_csv=as_csv)


def _contents(files: list[str]) -> list[tuple[str, bytes]]:
    """Name and content of every file; a folder stands for the articles in it."""
    found: list[tuple[str, bytes]] = []
    for name in files:
        path = Path(name)
        if name == "-":
            found.append(("standard input", sys.stdin.buffer.read()))
        elif path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.suffix.lower() in _SUFFIXES)
            if not inside:
                raise InputError(f"{name} holds no article; put files ending in {', '.join(_SUFFIXES)} there")
            found += [(one.name, one.read_bytes()) for one in inside]
        else:
            found.append((path.name, path.read_bytes()))
    return found


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    if not name.strip() or not value.strip():
        raise InputError(f"--set {text!r} is not FIELD=VALUE, such as date=2024-02-19")
    return name.strip(), value.strip()
