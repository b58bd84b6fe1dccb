"""What notices tell of the settings."""

from importlib import metadata
from urllib.parse import urlsplit

from qa_service.bootstrap.engines import LazyEngines, families, labels
from qa_service.documents.notices import ConfiguredFacts
from qa_service.settings import Settings


def configured_facts(settings: Settings) -> ConfiguredFacts:
    """Of addresses only the host: what else stands in one may be secret. Raises BadInput where the heads or the
    description of a model cannot be read.
    """
    return ConfiguredFacts(
        models={**LazyEngines(settings).versions, **_libraries()},
        other_models=_other_models(settings),
        keep_originals=settings.keep_originals,
        encrypt_files=settings.encrypt_files,
        export_hours=settings.export_hours,
        ask_host=urlsplit(settings.ask_url).hostname or "",
        ask_model=settings.ask_model,
        oidc_issuer=urlsplit(settings.oidc_issuer).hostname or "",
        audit_feed=bool(settings.audit_feed),
        roles_sure=settings.roles_sure,
    )


def _libraries() -> dict[str, str]:
    """What finds languages and personal data; the recognisers of this project stand beside the second."""
    named = {"language": "py3langid", "pii": "presidio-analyzer"}
    return {family: f"{package} {metadata.version(package)}" for family, package in named.items()}


def _other_models(settings: Settings) -> dict[str, str]:
    """By the family of labels that each answers; without loading one."""
    from qa_service.understand.hub import load

    described = [load(path, families(labels())) for path in settings.hub_models]
    return {model.family: model.model.rstrip("/").rpartition("/")[2] for model in described}
