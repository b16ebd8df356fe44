"""The picture of a loss that grows, in the words of its language."""

import datetime as dt

from haechi.brief import unfolding
from haechi.brief.messages import Messages
from haechi.brief.outcome import Moment
from haechi.brief.unfolding import Unfolding

START = dt.date(2019, 7, 4)
ETCH = Unfolding(
    name="Etch and clean",
    economy="South Korea",
    start=START,
    end=dt.date(2019, 7, 6),
    course={"median": (0, 0, 1.25), "low": (0, 0, 0), "high": (0, 1, 2), "least": (0, 0, 0), "most": (1, 2, 3)},
    stop=Moment(day=2, date=dt.date(2019, 7, 6)),
    bound=Moment(day=0, date=START),
)


def test_the_last_day_is_told_in_a_sentence() -> None:
    assert unfolding.end(ETCH, Messages("en")) == (
        "In 3 days, to the end of 6 July 2019, half of the draws lose more than 1.2 days of output, nine in "
        "ten between 0 and 2, all between 0 and 3."
    )


def test_the_picture_marks_the_first_stop_and_its_bound() -> None:
    picture = unfolding.picture(ETCH, Messages("nl"))
    assert "grens van de eerste stop, zonder voorraden en vervanging: 4 juli 2019" in picture
    assert "eerste stop van een lijn in de helft van de trekkingen, 6 juli 2019" in picture


def test_that_of_a_brief_is_lower() -> None:
    one, low = (unfolding.picture(ETCH, Messages("en"), is_low=is_low) for is_low in (False, True))
    heights = [float(picture.split('height="')[1].split('"')[0]) for picture in (one, low)]
    assert heights[1] < heights[0]


def test_runs_over_each_other_say_what_each_loses() -> None:
    drawn = unfolding.overlaid(
        [("1: HF", (0.0, 2.0)), ("2: Neon", (0.0, 0.5, 1.0))], stage="front_end", economy="KOR", say=Messages("en")
    )
    assert "1: HF loses 2 days of output in 2 days; 2: Neon loses 1 days of output in 3 days" in drawn
    assert "days from the start of each run" in drawn
