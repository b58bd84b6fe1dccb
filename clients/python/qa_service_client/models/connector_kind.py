from enum import StrEnum


class ConnectorKind(StrEnum):
    FOLDER = "folder"
    IMAP = "imap"
    S3 = "s3"
    SFTP = "sftp"

    def __str__(self) -> str:
        return str(self.value)
