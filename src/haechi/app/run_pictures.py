"""Pictures of kept runs: how the loss of a stage grows, and those of several runs over each other."""

import datetime as dt

from haechi.app.naming import economies, names
from haechi.app.runs import Beside, Run, View
from haechi.brief import unfolding
from haechi.brief.messages import Messages
from haechi.brief.outcome import Moment
from haechi.brief.unfolding import Unfolding


def growing(found: Run, seen: View, language: str) -> str:
    """The output that the stage which is looked at has lost by the end of each day."""
    row, median = seen.row, seen.row["sampled_stop_days"]["median"]
    shown = Unfolding(
        name=names(language)[row["item"]],
        economy=economies(language)[row["economy"]],
        start=found.start,
        end=seen.days[-1][1],
        course=row["course"],
        stop=None if median is None else Moment(day=median, date=dt.date.fromisoformat(row["sampled_stop_date"])),
        bound=Moment(day=row["bound_days"], date=dt.date.fromisoformat(row["bound_date"])),
    )
    return unfolding.picture(shown, Messages(language))


def overlaid(found: Beside, language: str) -> str | None:
    """The losses of runs beside each other; None where they share no stage."""
    if found.shared is None:
        return None
    economy, stage = found.shared
    say = Messages(language)
    titles = [f"{run.job['job']}: {say.known(run.job['title'])}" for run in found.runs]
    curves = list(zip(titles, found.curves, strict=True))
    return unfolding.overlaid(curves, stage=names(language)[stage], economy=economies(language)[economy], say=say)
