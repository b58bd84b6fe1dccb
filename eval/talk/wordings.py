"""How numbers, letters and months are said in Italian and English; words that may take each other's place."""

UNITS = {
    "it": ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"],
    "en": ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
}
TEENS = {
    "it": [
        "dieci",
        "undici",
        "dodici",
        "tredici",
        "quattordici",
        "quindici",
        "sedici",
        "diciassette",
        "diciotto",
        "diciannove",
    ],
    "en": [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
}
TENS = {
    "it": ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"],
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
}
MONTHS = {
    "it": [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
}
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
CITIES = [
    "ancona",
    "bologna",
    "como",
    "domodossola",
    "empoli",
    "firenze",
    "genova",
    "hotel",
    "imola",
    "livorno",
    "milano",
    "napoli",
    "otranto",
    "palermo",
    "quarto",
    "roma",
    "savona",
    "torino",
    "udine",
    "venezia",
    "zara",
]
NATO = [
    "alpha",
    "bravo",
    "charlie",
    "delta",
    "echo",
    "foxtrot",
    "golf",
    "hotel",
    "india",
    "juliet",
    "kilo",
    "lima",
    "mike",
    "november",
    "oscar",
    "papa",
    "quebec",
    "romeo",
    "sierra",
    "tango",
    "uniform",
    "victor",
    "whiskey",
    "yankee",
    "zulu",
]
_LETTERS = [
    "bi",
    "ci",
    "di",
    "effe",
    "gi",
    "acca",
    "elle",
    "emme",
    "enne",
    "pi",
    "qu",
    "erre",
    "esse",
    "ti",
    "vu",
    "zeta",
]


def two_digits(number: int, lang: str) -> str:
    """A number under a hundred in words."""
    ten, unit = divmod(number, 10)
    if ten == 0:
        return UNITS[lang][unit] if unit else "zero"
    if ten == 1:
        return TEENS[lang][unit]
    word = TENS[lang][ten - 2]
    if not unit:
        return word
    if lang == "en":
        return f"{word} {UNITS[lang][unit]}"
    return (word[:-1] if unit in (1, 8) else word) + UNITS[lang][unit]


def in_words(number: int, lang: str) -> str:
    """A number under a thousand in words."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return two_digits(rest, lang)
    if lang == "it":
        return ("" if hundreds == 1 else UNITS[lang][hundreds]) + "cento" + (two_digits(rest, lang) if rest else "")
    head = "a hundred" if hundreds == 1 else f"{UNITS[lang][hundreds]} hundred"
    return f"{head} and {two_digits(rest, lang)}" if rest else head


def _groups(lang: str) -> dict[str, list[str]]:
    """For each word the words that may stand where it stands."""
    own = [TEENS[lang], TENS[lang], MONTHS[lang]]
    if lang == "it":
        own += [UNITS["it"], CITIES, _LETTERS, [two_digits(n, "it") for n in range(21, 100) if n % 10]]
    else:
        own += [["zero", *UNITS["en"]], NATO]
    return {word: group for group in own for word in group}


GROUPS = {lang: _groups(lang) for lang in ("it", "en")}
