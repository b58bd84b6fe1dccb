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
