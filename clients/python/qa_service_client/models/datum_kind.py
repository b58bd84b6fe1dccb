from enum import StrEnum


class DatumKind(StrEnum):
    ADDRESS = "ADDRESS"
    CREDIT_CARD = "CREDIT_CARD"
    CUSTOMER_CODE = "CUSTOMER_CODE"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    EMAIL = "EMAIL"
    IBAN = "IBAN"
    NATIONAL_ID = "NATIONAL_ID"
    OTHER_ID = "OTHER_ID"
    PERSON = "PERSON"
    PHONE = "PHONE"
    POD_PDR = "POD_PDR"

    def __str__(self) -> str:
        return str(self.value)
