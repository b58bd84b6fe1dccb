"""Proofs of deletion, checked for whoever shows one; what erases makes them (see `Context.prove_deletion`)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import reads


class ProofVerdict(NamedTuple):
    """Whether a proof was signed here and is unchanged, and whether it is about whom it is held against; None: no name
    was given.
    """

    is_genuine: bool
    is_of: bool | None


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
