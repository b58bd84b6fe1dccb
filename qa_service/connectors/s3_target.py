"""A bucket that files are written to: an object is seen whole or not at all, as the store itself sees to."""

from pathlib import Path

import obstore

from qa_service.connectors.port import ObjectGone, Opening
from qa_service.connectors.s3 import S3Source, told


class S3Target(S3Source):
    """Below the prefix of ``s3://bucket/prefix``."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)

    def put(self, file: Path, name: str) -> None:
        """See `Target`."""
        with told():
            obstore.put(self._store, self._path(name), file)

    def remove(self, name: str) -> None:
        """See `Target`."""
        try:
            with told():
                obstore.delete(self._store, self._path(name))
        except ObjectGone:
            return
