"""Personal data drawn at random, as they are said or written: each a list of the parts in which it may be told."""

import random

from eval.name_dialogues.draw import Names
from eval.name_dialogues.make import spelled
from eval.talk.wordings import CITIES, MONTHS, NATO, ORDINALS, UNITS, in_words, two_digits
from qa_service.understand.recognizers import lexicon

_STREETS = {
    "it": "via via via via viale viale piazza corso vicolo largo contrada strada piazzale località frazione borgo vico "
    "salita traversa calle rione lungomare circonvallazione loc. p.zza v.le c.so",
    "en": "road street lane avenue close drive court crescent gardens terrace way place grove hill rise row walk mews "
    "square green view park gate wharf yard croft",
}
_BEFORE_STREETS = {
    "it": ("", "", "", "", "san ", "santa ", "dei ", "delle ", "degli ", "del ", "dell'", "monte ",
           "don ", "fratelli ", "vecchia "),
    "en": ("", "", "", "saint ", "old ", "north ", "upper ", "the ", "queens ", "mill "),
}  # fmt: skip
_HOSTS = {
    "it": "gmail gmail libero hotmail yahoo outlook icloud virgilio alice tiscali fastwebnet tim pec live",
    "en": "gmail gmail hotmail yahoo outlook icloud sky btinternet aol proton talktalk live",
}
_ENDINGS = {"it": ("it", "com", "it", "com", "eu", "org"), "en": ("com", "com", "co dot uk", "net", "ie", "org dot uk")}
_CONSONANTS, _MONTH_LETTERS = "BCDFGHLMNPRSTVZ", "ABCDEHLMPRST"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Values:
    """Draws data of each kind, in lower case but for written forms."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._names = Names(rng)
        self._towns = sorted(lexicon.words("towns.txt")) + sorted(w for w in lexicon.words("places.txt") if len(w) > 4)
        self._words = sorted(word for word in lexicon.words("ordinary_words.txt") if len(word) > 3)

    def draw(self, kind: str, lang: str) -> list[str]:
        """The parts of one datum."""
        own = {
            "PERSON": self._person, "ADDRESS": self._address, "EMAIL": self._email, "DATE_OF_BIRTH": self._birthday,
            "PHONE": self._phone, "IBAN": self._iban, "NATIONAL_ID": self._national, "CREDIT_CARD": self._card,
        }  # fmt: skip
        return own.get(kind, self._code)(lang)

    def surname(self, lang: str) -> str:
        """Any surname."""
        return self._names.surname(lang)

    def _one_of(self, *choices: str) -> str:
        return self.rng.choice(choices)

    def _person(self, lang: str) -> list[str]:
        given, surname = self._names.given(lang), self._names.surname(lang)
        return [self.rng.choices((given, surname, f"{given} {surname}", f"{surname} {given}"), (5, 4, 7, 4))[0]]

    def digits(self, count: int, lang: str, way: str = "") -> str:
        """So many digits: one by one, in pairs and hundreds, with commas, or written."""
        rng = self.rng
        digits = [rng.randrange(10) for _ in range(count)]
        way = way or self._one_of("words", "words", "words", "pairs", "apart", "commas", "written")
        if way == "apart":
            return "".join(f"{digit} " if rng.random() < 0.25 else str(digit) for digit in digits).strip()
        if way == "written":
            return "".join(map(str, digits))
        if way == "commas":
            return ", ".join(UNITS[lang][digit] for digit in digits)
        return " ".join(self._in_groups(digits, lang, way == "pairs"))

    def _in_groups(self, digits: list[int], lang: str, pairs: bool) -> list[str]:
        words, at = [], 0
        while at < len(digits):
            left, chance = len(digits) - at, self.rng.random()
            if pairs and left > 1 and chance < 0.4 and digits[at]:
                words.append(two_digits(digits[at] * 10 + digits[at + 1], lang))
                at += 2
            elif pairs and left > 2 and chance > 0.85 and digits[at]:
                words.append(in_words(digits[at] * 100 + digits[at + 1] * 10 + digits[at + 2], lang))
                at += 3
            elif left > 1 and digits[at] == digits[at + 1] and chance < 0.7:
                words.append(("doppio " if lang == "it" else "double ") + UNITS[lang][digits[at]])
                at += 2
            else:
                words.append(UNITS[lang][digits[at]])
                at += 1
        return words

    def letters(self, count: int, lang: str) -> str:
        """So many letters, all in one way: bare, by their names, by towns or NATO words, `b come bologna`."""
        way = self.rng.random()
        return " ".join(self._letter(self.rng.choice(_LETTERS), lang, way) for _ in range(count))

    def _letter(self, letter: str, lang: str, way: float) -> str:
        if way < 0.35 or (lang == "en" and way < 0.7):
            return letter
        if way < 0.75:
            return spelled(letter, lang)
        word = self.rng.choice(CITIES if lang == "it" else NATO)
        return word if way < 0.87 else f"{letter} {'come' if lang == 'it' else 'for'} {word}"

    def _code(self, lang: str) -> list[str]:
        if self.rng.random() < 0.3:
            return [self._written_code()]
        parts = [self._code_part(lang) for _ in range(self.rng.randint(1, 4))]
        if self.rng.random() < 0.2:
            joints = ("barra", "trattino", "slash", "punto") if lang == "it" else ("slash", "dash", "stroke", "hyphen")
            parts.insert(self.rng.randrange(len(parts) + 1), self._one_of(*joints))
        return [" ".join(parts)] if self.rng.random() < 0.6 else parts

    def _code_part(self, lang: str) -> str:
        rng = self.rng
        return self.letters(rng.randint(1, 3), lang) if rng.random() < 0.35 else self.digits(rng.randint(2, 5), lang)

    def _written_code(self) -> str:
        signs = "0123456789" * 3 + "ABCDEFGHJKLMNPRSTUVXYZ"
        parts = ["".join(self.rng.choices(signs, k=self.rng.randint(2, 6))) for _ in range(self.rng.randint(1, 4))]
        return self._one_of("-", "/", "", " ", ".").join(parts) + str(self.rng.randint(10, 99))

    def _phone(self, lang: str) -> list[str]:
        if self.rng.random() < 0.5:
            return [self.digits(10 if lang == "it" else 11, lang)]
        return [self.digits(count, lang) for count in (3, self.rng.choice((2, 3)), self.rng.choice((2, 3)), 2)]

    def _card(self, lang: str) -> list[str]:
        return [self.digits(4, lang) for _ in range(self.rng.choice((1, 4)))]

    def _iban(self, lang: str) -> list[str]:
        if lang == "it":
            head = self._one_of("i ti ", "i t ", "it ") + self.digits(2, lang)
            branch = [f"{self.letters(1, lang)} {self.digits(5, lang)}", self.digits(5, lang)]
            return [head, *branch, self.digits(self.rng.choice((4, 6, 12)), lang)]
        head = self._one_of("g b ", "i e ", "d e ") + self.digits(2, lang)
        return [head, self.letters(4, lang), *(self.digits(count, lang) for count in (4, 4, 4))]

    def _national(self, lang: str) -> list[str]:
        rng = self.rng
        if lang == "en":
            return [self.letters(2, lang), self.digits(2, lang), self.digits(4, lang), self.letters(1, lang)]
        if rng.random() < 0.25:
            name, month = "".join(rng.choices(_CONSONANTS, k=6)), rng.choice(_MONTH_LETTERS)
            return [f"{name}{rng.randint(20, 99)}{month}{rng.randint(1, 71):02d}H{rng.randint(100, 999)}{name[-1]}"]
        tail = [f"{self.digits(count, lang, 'pairs')} {self.letters(1, lang)}" for count in (2, 2, 3)]
        return [self.letters(3, lang), self.letters(3, lang), *tail]

    def _birthday(self, lang: str) -> list[str]:
        rng = self.rng
        day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1930, 2016)
        name, short = MONTHS[lang][month - 1], year % 100
        if rng.random() < 0.2:
            numbers = (f"{day}/{month}/{year}", f"{day:02d}.{month:02d}.{year}", f"{day}-{month}-{short:02d}")
            return [
                self._one_of(
                    *numbers, f"{day} {name} {year}", f"{day} {month:02d} {short:02d}", f"{day} {name} '{short:02d}"
                )
            ]
        return self._italian_day(day, month, year) if lang == "it" else self._english_day(day, month, year)

    def _italian_day(self, day: int, month: int, year: int) -> list[str]:
        first, name = "primo" if day == 1 else two_digits(day, "it"), MONTHS["it"][month - 1]
        short = two_digits(year % 100, "it")
        long = f"millenovecento{short}" if year < 2000 else "duemila" + ("" if year == 2000 else short)
        told = self._one_of(short, long) if year % 100 else long
        if self.rng.random() < 0.25:
            return [first, name, told] if self.rng.random() < 0.6 else [f"{first} {name}", told]
        number = two_digits(month, "it")
        zero = f"zero {number}" if month < 10 else number
        forms = (
            f"{first} {name} {told}",
            f"il {first} {number} {told}",
            f"{first} {zero} {told}",
            f"{first} {name} del {told}",
        )
        return [self._one_of(*forms)]

    def _english_day(self, day: int, month: int, year: int) -> list[str]:
        tens = {20: "twentieth", 30: "thirtieth", 31: "thirty first"}
        first = ORDINALS[day - 1] if day < 20 else tens.get(day) or f"twenty {ORDINALS[day - 21]}"
        name, short = MONTHS["en"][month - 1], two_digits(year % 100, "en")
        told = (
            f"{self._one_of('nineteen ', '')}{short}"
            if year < 2000
            else f"{self._one_of('two thousand and ', 'twenty ')}{short}"
        )
        if self.rng.random() < 0.25:
            return [f"{first} of {name}", told] if self.rng.random() < 0.5 else [f"the {first}", name, told]
        numbers = f"{two_digits(day, 'en')} {two_digits(month, 'en')} {short}"
        months = (f"{first} of {name} {told}", f"the {first} of {name} {told}", f"{name} {first} {told}")
        return [self._one_of(*months, f"{first} of the {ORDINALS[month - 1]} {told}", numbers)]

    def _street(self, lang: str) -> str:
        name = self._one_of(
            self.surname(lang), f"{self._names.given(lang)} {self.surname(lang)}", self.rng.choice(self._towns),
            self.rng.choice(self._words),
        )  # fmt: skip
        kind, before = self.rng.choice(_STREETS[lang].split()), self.rng.choice(_BEFORE_STREETS[lang])
        return f"{kind} {before}{name}" if lang == "it" else f"{before}{name} {kind}"

    def _address(self, lang: str) -> list[str]:
        number, rng = self.rng.randint(1, 240), self.rng
        if rng.random() < 0.3:
            house = two_digits(rng.randint(1, 99), lang)
            parts = (
                [self._street(lang), house]
                if lang == "it"
                else [f"{self._one_of('number ', '')}{house} {self._street(lang)}"]
            )
            return [*parts, rng.choice(self._towns), *([] if lang == "it" else [self._postcode()])]
        shown = str(number) if rng.random() < 0.3 else in_words(number, lang)
        address = self._italian_house(shown) if lang == "it" else self._english_house(shown)
        if rng.random() < 0.4:
            address += self._one_of(", ", " ", " a " if lang == "it" else " in ") + rng.choice(self._towns)
        if rng.random() < 0.2:
            address += " " + (self._postcode() if lang == "en" else self._one_of("", "cap ") + self.digits(5, "it"))
        return [address]

    def _italian_house(self, number: str) -> str:
        flat = two_digits(self.rng.randint(1, 30), "it")
        after = ("", "", "", "", " bis", " barra a", " b", "/c", " rosso", " interno 3", f" interno {flat}", " scala b",
                 f" scala a interno {flat}", " palazzina verde")  # fmt: skip
        joint = self._one_of(" ", " ", ", ", " numero ", " al ", " n. ")
        return f"{self._street('it')}{joint}{number}{self.rng.choice(after)}"

    def _english_house(self, number: str) -> str:
        flats = (
            "",
            "",
            "",
            "flat two ",
            "flat b ",
            f"apartment {in_words(self.rng.randint(1, 300), 'en')} ",
            "unit nine ",
        )
        named = f"{self.surname('en')} {self._one_of('house', 'cottage', 'lodge', 'farm', 'barn')} "
        return f"{self.rng.choice((*flats, named))}{number} {self._street('en')}"

    def _postcode(self) -> str:
        one, two, three, four = self.rng.choices(_LETTERS, k=4)
        district, sector = self.rng.randint(1, 30), self.rng.randint(1, 9)
        if self.rng.random() < 0.3:
            return f"{one}{two}{district} {sector}{three}{four}".upper()
        return f"{one} {two} {two_digits(district, 'en')} {UNITS['en'][sector]} {three} {four}"

    def _email(self, lang: str) -> list[str]:
        given, name = (word.split()[0].replace("'", "") for word in (self._names.given(lang), self.surname(lang)))
        if self.rng.random() < 0.15:
            local = self._one_of(f"{given}.{name}", f"{given[0]}{name}", f"{name}{self.rng.randint(1, 99)}", "info")
            return [
                f"{local}@{self._one_of('gmail.com', 'libero.it', 'hotmail.it', 'yahoo.co.uk', f'{name}.it', 'pec.it')}"
            ]
        at = (
            self._one_of(" chiocciola ", " chiocciola ", " at ", " @ ")
            if lang == "it"
            else self._one_of(" at ", " at ", " @ ")
        )
        host, ending = self._domain(lang)
        local, way = self._local(given, name, lang), self.rng.random()
        if way < 0.5:
            return [local + at + host + ending]
        if way < 0.75:
            return [local, (at + host + ending).strip()]
        return [local + at + host, ending.strip()] if way < 0.88 else [local, (at + host).strip(), ending.strip()]

    def _local(self, given: str, name: str, lang: str) -> str:
        joints = (" punto ", " punto ", " ", "", " trattino basso ", " trattino ")
        joint = self._one_of(*(joints if lang == "it" else (" dot ", " dot ", " ", "", " underscore ", " dash ")))
        word = self.rng.choice(self._words)
        local = self._one_of(
            f"{given}{joint}{name}", f"{name}{joint}{given}", f"{given[0]}{joint}{name}", given, name,
            f"{word}{joint}{name}", f"{given}{joint}{word}",
            "info", " ".join(name), f"studio {name}", f"{word} {self.rng.choice(self._words)}",
        )  # fmt: skip
        if self.rng.random() < 0.35:
            local += self._one_of(" ", joint) + two_digits(self.rng.randint(1, 99), lang)
        return local

    def _domain(self, lang: str) -> tuple[str, str]:
        own = self._one_of(self.surname(lang), f"{self.surname(lang)} {self.rng.choice(self._words)}")
        host = self.rng.choice(_HOSTS[lang].split()) if self.rng.random() < 0.75 else own
        return host, (" punto " if lang == "it" else " dot ") + self._one_of(*_ENDINGS[lang])
