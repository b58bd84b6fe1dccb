from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.deletion_proof import DeletionProof


T = TypeVar("T", bound="Erased")


@_attrs_define
class Erased:
    """What was done.

    Attributes:
        client (str):
        interactions (int): how many contacts were erased; 0: none is kept under this name
        held (int | Unset): how many were left, since they are under a legal hold Default: 0.
        left (None | str | Unset): which holds these are; null: nothing was left
        proof (DeletionProof | None | Unset): signed; keep it, for it is kept nowhere here
    """

    client: str
    interactions: int
    held: int | Unset = 0
    left: None | str | Unset = UNSET
    proof: DeletionProof | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.deletion_proof import DeletionProof

        client = self.client

        interactions = self.interactions

        held = self.held

        left: None | str | Unset
        if isinstance(self.left, Unset):
            left = UNSET
        else:
            left = self.left

        proof: dict[str, Any] | None | Unset
        if isinstance(self.proof, Unset):
            proof = UNSET
        elif isinstance(self.proof, DeletionProof):
            proof = self.proof.to_dict()
        else:
            proof = self.proof

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "interactions": interactions,
            }
        )
        if held is not UNSET:
            field_dict["held"] = held
        if left is not UNSET:
            field_dict["left"] = left
        if proof is not UNSET:
            field_dict["proof"] = proof

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.deletion_proof import DeletionProof

        d = dict(src_dict)
        client = d.pop("client")

        interactions = d.pop("interactions")

        held = d.pop("held", UNSET)

        def _parse_left(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        left = _parse_left(d.pop("left", UNSET))

        def _parse_proof(data: object) -> DeletionProof | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                proof_type_0 = DeletionProof.from_dict(data)

                return proof_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DeletionProof | None | Unset, data)

        proof = _parse_proof(d.pop("proof", UNSET))

        erased = cls(
            client=client,
            interactions=interactions,
            held=held,
            left=left,
            proof=proof,
        )

        erased.additional_properties = d
        return erased

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
