"""Why an answer is withheld, in the sentences by which it is kept: some are facts of the conversation, and bind whoever
answers; others are limits of the models that come with the service.
"""

BREAKS_OFF = "The contact breaks off before its end."
STRANGE = "The conversation is unlike those that the models learned from."
UNSURE = "No label is probable enough."
SHARED = "It counts for the agent who closed the contact."
OF_THE_MODELS = (BREAKS_OFF, STRANGE, UNSURE)
