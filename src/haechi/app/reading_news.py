"""x."""
from haechi.model.alias import Alias
from haechi.news.aliases import Names
from haechi.news.items import Items
from haechi.news.readings import Lexicon
from haechi.reference.facts import Facts

def lexicon(facts: Facts) -> Lexicon:
    """What is looked for in an article: names of the tables, with firms that provisions name, and items."""
    firms = {firm: row.economy for row in facts.provisions for firm in _firms(row.firms)}
    return Lexicon(names=Names(facts.aliases, firms), items=Items(facts.items))
def _firms(cell):
    return () if not cell else cell if isinstance(cell, tuple) else tuple(x.strip() for x in cell.split(";"))
