"""The containers of sound that the decoder reads, told by the first bytes of a file.

Sources: the specifications of the containers (RFC 3533 Ogg, RFC 4867 AMR, RFC 9559 Matroska, RFC 9639 FLAC, ISO/IEC
14496-12 for MP4 and 3GP, EBU Tech 3306 RF64, Apple's CAF and AIFF, Sun's AU, Microsoft's ASF).
"""

from qa_service.ingest.decoder_program import GSM_FRAME, GSM_FRAMES, GSM_MAGIC

ENDINGS = frozenset(
    {
        *(".wav", ".wave", ".w64", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".m4b", ".mov", ".3gp"),
        *(".3g2", ".webm", ".weba", ".mkv", ".mka", ".gsm", ".aac", ".wma", ".asf", ".wmv", ".amr", ".awb", ".au"),
        *(".snd", ".aif", ".aiff", ".aifc", ".caf", ".avi"),
    }
)
"""Endings of recordings, for files whose first bytes tell nothing, because they are damaged or there are none."""

_STARTS = {
    b"fLaC": "flac",
    b"OggS": "ogg",
    b"caff": "caf",
    b".snd": "au",
    b"#!AMR": "amr",
    b"\x1a\x45\xdf\xa3": "matroska",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "asf",
    b"riff\x2e\x91\xcf\x11": "w64",
    b"ID3": "mp3",
}
_RIFF = {b"WAVE": "wav", b"AVI ": "avi"}
_FORM = {b"AIFF": "aiff", b"AIFC": "aiff"}
_MOVIE = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"pnot"})


def recognise(head: bytes) -> str | None:
    """The container of a file that begins with these bytes; None where they are of no sound."""
    for start, container in _STARTS.items():
        if head.startswith(start):
            return container
    if head[:4] in (b"RIFF", b"RF64", b"RIFX"):
        return _RIFF.get(head[8:12])
    if head[:4] == b"FORM":
        return _FORM.get(head[8:12])
    if head[4:8] in _MOVIE:
        return "mp4"
    return _frames(head) or _raw_gsm(head)


def _raw_gsm(head: bytes) -> str | None:
    frames = head[: GSM_FRAMES * GSM_FRAME : GSM_FRAME]
    return "gsm" if len(frames) == GSM_FRAMES and all(byte >> 4 == GSM_MAGIC for byte in frames) else None


def _frames(head: bytes) -> str | None:
    """MPEG audio and ADTS have no head but that of their frames: eleven or twelve set bits, and fields with values that
    mean nothing, by which other bytes are told from them.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] == 0xFE:  # FF FE begins UTF-16
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if head[1] & 0xF6 == 0xF0:
        return "aac" if head[2] >> 2 & 15 < 13 else None
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    return "mp3" if version != 1 and layer != 0 and bitrate not in (0, 15) and rate != 3 else None
