"""Writes a trained encoder as a CTranslate2 int8 folder, and its heads as arrays."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from models.interaction_encoder.network import Encoder, Heads, Layer


def write_encoder(net: Encoder, like: Path, out: Path) -> None:
    """The folder `out`; tokenizer and vocabulary are those of the base encoder's folder `like`."""
    import json

    from ctranslate2.specs import common_spec, transformer_spec

    first = net.layers[0]
    assert isinstance(first, Layer)
    encoder = transformer_spec.TransformerEncoderSpec(
        len(net.layers), first.heads, pre_norm=False, activation=common_spec.Activation.GELU, layernorm_embedding=True
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = _array(net.words.weight)
    encoder.position_encodings.encodings = _array(net.positions.weight)
    _norm(encoder.layernorm_embedding, net.norm)
    for spec, layer in zip(encoder.layer, net.layers, strict=True):
        assert isinstance(layer, Layer)
        _linear(spec.self_attention.linear[0], layer.qkv)
        _linear(spec.self_attention.linear[1], layer.out)
        _norm(spec.self_attention.layer_norm, layer.norm)
        _linear(spec.ffn.linear_0, layer.up)
        _linear(spec.ffn.linear_1, layer.down)
        _norm(spec.ffn.layer_norm, layer.norm_after)
    model = transformer_spec.TransformerEncoderModelSpec(encoder)
    model.config.layer_norm_epsilon = 1e-12
    model.config.unk_token = "<unk>"
    model.register_vocabulary(json.loads((like / "vocabulary.json").read_text(encoding="utf-8")))
    model.validate()
    model.optimize(quantization="int8")
    out.mkdir(parents=True, exist_ok=True)
    model.save(str(out))
    shutil.copyfile(like / "tokenizer.json", out / "tokenizer.json")


def head_arrays(heads: Heads) -> dict[str, NDArray[np.float32]]:
    """Weights and biases by name, as the service reads them."""
    return {
        f"{name}.{kind}": _array(getattr(getattr(heads, name), kind))
        for name in ("turn", "intent", "resolution")
        for kind in ("weight", "bias")
    }


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return tensor.detach().float().numpy().copy()


def _linear(spec: Any, linear: nn.Linear) -> None:
    spec.weight, spec.bias = _array(linear.weight), _array(linear.bias)


def _norm(spec: Any, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(norm.weight), _array(norm.bias)
