"""Writes what training changed: the tuned layers of the encoder in 8 bits, and its heads as arrays."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from models.base_encoder.folder import TUNED
from models.interaction_encoder.network import Encoder, Heads, Layer
from models.interaction_encoder.train import averaged
from qa_service.understand.tuned import NAMES
from qa_service.understand.tuned_source import pack, read_layers, steps

Arrays = dict[str, NDArray[np.generic]]
OUT = TUNED


def write_layers(net: Encoder, out: Path) -> None:
    """The file that `qa_service.understand.tuned_source` reads: every layer above the frozen ones."""
    arrays: Arrays = {}
    for number in range(net.frozen, len(net.layers)):
        layer = net.layers[number]
        assert isinstance(layer, Layer)
        arrays |= _layer(layer, f"l{number}")
    out.parent.mkdir(parents=True, exist_ok=True)
    kept: Mapping[str, Any] = {name: arrays[name] for name in sorted(arrays)}
    np.savez_compressed(out, **kept)


def write_steps(net: Encoder, before: Path, out: Path) -> None:
    """By how much the matrices of `before` (layers.npz) have moved, and whatever else changed, as it is now."""
    known = read_layers(before)
    now: Arrays = {}
    for number in range(net.frozen, len(net.layers)):
        layer = net.layers[number]
        assert isinstance(layer, Layer)
        for name, matrix, bias in _linears(layer, f"l{number}"):
            now[f"{name}.w.step"] = steps(known[f"{name}.w"], known[f"{name}.w.scale"], matrix)
            now[f"{name}.b"] = bias.astype(np.float16)
        now |= _norms(layer, f"l{number}")
    kept: Mapping[str, Any] = {name: now[name] for name in sorted(now)}
    np.savez_compressed(out, **kept)


def head_arrays(heads: Heads) -> Arrays:
    """Weights and biases as `qa_service.understand.tuned` reads them."""
    return {
        f"tuned/{name}/{kind}": _array(getattr(getattr(heads, name), kind)).astype(
            np.float16 if kind == "weight" else np.float32
        )
        for name in NAMES
        for kind in ("weight", "bias")
    }


def _layer(layer: Layer, name: str) -> Arrays:
    arrays: Arrays = {}
    for part, weight, bias in _linears(layer, name):
        arrays |= _matrix(part, weight, bias)
    return arrays | _norms(layer, name)


def _linears(layer: Layer, name: str) -> Iterator[tuple[str, NDArray[np.float32], NDArray[np.float32]]]:
    """Name, weight and bias of each linear map, those of attention apart as in the base encoder's file."""
    weights, biases = _array(layer.qkv.weight), _array(layer.qkv.bias)
    for part, weight, bias in zip("qkv", np.split(weights, 3), np.split(biases, 3), strict=True):
        yield f"{name}.{part}", weight, bias
    for part, linear in (("ao", layer.out), ("fi", layer.up), ("fo", layer.down)):
        yield f"{name}.{part}", _array(linear.weight), _array(linear.bias)


def _norms(layer: Layer, name: str) -> Arrays:
    arrays: Arrays = {}
    for part, norm in (("aln", layer.norm), ("oln", layer.norm_after)):
        arrays |= {f"{name}.{part}.w": _half(norm.weight), f"{name}.{part}.b": _half(norm.bias)}
    return arrays


def _matrix(name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> Arrays:
    values, scale = pack(weight)
    return {f"{name}.w": values, f"{name}.w.scale": scale, f"{name}.b": bias.astype(np.float16)}


def _half(parameter: nn.Parameter) -> NDArray[np.float16]:
    return _array(parameter).astype(np.float16)


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return tensor.detach().float().numpy().copy()


def main() -> None:
    """`python -m models.interaction_encoder.export --checkpoint FILE --out models/interaction-encoder`."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--checkpoint", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=OUT)
    ask.add_argument("--steps", action="store_true", help="what moved since layers.npz, which stays: steps.npz")
    given = ask.parse_args()
    net, heads = averaged(given.checkpoint)
    if given.steps:
        write_steps(net, given.out / "layers.npz", given.out / "steps.npz")
    else:
        write_layers(net, given.out / "layers.npz")
        np.savez_compressed(given.out / "steps.npz")  # nothing has moved since
    tuned_heads: Mapping[str, Any] = head_arrays(heads)
    np.savez_compressed(given.out / "heads.npz", **tuned_heads)


if __name__ == "__main__":
    main()
