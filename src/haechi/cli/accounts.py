"""Commands for who may use the desk of an office: accounts, tokens of programs, and the audit log."""

import datetime as dt
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from haechi.cli import options
from haechi.errors import InputError
from haechi.model.account import Role, Scope

if TYPE_CHECKING:
    from haechi.app.report import Report

app = typer.Typer(
    help="Say who may sign in at the desk of an office, and as what.", no_args_is_help=True, rich_markup_mode=None
)
token_app = typer.Typer(
    help="Make tokens that programs show in place of a password.", no_args_is_help=True, rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(help="Name of the account.")]
Who = Annotated[str | None, typer.Option("--who", "--by", help="Who enters it; default: the user of this machine.")]


@app.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option(help="What its holder may do.")] = Role.VIEWER,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Open an account; the password is asked for, or read from the first line of standard input."""
    from haechi.app import accounts

    at = options.desk(workspace, needed=True)
    report = accounts.add(at, name, role, _password(name), who=who or options.user(), at=_now())
    _show(report, as_json=as_json, as_csv=as_csv)


@app.command("list")
def every(
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the accounts, closed ones too."""
    from haechi.app import accounts

    _show(accounts.every(options.desk(workspace, as_of, needed=True)), as_json=as_json, as_csv=as_csv)


@app.command()
def role(
    name: Name,
    role: Annotated[Role, typer.Argument(help="What its holder may do from now on.")],
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Give an account another role; it holds at once."""
    from haechi.app import accounts

    at = options.desk(workspace, needed=True)
    report = accounts.change_role(at, name, role, who=who or options.user(), at=_now())
    _show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def password(
    name: Name,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Give an account another password, asked for or read from standard input; its sessions end."""
    from haechi.app import accounts

    at = options.desk(workspace, needed=True)
    report = accounts.change_password(at, name, _password(name), who=who or options.user(), at=_now())
    _show(report, as_json=as_json, as_csv=as_csv)


@app.command()
def close(
    name: Name,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Close an account: its sessions end and its tokens hold no more; its name stays on what it did."""
    from haechi.app import accounts

    at = options.desk(workspace, needed=True)
    report = accounts.close(at, name, who=who or options.user(), at=_now())
    _show(report, as_json=as_json, as_csv=as_csv)


@token_app.command("add")
def add_token(
    name: Annotated[str, typer.Argument(help="What it is for, in words.")],
    account: Annotated[str, typer.Option(help="Account for which the program asks.")],
    scope: Annotated[
        list[Scope] | None, typer.Option(help="What it may do, the earlier ones included; several times too.")
    ] = None,
    days: Annotated[int, typer.Option(help="Days that it holds, up to 366.")] = 90,
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Make a token and print it, this once."""
    from haechi.app import tokens

    wanted = tokens.Wanted(account=account, name=name, scopes=scope or [Scope.READ], days=days)
    at = options.desk(workspace, needed=True)
    report = tokens.add(at, wanted, who=who or options.user(), at=_now())
    _show_tokens(report, as_json=as_json, as_csv=as_csv)
    if not as_json and not as_csv:
        typer.echo(report.rows[0]["token"])


@token_app.command("list")
def every_token(
    account: Annotated[str | None, typer.Option(help="Only those of this account.")] = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the tokens; none is shown itself."""
    from haechi.app import tokens

    _show_tokens(tokens.every(options.desk(workspace, as_of, needed=True), account), as_json=as_json, as_csv=as_csv)


@token_app.command("close")
def close_token(
    number: Annotated[int, typer.Argument(min=1, help="Number of the token.")],
    who: Who = None,
    workspace: options.Workspace = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Take a token back; it holds no more."""
    from haechi.app import tokens

    at = options.desk(workspace, needed=True)
    report = tokens.close(at, number, who=who or options.user(), at=_now())
    _show_tokens(report, as_json=as_json, as_csv=as_csv)


def audit(
    who: Annotated[str, typer.Option(help="Only what this account did.")] = "",
    path: Annotated[str, typer.Option(help="Only pages that begin with this, such as /alerts.")] = "",
    since: Annotated[str, typer.Option(help="From this day on.")] = "",
    until: Annotated[str, typer.Option(help="Up to this day.")] = "",
    refused: Annotated[bool, typer.Option("--refused", help="Only what was refused.")] = False,
    top: Annotated[int, typer.Option(min=1, help="Rows of the table.")] = 50,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Show what was entered and decided through the web, the newest first, wrong passwords too."""
    from haechi.app import auditing
    from haechi.cli import render

    wanted = auditing.wanted(who=who, path=path, since=since, until=until, refused=refused)
    report = auditing.every(options.desk(workspace, as_of, needed=True), wanted)
    columns = (
        render.Column("at", "when", is_whole=True),
        render.Column("who", "who"),
        render.Column("method", "method"),
        render.Column("path", "page"),
        render.Column("what", "what"),
        render.Column("status", "status", is_numeric=True),
        render.Column("via", "by way of", is_wide_only=True),
        render.Column("address", "address", is_wide_only=True),
    )
    shown = report if as_json or as_csv else render.shortened(report, most=top)
    render.show(shown, columns, as_json=as_json, as_csv=as_csv)


def _now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC)


def _password(name: str) -> str:
    """What is typed twice without being shown, or the first line of standard input where nobody types."""
    if sys.stdin.isatty():
        text: str = typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True)
        return text
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise InputError("standard input holds no password; write it on the first line, or run this at a terminal")
    return given


def _show(report: "Report", *, as_json: bool, as_csv: bool) -> None:
    from haechi.cli import render

    columns = tuple(render.Column(key, key) for key in ("name", "role", "state", "at"))
    render.show(report, (*columns, render.Column("who", "by")), as_json=as_json, as_csv=as_csv)


def _show_tokens(report: "Report", *, as_json: bool, as_csv: bool) -> None:
    from haechi.cli import render

    columns = (
        render.Column("number", "no.", is_numeric=True),
        render.Column("name", "for"),
        render.Column("account", "account"),
        render.Column("scopes", "may"),
        render.Column("expires", "holds until"),
        render.Column("state", "state"),
        render.Column("who", "by", is_wide_only=True),
    )
    render.show(report, columns, as_json=as_json, as_csv=as_csv)
