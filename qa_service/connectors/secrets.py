"""Secrets of connectors, by reference: a variable of the environment or a file, never their text.

Only variables whose names begin with ``CONNECTOR_`` and files of one folder can be named: whoever sets up a connector
must not be able to send this service's own secrets to a server of their choice.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from qa_service.errors import BadInput, one_of, reason, say

_VARIABLE = re.compile(r"CONNECTOR_[A-Z0-9_]{1,100}")
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
_LONGEST = 20_000


def checked(references: Mapping[str, str], kind_needs: tuple[str, ...]) -> dict[str, str]:
    """References that are well formed and that the kind of connector knows. Raises BadInput."""
    for name, reference in references.items():
        if name not in kind_needs:
            raise BadInput(
                "{name!r} is no secret of this kind", name=name[:60], where="secrets", hint=one_of(kind_needs)
            )
        _parts(name, reference)
    return dict(references)


def resolved(references: Mapping[str, str], folder: Path | None) -> dict[str, str]:
    """The secrets themselves. Raises BadInput where one is not there."""
    return {name: _secret(name, reference, folder) for name, reference in references.items()}


def _parts(name: str, reference: str) -> tuple[str, str]:
    scheme, _, rest = reference.partition(":")
    fits = {"env": _VARIABLE, "file": _FILE}.get(scheme)
    if fits is None or not fits.fullmatch(rest):
        raise BadInput(
            "is no reference to a secret",
            where=f"secrets.{name}",
            hint="write env:CONNECTOR_NAME, or file:NAME for a file in the folder of QA_CONNECTOR_SECRETS",
        )
    return scheme, rest


def _secret(name: str, reference: str, folder: Path | None) -> str:
    scheme, rest = _parts(name, reference)
    secret = os.environ.get(rest) if scheme == "env" else _file(name, rest, folder)
    if not secret:
        raise BadInput(say("{reference} is not set", reference=reference), where=f"secrets.{name}")
    return secret


def _file(name: str, file: str, folder: Path | None) -> str:
    if folder is None:
        hint = say("set QA_CONNECTOR_SECRETS to the folder in which the files lie")
        raise BadInput("no folder of secrets is set", where=f"secrets.{name}", hint=hint)
    try:
        with (folder / file).open(encoding="utf-8") as secret:
            text = secret.read(_LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("cannot be read ({reason})", reason=reason(error), where=f"secrets.{name}") from None
    return text if "PRIVATE KEY" in text else text.strip()
