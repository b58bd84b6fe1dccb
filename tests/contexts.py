"""The context of a use case over the stores of a test, without a server."""

from dataclasses import replace
from typing import Any

from qa_service.domain.people import Role
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.store.deletion_proofs import DeletionProofs
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.seal import Seal
from tests.acceptance.house import DEFAULT, LABELS

ANNA = Caller("anna", Role.ADMIN, None, kind=CallerKind.USER)
SHELL = replace(ANNA, kind=CallerKind.SHELL)


def context(store: Store, intake: Intake, caller: Caller = ANNA, partial_uploads: Any = None) -> Context:
    """For one caller; `partial_uploads` are the uploads on their way."""
    deps = Dependencies(
        store,
        intake.blobs,
        lambda: intake,
        partial_uploads,
        LABELS,
        Rubrics(DEFAULT),
        "0.0.test",
        lambda: b"k" * 32,
        lambda: Seal(b"k" * 32),
        lambda: DeletionProofs(b"k" * 32),
    )
    return Context(caller, deps)
