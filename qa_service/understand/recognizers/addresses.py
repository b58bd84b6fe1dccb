"""Street addresses in both languages, parts that touch joined."""

from qa_service.understand.recognizers import english_addresses, italian_addresses
from qa_service.understand.recognizers.lexicon import cues
from qa_service.understand.recognizers.text_line import Hit, TextLine


def asks(line: TextLine) -> bool:
    """Whether a line asks for an address."""
    return any(low in cues("addresses", "asked") for low in line.lows)


def find(line: TextLine, expected: bool, awaited: bool = False, told: bool = False) -> list[Hit]:
    """Addresses of a line. `expected`: an earlier turn speaks of one; `awaited`: this one answers a question for one or
    follows one that was told, so that parts of it count, too; `told`: it says itself that one comes.
    """
    hits = italian_addresses.find(line, awaited) + english_addresses.find(line, expected, awaited, told)
    joined: list[Hit] = []
    for hit in sorted(hits):
        if (joined and not line.text[joined[-1].end : hit.start].strip(" ,-–")) or (
            joined and hit.start < joined[-1].end
        ):
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, hit.end))
        else:
            joined.append(hit)
    return joined


def names_a_shops_street(line: TextLine, hit: Hit) -> bool:
    """Whether a name is that of a street where there is a place of business: `il negozio di viale Marconi`."""
    first, last = line.token_from(hit.start), line.token_to(hit.end)
    if first is None or last is None:
        return False
    before = first - 2 if line.lows[first - 1 : first] in (["san"], ["santa"]) else first - 1
    street = before >= 0 and line.lows[before] in cues("addresses", "sure_streets")
    return street and italian_addresses.is_business(line, before, last)
