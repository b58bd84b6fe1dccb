"""What is personal in languages that are not read here: introduced names, and numbers digit by digit or in words.

No grammar, only what must not slip: too much is hidden rather than too little, since nobody judges such words anyway.
Used beside the other recognisers wherever the language is another one, or could not be told.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from qa_service.understand.recognizers.lexicon import given_name, ordinary, surname
from qa_service.understand.recognizers.text_line import Hit, TextLine

_FEWEST_NUMBERS = 3
_FEWEST_DIGITS = 5
_LONGEST_NAME = 4
_UNCASED_NAME = 3
_TITLED_NAME = 2
_LONGEST_LOCAL = 5
_MOST_DOTS = 5
_GREEK = "\u0370"
"""Where the letters of other alphabets than the Latin one begin."""
_MARKS = frozenset(",.;:-–/+()…")
_SENTENCE_ENDS = frozenset(".?!…:")
_APOSTROPHES = frozenset("'’ʼ`")
_COMPOUND = re.compile(
    r"(?:ein|zwei|drei|vier|funf|fuenf|sechs|sieben|acht|neun)und"
    r"(?:zwanzig|dreissig|dreißig|vierzig|funfzig|fuenfzig|sechzig|siebzig|achtzig|neunzig)"
)
_CHINESE_NUMBER = re.compile(r"[\d零〇一二三四五六七八九幺两十百千万]{5,}")
_CHINESE_NAME = re.compile(
    r"(?:我叫|我姓|名字是|名字叫|姓名是|姓名[：:]?|户主是|[公婆子儿妈爸夫妻友妹姐哥弟]叫)([一-鿿·]{1,4})"
    r"|我是([一-鿿]{2,3})(?![一-鿿])"
    r"|([一-鿿]{1,3})(?:先生|女士|小姐|太太)"
    r"|(?<![一-鿿])((?!谢谢|高兴|方便|明天|安全|黄金)"
    r"[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    r"白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][一-鿿]{1,2})(?![一-鿿])"
)


def find(line: TextLine) -> list[Hit]:
    """Names after an introduction or a title and by their capitals, numbers, and spoken e-mail addresses of a line."""
    lows = [_fold(low) for low in line.lows]
    return [*_names(line, lows), *_capitals(line), *_numbers(line, lows), *_emails(line, lows), *_chinese(line.text)]


def find_introduced(line: TextLine) -> list[Hit]:
    """Names after a phrase that introduces one and means nothing in Italian or English, in whatever text."""
    return list(_names_after(line, [_fold(low) for low in line.lows], "introductions", _LONGEST_NAME))


def is_strange(line: TextLine) -> bool:
    """Whether a line is in no language that is read, whatever the language of the contact is said to be: of its words
    without capitals, two or more, more than half are neither known ones nor names; or it has another alphabet."""
    if not line.text.isascii() and any(low[0] >= _GREEK and low[0].isalpha() for low in line.lows):
        return True
    strange = [not (ordinary(low) or given_name(low) or surname(low)) for low in _small_words(line) if len(low) > 1]
    return len(strange) > 1 and 2 * sum(strange) > len(strange)


def _fold(low: str) -> str:
    """Without accents; other alphabets stay as they are, since there a mark makes another letter."""
    if low.isascii() or low[0] >= _GREEK:
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("foreign.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lists()[name].split())


@cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a list by their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _lists()[name].split("/"):
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in by_first.items()}


def _names(line: TextLine, lows: Sequence[str]) -> Iterator[Hit]:
    for name, longest in (("introductions", _LONGEST_NAME), ("titles", _TITLED_NAME), ("weak", _LONGEST_NAME)):
        yield from _names_after(line, lows, name, longest)


def _names_after(line: TextLine, lows: Sequence[str], name: str, longest: int) -> Iterator[Hit]:
    """Names after the phrases of a list."""
    for at in range(len(lows)):
        first = _after(lows, at, name)
        if not first or (name == "weak" and not _looks_like_a_name(line, first)):
            continue
        last = _name_end(line, lows, first, longest)
        if last is not None:
            yield line.hit(first, last, "PERSON", 0.85)


def _looks_like_a_name(line: TextLine, at: int) -> bool:
    return _is_capital(line, at) or (at < len(line) and given_name(line.lows[at]) != "")


def _after(lows: Sequence[str], at: int, name: str) -> int:
    """The token after a phrase of the list that begins at `at`, 0 where none does; apostrophes in it do not count."""
    for phrase in _phrases(name).get(lows[at], ()):
        place, matched = at, 0
        while place < len(lows) and matched < len(phrase):
            if lows[place] == phrase[matched]:
                matched += 1
            elif lows[place] not in _APOSTROPHES and lows[place] != "-":
                break
            place += 1
        if matched == len(phrase):
            return place + (place < len(lows) and lows[place] in ".:")
    return 0


def _name_end(line: TextLine, lows: Sequence[str], first: int, longest: int) -> int | None:
    """The last token of the name that begins at `first`: while there are capitals, or up to three words without."""
    capitals = _is_capital(line, first)
    most = longest if capitals else min(longest, _UNCASED_NAME)
    last, words = None, 0
    for at in range(first, len(line)):
        if line.words[at] in _APOSTROPHES or (line.words[at] == "-" and line.glued(at)):
            continue
        if lows[at] in _words("stops"):
            if last is not None and _goes_on(line, at, capitals):
                continue
            break
        if words == most or not line.words[at][0].isalpha() or (capitals and not _is_capital(line, at)):
            break
        last, words = at, words + 1
    return last


def _goes_on(line: TextLine, at: int, capitals: bool) -> bool:
    """Whether a name goes on behind a small word (`Juan de la Cruz`, `khadija el amrani`): with a capital, or without
    any with a known surname."""
    places = range(at + 1, min(at + 3, len(line)))
    return any(_is_capital(line, place) if capitals else surname(line.lows[place]) == "N" for place in places)


def _capitals(line: TextLine) -> Iterator[Hit]:
    """Words with a capital that begin no sentence, and two or more in a row wherever they stand.

    Places and companies go, too. Only in lines whose other words are mostly unknown, so not in Italian or English;
    in German, where nouns have capitals, only rows of them.
    """
    if not line.cased or not _is_foreign(line):
        return
    fewest = 2 if not _words("german").isdisjoint(line.lows) else 1
    at = 0
    while at < len(line):
        last = at
        while _is_name_like(line, last + 1) and _follows(line, last + 1):
            last += 1
        begins = (
            at == 0 or line.words[at - 1] in _SENTENCE_ENDS or "\n" in line.text[line.ends[at - 1] : line.starts[at]]
        )
        if _is_name_like(line, at) and last - at + 1 >= (2 if begins else fewest):
            yield line.hit(at, last, "PERSON", 0.5)
        at = last + 1


def _is_foreign(line: TextLine) -> bool:
    """Whether at most half of the words without capitals are known ones."""
    small = _small_words(line)
    return bool(small) and 2 * sum(map(ordinary, small)) <= len(small)


def _small_words(line: TextLine) -> list[str]:
    return [low for word, low in zip(line.words, line.lows, strict=True) if word == low and low[0].isalpha()]


def _is_name_like(line: TextLine, at: int) -> bool:
    """Whether a word begins with a capital and goes on without."""
    return _is_capital(line, at) and len(line.words[at]) > 1 and not line.words[at].isupper()


def _follows(line: TextLine, at: int) -> bool:
    """Whether only spaces of the same row stand between a token and the one before it."""
    return "\n" not in line.text[line.ends[at - 1] : line.starts[at]]


def _is_capital(line: TextLine, at: int) -> bool:
    return at < len(line) and line.words[at][0].isupper()


def _numbers(line: TextLine, lows: Sequence[str]) -> Iterator[Hit]:
    """Runs of digits and number words that are longer than a quantity."""
    at = 0
    while at < len(lows):
        run = _run(line, lows, at)
        digits = sum(size for _, size in run)
        spoken = any(line.words[place].isalpha() for place, _ in run)
        if digits >= _FEWEST_DIGITS or (spoken and len(run) >= _FEWEST_NUMBERS):
            yield line.hit(run[0][0], run[-1][0], "OTHER_ID", 0.6)
        at = run[-1][0] + 1 if run else at + 1


def _run(line: TextLine, lows: Sequence[str], at: int) -> list[tuple[int, int]]:
    """The numbers from token `at` on, each with its digits, over marks and words that tie them."""
    run: list[tuple[int, int]] = []
    for place in range(at, len(lows)):
        if size := _size(line.words[place], lows[place]):
            run.append((place, size))
        elif not run or not (lows[place] in _MARKS or lows[place] in _APOSTROPHES or lows[place] in _words("joints")):
            break
    return run


def _size(word: str, low: str) -> int:
    """How many digits a token stands for, 0 where it is no number."""
    if low in _words("numbers"):
        return 1
    if _COMPOUND.fullmatch(low):
        return 2
    digits = sum(map(str.isdecimal, word))
    return digits if digits * 2 >= len(word) else 0


def _emails(line: TextLine, lows: Sequence[str]) -> Iterator[Hit]:
    """`mario punto rossi arroba gmail punto com`: a few words before, and what dots tie together after."""
    for at in range(1, len(lows) - 1):
        if lows[at] not in _words("at_signs") or not any(low in _words("dots") for low in lows[at + 1 : at + 4]):
            continue
        first, last = at, at + 1
        while first > max(0, at - _LONGEST_LOCAL) and line.words[first - 1][0].isalnum():
            first -= 1
        while last + 2 < len(lows) and lows[last + 1] in _words("dots") and last < at + 2 * _MOST_DOTS:
            last += 2
        if first < at:
            yield line.hit(first, last, "EMAIL", 0.8)


def _chinese(text: str) -> Iterator[Hit]:
    """Chinese has no spaces between words: what was introduced, and numbers, by the characters alone."""
    if text.isascii():
        return
    for match in _CHINESE_NAME.finditer(text):
        start, end = next(match.span(group) for group in (1, 2, 3, 4) if match[group])
        yield Hit(start, end, "PERSON", 0.85)
    for match in _CHINESE_NUMBER.finditer(text):
        yield Hit(match.start(), match.end(), "OTHER_ID", 0.6)
