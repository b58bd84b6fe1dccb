from enum import StrEnum


class DynamicsAreMeasure(StrEnum):
    AGENT_TALK_SHARE = "agent_talk_share"
    CUSTOMER_TALK_SHARE = "customer_talk_share"
    FIRST_RESPONSE = "first_response"
    LONGEST_RESPONSE = "longest_response"
    LONGEST_SILENCE = "longest_silence"
    MEAN_RESPONSE = "mean_response"
    OVERLAPS = "overlaps"
    SILENCE_SHARE = "silence_share"

    def __str__(self) -> str:
        return str(self.value)
