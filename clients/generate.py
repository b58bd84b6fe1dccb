"""Writes docs/openapi.json and docs/schema from the application, and the Python client from the former.

`make client` writes all, with openapi-python-client in an environment of its own;
`python -m clients.generate --document` writes the documents alone.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from qa_service.app import create_app
from qa_service.bootstrap import service as service_root
from qa_service.documents.analysis import Analysis
from qa_service.domain.interaction import Interaction
from qa_service.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "openapi.json"
CONFIG = ROOT / "clients" / "generator.yaml"
PACKAGE = ROOT / "clients" / "python" / "qa_service_client"
SCHEMAS = ROOT / "docs" / "schema"
STAMP = ROOT / "clients" / "python" / "openapi.sha256"
"""Of the document from which the client was made."""


def document() -> dict[str, Any]:
    """The OpenAPI document of a service with default settings."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = Settings(data_dir=place, database_url=f"sqlite:///{place / 'qa.db'}", blob_url=place.as_uri())
        service_root.upgrade(settings)
        dependencies = service_root.dependencies(settings)
        return create_app(dependencies).openapi()


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas of the two contracts by file name: what comes in as a text or beside a recording, and what goes
    out.
    """
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "qa-interaction-1.json": draft | Interaction.model_json_schema(),
        "qa-analysis-1.json": draft | Analysis.model_json_schema(mode="serialization"),
    }


def written(described: dict[str, Any]) -> str:
    """As the file holds it."""
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def fingerprint(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def with_own_names(described: dict[str, Any]) -> dict[str, Any]:
    """Without the titles that two models share: the generator makes classes of titles, and would leave one out."""
    models: dict[str, dict[str, Any]] = described["components"]["schemas"]
    titles = Counter(model.get("title") for model in models.values())
    own = {
        name: {**model, "title": name} if titles[model.get("title")] > 1 else model for name, model in models.items()
    }
    return {**described, "components": {**described["components"], "schemas": own}}


def with_bytes(described: dict[str, Any]) -> dict[str, Any]:
    """With all that is no JSON and no form as bytes: the generator has no other way to send a text that is no JSON."""
    changed: dict[str, Any] = json.loads(json.dumps(described))
    for operation in (found for item in changed["paths"].values() for found in item.values()):
        for part in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media_type, content in part.get("content", {}).items():
                if "json" not in media_type.partition("/")[2].replace("x-ndjson", "") and "multipart" not in media_type:
                    content["schema"] = {"type": "string", "format": "binary"}
    return changed


def generate(described: dict[str, Any]) -> None:
    """The package anew."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "openapi.json"), Path(folder, "made")
        source.write_text(written(with_bytes(with_own_names(described))), encoding="utf-8")
        generator = Path(
            shutil.which("openapi-python-client") or sys.exit("openapi-python-client is missing: make client")
        )
        options: list[str | Path] = ["--path", source, "--output-path", made, "--config", CONFIG, "--meta", "none"]
        subprocess.run([generator, "generate", *options], check=True, env={"PATH": str(generator.parent)})
        shutil.rmtree(PACKAGE, ignore_errors=True)
        shutil.copytree(made, PACKAGE, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    STAMP.write_text(fingerprint(DOCUMENT) + "\n", encoding="utf-8")


def main() -> None:
    """Write the documents, and the client unless told not to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--document", action="store_true", help="the documents alone")
    only_document = parser.parse_args().document
    described = document()
    DOCUMENT.write_text(written(described), encoding="utf-8")
    SCHEMAS.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (SCHEMAS / name).write_text(written(schema), encoding="utf-8")
    if not only_document:
        generate(described)


if __name__ == "__main__":
    main()
