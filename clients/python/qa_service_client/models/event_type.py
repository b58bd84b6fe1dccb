from enum import StrEnum


class EventType(StrEnum):
    ALARM_RAISED = "alarm.raised"
    COMPLAINT_DUE = "complaint.due"
    COMPLAINT_LATE = "complaint.late"
    DIGEST_DAILY = "digest.daily"
    DISPUTE_DECIDED = "dispute.decided"
    DISPUTE_OPENED = "dispute.opened"
    EXPORT_READY = "export.ready"
    FINDING_CONFIRMED = "finding.confirmed"
    FINDING_DISMISSED = "finding.dismissed"
    FINDING_TO_CONFIRM = "finding.to_confirm"
    INTERACTION_DONE = "interaction.done"
    INTERACTION_FAILED = "interaction.failed"
    REVIEW_ASKED = "review.asked"
    WEBHOOK_TEST = "webhook.test"

    def __str__(self) -> str:
        return str(self.value)
