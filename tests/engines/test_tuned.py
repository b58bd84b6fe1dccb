"""The interaction encoder: tuned layers over the base, and heads that answer as the network they were trained in."""

from typing import Any

import numpy as np
import pytest
import torch

from models.interaction_encoder.batches import INTENTS, RESOLUTIONS, TURN_OUTPUTS
from models.interaction_encoder.export import head_arrays, write_layers, write_steps
from models.interaction_encoder.network import Heads as TorchHeads
from models.interaction_encoder.network import Layer, encoder_of
from qa_service.domain.interaction import Party
from qa_service.errors import MissingModel
from qa_service.understand.e5_source import E5Source
from qa_service.understand.pools import places, pool_weights
from qa_service.understand.segments import Segment
from qa_service.understand.tuned import TunedHeads
from qa_service.understand.tuned_source import TunedSource, pack
from qa_service.understand.window_encoder import TurnVectors
from tests.engines import text_models

A, C, OTHER = Party.AGENT, Party.CUSTOMER, Party.OTHER


def whole(vectors):
    """Each turn is one piece."""
    return TurnVectors(vectors, vectors, tuple(Segment(turn, 0, 1) for turn in range(len(vectors))))


@pytest.mark.parametrize("parties", [[A, C, A, C, C], [C], [OTHER, A, C, OTHER]])
def test_the_heads_in_numpy_answer_as_in_torch(parties):
    torch.manual_seed(5)
    heads = TorchHeads(TURN_OUTPUTS, len(INTENTS), len(RESOLUTIONS)).eval()
    vectors = np.random.default_rng(2).normal(size=(len(parties), 384)).astype(np.float32)
    with torch.inference_mode():
        wanted = heads(
            torch.from_numpy(vectors), torch.from_numpy(places(parties)), [torch.from_numpy(pool_weights(parties))]
        )
    said = TunedHeads(head_arrays(heads))(whole(vectors), parties)  # type: ignore[arg-type]
    # weights are kept in half precision: about three digits
    for mine, theirs in (
        (said.turn, wanted.turn),
        (said.intent, wanted.intent[0]),
        (said.resolution, wanted.resolution[0]),
        (said.courtesy, wanted.turn[:, 3:17]),
    ):
        assert mine == pytest.approx(theirs.numpy(), abs=0.02)


def test_evidence_heads_learn_only_whether_a_turn_shows_anything():
    arrays = head_arrays(TorchHeads(TURN_OUTPUTS, len(INTENTS), len(RESOLUTIONS)))
    said = TunedHeads(arrays)(whole(np.ones((2, 384), np.float32)), [A, C])  # type: ignore[arg-type]
    expert = said.expert("intent_turn", 15)
    assert (expert[:, :-1] == 0).all()
    assert expert[:, -1] == pytest.approx(-said.turn[:, 18])


def test_bytes_hold_a_matrix_to_half_a_step():
    matrix = np.random.default_rng(1).normal(size=(7, 32)).astype(np.float32)
    values, scale = pack(matrix)
    assert (np.abs(values * scale - matrix) <= scale / 2 + 1e-7).all()
    assert np.abs(values).max(axis=1).tolist() == [127] * 7


def test_what_was_not_tuned_stays_the_base_and_what_was_is_replaced(tmp_path):
    net = encoder_of(E5Source(text_models.source_bin()))
    net.freeze(11)
    layer = net.layers[11]
    assert isinstance(layer, Layer)
    with torch.no_grad():
        layer.up.weight *= 2
    write_layers(net, tmp_path / "layers.npz")
    base, tuned = E5Source(text_models.source_bin()), TunedSource(text_models.source_bin(), tmp_path / "layers.npz")
    assert (tuned.packed("l10.fi.w", 1536, 384) == base.packed("l10.fi.w", 1536, 384)).all()
    doubled = 2 * base.packed("l11.fi.w", 1536, 384)
    assert tuned.packed("l11.fi.w", 1536, 384) == pytest.approx(doubled, abs=float(np.abs(doubled).max()) / 250)
    assert tuned.plain("l11.oln.w", 384) == pytest.approx(base.plain("l11.oln.w", 384), rel=1e-3)


def test_a_later_training_is_kept_as_the_steps_by_which_it_moved(tmp_path):
    net = encoder_of(E5Source(text_models.source_bin()))
    net.freeze(11)
    write_layers(net, tmp_path / "layers.npz")
    layer = net.layers[11]
    assert isinstance(layer, Layer)
    with torch.no_grad():
        layer.up.weight *= 1.01
        layer.norm.bias.add_(0.5)
    write_steps(net, tmp_path / "layers.npz", tmp_path / "steps.npz")
    layers = [tmp_path / name for name in ("layers.npz", "steps.npz")]
    moved = TunedSource(text_models.source_bin(), *layers).packed("l11.fi.w", 1536, 384)
    wanted = layer.up.weight.detach().numpy()
    # a step is the largest of a row over 127; what is largest has no room to grow, by a hundredth of 127 at most
    assert (np.abs(moved - wanted) <= 1.3 * np.abs(wanted).max(axis=1, keepdims=True) / 127).all()
    shifted = TunedSource(text_models.source_bin(), *layers).plain("l11.aln.b", 384)
    assert shifted == pytest.approx(layer.norm.bias.detach().numpy(), abs=1e-3)
    assert (tmp_path / "steps.npz").stat().st_size < (tmp_path / "layers.npz").stat().st_size / 3


def test_without_a_later_training_the_layers_stand_as_they_are(tmp_path):
    net = encoder_of(E5Source(text_models.source_bin()))
    net.freeze(11)
    write_layers(net, tmp_path / "layers.npz")
    np.savez_compressed(tmp_path / "steps.npz")
    layers = [tmp_path / name for name in ("layers.npz", "steps.npz")]
    both, alone = (TunedSource(text_models.source_bin(), *files) for files in (layers, layers[:1]))
    assert (both.packed("l11.fi.w", 1536, 384) == alone.packed("l11.fi.w", 1536, 384)).all()


def test_layers_of_another_encoder_are_refused(tmp_path):
    other: dict[str, Any] = {"l99.q.w": np.zeros((2, 2), np.int8)}
    np.savez(tmp_path / "layers.npz", **other)
    with pytest.raises(MissingModel, match=r"another encoder: l99\.q\.w"):
        TunedSource(text_models.source_bin(), tmp_path / "layers.npz")


def test_damaged_layers_are_refused_with_what_mends_it(tmp_path):
    (tmp_path / "layers.npz").write_bytes(b"PK nothing")
    with pytest.raises(MissingModel, match="check out the source tree"):
        TunedSource(text_models.source_bin(), tmp_path / "layers.npz")
