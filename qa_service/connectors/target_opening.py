"""From what is said of a place to the target there; each library is loaded when it is needed first."""

from qa_service.connectors.folder_target import FolderTarget
from qa_service.connectors.opening import check
from qa_service.connectors.port import Opening
from qa_service.connectors.target import Target
from qa_service.domain.connectors import ConnectorKind
from qa_service.errors import BadInput, one_of

WRITABLE = (ConnectorKind.FOLDER, ConnectorKind.S3, ConnectorKind.SFTP)
"""Kinds of places that files can be written to."""


def check_target(kind: ConnectorKind, opening: Opening, references: dict[str, str]) -> None:
    """Whether it could be opened, without anybody being contacted. Raises BadInput."""
    if kind not in WRITABLE:
        raise BadInput("takes no files", where="kind", hint=one_of(WRITABLE))
    check(kind, opening, references)


def opened_target(kind: ConnectorKind, opening: Opening) -> Target:
    """Connected and signed in. Raises SourceFault, BadInput."""
    match kind:
        case ConnectorKind.S3:
            from qa_service.connectors.s3_target import S3Target

            return S3Target(opening)
        case ConnectorKind.SFTP:
            from qa_service.connectors.sftp_target import SftpTarget

            return SftpTarget(opening)
    return FolderTarget(opening)
