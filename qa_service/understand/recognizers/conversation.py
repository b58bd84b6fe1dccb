"""All recognisers over all turns of an interaction, with its memory: what was asked before, what was found before."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

from qa_service.understand.recognizers import (
    addresses,
    answers,
    asked_codes,
    birthdates,
    card_expiry,
    card_security,
    code_edges,
    codes,
    email_parts,
    emails,
    mixed_codes,
    names,
    quantities,
    questions,
    readbacks,
    runs,
    spelled,
    split_numbers,
    told_names,
)
from qa_service.understand.recognizers.codes import PersonalCode
from qa_service.understand.recognizers.lexicon import ordinary
from qa_service.understand.recognizers.numerals import code_part
from qa_service.understand.recognizers.runs import Run
from qa_service.understand.recognizers.text_line import Hit, TextLine

_CODES_BACK = 3
_QUESTIONS_BACK = 2
_SHORT_LINE = 12
_SMALL = 2
_MAIL_BACK = 3
_CODES = frozenset(("CREDIT_CARD", "CUSTOMER_CODE", "IBAN", "NATIONAL_ID", "OTHER_ID", "PHONE", "POD_PDR"))


def find(lines: Sequence[TextLine], model: names.NameModel) -> list[list[Hit]]:
    """The hits of each line, overlapping ones included."""
    expectations = questions.expected(lines)
    found_codes = _codes(lines)
    hits = [
        coded + dated + mails + line.unread()
        for line, coded, dated, mails in zip(
            lines, found_codes, _birthdates(lines), _emails(lines, expectations), strict=True
        )
    ]
    called = [
        [hit for hit in hits if not addresses.names_a_shops_street(line, hit)]
        for line, hits in zip(lines, names.find(lines, model), strict=True)
    ]
    told_of = told_names.find(lines, called)
    homes = _addresses(lines, expectations)
    spellings = _spellings(lines, expectations)
    told = [
        [
            *answers.find(line, expectation, coded + home),
            *spelled.hits(line, own),
            *home,
            *(hit for hit in own_hits if hit.kind == "EMAIL" or hit.score == email_parts.SCORE),
        ]
        for line, expectation, own, home, own_hits, coded in zip(
            lines, expectations, spellings, homes, hits, found_codes, strict=True
        )
    ]
    again = readbacks.find(lines, told, spellings)
    return [
        own + data + names_of_line + names_told + repeated + pieces
        for own, data, names_of_line, names_told, repeated, pieces in zip(
            hits, told, called, told_of, again, mixed_codes.find(lines), strict=True
        )
    ]


def _emails(lines: Sequence[TextLine], expectations: Sequence[questions.Expected | None]) -> list[list[Hit]]:
    """Addresses of mail; and parts of one in the lines that follow a question for it, or stand around one that was
    told."""
    whole = [emails.find(line) for line in lines]
    telling = [
        bool(hits)
        or email_parts.speaks_of_mail(line)
        or (expectation is not None and expectation.asked is questions.Asked.EMAIL)
        for line, hits, expectation in zip(lines, whole, expectations, strict=True)
    ]
    own = [email_parts.speaks_of_own_site(line) for line in lines]
    return [
        hits
        + email_parts.find(
            line, any(telling[max(0, at - _MAIL_BACK) : at + 2]), any(own[max(0, at - _MAIL_BACK) : at + 1])
        )
        for at, (line, hits) in enumerate(zip(lines, whole, strict=True))
    ]


def _spellings(
    lines: Sequence[TextLine], expectations: Sequence[questions.Expected | None]
) -> list[list[spelled.Spelling]]:
    """The spellings of each line; a word of three letters or more elsewhere may be what is spelled."""
    words = frozenset(low for line in lines for low in line.lows if len(low) > 2 and low.isalpha())
    return [
        spelled.find(line, expectation is not None and expectation.asked is not questions.Asked.ADDRESS, words)
        for line, expectation in zip(lines, expectations, strict=True)
    ]


def settle(hits: Iterable[Hit], text: str) -> list[Hit]:
    """Sorted hits without overlap: the surest wins, then the longest; what sticks out of a loser stays hidden too,
    as a part
    of the winner where it is of the same kind or no more than a letter or two.
    """
    settled: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.score, h.start - h.end)):
        first = bisect_right(settled, hit.start, key=lambda other: other.end)
        last = bisect_left(settled, hit.end, lo=first, key=lambda other: other.start)
        parts = [hit]
        for other in settled[first:last]:  # in order: only the last part can reach it
            parts[-1:] = _outside(parts[-1], other) if parts else []
        for part in parts:
            said = text[part.start : part.end]
            if any(map(str.isalnum, said)) and not (part != hit and _only_names_a_code(part.kind, said)):
                _settle_part(settled, part, text)
    return settled


def _only_names_a_code(kind: str, said: str) -> bool:
    """Whether what is left of a code says what it is and nothing of it: `policy`, `numero`, `polizza vita`."""
    words = TextLine(said).lows
    return kind in _CODES and any(map(codes.is_cue, words)) and all(map(_names_no_sign, words))


def _names_no_sign(low: str) -> bool:
    return not low[0].isalnum() or codes.is_cue(low) or (ordinary(low) and code_part(low) is None)


def _settle_part(settled: list[Hit], part: Hit, text: str) -> None:
    """Adds a part that overlaps nothing, to the neighbour that it touches where it belongs to that."""
    at = bisect_left(settled, part.start, key=lambda other: other.start)
    small = sum(map(str.isalnum, text[part.start : part.end])) <= _SMALL
    after = settled[at] if at < len(settled) and settled[at].start == part.end else None
    before = settled[at - 1] if at and settled[at - 1].end == part.start else None
    if before is not None and (small or before.kind == part.kind):
        settled[at - 1] = before._replace(end=part.end)
    elif after is not None and (small or after.kind == part.kind):
        settled[at] = after._replace(start=part.start)
    else:
        settled.insert(at, part)


def _outside(hit: Hit, other: Hit) -> list[Hit]:
    """The parts of `hit` that `other` does not cover."""
    if hit.end <= other.start or hit.start >= other.end:
        return [hit]
    before, after = hit._replace(end=other.start), hit._replace(start=other.end)
    return [part for part in (before, after) if part.start < part.end]


def _codes(lines: Sequence[TextLine]) -> list[list[Hit]]:
    spelled = [quantities.set_apart(line, runs.find(line)) for line in lines]
    spoken_of = [codes.cues(line) for line in lines]
    ending = [codes.asks_for_digits(line) for line in lines]
    personal_codes = [
        codes.classify(
            line,
            own,
            _nearest_first(spoken_of[max(0, at - _CODES_BACK) : at]),
            any(ending[max(0, at - _QUESTIONS_BACK) : at]),
        )
        for at, (line, own) in enumerate(zip(lines, spelled, strict=True))
    ]
    agreed = codes.agree(spelled, _widened(lines, spelled, personal_codes))
    return [
        [code_edges.hit(line, code.run, code.kind, code.sure) for code in line_codes] + expiries
        for line, line_codes, expiries in zip(lines, agreed, card_expiry.find(lines, agreed), strict=True)
    ]


def _widened(
    lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]], personal_codes: Sequence[list[PersonalCode]]
) -> list[list[PersonalCode]]:
    """The codes with what only several turns together tell."""
    return card_security.add(lines, spelled, asked_codes.add(lines, split_numbers.join(lines, spelled, personal_codes)))


def _nearest_first(types: Sequence[Sequence[str]]) -> list[str]:
    """The types of earlier lines, those of the line just before first, each once."""
    return list(dict.fromkeys(chain.from_iterable(reversed(types))))


def _birthdates(lines: Sequence[TextLine]) -> list[list[Hit]]:
    asking = [birthdates.speaks_of_birth(line) for line in lines]
    earlier_days: set[birthdates.Day] = set()
    hits_by_line = []
    for at, line in enumerate(lines):
        hits, days = birthdates.find(line, any(asking[max(0, at - _QUESTIONS_BACK) : at]), earlier_days)
        earlier_days.update(days)
        hits_by_line.append(hits)
    return birthdates.answering(lines, hits_by_line)


def _addresses(lines: Sequence[TextLine], expectations: Sequence[questions.Expected | None]) -> list[list[Hit]]:
    """The addresses of each line: awaited where it answers a question for one, or is short and follows one."""
    hits: list[list[Hit]] = []
    for at, (line, expectation) in enumerate(zip(lines, expectations, strict=True)):
        expected = any(map(addresses.asks, lines[max(0, at - _QUESTIONS_BACK) : at]))
        answers_it = expectation is not None and expectation.asked is questions.Asked.ADDRESS
        told = any(hits[max(0, at - _QUESTIONS_BACK) : at]) and len(line) <= _SHORT_LINE
        asked = answers_it or questions.of(line) is questions.Asked.ADDRESS
        tells = questions.tells_address(line)
        hits.append(addresses.find(line, expected or asked, asked or told or tells, tells))
    return hits
