"""A tiny BERT, trained on the spot, becomes the voice of a label family."""

from pathlib import Path

import pytest

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.errors import BadInput, MissingModel
from qa_service.understand.hub import HubClassifier, HubModel, HubReader, load
from tests.fakes import PlainReader

WORDS = ["[PAD]", "[UNK]", "pessimo", "servizio", "ottimo", "lavoro", "fattura", "guasto"]
LABELS = {"BAD": "negative", "GOOD": "positive"}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `save_pretrained` writes it: "pessimo" is BAD, "ottimo" is GOOD."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    torch.manual_seed(0)
    spell = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    spell.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=spell, unk_token="[UNK]", pad_token="[PAD]")
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=16,
        id2label={0: "BAD", 1: "GOOD"},
    )
    model = BertForSequenceClassification(config)
    batch = tokenizer(["pessimo servizio", "ottimo lavoro"], return_tensors="pt", padding=True)
    optimiser = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(60):
        optimiser.zero_grad()
        model(**batch, labels=torch.tensor([0, 1])).loss.backward()
        optimiser.step()
    folder = tmp_path_factory.mktemp("tiny")
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def classifier(folder: Path, family: str = "sentiment", labels: dict[str, str] | None = None) -> HubClassifier:
    return HubClassifier(HubModel(family=family, model=str(folder), labels=labels or LABELS))


def test_each_text_gets_our_labels_with_probabilities_that_add_up(tiny: Path) -> None:
    bad, good = classifier(tiny).distributions(["pessimo servizio", "ottimo lavoro"])
    assert bad["negative"] > 0.9
    assert good["positive"] > 0.9
    assert sum(bad.values()) == pytest.approx(1)


def test_two_of_its_labels_may_be_one_of_ours(tiny: Path) -> None:
    both = classifier(tiny, labels={"BAD": "neutral", "GOOD": "neutral"})
    assert both.distributions(["ottimo"]) == [{"neutral": pytest.approx(1)}]


def test_the_reader_takes_sentiment_from_the_model_and_the_rest_from_the_inner_reader(tiny: Path) -> None:
    turns = (
        Turn(Party.CUSTOMER, "pessimo servizio"),
        Turn(Party.AGENT, "buongiorno"),
        Turn(Party.CUSTOMER, "ottimo lavoro"),
    )
    transcript = Transcript(turns, "it")
    seen = HubReader(PlainReader(), classifier(tiny)).read(transcript).understanding
    assert [turn.label for turn in seen.sentiment.turns] == ["negative", "positive"]
    assert (seen.sentiment.start, seen.sentiment.end) == ("negative", "positive")
    assert seen.courtesy == PlainReader().read(transcript).understanding.courtesy


def test_a_family_of_the_whole_interaction_keeps_its_evidence(tiny: Path) -> None:
    reader = HubReader(PlainReader(), classifier(tiny, "intent", {"BAD": "complaint", "GOOD": "information"}))
    transcript = Transcript((Turn(Party.CUSTOMER, "pessimo servizio"), Turn(Party.AGENT, "buongiorno")), "it")
    intent = reader.read(transcript).understanding.intent
    assert intent.label == "complaint"
    assert intent.evidence == PlainReader().read(transcript).understanding.intent.evidence


def test_a_label_of_the_model_that_is_not_mapped_is_refused(tiny: Path) -> None:
    with pytest.raises(BadInput, match="'GOOD' is not mapped"):
        classifier(tiny, labels={"BAD": "negative"}).distributions(["x"])


def test_a_missing_model_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(MissingModel, match="cannot be loaded"):
        classifier(tmp_path / "nothing").distributions(["x"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("family: mood\nmodel: x\nlabels: {a: b}", "family: Input should be 'intent', 'resolution' or 'sentiment'"),
        ("family: sentiment\nmodel: x\nlabels: {a: cheerful}", "labels: unknown label 'cheerful'; use one of negative"),
        ("family: sentiment\nmodel: x\nlabels: {}", "labels: Dictionary should have at least 1 item"),
        ("[", "cannot be read as YAML"),
    ],
)
def test_a_faulty_description_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "hub.yaml"
    path.write_text(text)
    with pytest.raises(BadInput, match=sentence):
        load(path, {"sentiment": ["negative", "positive"], "intent": [], "resolution": []})


def test_no_client_adapts_what_it_answers(tiny: Path) -> None:
    """The features name the family, in which no shipped head was asked."""
    reader = HubReader(PlainReader(), classifier(tiny))
    transcript = Transcript((Turn(Party.CUSTOMER, "ottimo lavoro"), Turn(Party.AGENT, "ottimo")), "it")
    features = reader.read(transcript).features
    assert features is not None
    assert features.shipped is not None
    assert features.shipped.by_others == ("sentiment",)
