"""Check digits of the codes that carry one, over bare upper-case strings without spaces."""

_ODD = {
    **dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True)),
    **dict(zip("ABCDEFGHIJ", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True)),
    **dict(zip("KLMNOPQRSTUVWXYZ", (2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23), strict=True)),
}


def luhn(digits: str) -> bool:
    """Payment cards (ISO/IEC 7812-1): from the right every second digit doubled, digit sums add up to tens."""
    if not digits.isdecimal() or not 12 <= len(digits) <= 19:
        return False
    values = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in values) % 10 == 0


def iban(code: str) -> bool:
    """IBAN (ISO 13616): the first four characters moved to the end, letters as 10..35, remainder 1 by 97."""
    if not (15 <= len(code) <= 34 and code[:2].isalpha() and code[2:4].isdecimal() and code.isalnum()):
        return False
    return code.isascii() and int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def fiscal_code(code: str) -> bool:
    """Codice fiscale (D.M. 23/12/1976): odd places by table, even ones by value, the rest by 26 is the last letter."""
    if len(code) != 16 or not code.isascii() or not code.isalnum():
        return False
    odd = sum(_ODD[c] for c in code[:15:2])
    even = sum(int(c) if c.isdecimal() else ord(c) - ord("A") for c in code[1:15:2])
    return code[15] == chr(ord("A") + (odd + even) % 26)


def vat_number(digits: str) -> bool:
    """Partita IVA: eleven digits under the Luhn rule."""
    if len(digits) != 11 or not digits.isdecimal():
        return False
    values = [int(d) * (1 + place % 2) for place, d in enumerate(digits)]
    return sum(value - 9 if value > 9 else value for value in values) % 10 == 0
