"""HTML of chats and tickets as text, in one pass over any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest import html_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>salve</p><p>la bolletta<br>&egrave; doppia</p>", "salve\n\nla bolletta\nè doppia"),
        ("<div>a&nbsp;b</div>", "a b"),
        ("<style>p {color: red}</style>salve<script>if (a < b) {}</script>!", "salve!"),
        ("salve <!-- nota <b>interna</b> -->Anna", "salve Anna"),
        ("<!DOCTYPE html><html><head><title>x</title></head><body>salve</body></html>", "salve"),
        ("<ul><li>uno</li><li>due</li></ul>", "uno\n\ndue"),
        ("se a < b allora &lt;sì&gt;", "se a < b allora <sì>"),
        ('<a href="https://x.example/?a=1&b=2">qui</a>', "qui"),
        ("<![CDATA[x]]>salve", "salve"),
    ],
)
def test_what_is_seen_is_text(html: str, text: str) -> None:
    assert html_text.of(html) == text


@pytest.mark.parametrize(
    "text", ["se a < b, o R&D: 5 > 3", "due\nrighe", "<3 grazie", "Anna <anna@acme.example>\nha scritto: a < b"]
)
def test_what_is_no_html_stays(text: str) -> None:
    assert html_text.plain(text) == text


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<![", "<div", "<div>", "&", "&lt;", "<script>", "\n ", " ", "</", "--> <"]
)
def test_any_text_takes_time_in_proportion(piece: str) -> None:
    begun = time.process_time()
    html_text.of(piece * (html_text.LONGEST // len(piece)))
    assert time.process_time() - begun < 5


@given(st.text(alphabet="<>!-/abp &;\n", max_size=200))
def test_any_text_has_one(html: str) -> None:
    html_text.plain(html)
