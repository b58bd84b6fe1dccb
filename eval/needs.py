"""What a command of `eval` lacks, said in one sentence instead of a traceback: a public set, an extra, a model."""

import sys
import traceback
from pathlib import Path
from types import TracebackType

from models.interaction_encoder.public import data_dir
from qa_service.errors import QaError

WHERE = "QA_EVAL_DATA names the folder that holds the public sets, `python -m eval.fetch` where they come from"
EVERYTHING = "pip install -e '.[bundled,postgres,train,dev]' brings it, as `make test` does"


class Missing(QaError):
    """Data that a measure needs are not there; without them there is no figure."""


def public_set(name: str) -> Path:
    """The folder of one of the public sets. Raises Missing."""
    return folder(data_dir() / name)


def folder(path: Path) -> Path:
    """A folder that must be there. Raises Missing."""
    if not path.is_dir():
        raise Missing("the data in {path} are not there; {where}", path=path, where=WHERE)
    return path


def sentence(error: BaseException) -> str:
    """What is missing and what to do; empty where the error is about something else."""
    match error:
        case QaError():
            return str(error)
        case ModuleNotFoundError(name=str(name)) if name.partition(".")[0] not in ("eval", "models", "qa_service"):
            return f"the package {name.partition('.')[0]} is not installed; {EVERYTHING}"
        case FileNotFoundError(filename=str() | Path() as name) if Path(name).is_relative_to(data_dir()):
            return f"{name} is not there; {WHERE}"
        case _:
            return ""


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """As `sys.excepthook`: the sentence on stderr, or the traceback of what is a fault. The exit status is 1."""
    if what := sentence(error):
        print(f"{Path(sys.argv[0]).stem}: {what}", file=sys.stderr)
    else:
        traceback.print_exception(kind, error, trace)
