"""Cases made from the templates, and the corpus with the names of other people."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.corpus_pii import Case
from eval.name_dialogues.draw import Names
from qa_service.domain.transcript import PiiSpan
from qa_service.understand.recognizers import lexicon

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([GSNILW])(\d?)\}")
_MARKED = re.compile("\x01([^\x02]*)\x02")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[.,;:!?\"()@]|(?<!\w)'|-(?!\w)")
_OPENERS = {
    "it": ("sì ", "eh ", "allora ", "sì allora ", "ehm ", "sì sono ", "è ", "buongiorno ", "dunque "),
    "en": ("yeah ", "yes ", "um ", "it's ", "yeah it's ", "uh ", "sure ", "that's ", "oh it's "),
}
_LETTERS = dict(
    b="bi",
    c="ci",
    d="di",
    f="effe",
    g="gi",
    h="acca",
    j="i lunga",
    k="kappa",
    l="elle",
    m="emme",
    n="enne",
    p="pi",
    q="qu",
    r="erre",
    s="esse",
    t="ti",
    v="vu",
    w="doppia vu",
    x="ics",
    y="ipsilon",
    z="zeta",
)
_BOTH_ORDERS = 0.35
_OPENED, _LED_UP_TO = 0.12, 0.5


def templates(lang: str) -> list[list[str]]:
    """The turns of each template."""
    lines = (_HERE / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split(" / ") for line in lines if line and not line.startswith("#")]


def exchanges(copies: int, seed: int) -> Iterator[Case]:
    """`copies` of each template with other names each time; the first half as a recogniser writes."""
    rng = random.Random(seed)
    names = Names(rng)
    for lang in ("it", "en"):
        known = templates(lang)
        nameless = [turns for turns in known if not any(_SLOT.search(turn) for turn in turns)]
        for number, turns in enumerate(known):
            for copy in range(copies):
                before = rng.choice(nameless) if rng.random() < _LED_UP_TO else []
                marked = _fill([*before, *turns], lang, names, rng)
                spoken = any(turn[0].islower() for turn in turns) and copy * 2 < copies
                yield _case(f"{lang}-made-{number}-{copy}", lang, spoken, [_spoken(t) if spoken else t for t in marked])


def renamed(cases: Sequence[Case], seed: int) -> Iterator[Case]:
    """The cases with other names of people in them, half of the written ones as a recogniser would write them."""
    rng = random.Random(seed)
    names = Names(rng)
    for case in cases:
        others: dict[str, str] = {}
        spoken = case.asr_like or rng.random() < 0.5
        marked = [_rename(turn, text, case, others, names) for turn, text in enumerate(case.texts)]
        yield _case(case.id, case.lang, spoken, [_spoken(t) if spoken else t for t in marked])


def _fill(turns: Sequence[str], lang: str, names: Names, rng: random.Random) -> list[str]:
    people: dict[str, tuple[str, str]] = {}
    if any("{W}" in turn for turn in turns):
        people[""] = names.given(lang), names.word_like()
    capitals = rng.random() < 0.8

    def name(slot: re.Match[str]) -> str:
        given, surname = people.setdefault(slot[2], (names.given(lang), names.surname(lang)))
        if slot[1] == "W":
            return surname
        if slot[1] == "L":
            return spelled(surname, lang)
        full = f"{surname} {given}" if rng.random() < _BOTH_ORDERS else f"{given} {surname}"
        text = {"G": given, "S": surname, "N": full, "I": given[0]}[slot[1]]
        return f"\x01{_titled(text) if capitals or slot[1] == 'I' else text}\x02"

    return [_opener(turn, lang, rng) + _SLOT.sub(name, turn) for turn in turns]


def spelled(name: str, lang: str) -> str:
    """A name letter by letter, in Italian by the names of the letters."""
    return " ".join(_LETTERS.get(letter, letter) if lang == "it" else letter for letter in name if letter.isalpha())


def _opener(turn: str, lang: str, rng: random.Random) -> str:
    return rng.choice(_OPENERS[lang]) if turn.startswith(("{N", "{S")) and rng.random() < _OPENED else ""


def _titled(name: str) -> str:
    """With capitals; after an apostrophe, too, and particles half-heartedly as people do."""
    return _WORD.sub(lambda word: word[0].capitalize(), name)


def _spoken(marked: str) -> str:
    return " ".join(_SIGNS.sub(" ", marked.lower()).split()).replace("\x01 ", "\x01").replace(" \x02", "\x02")


def _rename(turn: int, text: str, case: Case, others: dict[str, str], names: Names) -> str:
    marked, end = "", 0
    for span in sorted((s for s in case.gold if s.turn == turn and s.type == "PERSON"), key=lambda s: s.start):
        if span.start >= end:
            marked += (
                text[end : span.start] + f"\x01{_other(text[span.start : span.end], case.lang, others, names)}\x02"
            )
            end = span.end
    return marked + text[end:]


def _other(name: str, lang: str, others: dict[str, str], names: Names) -> str:
    def word(match: re.Match[str]) -> str:
        low = match[0].lower()
        if len(low) < 3 or low in lexicon.cues("names", "particles"):
            return match[0]
        given = lexicon.given_name(low) and (match.start() == 0 or not lexicon.surname(low))
        new = others.setdefault(low, names.given(lang) if given else names.surname(lang))
        return new.upper() if match[0].isupper() else _titled(new) if match[0][0].isupper() else new

    return _WORD.sub(word, name)


def _case(identifier: str, lang: str, spoken: bool, marked: Sequence[str]) -> Case:
    texts, gold = [], []
    for turn, text in enumerate(marked):
        plain, end = "", 0
        for match in _MARKED.finditer(text):
            plain += text[end : match.start()]
            gold.append(PiiSpan(turn, len(plain), len(plain) + len(match[1]), "PERSON"))
            plain += match[1]
            end = match.end()
        texts.append(plain + text[end:])
    return Case(identifier, lang, spoken, tuple(texts), tuple(gold))
