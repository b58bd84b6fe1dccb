from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.criterion_template_sector import CriterionTemplateSector
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.criterion import Criterion
    from ..models.template_quality import TemplateQuality
    from ..models.wording import Wording


T = TypeVar("T", bound="CriterionTemplate")


@_attrs_define
class CriterionTemplate:
    """A criterion with its name, the sector that it was written for and the rule that asks for it.

    `criterion` is whole: it has the template's id and, in Italian, its reference.

        Attributes:
            id (str):
            name (Wording): The same sentence in both languages.
            sector (CriterionTemplateSector):
            criterion (Criterion): One question about an interaction.

                It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and `applies` make it not
                applicable elsewhere. `look` says where an absence was looked for. `reference` is free text: the contract,
                standard
                or agreement that it comes from.
            quality (TemplateQuality): What was measured of a template on the corpus, by `command` on `measured_on`.

                `gold` says whose answers are true: read by hand, the labels of the corpus's writers, or none where what is
                asked
                does not occur in it or a person answers. Of `n` interactions with a true answer (applies and done, applies and
                not
                done, or does not apply) the share `right` was answered like it; `kappa` has its 95 % interval behind it.
                `asked`
                counts the interactions of the corpus that were answered yes or no, `accused` those with a no, `looked_at` those
                of
                these that were read, `wrongly` those in which the no was wrong.
            reference (None | Unset | Wording):
    """

    id: str
    name: Wording
    sector: CriterionTemplateSector
    criterion: Criterion
    quality: TemplateQuality
    reference: None | Unset | Wording = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.wording import Wording

        id = self.id

        name = self.name.to_dict()

        sector = self.sector.value

        criterion = self.criterion.to_dict()

        quality = self.quality.to_dict()

        reference: dict[str, Any] | None | Unset
        if isinstance(self.reference, Unset):
            reference = UNSET
        elif isinstance(self.reference, Wording):
            reference = self.reference.to_dict()
        else:
            reference = self.reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "name": name,
                "sector": sector,
                "criterion": criterion,
                "quality": quality,
            }
        )
        if reference is not UNSET:
            field_dict["reference"] = reference

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.criterion import Criterion
        from ..models.template_quality import TemplateQuality
        from ..models.wording import Wording

        d = dict(src_dict)
        id = d.pop("id")

        name = Wording.from_dict(d.pop("name"))

        sector = CriterionTemplateSector(d.pop("sector"))

        criterion = Criterion.from_dict(d.pop("criterion"))

        quality = TemplateQuality.from_dict(d.pop("quality"))

        def _parse_reference(data: object) -> None | Unset | Wording:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reference_type_0 = Wording.from_dict(data)

                return reference_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Wording, data)

        reference = _parse_reference(d.pop("reference", UNSET))

        criterion_template = cls(
            id=id,
            name=name,
            sector=sector,
            criterion=criterion,
            quality=quality,
            reference=reference,
        )

        return criterion_template
