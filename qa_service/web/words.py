"""Names of things for people: what the schema of labels does not name, in the visitor's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qa_service.domain.estimate import Note
from qa_service.domain.understanding import CONFIRM_BELOW
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import Sentence
from qa_service.web.i18n import N_, Locale, LocalText
from qa_service.web.words_audit import AUDIT_ACTIONS
from qa_service.web.words_events import DELIVERY_FAULTS, DELIVERY_STATES, ENDPOINT_STATES, EVENTS, NOTICES
from qa_service.web.words_reviews import REVIEWS
from qa_service.web.words_roles import ROLES

NAMES: dict[str, dict[str, str]] = {
    **REVIEWS,
    "channel": {"call": N_("Call"), "chat": N_("Chat"), "email": N_("E-mail")},
    "automatic": {
        "bounce": N_("delivery failure"),
        "auto_reply": N_("automatic reply"),
        "receipt": N_("receipt"),
        "report": N_("report of a mail server"),
        "invitation": N_("calendar invitation"),
        "notification": N_("notification"),
        "newsletter": N_("newsletter"),
    },
    "audit_action": AUDIT_ACTIONS,
    "event": dict(EVENTS),
    "notice": dict(NOTICES),
    "endpoint_state": dict(ENDPOINT_STATES),
    "delivery_state": dict(DELIVERY_STATES),
    "delivery_fault": dict(DELIVERY_FAULTS),
    "audit_fault": {
        "changed": N_("this line, or the one before it, is not as it was written"),
        "missing": N_("lines are missing from here"),
        "moved": N_("lines stand in other places"),
        "cut off": N_("lines are missing from here to the end"),
        "sealed otherwise": N_("another line was sealed in this place"),
        "seal forged": N_("the seal was not made by this installation"),
        "cut forged": N_("lines are missing before here, by a cut that this installation did not make"),
    },
    "connector": {
        "folder": N_("Watched folder"),
        "s3": N_("Object store (S3)"),
        "sftp": N_("SFTP server"),
        "imap": N_("Mailbox (IMAP)"),
    },
    "target": {"folder": N_("Folder"), "s3": N_("Object store (S3)"), "sftp": N_("SFTP server")},
    "rhythm": {"daily": N_("Every day"), "weekly": N_("Every week"), "monthly": N_("Every month")},
    "run_state": {
        "running": N_("running"),
        "done": N_("done"),
        "failed": N_("failed"),
        "stopped": N_("stopped; it was run again"),
    },
    "object": {
        "waiting": N_("waiting"),
        "taking": N_("in hand"),
        "accepted": N_("accepted"),
        "unchanged": N_("here before"),
        "refused": N_("refused"),
        "foreign": N_("not ours"),
    },
    "coming": {
        "new": N_("new"),
        "known": N_("known"),
        "waiting": N_("waiting"),
        "foreign": N_("not ours"),
    },
    "kept": {
        "original": N_("Unmasked original"),
        "recording": N_("Recording for listening"),
        "transcript": N_("Transcript with its passages"),
        "review": N_("Answers of people"),
        "analysis": N_("Analysis and scores: the whole contact"),
        "export": N_("Exported files"),
        "complaint": N_("Complaints that are answered"),
        "survey": N_("Answers of customers to surveys"),
        "audit": N_("Audit trail"),
    },
    "complaint": {
        "open": N_("still open"),
        "due": N_("soon to be answered"),
        "late": N_("late"),
        "answered": N_("is answered"),
        "withdrawn": N_("withdrawn"),
    },
    "complaint_step": {
        "registered": N_("received"),
        "acknowledged": N_("receipt acknowledged"),
        "answered": N_("is answered"),
        "reopened": N_("reopened"),
    },
    "complaint_outcome": {
        "upheld": N_("the customer was right"),
        "partly": N_("the customer was right in part"),
        "rejected": N_("the customer was not right"),
        "withdrawn": N_("the customer took it back"),
    },
    "promise": {
        "call_back": N_("to call back"),
        "send": N_("to send something"),
        "refund": N_("to pay back"),
        "technician": N_("that a technician comes"),
        "check": N_("to check and tell"),
    },
    "promise_standing": {
        "open": N_("still open"),
        "due_today": N_("due today"),
        "overdue": N_("overdue"),
        "asked_again": N_("asked again"),
        "kept": N_("promise kept"),
        "broken": N_("broken"),
        "unknown": N_("nobody can tell"),
    },
    "promise_outcome": {"kept": N_("It was kept"), "broken": N_("It was not kept"), "unknown": N_("Cannot tell")},
    "counted": {"calendar": N_("Calendar days"), "working": N_("Working days")},
    "untold": {
        sentence: sentence
        for sentence in (
            N_("Nobody speaks in it."),
            N_("Only Italian and English are judged."),
            N_("Only a bot answered; no agent spoke."),
            N_("No turn of an agent was found."),
            N_("No turn of the customer was found."),
            N_("Too little was said to judge the whole."),
            N_("The contact breaks off before its end."),
            N_("The conversation is unlike those that the models learned from."),
            N_("No label is probable enough."),
            N_("It counts for the agent who closed the contact."),
        )
    },
    "survey": {
        "csat": N_("Satisfaction"),
        "nps": N_("Would recommend"),
        "ces": N_("Effort"),
        "solved": N_("Problem solved"),
    },
    "sourcing": {"in_house": N_("In-house"), "outsourced": N_("Outsourced")},
    "direction": {"inbound": N_("Inbound"), "outbound": N_("Outbound"), "callback": N_("Called back")},
    "party": {
        "agent": N_("Agent"),
        "colleague": N_("Colleague"),
        "customer": N_("Customer"),
        "bot": N_("Bot"),
        "other": N_("Other voice"),
    },
    "state": {
        "received": N_("Waiting"),
        "running": N_("In progress"),
        "done": N_("Analysed"),
        "failed": N_("Failed"),
    },
    "role": dict(ROLES),
    "verdict": {
        "yes": N_("Yes"),
        "no": N_("No"),
        "not_applicable": N_("Not applicable"),
        "unclear": N_("Cannot tell"),
    },
    "flag": {
        "critical": N_("Critical failure"),
        "to_be_confirmed": N_("To be confirmed"),
        "negative_end": N_("Customer unhappy at the end"),
        "low_confidence": N_("Machine unsure"),
        "long_silence": N_("Long silence"),
        "disagreement": N_("People often disagree"),
    },
    "action": {
        "review": N_("answered"),
        "dispute.open": N_("objected"),
        "dispute.decide": N_("decided the objection"),
        "correct.roles": N_("swapped who speaks"),
        "confirm.roles": N_("confirmed who speaks"),
        "correct.turns": N_("put words right"),
        "corrected": N_("carried the correction out"),
        "replace": N_("replaced it"),
        "retry": N_("had it tried again"),
    },
    "correction": {"roles": N_("Who speaks"), "turns": N_("Words or parties")},
    "confidence": {"asr": N_("Words heard"), "roles": N_("Who speaks"), "language": N_("Language")},
    "note": {
        Note.NOT_CHECKED_HERE: N_(
            "No person has checked this group yet; the interval carries the machine's known error."
        ),
        Note.ERROR_UNKNOWN: N_("Nobody knows yet how often the machine errs here, so the interval is everything."),
        Note.ERROR_DOES_NOT_FIT: N_("The machine's known error does not explain these answers; have some checked."),
        Note.ASKS_FOR_PERSON: N_("Machine and people agree too little here; the figure is people's alone."),
        Note.AGENT_NOT_CHECKED: N_(
            "Nobody has checked this in interactions of this agent, so the true figure may be anything. How often the "
            "machine errs with others says little about one voice."
        ),
        Note.FEW_CHECKS: N_(
            "Few checks: the interval rests on the checked interactions alone, no longer on errors measured elsewhere, "
            "and narrows with every further check. While it covers more than half of the scale no single value is "
            "shown."
        ),
    },
}
_REFUSALS = {
    401: N_("Please sign in"),
    403: N_("This is not open to you"),
    404: N_("There is nothing here"),
    405: N_("This page cannot do that"),
    409: N_("That is in the way"),
    413: N_("That is too large"),
    422: N_("Something does not fit"),
    429: N_("Too many attempts"),
    503: N_("The service is not ready"),
}
_FAILED = N_("Something went wrong on our side")


def refusal(status: int) -> str:
    """The title of a page that refuses."""
    return _REFUSALS.get(status, _FAILED)


@dataclass(frozen=True, slots=True)
class Words:
    """Names in one language. `None` is what the service cannot tell."""

    vocabulary: Vocabulary
    locale: Locale

    def label(self, family: str, label: str | None) -> str:
        """A label of the schema (`intent`, `resolution`, `sentiment`, `courtesy`)."""
        if label is None:
            return self.locale.text(N_("Cannot tell"))
        try:
            return self.vocabulary.name(family, label, self.locale.lang)
        except KeyError:  # a label of another version of the schema
            return label

    def name(self, kind: str, key: str) -> str:
        """A name of `NAMES`; the key itself where there is none."""
        message = NAMES[kind].get(key)
        return self.locale.text(message) if message else key

    def fault(self, sentence: Sentence) -> LocalText:
        """What went wrong, in this language where it is known."""
        return self.locale.sentence(sentence)

    def failure(self, stored: list[Any] | None, text: str) -> LocalText:
        """The same of a failure that was kept; what is older than templates is a text, as it came."""
        return self.fault(Sentence.load(stored or text))

    def confirm(self) -> str:
        """What stands in no figure until a person has looked; for pages of figures."""
        message = N_(
            "What the machine finds against an agent with a probability under %(least)s is to be confirmed: until a "
            "person confirms it, it stands in no figure. Where it is not sure who the agent is, nothing is said of the "
            "agent."
        )
        return self.locale.text(message, least=self.locale.percent(CONFIRM_BELOW))

    def pairs(self, kind: str, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Keys of `NAMES` with their names, for a choice."""
        return [(key, self.name(kind, key)) for key in keys]

    def matter(self, matter: str) -> str:
        """What a complaint is about: a reason for contact, or a word of the client's own."""
        return self.label("intent", matter)

    def matters(self, matters: Iterable[str]) -> list[tuple[str, str]]:
        """With their names, for a choice."""
        return [(matter, self.matter(matter)) for matter in matters]

    def labels(self, family: str) -> list[tuple[str, str]]:
        """All labels of a family with their names, for a choice."""
        labels = self.vocabulary.courtesy if family == "courtesy" else tuple(getattr(self.vocabulary, family))
        return [(label, self.label(family, label)) for label in labels]
