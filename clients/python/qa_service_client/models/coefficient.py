from enum import StrEnum


class Coefficient(StrEnum):
    COHEN_KAPPA = "cohen_kappa"
    GWET_AC1 = "gwet_ac1"
    KRIPPENDORFF_ALPHA = "krippendorff_alpha"
    PERCENT = "percent"

    def __str__(self) -> str:
        return str(self.value)
