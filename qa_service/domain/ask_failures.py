"""Why a question to a language model has no answer, in words for people. None of them holds a word of a conversation
or of a model; pages translate them.
"""

from qa_service.errors import say

TOO_SLOW = str(say("No answer from the model: it did not answer in time."))
NOT_REACHED = str(say("No answer from the model: it cannot be reached."))
NOT_ALLOWED = str(say("No answer from the model: its address is neither private nor listed."))
BUSY = str(say("No answer from the model: it has too much to do."))
ERROR = str(say("No answer from the model: it answered with an error."))
TOO_LONG = str(say("No answer from the model: its answer is too long."))
MALFORMED = str(say("No answer from the model: its answer has not the form that was asked for."))
LEFT_ALONE = str(say("No answer from the model: it failed several times, and is left alone for a minute."))
CONVERSATION_TOO_LONG = str(say("No answer from the model: the conversation is too long for it."))
BUDGET_USED_UP = str(say("No answer from the model: today's budget is used up."))
SWITCHED_OFF = str(say("No model is asked in this installation."))
NOT_ASKED = str(say("The model was not asked this."))
UNREAD = str(say("The model is asked of conversations in Italian and English only."))
ROLES_UNSURE = str(say("The model is not asked where it is not sure who the agent is."))
WRONG_QUOTE = str(say("The model quotes what was not said like that."))
NO_QUOTE = str(say("The model says yes and shows no passage."))
UNBELIEVED = frozenset({WRONG_QUOTE, NO_QUOTE})
"""The model has answered, and would answer the same again."""
UNASKED = frozenset({UNREAD, ROLES_UNSURE})
"""It follows from the words themselves that nobody asks."""
ALL = (
    *(TOO_SLOW, NOT_REACHED, NOT_ALLOWED, BUSY, ERROR, TOO_LONG, MALFORMED, LEFT_ALONE, CONVERSATION_TOO_LONG),
    *(BUDGET_USED_UP, SWITCHED_OFF, NOT_ASKED, UNREAD, ROLES_UNSURE, WRONG_QUOTE, NO_QUOTE),
)
