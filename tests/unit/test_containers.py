"""What is sound is told by its first bytes, whatever the file is called."""

import pytest

from qa_service.ingest.containers import recognise


@pytest.mark.parametrize(
    ("head", "container"),
    [
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "wav"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", None),  # a picture
        (b"FORM\x00\x00\x10\x00AIFCFVER", "aiff"),
        (b"FORM\x00\x00\x10\x00ILBMBMHD", None),
        (b"#!AMR-WB\n", "amr"),
        (b"\x00\x00\x00\x18ftyp3gp4", "mp4"),
        (b"\x1aE\xdf\xa3\x93B\x82\x88matroska", "matroska"),
        (b"\xff\xfb\x90\x64", "mp3"),  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz
        (b"\xff\xf1\x50\x80", "aac"),  # ADTS
        (b"\xff\xfeA\x00h\x00", None),  # text in UTF-16
        (b"\xff\xff\xff\xff", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_by_its_first_bytes(head: bytes, container: str | None) -> None:
    assert recognise(head) == container
