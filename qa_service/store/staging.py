"""Unmasked words on their way through the service: sealed, under ``work/<interaction>/<run>/``, gone when masked."""

import uuid
from collections.abc import Collection, Iterator
from datetime import datetime

from qa_service.errors import NotFound
from qa_service.store.blobs import Blobs
from qa_service.store.seal import Seal


class Staging:
    """Sealed bytes by interaction, run and name."""

    def __init__(self, blobs: Blobs, seal: Seal) -> None:
        self._blobs, self._seal = blobs, seal

    def put(self, interaction: uuid.UUID, run: int, name: str, data: bytes) -> None:
        """Seal and keep; the same name again replaces it."""
        key = f"work/{interaction}/{run}/{name}"
        self._blobs.write(key, data if self._blobs.is_sealing else self._seal.close(data, key))

    def get(self, interaction: uuid.UUID, run: int, name: str) -> bytes:
        """Raises NotFound, MissingKey, and BadInput when the seal is broken."""
        key = f"work/{interaction}/{run}/{name}"
        try:
            data, is_sealed = self._blobs.read_telling(key)
        except NotFound:
            raise NotFound("the unmasked original is gone; send the interaction again with replace") from None
        return data if is_sealed else self.unsealed(key, data)

    def unsealed(self, key: str, data: bytes) -> bytes:
        """What was sealed by the installation's secret alone, before files were sealed at rest. Raises BadInput."""
        return self._seal.open(data, key)

    def clear(self, interaction: uuid.UUID, run: int, *, keep: Collection[str] = ()) -> None:
        """Remove everything of one run but what is named in `keep`."""
        for key, _ in list(self._blobs.list(f"work/{interaction}/{run}")):
            if key.rpartition("/")[2] not in keep:
                self._blobs.delete(key)

    def older_than(self, before: datetime) -> Iterator[tuple[uuid.UUID, int]]:
        """The runs that hold something not changed since `before`; leftovers of an abandoned upload among them."""
        seen = set()
        for key, changed in self._blobs.list("work"):
            if changed < before:
                _, interaction, run, _ = key.split("/", 3)
                seen.add((uuid.UUID(interaction), int(run)))
        yield from seen
