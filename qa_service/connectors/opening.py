"""From what is said of a connector to its source; each library is loaded when it is needed first."""

from dataclasses import replace
from pathlib import Path

from qa_service.connectors import secrets
from qa_service.connectors.folder import allowed
from qa_service.connectors.place import taken_apart
from qa_service.connectors.port import Opening, Source
from qa_service.domain.connectors import ConnectorKind
from qa_service.errors import BadInput

NEEDS: dict[ConnectorKind, tuple[str, ...]] = {
    ConnectorKind.FOLDER: (),
    ConnectorKind.S3: ("access_key", "secret_key", "session_token"),
    ConnectorKind.SFTP: ("password", "key", "passphrase"),
    ConnectorKind.IMAP: ("password", "token"),
}
"""The secrets that each kind knows."""


def check(kind: ConnectorKind, opening: Opening, references: dict[str, str]) -> None:
    """Whether it could be opened, without anybody being contacted. Raises BadInput."""
    secrets.checked(references, NEEDS[kind] or ("none",))
    match kind:
        case ConnectorKind.FOLDER:
            allowed(opening.place, opening.roots, "place")
            if opening.options.done_folder:
                allowed(opening.options.done_folder, opening.roots, "done_folder")
        case ConnectorKind.S3:
            from qa_service.connectors import s3

            taken_apart(opening.place, {"s3": 443})
            s3.endpoint(opening.options)
        case ConnectorKind.SFTP:
            from qa_service.connectors import sftp

            sftp.checked(opening)
        case ConnectorKind.IMAP:
            from qa_service.connectors import imap

            imap.checked(opening)
    if kind is not ConnectorKind.FOLDER and opening.options.done_folder:
        raise BadInput("is for watched folders alone", where="done_folder", hint="leave it out")


def opened(kind: ConnectorKind, opening: Opening) -> Source:
    """Connected and signed in. Raises SourceFault, BadInput."""
    match kind:
        case ConnectorKind.FOLDER:
            from qa_service.connectors.folder import FolderSource

            return FolderSource(opening)
        case ConnectorKind.S3:
            from qa_service.connectors.s3 import S3Source

            return S3Source(opening)
        case ConnectorKind.SFTP:
            from qa_service.connectors.sftp import SftpSource

            return SftpSource(opening)
        case ConnectorKind.IMAP:
            from qa_service.connectors.imap import ImapSource

            return ImapSource(opening)


def with_secrets(opening: Opening, references: dict[str, str], folder: Path | None) -> Opening:
    """The same with its secrets read. Raises BadInput where one is not there."""
    return replace(opening, secrets=secrets.resolved(references, folder))
