"""What looks like a name and is a thing: `fiore come il fiore`, `the Dyson store`, `il concerto di Vasco`.

Only where the words right around it leave no doubt: a name shown by mistake costs more than a word hidden by mistake.
"""

from qa_service.understand.recognizers.lexicon import cues, listed, ordinary
from qa_service.understand.recognizers.text_line import Hit, TextLine

_LEAST_PLAIN = 3


def is_thing(line: TextLine, hit: Hit) -> bool:
    """Whether a hit for a name hides none."""
    first, last = line.token_from(hit.start), line.token_to(hit.end)
    if hit.kind != "PERSON" or first is None or last is None:
        return False
    return (
        _is_compared(line, first, last)
        or _is_of_a_thing(line, first)
        or _belongs_to_a_thing(line, first, last)
        or _is_plain_talk(line, first, last)
    )


def _is_compared(line: TextLine, first: int, last: int) -> bool:
    """`like the building`, `come il mestiere`: what explains a name that is a word."""
    before = line.lows[max(0, first - 2) : first]
    compared = len(before) == 2 and before[0] in ("like", "come") and before[1] in cues("not_names", "articles")
    return compared and first == last and ordinary(line.lows[first])


def _is_of_a_thing(line: TextLine, first: int) -> bool:
    """`concerto di vasco`, `il san raffaele`."""
    before = line.lows[max(0, first - 2) : first]
    if len(before) < 2:
        return False
    saint = before[1] in ("san", "santa") and before[0] in cues("not_names", "the_saint")
    return saint or (before[0] in cues("not_names", "things_of") and before[1] in ("di", "con", "by"))


def _belongs_to_a_thing(line: TextLine, first: int, last: int) -> bool:
    """`a Fred Perry polo`, `the Victoria line`."""
    after = {*line.lows[last + 1 : last + 2], *line.lows[first + 1 : last + 1][-1:]}
    the = line.lows[max(0, first - 1) : first] == ["the"]
    return not after.isdisjoint(cues("not_names", "things") | (cues("not_names", "the_things") if the else frozenset()))


def _is_plain_talk(line: TextLine, first: int, last: int) -> bool:
    """`SENZA LUCE DA IERI`: three plain words or more, none of them a name."""
    lows = [low for low in line.lows[first : last + 1] if low[0].isalnum()]
    return len(lows) >= _LEAST_PLAIN and all(
        low.isalpha() and ordinary(low) and not set(listed(low).lower()) & {"g", "n"} for low in lows
    )
