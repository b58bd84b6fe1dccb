"""Why somebody who comes from the provider is not let in: a name for the audit trail, a sentence for the person."""

from typing import NamedTuple

from qa_service.errors import Forbidden, Sentence, say


class Reason(NamedTuple):
    """`code` stands in the audit trail. `strange`: nothing shows that the provider had a part in it."""

    code: str
    sentence: Sentence
    strange: bool = True


class SignInRefused(Forbidden):
    """Nobody is signed in; `reason` says why. `user` is the account that was meant, where it is known, and `detail`
    says more to the audit trail.
    """

    def __init__(self, reason: Reason, user: str = "", detail: str = "") -> None:
        super().__init__(reason.sentence)
        self.reason, self.user, self.detail = reason, user, detail


NOT_REACHED = Reason(
    "provider not reached", say("The sign-in service of your organisation does not answer; try again in a minute.")
)
ANOTHER_WINDOW = Reason(
    "not begun here", say("This sign-in took too long or was begun in another window; please begin again.")
)
DENIED = Reason("provider refused", say("The sign-in service of your organisation did not let you in."))
INVALID = Reason(
    "answer not valid",
    say("The answer of your organisation's sign-in service cannot be trusted; tell your administrator."),
)
TOO_OFTEN = Reason("too often", say("Too many sign-ins failed from here; wait a minute before the next one."))
NO_GROUP = Reason(
    "no group", say("None of your groups opens this service; ask your administrator for access."), strange=False
)
NO_AGENT = Reason(
    "no agent id",
    say("Your organisation does not say which agent you are; tell your administrator."),
    strange=False,
)
NO_ID = Reason(
    "no stable id", say("Your organisation's sign-in service does not say who you are; tell your administrator."), False
)
NAME_TAKEN = Reason(
    "name taken", say("Another account here has your name already; tell your administrator."), strange=False
)
BAD_NAME = Reason("name unusable", say("The name of your account cannot be used here; tell your administrator."), False)
LOCKED = Reason("locked out", say("Your account here is locked; ask your administrator."), strange=False)
ENDED = Reason("ended by provider", say("Your organisation has ended this sign-in; please begin again."), strange=False)
