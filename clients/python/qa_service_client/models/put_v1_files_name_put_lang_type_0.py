from enum import StrEnum


class PutV1FilesNamePutLangType0(StrEnum):
    EN = "en"
    IT = "it"

    def __str__(self) -> str:
        return str(self.value)
