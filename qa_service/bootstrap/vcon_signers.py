"""Whose signatures of vCons the settings name."""

from qa_service.ingest.vcon.signers import Signers
from qa_service.settings import Settings


def signers(settings: Settings) -> Signers:
    """Raises BadInput where the keys cannot be read."""
    return Signers.of(settings.vcon_keys, required=settings.vcon_signatures == "required")
