"""Check digits of the codes that carry one, over bare upper-case strings without spaces."""


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
