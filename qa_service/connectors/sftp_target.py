"""A folder of an SFTP server that files are written to."""

from pathlib import Path, PurePosixPath

import asyncssh

from qa_service.connectors.port import ObjectGone
from qa_service.connectors.sftp import SftpSource

_PIECE = 1 << 18


class SftpTarget(SftpSource):
    """A file is written under a name that begins with a dot, and renamed once it is whole."""

    def put(self, file: Path, name: str) -> None:
        """See `Target`."""
        path = PurePosixPath(f"{self._folder}/{name}")
        draft = path.with_name(f".{path.name}.part")
        self._wait(self._client.makedirs(str(path.parent), exist_ok=True))
        with file.open("rb") as source:
            target = self._wait(self._opened(str(draft)))
            try:
                while piece := source.read(_PIECE):
                    self._wait(target.write(piece))
            finally:
                self._wait(target.close())
        self._wait(self._rename(str(draft), str(path)))

    async def _opened(self, path: str) -> asyncssh.SFTPClientFile:
        file: asyncssh.SFTPClientFile = await self._client.open(path, "wb")
        return file

    async def _rename(self, draft: str, path: str) -> None:
        """Over what is there. Servers without OpenSSH's extension cannot do it in one step: there the old file goes
        first.
        """
        try:
            await self._client.posix_rename(draft, path)
        except asyncssh.SFTPOpUnsupported:
            if await self._client.exists(path):
                await self._client.remove(path)
            await self._client.rename(draft, path)

    def remove(self, name: str) -> None:
        """See `Target`."""
        try:
            self._wait(self._client.remove(f"{self._folder}/{name}"))
        except ObjectGone:
            return
