"""Proofs of deletion: made by what erases, and checked for whoever shows one."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from qa_service.documents.erasures import DeletionProof
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import reads


class ProofVerdict(NamedTuple):
    """Whether a proof was signed here and is unchanged, and whether it is about whom it is held against; None: no name
    was given.
    """

    is_genuine: bool
    is_of: bool | None


def proof(
    context: Context,
    what: Literal["interaction", "customer", "client"],
    client: str,
    name: str,
    *,
    interactions: int,
    held: int,
) -> DeletionProof:
    """Of what was just done. `name` is the customer or the interaction as the caller named it."""
    proofs = context.deps.open_proofs()
    statement = {
        "proof": 1,
        "what": what,
        "reference": proofs.reference(what, client, name),
        "client": client,
        "interactions": interactions,
        "held": held,
        "erased_at": context.deps.clock().isoformat().replace("+00:00", "Z"),
        "by": context.caller.actor,
        "service": context.deps.version,
    }
    return DeletionProof(**proofs.signed(statement))


@reads(Permission.ERASE)
def check(context: Context, shown: Mapping[str, Any], name: str | None = None) -> ProofVerdict:
    """`name`: whose it is said to be, as it was named when it was erased."""
    proofs = context.deps.open_proofs()
    if not proofs.is_genuine(shown):
        return ProofVerdict(False, None)
    if name is None:
        return ProofVerdict(True, None)
    reference = proofs.reference(str(shown["what"]), str(shown["client"]), name)
    return ProofVerdict(True, reference == shown["reference"])
