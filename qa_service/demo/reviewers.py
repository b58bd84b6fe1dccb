"""What the demo centre's people answer: by the labels that a dialogue's writer gave it, with a slip now and then."""

import zlib
from collections.abc import Collection, Iterator

from qa_service.demo.material import Document
from qa_service.domain.processed import Processed
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Setting, Verdict
from qa_service.domain.understanding import Behaviour, Judgement, Sentiment, Understanding
from qa_service.scoring.total import score

_ONE_IN = 14
"""Of so many answers to yes or no, a person gets about one wrong; never that somebody was rude, which takes a look."""
_LOOKED_AT = "criterion:no_"
_OTHER = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}
_DECIDED = {Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE}


def answers(
    processed: Processed, labels: Document, rubric: Rubric, reviewer: str, only: Collection[str] = ()
) -> list[ReviewAnswer]:
    """To the outcome and the criteria of `rubric`; `only`: to these questions."""
    all_answers = [
        ReviewAnswer("label:resolution", labels["resolution"]),
        *_criteria(processed, labels, rubric, reviewer),
    ]
    return [answer for answer in all_answers if not only or answer.question in only]


def _criteria(processed: Processed, labels: Document, rubric: Rubric, reviewer: str) -> Iterator[ReviewAnswer]:
    """The rubric's own answers, had the machine found exactly what the writer labelled."""
    setting = Setting.of(processed.interaction, processed.understood.transcript)
    for answer in score(rubric, _as_labelled(processed, labels), setting).answers:
        if answer.verdict in _DECIDED:
            question = f"criterion:{answer.criterion}"
            slips = _slips(reviewer, processed.interaction.id, question) and not question.startswith(_LOOKED_AT)
            verdict = _OTHER.get(answer.verdict, answer.verdict) if slips else answer.verdict
            yield ReviewAnswer(question, verdict.value)


def _as_labelled(processed: Processed, labels: Document) -> Understanding:
    seen = processed.understood.understanding
    return Understanding(
        intent=_sure(labels["intent"]),
        resolution=_sure(labels["resolution"]),
        sentiment=Sentiment((), labels["sentiment_start"], labels["sentiment_end"]),
        courtesy={label: Behaviour(label in labels["courtesy"], 1.0) for label in seen.courtesy},
        dynamics=seen.dynamics,
    )


def _sure(label: str) -> Judgement:
    return Judgement(label, 1.0, {label: 1.0})


def _slips(*names: str) -> bool:
    """The same names always slip, so that every demo centre is alike."""
    return zlib.crc32(" ".join(names).encode()) % _ONE_IN == 0
