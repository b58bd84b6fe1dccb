from enum import StrEnum


class InteractionLangType0(StrEnum):
    EN = "en"
    IT = "it"

    def __str__(self) -> str:
        return str(self.value)
