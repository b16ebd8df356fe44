"""What programs send to enter something, and what they are answered."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from haechi.app.report import Report

Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=10_000)]


class Body(BaseModel):
    """A body that names nothing unknown."""

    model_config = ConfigDict(extra="forbid")


def entered(report: Report) -> Response:
    """A report as the command prints it, after something was entered."""
    return Response(report.json(), media_type="application/json")
