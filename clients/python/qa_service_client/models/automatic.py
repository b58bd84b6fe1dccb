from enum import StrEnum


class Automatic(StrEnum):
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    INVITATION = "invitation"
    NEWSLETTER = "newsletter"
    NOTIFICATION = "notification"
    RECEIPT = "receipt"
    REPORT = "report"

    def __str__(self) -> str:
        return str(self.value)
