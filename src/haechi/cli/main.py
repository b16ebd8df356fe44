"""The command line: parse, one call into `app`, render. Commands import their use case when they run."""

import sys
from typing import Annotated, NoReturn

import typer

import haechi
from haechi.cli import (
    accounts,
    aggregate,
    alerts,
    alliance_papers,
    catalogue,
    cover,
    criticality,
    data,
    dependence,
    documents,
    jobs,
    knowledge,
    news,
    notices,
    promises,
    register,
    reminders,
    serving,
    stress,
    watch,
)
from haechi.errors import HaechiError

app = typer.Typer(
    name="haechi",
    help="Who depends on whom in the chip value chain, how sure that is, and a brief to hand over.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (
    documents.demo,
    dependence.depend,
    dependence.matrix,
    dependence.pair,
    dependence.group,
    documents.brief,
    catalogue.items,
    catalogue.item,
    catalogue.paths,
    catalogue.chain,
    catalogue.sources,
    cover.cover,
    data.init,
    data.load,
    data.loads,
    data.check,
    data.production,
    alerts.alerts,
    criticality.criticality,
    promises.commitments,
    promises.programme,
    reminders.calendar,
    reminders.digest,
    alliance_papers.agenda,
    alliance_papers.status,
    jobs.jobs,
    jobs.work,
    serving.serve,
    accounts.audit,
):
    app.command()(command)
app.command("set")(knowledge.enter)
stress.app.command()(aggregate.aggregate)
app.add_typer(watch.app, name="watch")
app.add_typer(stress.app, name="stress")
app.add_typer(notices.app, name="notice")
app.add_typer(alerts.app, name="alert")
app.add_typer(news.app, name="news")
app.add_typer(register.app, name="register")
app.add_typer(accounts.app, name="user")
app.add_typer(accounts.token_app, name="token")


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    """Who depends on whom in the chip value chain, how sure that is, and a brief to hand over."""
    if version:
        typer.echo(haechi.__version__)
        raise typer.Exit


def run() -> None:
    """Entry point: errors raised on purpose, and files that the system refuses, are one sentence and exit status 1."""
    try:
        app()
    except HaechiError as error:
        _leave(str(error))
    except OSError as error:
        where = repr(str(error.filename)) if error.filename else "a file"
        _leave(f"{where} cannot be used ({error.strerror}); check the path, its rights and the space on the disk")


def _leave(why: str) -> NoReturn:
    typer.echo(f"haechi: {why}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    run()
