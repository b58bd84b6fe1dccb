"""Names around samples, reviews and agreement; `words.NAMES` takes them in."""

from qa_service.domain.sampling import Reason
from qa_service.web.i18n import N_

REVIEWS: dict[str, dict[str, str]] = {
    "asked": {
        "resolution": N_("How does the case stand at the end?"),
        "intent": N_("Why was the contact made?"),
        "sentiment_end": N_("How does the customer sound at the end, by their words?"),
    },
    "heading": {"label": N_("The case"), "courtesy": N_("Behaviours")},
    "purpose": {"random": N_("Random"), "risk": N_("By risk"), "calibration": N_("Calibration")},
    "purpose_means": {
        "random": N_("Every interaction has a known chance. Figures of agents and clients rest on these."),
        "risk": N_("Worrying ones come up more often: for coaching. They enter figures only with their chance."),
        "calibration": N_("For people to answer the same and compare. They never enter a figure."),
    },
    "allocation": {
        "proportional": N_("In proportion to their size"),
        "equal": N_("The same number of each"),
        "optimal": N_("More where answers vary more"),
    },
    "stratum": {
        "client": N_("Client"),
        "agent": N_("Agent"),
        "team": N_("Team"),
        "channel": N_("Channel"),
        "direction": N_("Direction"),
        "intent": N_("Reason for the contact"),
    },
    "reason": {
        Reason.LOW_CONFIDENCE: N_("Machine unsure"),
        Reason.CRITICAL: N_("Critical failure"),
        Reason.TO_BE_CONFIRMED: N_("To be confirmed"),
        Reason.NEGATIVE_END: N_("Customer unhappy at the end"),
        Reason.LONG_SILENCE: N_("Long silence"),
        Reason.DISAGREEMENT: N_("People often disagree"),
    },
    "dispute": {
        "open": N_("Open"),
        "upheld": N_("Upheld"),
        "rejected": N_("Rejected"),
        "expired": N_("Expired"),
    },
    "judged": {
        "machine": N_("Machine's answer alone"),
        "reviewed": N_("Checked by a person"),
        "disputed": N_("Disputed"),
        "final": N_("Final"),
    },
    "standing": {
        "to_sort": N_("To sort"),
        "guide_unclear": N_("Guide unclear"),
        "machine_wrong": N_("Machine wrong"),
        "reviewer_wrong": N_("Reviewer wrong"),
    },
    "second_look": {
        "waiting": N_("It waits for a second look; until then the answer counts as it is."),
        "kept": N_("It was sorted as the reviewer's mistake, and a second look has kept the answer: sort it anew."),
        "changed": N_("A second look has changed the answer."),
        "final": N_("An objection to this interaction was decided: its answers are final."),
    },
    "coefficient": {
        "percent": N_("Same answer"),
        "cohen_kappa": N_("Cohen's kappa"),
        "krippendorff_alpha": N_("Krippendorff's alpha"),
        "gwet_ac1": N_("Gwet's AC1"),
    },
    "masking": {
        "masked": N_("masked"),
        "released": N_("mask taken away"),
        "not_personal": N_("called not personal"),
    },
    "pii": {
        "PERSON": N_("name"),
        "PHONE": N_("phone number"),
        "EMAIL": N_("e-mail address"),
        "ADDRESS": N_("address"),
        "DATE_OF_BIRTH": N_("date of birth"),
        "IBAN": N_("bank account"),
        "CREDIT_CARD": N_("card number"),
        "NATIONAL_ID": N_("national id"),
        "POD_PDR": N_("supply point"),
        "CUSTOMER_CODE": N_("customer code"),
        "OTHER_ID": N_("number"),
        "NUMBER": N_("number"),
    },
}
