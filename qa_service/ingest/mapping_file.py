"""How any mapping of a table is read: YAML or JSON, held to its model."""

from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from qa_service.errors import BadInput, Sentence
from qa_service.foreign import of_pydantic

M = TypeVar("M", bound=BaseModel)
_LARGEST = 64 * 1024


def parse(model: type[M], raw: bytes, hint: Sentence, *, may_be_empty: bool = False) -> M:
    """Raises BadInput with the place of the first fault; `hint` says what to give. `may_be_empty`: nothing is a mapping
    of all defaults.
    """
    if len(raw) > _LARGEST:
        raise BadInput("is too large for a mapping", where="mapping")
    try:
        body = yaml.safe_load(raw)
        return model.model_validate({} if may_be_empty and not body else body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:60]
        raise BadInput(of_pydantic(first), where=f"mapping: {where}" if where else "mapping") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise BadInput("is no YAML", where="mapping", hint=hint) from error
