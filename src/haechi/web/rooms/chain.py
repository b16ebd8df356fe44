"""The chain: stages and items as a picture, shaded by concentration or a partner's share, and what a stop reaches."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from haechi.app import chain_map
from haechi.app.chain_map import Colour
from haechi.app.matrix import suppliers
from haechi.app.naming import economies
from haechi.app.report import Report
from haechi.brief.messages import Messages
from haechi.charts.chain import Words
from haechi.errors import InputError
from haechi.web.frame import language, linking, messages, page
from haechi.web.request_values import At

routes = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]


@routes.get("/chain")
def chain(
    request: Request,
    at: At,
    colour: Colour = Colour.HHI,
    partner: Text = "",
    economy: Text = "",
    basis: Text = "",
    stop: Text = "",
    of: Text = "",
    find: Text = "",
) -> HTMLResponse:
    """Items by stage, as a picture and as a table."""
    question = chain_map.Question(
        colour=colour,
        partner=partner or None,
        economy=economy or None,
        basis=chain_map.basis_named(basis) if basis else None,
        stop=stop or None,
        of=of or None,
        find=find or None,
    )
    error = None
    try:
        report = chain_map.chain_map(at, question)
    except InputError as found:
        error, report = found, chain_map.chain_map(at, chain_map.Question(find=question.find))
    link, spoken = linking(request), language(request)
    texts = words(report, messages(spoken))
    picture = chain_map.picture(at, report, texts, language=spoken, href=lambda item: link(f"/items/{item}"))
    return page(
        request,
        at.as_of,
        "chain.html",
        report=report,
        picture=picture,
        words=texts,
        stages=[(stage.names.of(spoken), stage.id) for stage in at.facts.stages],
        names={item.id: item.names.of(spoken) for item in at.facts.items},
        suppliers=suppliers(at),
        asked=question,
        error=error,
        status=422 if error else 200,
    )


def words(report: Report, say: Messages) -> Words:
    """Texts of the picture."""
    asked = report.parameters
    basis, market = say.known(str(asked["basis"])), economies(say.language).get(str(asked["market"]))
    if asked["data"] == "customs":
        subtitle = say("Imports of {economy} by loaded customs data", economy=market)
    elif asked["market"] == "WLD":
        subtitle = say("Published shares of the world's supply, by {basis}", basis=basis)
    else:
        subtitle = say("Published shares of imports of {economy}, by {basis}", economy=market, basis=basis)
    shading = (
        say("share of {partner}", partner=economies(say.language)[str(asked["partner"])])
        if asked["partner"]
        else say("HHI of suppliers")
    )
    return Words(
        title=say("The chain, from raw materials to uses"),
        subtitle=subtitle,
        shading=shading,
        unknown=say("unknown"),
        critical=say("critical for what it leads to"),
        other=say("important or less"),
        found=say("found"),
        reached=say("reached by the stop"),
    )
