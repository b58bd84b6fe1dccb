from enum import StrEnum


class Kind(StrEnum):
    ANALYSES = "analyses"
    COMPLAINTS = "complaints"
    INTERACTIONS = "interactions"
    KPIS = "kpis"
    LABELSTUDIO = "labelstudio"
    OVERRULED = "overruled"
    PACK = "pack"
    REPORT = "report"
    SCORECARD = "scorecard"
    SURVEYS = "surveys"
    VCONS = "vcons"

    def __str__(self) -> str:
        return str(self.value)
