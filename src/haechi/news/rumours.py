"""How the press and translation say that something is told by unnamed sources, by the press alone or as a rumour."""

import re

_SOMEBODY = (
    r"(?:persons?|people|officials?|executives?|diplomats?|managers?|engineers?|employees|staff|buyers?|agents|brokers"
    r"|traders|dealers|suppliers|researchers|negotiators|lawmakers|politicians|aides"
    r"|lobbyists|shippers|lawyers|bankers|advisers|parties|figures|sources?|insiders?|circles|netizens?|bloggers?)"
)
_TELLS = (
    r"(?:sa(?:y|ys|id)|tells?|(?<!were )(?<!was )(?<!been )told|claim\w*|report(?:s|ed)?"
    r"|hint\w*|whisper\w*|disclos\w+|reveal\w*|hear|heard|suggest\w*|let know"
    r"|ma(?:de|ke) (?:clear|known)|br(?:oke|eak) news"
    r"|speaks? of|spoke of|believe|murmur\w*|relate|transmit\w*|put it about)"
)
_TRADE = r"(?:supply[- ]chain|channel|distributor|dealer|trade|market|industry|equipment|foundry|merchant)"
REPORTED = re.compile(
    rf"\b(?:{_SOMEBODY}\b[^.;]{{0,25}} (?:familiar\b|briefed|(?:with|having) (?:\w+ )?knowledge|acquainted"
    rf"|close to|who (?:asked|declined|refused|wished|wanted|requested|did not|were not|was not|know|knew))"
    rf"|(?:two|three|four|five|several|some|many|a few|a number of"
    rf"|\d+) (?:\w+ ){{0,2}}{_SOMEBODY}\b[^.;,]{{0,30}} {_TELLS}"
    rf"|(?:two|three|four|five|several|some|many|a (?:few"
    rf"|number of)) (?:\w+ ){{0,2}}(?!part|bank|agenc|minist|compan|countr|firm|side|government"
    rf"|union)[a-z]+s"
    rf"(?: [a-z]+){{0,5}} (?:say|said|tell|told|claim|claimed)\b|(?:quot|cit)(?:es|ed|ing) (?:\w+ ){{0,3}}{_SOMEBODY}"
    rf"|(?:\ba|the) (?:\w+ )?(?:daily|newspaper|paper|magazine|blog|broadcaster|outlet"
    rf"|website)\b[^.;]{{0,20}} (?:wrote|writes|reported|reports|said|says)"
    rf"|{_SOMEBODY} in the know|according to (?:\w+ )?(?:press|media|newspapers|television)"
    rf"|netizens?\b|(?:is|was) passed (?:on|around) that|as (?:is )?learn(?:ed|t) by"
    rf"|there (?:is|was) talk|talk (?:that|of a|among)\b|according to (?:\w+ ){{0,2}}{_SOMEBODY}"
    rf"|according to (?:an? )?(?:\w+ )?(?:internal|leaked|draft|paper|document|letters?)\b"
    rf"|[a-z]+s claim\b|appear(?:s|ed)? to\b|reports? (?:in"
    rf"|from) .{{0,30}} suggest|{_SOMEBODY} (?:in|inside|within|near|around"
    rf"|at) [^.;,]{{0,40}} {_TELLS}"
    rf"|{_TELLS} (?:\w+ )?{_SOMEBODY} (?:close|near|familiar|in|at|inside|with|who)\b"
    r"|has it that|(?:the )?internet (?:transmits?|spreads?|says)|known to have\b|people who sat in"
    r"|anonym\w+|not (?:want|wish|authori[sz]ed)?\w* ?to (?:be (?:named|identified|quoted)|speak)"
    r"|declin\w+ to be (?:named|identified|quoted)|it (?:is|was) (?:heard|whispered|believed|understood|thought)"
    r"|(?:informed (?:persons?|people|sources?)|knowing persons?|(?:industry|market|government|trade"
    r"|business) (?:circles|people|parties)|someone|sources?|insiders?|people (?:familiar|in the|with"
    r"|close|who|near)|persons? (?:familiar|in the|with|close|who)|residents?|witnesses"
    r"|distributors|importers|exporters|brokers|traders?|dealers"
    r"|circles|those in the know|one source|a person|two people|market participants|media(?! reports?[:,])"
    r"|television|broadcasters?|newspapers?"
    r"|a newspaper|the press|foreign press|reports?)\b[^.;]{0,50}?\b(?:sa(?:y|ys|id)|tell"
    r"|tells|(?<!were )(?<!was )(?<!been )told"
    r"|report|reports|reported|speaks? of|hint\w*|claim\w*|write|writes|wrote|whisper\w*"
    r"|believe|expect|think|hear|heard|disclos\w+"
    r"|reveal\w+)\b"
    r"|according to (?:sources?|insiders?|people|persons|unnamed|media|reports?|rumou?rs?|a (?:source"
    r"|person|report|newspaper)|industry (?:sources|insiders|people)|market (?:talk|rumou?rs?)|press"
    r"|newspapers|what is heard|those)"
    r"|(?:is|are|was|were) (?:said|reported|rumou?red|believed|understood|alleged|thought|heard) to|sa(?:y"
    r"|id) to (?:be|have|prepare|plan)|speculat\w+|it seems|seems to|seemingly|as is heard|to be heard"
    r"|(?:it )?(?:is|was) learn(?:ed|t)(?! through)|a source|the market speaks|reportedly|allegedly|supposedly"
    r"|apparently|rumou?rs?|rumou?red|hearsay|gossip"
    r"|(?:the |a )?(?:talk|word|story|news) (?:goes|is|has it|circulat\w+|spread\w*)|it is (?:said"
    r"|rumou?red|heard|reported)|one hears|is it heard|unconfirmed|anonymous|whisper\w*|unnamed"
    r"|not (?:want|wish)(?:ed|ing)? to be named|word of mouth|leaked (?:paper|document|draft)|grapevine"
    r"|circulat\w+|let slip|hearsay|(?:is|are) known to be|(?:is|are) told to"
    r"|(?:persons?|people|those|officials?|sources?)\b[^.;,]{0,20} (?:knowing|understanding|who know|familiar with"
    r"|concerned)\b[^.;,]{0,40}"
    r"|(?:industry|company|trade|market|ministry) (?:officials?|people|persons?|sources?) (?:conveyed|revealed|told"
    r"|disclosed|hinted)|(?:industry|company|trade|market) (?:people|persons?) said"
    rf"|(?:^|[.;] )(?:sources?|insiders?|persons?|people|voices?)\b[^:;.]{{0,50}}:"
    rf"|(?:{_SOMEBODY}|neighbours|workers|observers) (?:[^,;.]{{0,30}} )?(?:hear|guess|murmur|suspect|whisper"
    rf"|speak of|talk of|let (?:it )?be known|presume)\b"
    r"|(?:dealers|traders|brokers?|observers) (?:guess|suspect|presume|believes?)|what is (?:said|told|whispered)"
    r"|(?:has|have) been (?:heard|whispered) that|there is a tip\b|heard the wind|word (?:comes|came|is going)"
    r"|comes? word"
    r"|(?:is|are) (?:spreading|passing (?:on|around)) that|on the basis of an? (?:internal|leaked|draft)"
    r"|(?:media|supply chain|industry|market|channels?|circle|forums?) (?:has |have )?"
    r"(?:expos(?:es|ed)|pass(?:es|ed) on|spreads?|leak(?:s|ed))(?: word| the news)?(?: that\b|:)"
    r"|(?:market|stock[- ]market|industry|channel|supply[- ]chain) (?:news|gossip|tips?) ?(?:says?|has it|goes|:)"
    r"|(?:found|learned) (?:out )?from (?:\w+ )?(?:related|concerned) persons|related persons? (?:reveal|disclos|sa)\w+"
    r"|may have (?:\w+ed|been|come|gone|had)\b"
    rf"|{_TRADE} (?:circles|people|persons?|personages|talk|news|sources|insiders|contacts)\b[^.;,]{{0,30}}"
    rf" ?(?::|\b(?:{_TELLS}|passes? on)\b)"
    r"|(?:mak|go|do)(?:es|ing) the rounds|(?:going|passed|passing|handed) (?:a)?round\b|passed from hand to hand"
    r"|(?:seen|viewed|reviewed|obtained) by (?:this|the|our) (?:newspaper|paper|website|magazine|news agency)"
    r"|(?:document|draft|letter|memo|note|paper|e-?mail|presentation)s? (?:that )?(?:it|they) (?:has|have|had)"
    r" (?:seen|viewed|obtained|reviewed)"
    r"|(?:is|are|was|were) (?:said|believed|understood|thought|rumou?red) (?:by|in|among|at)\b"
    r"|it (?:is|was) (?:told|murmured|understood|grasped|known)(?: that| (?:in|among|through|from|by|within)\b)"
    r"|insiders? (?:reveal|disclose)|(?:has|have) (?:learn(?:ed|t)|heard) from\b)",
    re.IGNORECASE,
)
BORNE_OUT = re.compile(  # a rumour that its subject confirms, or that is no more than what was said before
    r"\b(?:confirm(?:s|ed)|acknowledge[ds]|concede[ds]|admit(?:s|ted))\b[^.;]{0,60}\b(?:rumou?r|hearsay|long-denied)\w*"
    r"|\b(?:rumou?red|whispered|hearsay|denied)\b[^.;]{0,40}\b(?:now|at last|finally) (?:confirmed|official)"
    r"|\b(?:rumou?rs?|hearsay|talk) [^.;]{0,50}\b(?:proved (?:true|right)|(?:is|was|were|has been) (?:now )?confirmed)",
    re.IGNORECASE,
)
OF_REPORTS = re.compile(
    r"\b(?:reports?|rumou?rs?|saying|newspaper|claims?|talk|gossip|story|press|hearsay|speculation|whispers?)\b",
    re.IGNORECASE,
)
