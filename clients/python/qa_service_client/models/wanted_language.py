from enum import StrEnum


class WantedLanguage(StrEnum):
    EN = "en"
    IT = "it"

    def __str__(self) -> str:
        return str(self.value)
