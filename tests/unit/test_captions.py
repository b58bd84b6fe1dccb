"""Captions and TextGrids become calls with the seconds of their turns."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests.transcripts import interactions, refusal, said, timed

VTT = dedent("""\
    WEBVTT - call 7

    NOTE made by hand

    STYLE
    ::cue { color: red }

    intro
    00:01.000 --> 00:03.500 align:start position:10%
    <v.loud Anna Bianchi>Buongiorno, <i>Acme</i>.</v>

    2
    00:00:04.000 --> 00:00:05.250
    <v Mario>Salve,
    la bolletta &egrave; doppia &amp; cara</v>
    <v Anna Bianchi>Controllo.</v>
    """)


def test_voices_of_webvtt_are_told_apart(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "call-7.vtt", VTT)
    assert (call.id, call.channel) == ("call-7", "call")
    assert [text for _, text in said(call)] == [
        "Buongiorno, Acme.",
        "Salve,\nla bolletta è doppia & cara",
        "Controllo.",
    ]
    assert timed(call.turns) == [(0, 1.0, 3.5), (1, 4.0, 5.25), (0, 4.0, 5.25)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_srt_with_names_before_colons(newline: str, encoding: str, tmp_path: Path) -> None:
    srt = dedent("""\
        1
        00:00:01,000 --> 00:00:03,500
        Operatore: Buongiorno, c'è un problema?

        2
        00:00:04,000 --> 00:00:05,000
        Cliente: Salve.

        3
        00:00:05,000 --> 00:00:06,000
        La bolletta è doppia.
        """)
    (call,) = interactions(tmp_path, "call.srt", srt.replace("\n", newline).encode(encoding))
    assert said(call) == [
        ("agent", "Buongiorno, c'è un problema?"),
        ("customer", "Salve."),
        ("customer", "La bolletta è doppia."),
    ]


def test_cues_without_empty_lines_between_lose_only_their_numbers(tmp_path: Path) -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,000\nbuongiorno\n2\n00:00:02,000 --> 00:00:03,000\nho 3 figli\n"
    (call,) = interactions(tmp_path, "call.srt", srt)
    assert [text for _, text in said(call)] == ["buongiorno", "ho 3 figli"]


def test_a_colon_in_few_cues_is_none_after_a_name(tmp_path: Path) -> None:
    srt = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nparola\n\n" for n in range(1, 5))
    srt += "5\n00:00:05,000 --> 00:00:06,000\necco il codice: 12\n"
    (call,) = interactions(tmp_path, "call.srt", srt)
    assert said(call)[-1] == (None, "ecco il codice: 12")


def test_sbv_is_known_by_its_times_whatever_it_is_called(tmp_path: Path) -> None:
    (call,) = interactions(
        tmp_path, "captions.txt", "0:00:01.000,0:00:02.500\n>> Anna: salve\n\n0:00:03.000,0:00:04.000\nsì\n"
    )
    assert [text for _, text in said(call)] == ["salve", "sì"]
    assert timed(call.turns) == [(None, 1.0, 2.5), (None, 3.0, 4.0)], "one voice for all: nobody was told apart"


def test_teams_writes_its_metadata_into_cues(tmp_path: Path) -> None:
    cue = '{"startDateTime":"2026-11-03T09:00:00Z","speakerName":"Anna","spokenText":"Buongiorno."}'
    (call,) = interactions(tmp_path, "meeting.vtt", f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{cue}\n")
    assert said(call) == [(None, "Buongiorno.")]


def test_captions_without_cues_are_refused_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path, "empty.vtt", "WEBVTT\n\n").startswith("captions: holds no cue with its times; ")


LONG = dedent("""\
    File type = "ooTextFile"
    Object class = "TextGrid"

    xmin = 0
    xmax = 5.5
    tiers? <exists>
    size = 2
    item []:
        item [1]:
            class = "IntervalTier"
            name = "Operatore"
            xmin = 0
            xmax = 5.5
            intervals: size = 2
            intervals [1]:
                xmin = 0
                xmax = 2.25
                text = "Buongiorno, ""Acme""."
            intervals [2]:
                xmin = 2.25
                xmax = 5.5
                text = ""
        item [2]:
            class = "IntervalTier"
            name = "Cliente"
            xmin = 0
            xmax = 5.5
            intervals: size = 2
            intervals [1]:
                xmin = 0
                xmax = 3
                text = "sil"
            intervals [2]:
                xmin = 3
                xmax = 5.5
                text = "La bolletta è doppia = 2."
    """)
SHORT = dedent("""\
    File type = "ooTextFile"
    Object class = "TextGrid"

    0
    5.5
    <exists>
    2
    "IntervalTier"
    "Operatore"
    0
    5.5
    2
    0
    2.25
    "Buongiorno, ""Acme""."
    2.25
    5.5
    ""
    "IntervalTier"
    "Cliente"
    0
    5.5
    1
    3
    5.5
    "La bolletta è doppia = 2."
    """)


@pytest.mark.parametrize("form", [LONG, SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252"])
def test_tiers_of_a_textgrid_are_parties(form: str, encoding: str, tmp_path: Path) -> None:
    content = b"\xfe\xff" + form.encode(encoding) if encoding == "utf-16-be" else form.encode(encoding)
    (call,) = interactions(tmp_path, "call.TextGrid", content)
    assert said(call) == [("agent", 'Buongiorno, "Acme".'), ("customer", "La bolletta è doppia = 2.")]
    assert timed(call.turns) == [(0, 0.0, 2.25), (1, 3.0, 5.5)]


@pytest.mark.parametrize("content", [LONG[:500], SHORT[:150], LONG.replace("IntervalTier", "TextTier")])
def test_a_broken_textgrid_is_refused_by_name(content: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, "call.TextGrid", content).startswith("TextGrid: ")
