"""The page of a coaching pack: opens from a disk, asks no other host for anything, needs no script."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from qa_service.exports.moments import (
    WHOLE,
    Document,
    TrainingMoment,
    around,
    quotes,
    seconds,
    speaker,
    to_be_confirmed,
)
from qa_service.exports.naming import Naming
from qa_service.exports.wording import Language, word

_POLICY = "default-src 'none'; media-src 'self' file:; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --soft: #5f6b7a; --line: #d5dbe3; --mark: #fdeeb5; --accent: #1d5b8f; }
@media (prefers-color-scheme: dark) { :root { --soft: #a7b1bd; --line: #3a434e; --mark: #57480f; --accent: #8fc1ec; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { margin: 0 0 .2rem; font-size: 1.7rem; } h2 { font-size: 1.15rem; margin: 0; color: var(--accent); }
article { border-top: 1px solid var(--line); padding: 1.2rem 0; break-inside: avoid; }
.soft, dt { color: var(--soft); font-size: .9rem; } mark { background: var(--mark); color: inherit; }
audio { width: 100%; margin: .6rem 0 .2rem; } .note { border-left: 3px solid var(--accent); padding-left: .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: .6rem 0; } dd { margin: 0; }
summary { cursor: pointer; color: var(--accent); margin-top: .6rem; }
""".strip()


@dataclass(frozen=True, slots=True)
class MomentClip:
    """A moment and the path of its clip inside the pack (None: nothing to hear)."""

    moment: TrainingMoment
    clip: str | None


def page(title: str, note: str, moments: Sequence[MomentClip], naming: Naming) -> str:
    """The whole page."""
    lang = naming.language
    head = f"<h1>{escape(title)}</h1><p class=soft>{word('moments', lang)}: {len(moments)}</p>"
    note_html = f"<p class=note>{_lines(note)}</p>" if note else ""
    soft = f"<p class=soft>{word('notice_quotes', lang)} {word('silence_kept', lang)}</p>"
    empty = f"<p>{word('nothing', lang)}</p>"
    articles = "\n".join(_article(number, moment, naming) for number, moment in enumerate(moments, 1))
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><main>{head}{note_html}{soft}\n"
        f"{articles or empty}\n</main></body></html>\n"
    )


def transcript(document: Document, language: Language) -> str:
    """The masked words, a turn a line, with their seconds where there are any."""
    turns = [_spoken(turn, language) for turn in document["transcript"]]
    return "\n".join([document["id"], "", *turns, ""])


def _spoken(turn: dict[str, Any], language: Language) -> str:
    at = f"[{_clock(turn['start'])}] " if turn.get("start") is not None else ""
    return f"{at}{word('party_' + speaker(turn), language)}: {turn['text']}"


def _article(number: int, moment_clip: MomentClip, naming: Naming) -> str:
    moment, lang = moment_clip.moment, naming.language
    title = naming.topic(moment.topic) if moment.topic else word("moment" if moment.turn != WHOLE else "whole", lang)
    used = f" · {word('used', lang)}" if moment.used else ""
    waits = f" · {word('to_be_confirmed', lang)}" if to_be_confirmed(moment.document, moment.topic) else ""
    parts = [f"<h2>{number}. {escape(title)}</h2><p class=soft>{escape(_place(moment))}{waits}{used}</p>"]
    if moment.note:
        parts.append(f"<p class=note><strong>{word('said', lang)}.</strong> {_lines(moment.note)}</p>")
    parts.append(_sound(moment_clip.clip, title, lang))
    parts.append(_words(moment, around(moment), lang))
    if moment.turn != WHOLE:
        everything = _words(moment, range(len(moment.document["transcript"])), lang)
        parts.append(f"<details><summary>{word('transcript', lang)}</summary>{everything}</details>")
    return f"<article>{''.join(parts)}</article>"


def _sound(clip: str | None, title: str, language: Language) -> str:
    if clip is None:
        return f"<p class=soft>{word('no_sound', language)}</p>"
    label = escape(f"{word('listen', language)}: {title}", quote=True)
    return f'<audio controls preload="none" src="{escape(clip, quote=True)}" aria-label="{label}"></audio>'


def _place(moment: TrainingMoment) -> str:
    heard = seconds(moment)
    when = f" · {_clock(heard[0])}–{_clock(heard[1])}" if heard else ""
    return f"{moment.document['id']}{when}"


def _words(moment: TrainingMoment, numbers: Iterable[int], language: Language) -> str:
    passages: dict[int, list[str]] = {}
    for quote in quotes(moment):
        passages.setdefault(quote["turn"], []).append(quote["quote"])
    turns = {turn["turn"]: turn for turn in moment.document["transcript"]}
    rows = (_row(turns[n], passages.get(n, []), language) for n in numbers if n in turns)
    return f"<dl>{''.join(rows)}</dl>"


def _row(turn: dict[str, Any], passages: Sequence[str], language: Language) -> str:
    at = f" {_clock(turn['start'])}" if turn.get("start") is not None else ""
    text_html = "".join(_marked(turn["text"], passages))
    return f"<dt>{word('party_' + speaker(turn), language)}{at}</dt><dd>{text_html}</dd>"


def _marked(text: str, passages: Sequence[str]) -> Iterator[str]:
    """The text with its first occurrence of each passage marked; passages do not overlap once they are in order."""
    at = 0
    for start, passage in sorted((text.find(passage), passage) for passage in passages if passage):
        if start < at:
            continue
        yield f"{escape(text[at:start])}<mark>{escape(passage)}</mark>"
        at = start + len(passage)
    yield escape(text[at:])


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
