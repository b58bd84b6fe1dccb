from enum import StrEnum


class TemplatesV1CriteriaTemplatesGetSectorType0(StrEnum):
    BANKING = "banking"
    COLLECTIONS = "collections"
    ENERGY = "energy"
    EVERY_SECTOR = "every_sector"
    INSURANCE = "insurance"
    PUBLIC_SERVICES = "public_services"
    TELECOMS = "telecoms"

    def __str__(self) -> str:
        return str(self.value)
