"""Chooses, once, which pieces of the encoder's vocabulary are kept for Italian and English.

    python -m models.base_encoder.choose_vocabulary

Kept are the pieces into which the words of wordfreq's large Italian and English lists fall (in three casings), those
of the project's own dialogues (of that day: later ones change nothing), and single characters of Latin script,
punctuation, currency and emoji. wordfreq (data CC BY-SA) only decides *which* numbers are kept; no list of it is
stored. The result is committed as `qa_service/understand/base_vocabulary.npz`, so users need no wordfreq. A new
choice makes another encoder, and the heads then have to be trained again.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from models.base_encoder.folder import source_bin
from qa_service.understand import base_encoder
from qa_service.understand.e5_source import E5Source

CORPUS = Path(__file__).parents[1] / "corpus"
PLACEHOLDERS = "PERSON PHONE EMAIL ADDRESS DATE_OF_BIRTH IBAN CREDIT_CARD NATIONAL_ID POD_PDR CUSTOMER_CODE OTHER_ID"
SINGLE_RANGES = ((0x0, 0x250), (0x2000, 0x2800), (0x1F300, 0x1FB00))
WORDS_PER_LANGUAGE = 400_000


def words() -> Iterator[str]:
    """Every text whose pieces are kept."""
    from wordfreq import top_n_list

    for lang in ("it", "en"):
        listed = top_n_list(lang, WORDS_PER_LANGUAGE, wordlist="large")
        for casing in (str, str.capitalize, str.upper):
            yield from map(casing, listed)
    yield from (f"[{name}]" for name in PLACEHOLDERS.split())
    yield "query: "
    for path in sorted(CORPUS.glob("[ie][tn]-?.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (turn["text"] for turn in json.loads(line)["turns"])


def pieces_of(source: E5Source, texts: Iterable[str]) -> set[int]:
    """Numbers of the pieces into which the whole tokenizer cuts the texts."""
    from tokenizers import Tokenizer

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "tokenizer.json"
        base_encoder._write_tokenizer(source, np.arange(len(source.pieces)), path)
        tokenizer = Tokenizer.from_file(str(path))
    listed = list(texts)
    kept: set[int] = set()
    for start in range(0, len(listed), 20_000):
        for encoding in tokenizer.encode_batch(listed[start : start + 20_000], add_special_tokens=False):
            kept.update(encoding.ids)
    return kept


def single_characters(source: E5Source) -> set[int]:
    """Pieces of one character in the kept scripts, with or without the word mark: names then never become unknown."""
    bare = ((number, piece.replace("▁", "")) for number, piece in enumerate(source.pieces))
    return {n for n, p in bare if not p or (len(p) == 1 and any(a <= ord(p) < b for a, b in SINGLE_RANGES))}


def main() -> None:
    """Write the file of kept numbers and say how many there are."""
    source = E5Source(source_bin())
    specials = source.specials
    kept = {specials.begin, specials.end, specials.pad, specials.unknown}
    kept |= single_characters(source) | pieces_of(source, words())
    steps = np.diff(np.array(sorted(kept)), prepend=0).astype(np.uint16)
    np.savez_compressed(base_encoder.VOCABULARY, steps=steps)
    print(f"{len(kept)} of {len(source.pieces)} pieces kept in {base_encoder.VOCABULARY.name}")


if __name__ == "__main__":
    main()
