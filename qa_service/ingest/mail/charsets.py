"""Bytes of a mail as text, whatever they are said to be: charsets are left out, misspelt and wrongly declared.

Names of mail are read as browsers read them (WHATWG Encoding): as the larger set that programs write under the name.
"""

import codecs
import re

_LARGER = {
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "ansi"), "cp1252"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cn-gb", "euc-cn", "chinesesimplified"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "ksc_5601", "euc-kr", "windows-949"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(
        ("iso-2022-jp", "iso2022jp", "csiso2022jp", "iso-2022-jp-ms", "cp50220", "cp50221"), "iso2022_jp_ext"
    ),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e"), "iso8859_8"),
    **dict.fromkeys(("utf8", "utf-8mb4", "utf8mb4", "unicode-1-1-utf-8"), "utf-8"),
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
}
_ONE_BYTE = re.compile(r"cp1?\d{3}|iso-?8859|windows-?\d|koi8|mac", re.IGNORECASE)
_SENSE = re.compile(r"[^\w.-]+")


def decode(raw: bytes, declared: str = "") -> str:
    """The text. What fits no charset at all keeps the characters that can be read, with marks for the others."""
    encoding = _known(declared)
    if raw.isascii() and encoding not in ("iso2022_jp_ext", "utf-7", "hz", "iso2022_kr") and not _is_wide(encoding):
        return raw.decode("ascii")
    for name in _tries(encoding):
        try:
            return raw.decode(name)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("cp1252" if encoding in (None, "utf-8") and _is_western(raw) else encoding or "utf-8", "replace")


def _known(declared: str) -> str | None:
    name = _SENSE.sub("", declared.strip().strip("\"'").lower())[:40]
    name = _LARGER.get(name) or _LARGER.get(name.replace("_", "-")) or name.removeprefix("x-")
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return name if info._is_text_encoding and name not in ("idna", "punycode", "unicode_escape") else None


def _is_wide(encoding: str | None) -> bool:
    return encoding is not None and encoding.replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32"))


def _tries(encoding: str | None) -> list[str]:
    """What is valid UTF-8 is that, whatever one-byte charset is declared: no text of those looks like it."""
    if encoding is None:
        return ["utf-8", "cp1252"]
    if _ONE_BYTE.match(encoding):
        return ["utf-8", encoding]
    return [encoding, "utf-8"]


def _is_western(raw: bytes) -> bool:
    """Whether most of it is ASCII, as in the languages of Western Europe."""
    return sum(byte > 127 for byte in raw[:10_000]) * 4 < len(raw[:10_000])
