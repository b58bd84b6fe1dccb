from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.deletion_proof_what import DeletionProofWhat

T = TypeVar("T", bound="DeletionProof")


@_attrs_define
class DeletionProof:
    """A signed statement that contacts were erased (Ed25519 over the other members as JSON with sorted names and no
    spaces). `reference` is a keyed hash of whose they were: `qa-service proof` tells it for a name.

        Attributes:
            proof (Literal[1]):
            what (DeletionProofWhat):
            reference (str):
            client (str):
            interactions (int):
            held (int):
            erased_at (str):
            by (str):
            service (str):
            public_key (str):
            signature (str):
    """

    proof: Literal[1]
    what: DeletionProofWhat
    reference: str
    client: str
    interactions: int
    held: int
    erased_at: str
    by: str
    service: str
    public_key: str
    signature: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        proof = self.proof

        what = self.what.value

        reference = self.reference

        client = self.client

        interactions = self.interactions

        held = self.held

        erased_at = self.erased_at

        by = self.by

        service = self.service

        public_key = self.public_key

        signature = self.signature

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "proof": proof,
                "what": what,
                "reference": reference,
                "client": client,
                "interactions": interactions,
                "held": held,
                "erased_at": erased_at,
                "by": by,
                "service": service,
                "public_key": public_key,
                "signature": signature,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        proof = cast(Literal[1], d.pop("proof"))
        if proof != 1:
            raise ValueError(f"proof must match const 1, got '{proof}'")

        what = DeletionProofWhat(d.pop("what"))

        reference = d.pop("reference")

        client = d.pop("client")

        interactions = d.pop("interactions")

        held = d.pop("held")

        erased_at = d.pop("erased_at")

        by = d.pop("by")

        service = d.pop("service")

        public_key = d.pop("public_key")

        signature = d.pop("signature")

        deletion_proof = cls(
            proof=proof,
            what=what,
            reference=reference,
            client=client,
            interactions=interactions,
            held=held,
            erased_at=erased_at,
            by=by,
            service=service,
            public_key=public_key,
            signature=signature,
        )

        deletion_proof.additional_properties = d
        return deletion_proof

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
