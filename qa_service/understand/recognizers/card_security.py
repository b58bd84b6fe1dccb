"""The security code of a payment card: three or four digits that nobody may keep once the payment is through.

They have no form of their own; what gives them away is the question (`le ultime tre cifre sul retro`, `the three digits
on the back`) or their name (CVV). After either, any short number is taken for the code until somebody else would speak.
"""

import re
from collections.abc import Sequence

from qa_service.understand.recognizers import code_forms as forms
from qa_service.understand.recognizers import open_questions, quantities, runs
from qa_service.understand.recognizers.codes import PersonalCode
from qa_service.understand.recognizers.runs import Run
from qa_service.understand.recognizers.text_line import TextLine

_COUNTED = r"(?:cifre|cifrette|numeri|numerini|digits|numbers|figures)"
_SPOKEN_OF = re.compile(
    rf"""\bc\ ?v\ ?[vc](?:\ ?2)?\b | \bcv2\b | \bcsc\b | \b(?:c|ci)\ (?:v|vi|vu)\ (?:v|vi|vu|c|ci)\b
      | \b(?:c|cee|see)\ (?:v|vee)\ (?:v|vee|c|cee|see)\b
      | \bcodic[ei]\ (?:di\ |della\ )?sicurezza\b | \bsecurity\ (?:code|number|digits)\b | \bcard\ verification\b
      | \b{_COUNTED}(?:\ \S{{1,20}}){{0,6}}\ (?:dietro|retro|back|reverse|davanti|fronte|front)\b
      | \b(?:three|four|tre|quattro)\ (?:on\ the\ back|on\ the\ front|dietro|sul\ retro)\b
      | \b(?:dietro|retro|back|reverse)(?:\ \S{{1,20}}){{0,8}}\ {_COUNTED}\b""",
    re.VERBOSE,
)
_LINES_AFTER = 3
_LINES_READ = 10
_LEAST, _LONGEST = 3, 4
_SHORT_LINE = 12


def speaks_of(line: TextLine) -> bool:
    """Whether a line asks for, or names, the security code of a card."""
    return _SPOKEN_OF.search(" ".join(low for low in line.lows if low != ".")) is not None


def was_said(texts: Sequence[str], recorded: bool) -> bool:
    """Whether a security code was said: spoken of, with a number there or in the turns after. Of a recording the words
    are not certain: there it is enough that it was spoken of. What nobody has read may hold one, too."""
    lines = [TextLine(text) for text in texts]
    return any(line.unread() for line in lines) or any(
        recorded or _holds_number(lines[at : at + 1 + _LINES_READ]) for at, line in enumerate(lines) if speaks_of(line)
    )


def _holds_number(lines: Sequence[TextLine]) -> bool:
    """Whether the first line or those after it hold three digits, in one turn or cut up over short ones."""
    cut_up, since = 0, 0
    for at, line in enumerate(lines):
        since += at > 0 and not open_questions.nods(line)
        lengths = [run.length for run in runs.find(line) if not quantities.measured(line, run.last)]
        if since > _LINES_AFTER:
            return False
        if any(length >= _LEAST for length in lengths):
            return True
        cut_up += sum(lengths) if at and len(line) <= _SHORT_LINE else 0
        if cut_up >= _LEAST:
            return True
    return False


def add(
    lines: Sequence[TextLine], spelled: Sequence[Sequence[Run]], codes: Sequence[list[PersonalCode]]
) -> list[list[PersonalCode]]:
    """`codes` with what may be a security code; a type that rests on little gives way to it."""
    result: list[list[PersonalCode]] = []
    since = _LINES_AFTER + 1
    for line, line_runs, line_codes in zip(lines, spelled, codes, strict=True):
        since = 0 if speaks_of(line) else since + (not open_questions.nods(line))
        well_founded = {id(code.run) for code in line_codes if code.evidence > 1}
        security_codes = [run for run in line_runs if id(run) not in well_founded and _can_be(line, run, since)]
        security_ids = {id(run) for run in security_codes}
        others = (code for code in line_codes if id(code.run) not in security_ids)
        result.append([*others, *(PersonalCode(run, forms.CARD, 2) for run in security_codes)])
    return result


def _can_be(line: TextLine, run: Run, since: int) -> bool:
    """Whether a run can be the code, or a part of it, `since` lines after it was spoken of (0: in the same line)."""
    if since > _LINES_AFTER or not 0 < run.length <= _LONGEST or quantities.measured(line, run.last):
        return False
    return run.length >= _LEAST or (since > 0 and len(line) <= _SHORT_LINE)
