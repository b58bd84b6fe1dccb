"""What erasing did, as it goes out."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_ERASED: dict[str, Any] = {
    "client": "acme",
    "interactions": 3,
    "held": 1,
    "left": "1 contact is under a legal hold and was left as it is: complaint, file 12/26 (user:anna, 2026-12-01)",
    "proof": None,
}


_PROOF: dict[str, Any] = {
    "proof": 1,
    "what": "customer",
    "reference": 64 * "0",
    "client": "acme",
    "interactions": 3,
    "held": 0,
    "erased_at": "2026-12-01T09:14:05.120000Z",
    "by": "user:anna",
    "service": "0.5.0",
    "public_key": 43 * "A" + "=",
    "signature": 86 * "A" + "==",
}


ErasedKind = Literal["interaction", "customer", "client"]


class DeletionProof(BaseModel):
    """A signed statement that contacts were erased (Ed25519 over the other members as JSON with sorted names and no
    spaces). `reference` is a keyed hash of whose they were: `qa-service proof` tells it for a name.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_PROOF]})

    proof: Literal[1]
    what: ErasedKind
    reference: str
    client: str
    interactions: int
    held: int
    erased_at: str
    by: str
    service: str
    public_key: str
    signature: str


class Erased(BaseModel):
    """What was done."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ERASED]})

    client: str
    interactions: Annotated[int, Field(description="how many contacts were erased; 0: none is kept under this name")]
    held: Annotated[int, Field(description="how many were left, since they are under a legal hold")] = 0
    left: Annotated[str | None, Field(description="which holds these are; null: nothing was left")] = None
    proof: Annotated[DeletionProof | None, Field(description="signed; keep it, for it is kept nowhere here")] = None


class ErasedLine(BaseModel):
    """What became of a line of a list: what was erased, or why it was refused."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"line": 2, "erased": _ERASED, "refused": None}]})

    line: int
    erased: Erased | None = None
    refused: str | None = None


class ErasedList(BaseModel):
    """Line by line."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"lines": [{"line": 2, "erased": _ERASED, "refused": None}]}]}
    )

    lines: list[ErasedLine]
