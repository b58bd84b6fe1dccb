"""What a page says after a form was sent, by the word that stands in the address. A page adds its own with `add`."""

from qa_service.web.i18n import N_

NOTES: dict[str, str] = {
    "saved": N_("Saved."),
    "signed-out": N_("You have signed out."),
    "retried": N_("It waits for a worker again."),
    "view-saved": N_("The search is kept under its name."),
    "view-removed": N_("The saved search is removed."),
    "second-factor-removed": N_("The second factor is removed: the password alone signs in."),
    "second-factor-reset": N_("The second factor is removed, and the person is signed out."),
    "session-ended": N_("That session is over."),
    "sessions-ended": N_("The person is signed out everywhere."),
    "password-changed": N_("The password is changed. Other devices are signed out."),
}


def add(key: str, sentence: str) -> str:
    """Register a note; returns its key."""
    NOTES[key] = sentence
    return key
