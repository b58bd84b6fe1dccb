"""The network in torch: e5 over flat tokens (no padding outside attention), heads of turns and of interactions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from qa_service.understand.base_encoder import kept_pieces
from qa_service.understand.e5_source import E5Source
from qa_service.understand.pools import PLACES, POOLS
from qa_service.understand.windows import TokenWindow

WIDTH = 384


class Layer(nn.Module):
    """One BERT layer (norm after the sum)."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm_after = nn.LayerNorm(width, eps=1e-12)
        self.heads, self.dropout = heads, dropout

    def forward(self, x: Tensor, place: Tensor, shape: tuple[int, int], mask: Tensor) -> Tensor:
        """x [tokens, width]; `place` the row of each token in the padded grid of `shape` windows x length."""
        windows, length = shape
        width = x.shape[1]
        qkv = self.qkv(x)
        grid = qkv.new_zeros(windows * length, 3 * width).index_copy(0, place, qkv)
        q, k, v = grid.view(windows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(windows * length, width)[place]
        x = self.norm(x + F.dropout(self.out(mixed), self.dropout, self.training))
        return self.norm_after(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces -> states; weights as in the base encoder."""

    def __init__(self, rows: int, positions: int, layers: int, inner: int, heads: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(rows, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, inner, heads, dropout) for _ in range(layers))
        self.frozen = 0

    def freeze(self, layers: int) -> None:
        """Embeddings and the lowest `layers` stay as they are."""
        self.frozen = layers
        for part in (self.words, self.positions, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)

    def forward(self, windows: Sequence[TokenWindow]) -> Tensor:
        """[tokens of all windows, WIDTH], window after window."""
        lengths = [len(w.ids) for w in windows]
        longest = max(lengths)
        ids = torch.tensor([i for w in windows for i in w.ids])
        at = torch.tensor([k for n in lengths for k in range(n)])
        place = torch.tensor([row * longest + k for row, n in enumerate(lengths) for k in range(n)])
        real = torch.zeros(len(windows) * longest, dtype=torch.bool)
        real[place] = True
        # Padding queries attend to real keys as well; their results are never read.
        mask = real.view(len(windows), 1, 1, longest).expand(-1, -1, longest, -1)
        with torch.no_grad():
            x = self.norm(self.words(ids) + self.positions(at))
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.frozen):
                x = layer(x, place, (len(windows), longest), mask)
        return x


def encoder_of(source: E5Source) -> Encoder:
    """The starting point: multilingual-e5-small for Italian and English, as it is or with layers tuned before."""
    s = source.shape
    keep = kept_pieces()
    net = Encoder(len(keep), s.positions, s.layers, s.inner, s.heads)

    def put(parameter: Tensor, value: np.ndarray) -> None:
        parameter.data.copy_(torch.from_numpy(np.ascontiguousarray(value)))

    put(net.words.weight, source.packed("emb.word", s.rows, s.width, keep))
    put(net.positions.weight, source.plain("emb.pos", s.positions, s.width) + source.plain("emb.type", s.width))
    put(net.norm.weight, source.plain("emb.ln.w", s.width))
    put(net.norm.bias, source.plain("emb.ln.b", s.width))
    for n, layer in enumerate(net.layers):
        assert isinstance(layer, Layer)
        put(layer.qkv.weight, np.concatenate([source.packed(f"l{n}.{x}.w", s.width, s.width) for x in "qkv"]))
        put(layer.qkv.bias, np.concatenate([source.plain(f"l{n}.{x}.b", s.width) for x in "qkv"]))
        for linear, name, rows, columns in (
            (layer.out, "ao", s.width, s.width),
            (layer.up, "fi", s.inner, s.width),
            (layer.down, "fo", s.width, s.inner),
        ):
            put(linear.weight, source.packed(f"l{n}.{name}.w", rows, columns))
            put(linear.bias, source.plain(f"l{n}.{name}.b", rows))
        for norm, name in ((layer.norm, "aln"), (layer.norm_after, "oln")):
            put(norm.weight, source.plain(f"l{n}.{name}.w", s.width))
            put(norm.bias, source.plain(f"l{n}.{name}.b", s.width))
    return net


@dataclass(frozen=True, slots=True)
class Outputs:
    """`turn`: [turns, sentiment 3 | courtesy 14 | agent | shows intent | shows resolution]; the rest by interaction."""

    turn: Tensor
    intent: Tensor
    resolution: Tensor


class Heads(nn.Module):
    """Linear heads over turn vectors with their places, and over pools of turn vectors."""

    def __init__(self, turn_outputs: int, intents: int, resolutions: int) -> None:
        super().__init__()
        self.turn = nn.Linear(WIDTH + PLACES, turn_outputs)
        pools = len(POOLS) + 2
        self.intent = nn.Linear(pools * WIDTH, intents)
        self.resolution = nn.Linear(pools * WIDTH, resolutions)

    def forward(self, vectors: Tensor, places: Tensor, pools: Sequence[Tensor]) -> Outputs:
        """vectors [all turns, WIDTH]; `pools`: pool weights [pools, turns] of each interaction in order."""
        turn = self.turn(torch.cat([vectors, places], 1))
        sizes = [p.shape[1] for p in pools]
        rows = []
        for part, logits, weights in zip(vectors.split(sizes), turn.split(sizes), pools, strict=True):
            evidence = torch.softmax(logits[:, -2:].float(), 0).T
            rows.append((torch.cat([weights, evidence]) @ part).flatten())
        pooled = F.dropout(torch.stack(rows), 0.1, self.training)
        return Outputs(turn, self.intent(pooled), self.resolution(pooled))


def turn_vectors(states: Tensor, windows: Sequence[TokenWindow], turns: int) -> Tensor:
    """[turns, WIDTH]: mean state of the tokens that count for each turn (numbers run over all interactions)."""
    owner = torch.full((states.shape[0],), turns)
    start = 0
    for window in windows:
        for span in window.spans:
            owner[start + span.start : start + span.end] = span.turn
        start += len(window.ids)
    sums = states.new_zeros(turns + 1, states.shape[1], dtype=torch.float32).index_add(0, owner, states.float())
    count = torch.bincount(owner, minlength=turns + 1).clamp(min=1).unsqueeze(1)
    return (sums / count)[:turns]
