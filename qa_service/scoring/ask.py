"""What a language model answered to a question in words. It was asked before; here its answer is only read."""

from qa_service.domain.ask_failures import NOT_ASKED
from qa_service.domain.model_answer import ask_key
from qa_service.domain.own_clauses import AsksModel
from qa_service.scoring.finding import ClauseInput, Finding

UNCHECKED = 0.5
"""The probability of a model's answer: it states none that is worth anything before people have answered beside it.
Whether the criterion counts without a person is decided by their agreement, as of any other.
"""


def find_ask(clause: AsksModel, inputs: ClauseInput) -> Finding:
    """The model's verdict, shown by its quotes; all turns were looked at for an absence. Cannot be told, with the
    reason, where there is no answer or the model is unsure.
    """
    answer = inputs.asked.get(ask_key(clause.question))
    if answer is None:
        return Finding(None, 0.0, reason=NOT_ASKED)
    if answer.failure is not None or answer.verdict == "unclear":
        return Finding(None, 0.0, answer.quotes, reason=answer.failure)
    looked_at = () if answer.quotes else tuple(range(len(inputs.words.turns)))
    return Finding(answer.verdict == "yes", UNCHECKED, answer.quotes, looked_at)
