"""Commands that say what was promised and where it leads: `commitments` and `programme`."""

from collections.abc import Mapping
from typing import Annotated

import typer

from haechi.cli import options


def commitments(
    item: Annotated[str | None, typer.Option(help="Only what touches this item or its stage.")] = None,
    side: Annotated[str | None, typer.Option(help="Only what this economy has a say in.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Only what is overdue or drifting.")] = False,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """What the alliance promised: overdue and drifting first, with what became of it and who answers for it."""
    from haechi.app import promising
    from haechi.cli import render

    columns = (
        render.Column("state", "state", is_whole=True),
        render.Column("title", "promise"),
        render.Column("due", "due"),
        render.Column("last_met", "last met", is_whole=True),
        render.Column("late_days", "days late", is_numeric=True),
        render.Column("agreed", "agreed", is_wide_only=True),
        render.Column("owners", "who answers", _owners, is_wide_only=True),
    )
    report = promising.commitments(options.desk(workspace, as_of), item=item, side=side, only_late=late)
    render.show(report, columns, as_json=as_json, as_csv=as_csv)


def programme(
    name: Annotated[str | None, typer.Argument(help="Id or title of a programme; left out: all.")] = None,
    workspace: options.Workspace = None,
    as_of: options.AsOf = None,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Programmes against their targets: cohorts as each source counts them, pace seen and needed, projections."""
    from haechi.app import promising
    from haechi.cli import programme_card, render

    report = promising.programmes(options.desk(workspace, as_of), name)
    if as_json or as_csv:
        render.show(report, (), as_json=as_json, as_csv=as_csv)
    else:
        programme_card.show(report)


def _owners(value: object) -> str:
    assert isinstance(value, Mapping)  # noqa: S101 - rows of a report
    return ", ".join(f"{economy}: {post or 'not known'}" for economy, post in value.items())
