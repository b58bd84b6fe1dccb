"""What events, notices, endpoints and the answers of other systems are called."""

from collections.abc import Mapping

from qa_service.web.i18n import N_

EVENTS: Mapping[str, str] = {
    "interaction.done": N_("interaction analysed"),
    "interaction.failed": N_("interaction failed"),
    "finding.to_confirm": N_("critical finding to be confirmed"),
    "finding.confirmed": N_("critical finding confirmed"),
    "finding.dismissed": N_("critical finding not confirmed"),
    "review.asked": N_("review asked for"),
    "dispute.opened": N_("objection opened"),
    "dispute.decided": N_("objection decided"),
    "complaint.due": N_("complaint soon to be answered"),
    "complaint.late": N_("complaint late"),
    "alarm.raised": N_("alarm raised"),
    "export.ready": N_("file ready"),
    "webhook.test": N_("a test"),
}
NOTICES: Mapping[str, str] = {
    "review_asked": N_("A sample is to be reviewed"),
    "dispute": N_("An objection was opened or decided"),
    "alarm": N_("An alarm was raised"),
    "critical_finding": N_("A critical finding waits to be confirmed"),
    "complaint": N_("A complaint is soon to be answered, or late"),
    "export_ready": N_("A file that I asked for is ready"),
    "daily_digest": N_("The day before in numbers, every morning"),
}
ENDPOINT_STATES: Mapping[str, str] = {
    "active": N_("on"),
    "off": N_("switched off"),
    "failed": N_("switched off: nothing arrived for three days"),
    "gone": N_("switched off: it answered that it is gone (410)"),
}
DELIVERY_STATES: Mapping[str, str] = {
    "waiting": N_("is tried again"),
    "delivered": N_("arrived"),
    "given_up": N_("given up"),
}
DELIVERY_FAULTS: Mapping[str, str] = {
    "not_allowed": N_("the address is private and not listed"),
    "no_such_host": N_("the name of the host means no address"),
    "untrusted": N_("its certificate is not to be trusted"),
    "too_slow": N_("no answer in time"),
    "not_reached": N_("cannot be reached"),
}
