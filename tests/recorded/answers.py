"""An answer as it is kept, one JSON document a line of a compressed file; and what of it cannot be fixed, replaced."""

import hashlib
import io
import json
import lzma
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx
import pypdfium2

RECORDED = Path(__file__).with_name("answers.jsonl.xz")
_PASSING = {"date", "server", "content-length", "x-request-id"}
"""Headers that say nothing of what was asked: the body says how long it is."""
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # the address of style sheets and scripts holds the hash of their contents
    (re.compile(r"/static/[0-9a-f]{6,}/"), "/static/<version>/"),
    # the proof that a form is ours, made from the random token of the session
    (re.compile(r"(csrf(?:&#34;|[\"'=: ]|value|x-token|&quot;)+)[0-9a-f]{64}", re.I), r"\1<csrf>"),
    # what cookies hold is random
    (re.compile(r"(qa_(?:session|visit)=)[\w-]{20,}"), r"\1<token>"),
    # a key is random, and so is its prefix
    (re.compile(r"qa_[0-9a-f]{12}_[\w-]{43}"), "<key>"),
    # how well a file is compressed depends on the machine's libraries
    (re.compile(r'("size":)\d{4,}'), r"\1<size>"),
    (re.compile(r"\d+[.,]\d kB"), "<size> kB"),
    # a release changes it
    (re.compile(r'("version":"|^qa-service )\d+\.\d+\.\d+'), r"\1<version>"),
    # how long requests took
    (re.compile(r"(qa_http_request_seconds_total\{[^}]*\}) \S+"), r"\1 <seconds>"),
    # how long a trial took
    (re.compile(r"((?:interazion[ei]|interactions?) in |Ci sono voluti |It took )\d+(?:[.,]\d+)? s"), r"\1<seconds> s"),
    (re.compile(r'("done":\d+,"total":\d+,"seconds":)[\d.]+'), r"\1<seconds>"),
    # the name of this machine
    (re.compile(r"(workers on )\S+"), r"\1<machine>"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`request` names what was asked, once; `asked` is its line. `files` are what a zip holds (an XLSX is one)."""

    request: str
    asked: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """To be read and compared by people: JSON over several lines."""
        head = [self.asked, f"status {self.status}", *(f"{name}: {text}" for name, text in self.headers.items())]
        files = [line for name, text in self.files.items() for line in (f"--- {name}", *_readable(text))]
        return [*head, "", *_readable(self.body), *files]


def _readable(text: str) -> list[str]:
    try:
        document = json.loads(text)
    except ValueError:
        return text.replace("><", ">\n<").splitlines()
    readable = json.dumps(document, indent=1, ensure_ascii=False).splitlines()
    return readable if len(readable) > 1 else [text]


def of_response(request: str, asked: str, response: httpx.Response, named: Mapping[str, str]) -> Answer:
    """The answer to `request`; `named`: what is replaced besides, text by name."""
    named = {**named, response.headers.get("x-request-id", ""): "<request>"}
    headers = {name: _plain(text, named) for name, text in response.headers.multi_items() if name not in _PASSING}
    body, files = _contents(response.content)
    return Answer(
        request,
        _plain(asked, named),
        response.status_code,
        headers,
        _plain(body, named),
        {name: _plain(text, named) for name, text in files.items()},
    )


def of_command(request: str, asked: str, status: int, output: str, named: Mapping[str, str]) -> Answer:
    """What a command printed."""
    return Answer(request, _plain(asked, named), status, body=_plain(output, named))


def _plain(text: str, named: Mapping[str, str]) -> str:
    for value, name in named.items():
        text = text.replace(value, name) if value else text
    for pattern, name in RULES:
        text = pattern.sub(name, text)
    return text


def _contents(body: bytes) -> tuple[str, dict[str, str]]:
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "", {name: _text(packed.read(name)) for name in packed.namelist()}
    return _text(body), {}


def _text(body: bytes) -> str:
    """As it is; of a PDF its words, page by page; what is no text as its length and hash."""
    if body.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(body)
        return _sentences(" ".join(page.get_textpage().get_text_range() for page in pages))
    try:
        return body.decode()
    except ValueError:
        return f"{len(body)} bytes, sha256 {hashlib.sha256(body).hexdigest()}"


def _sentences(text: str) -> str:
    """One a line, wherever the lines of a page end."""
    return re.sub(r"(?<=[.?!:»]) ", "\n", " ".join(text.split()))


def write(path: Path, answers: Iterable[Answer]) -> None:
    """One a line, in the order of the walk. The same answers make the same file."""
    lines = "".join(json.dumps(asdict(answer), ensure_ascii=False) + "\n" for answer in answers)
    path.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))


def read(path: Path) -> Iterator[Answer]:
    """The inverse."""
    for line in lzma.decompress(path.read_bytes()).decode().split("\n"):
        if line:
            yield Answer(**json.loads(line))
