"""All settings, read once from the environment (prefix `QA_`) or `.env`. Only bootstrap, cli and app import this."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

_SHOWN = (
    *("timezone", "asr_model", "diarizer_model", "encoder_model", "heads_dir", "rubric", "agent_channel"),
    *("channels", "raw_sound", "roles_sure"),
    *("agent_addresses", "minimum_n", "keep_originals", "export_hours", "max_upload_bytes", "max_document_bytes"),
    *("max_turns", "max_turn_characters", "max_characters", "threads", "worker_texts", "worker_recordings"),
    *("cache_dir", "second_factor_roles", "audit_feed", "requests_per_minute", "trusted_proxies", "metrics", "openapi"),
    *("hsts_seconds", "log_level", "local_passwords_for", "connector_roots", "connector_hosts", "connector_secrets"),
    "webhook_hosts",
)
_SHOWN_OF_SIGNING_IN = (
    *("public_url", "oidc_issuer", "oidc_client_id", "oidc_scopes", "oidc_hosts", "oidc_groups", "oidc_groups_claim"),
    *("oidc_id_claim", "oidc_name_claim", "oidc_agent_claim", "oidc_link_by_email", "oidc_session_hours"),
)
_SHOWN_OF_MAIL = ("smtp_host", "smtp_port", "smtp_security", "smtp_user", "smtp_from")
_SHOWN_OF_ASKING = ("ask_url", "ask_model", "ask_hosts", "ask_daily")
"""Named one by one, so that a setting of the future that is secret does not show by itself."""


DEMO_MARKER = "DEMO"
"""A file of this name in a data folder says that all in it is invented: pages then say so."""


_SENDER = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,255}")


def _default_cache() -> Path:
    return Path.home() / ".cache" / "qa-service"


class Settings(BaseSettings):
    """Every knob of the service, with its default."""

    model_config = SettingsConfigDict(env_prefix="QA_", env_file=".env", extra="ignore")

    data_dir: Path = Path("data")
    """Database, recordings and keys when nothing else is said."""
    database_url: str = ""
    """SQLAlchemy URL; empty: SQLite in `data_dir`. PostgreSQL: postgresql+psycopg://user:password@host/name."""
    blob_url: str = ""
    """Where recordings lie: file://, s3://, gs:// or az://; empty: a folder in `data_dir`."""
    secret: str = ""
    """Secret of this installation: seals what waits unmasked, and makes customer pseudonyms. At least 32 characters;
    empty: made once in `data_dir`. Several machines need the same one."""
    keys: str = ""
    """Key set as JSON, {"rest": ["current", "former"], "pseudonyms": "...", "audit": ["..."]}: secrets by purpose, each
    of at least 32 characters. What it leaves out is `secret`, which stays the oldest key of all purposes."""
    keys_file: str = ""
    """File with such a key set. Empty: keys.json in `data_dir`, once `encryption rotate` has made it."""
    keys_command: str = ""
    """Command that prints such a key set, for a key management service; run without a shell, for at most 30 seconds."""
    encrypt_files: bool = True
    """Seal new recordings, exported files and uploads at rest. What is sealed stays readable when it is turned off."""
    backup_passphrase: str = ""
    """What backups are encrypted with, at least 16 characters. Keep it in another place than the backups."""
    backup_database_url: str = ""
    """PostgreSQL: the owner of the tables, as which backups are made and played back; empty: `database_url`."""
    database_role: str = ""
    """PostgreSQL role of API and workers when the tables belong to another; `db upgrade` grants it what it needs."""
    database_role_password: str = ""
    """With it, `db upgrade` makes that role where there is none."""
    database_as_owner: bool = False
    """Let the service run on PostgreSQL as a superuser or as the owner of the tables, whom neither row-level security
    nor the rights on the audit trail bind."""
    cache_dir: Path = Field(default_factory=_default_cache)
    """Assembled model weights; can be deleted at any time."""

    asr_model: str = "whisper-base"
    """A name in models/registry.toml, or a folder with a CTranslate2 Whisper model (large-v3-turbo, ...)."""
    asr_batch: int = 4
    """Chunks of speech that are recognised together; twice as many take 0.25 GB more and 4 % less time."""
    asr_beam: int = 5
    """Beam size of the recogniser; 1 is nearly twice as fast and a little worse."""
    diarizer_model: str = "resemblyzer"
    """A name in the registry, or a folder with pretrained.pt."""
    encoder_model: str = "interaction-encoder"
    """A name in the registry, or a folder with the CTranslate2 text encoder."""
    heads_dir: Path | None = None
    """Folder with the classification heads; None: those that ship with the service."""
    hub_models: tuple[Path, ...] = ()
    """YAML files that let a Hugging Face classifier speak for a label family (extra `hub`; see understand/hub.py)."""
    threads: int = 2
    """Threads for one model run; the text encoder reads so many texts at once instead."""
    part_seconds: float = 240.0
    """A long recording is transcribed in parts of this length; a killed worker loses at most one part."""

    roles_sure: float = Field(default=0.8, ge=0.5, le=1.0)
    """Confidence in who the agent is from which something is said of agents; below it a person is to confirm the roles.
    The default was chosen by what `python -m eval.roles` measures."""
    agent_channel: Literal[0, 1] | None = None
    """Audio channel of the agent in stereo recordings; None: taken from the document, or inferred from the words."""
    channels: str = Field(default="", pattern=r"^(mix|\d{1,2}(,\d{1,2})?)?$")
    """Which one or two channels are heard of recordings with more than two, counted from 0 (`0,3`), or `mix`: all as
    one. Empty: such recordings are refused."""
    raw_sound: tuple[str, ...] = ()
    """How recordings without a head are read, by their ending: `.ul=mulaw:8000:1` (mulaw, alaw, s16le, g722; samples a
    second; channels)."""
    agent_addresses: tuple[str, ...] = ()
    """E-mail addresses or domains of the centre, and names and numbers under which it writes in exported chats, so that
    both are attributed without guessing."""
    turn_mapping: Path | None = None
    """File (YAML or JSON) that says which column of tables of turns tells what; None: told by the columns' names."""
    vcon_keys: Path | None = None
    """File, or folder of files, with the certificates (PEM), public keys (PEM) or JSON Web Key Sets of who signs vCons;
    a signed vCon of somebody else is then refused. None: a signature is held against the certificate it brings."""
    vcon_signatures: Literal["checked", "required"] = "checked"
    """`required`: a vCon without a signature that can be checked is refused."""
    rubric: Path | None = None
    """Rubric file; None: the default rubric."""
    monitoring_basis: str = ""
    """Legal basis for figures on single workers (agreement or authorisation, with its date). Empty: those figures are
    withheld."""

    ask_url: str = ""
    """Address of an OpenAI-compatible server that answers criteria of the kind `ask`, as http://127.0.0.1:8080/v1.
    Empty: no model is asked, and such criteria cannot be told."""
    ask_model: str = Field(default="", max_length=150, validate_default=True)
    """What that server calls the model."""
    ask_key: str = ""
    """Its key, where it wants one."""
    ask_hosts: tuple[str, ...] = ()
    """Hosts outside this machine and private networks that may be asked all the same, such as ["llm.example.com"]; they
    are spoken to by https only, and see the masked words of conversations."""
    ask_seconds: float = Field(default=60.0, gt=0, le=3600)
    """The longest that one answer may take, with all its tries."""
    ask_retries: int = Field(default=2, ge=0, le=10)
    """How often a question is put again where the server fails or has too much to do."""
    ask_daily: int = Field(default=2_000, ge=0)
    """The most requests to the model for one client on one day."""
    ask_characters: int = Field(default=60_000, ge=1)
    """The longest conversation that is shown to the model, in characters."""

    watch_baseline: int = 200
    """Reviews of random samples from which the watch learns how often people overrule the machine."""
    watch_own_baseline: int = 50
    """The same for each version of a criterion that the centre's own means answer."""
    watch_false_alarm: float = 0.05
    """Chance that a steady machine rings within the next 500 reviews of a question."""
    watch_weekly_alarm: float = 0.01
    """Chance that a steady week rings, for each kind of answer that is watched; own criteria together are one."""
    kpi_dir: Path | None = None
    """Folder with packs of key figures of your own (YAML as in models/kpis); one with an id of ours replaces it."""
    minimum_n: int = Field(default=5, ge=1)
    """Least number of interactions for which a figure of a group is shown."""

    max_upload_bytes: int = 512 * 1024 * 1024
    """Largest recording that is accepted."""
    max_document_bytes: int = 16 * 1024 * 1024
    """Largest interaction document that is accepted."""
    max_turns: int = 5_000
    """Most turns of one interaction."""
    max_turn_characters: int = Field(default=20_000, ge=1, le=1_000_000)
    """Longest turn of a text, in characters; the language models read no more than a million at once."""
    max_characters: int = Field(default=1_000_000, ge=1)
    """Most characters of all turns of one text together; the longest of calls holds some 200,000."""
    keep_originals: bool = False
    """Keep recordings and texts unmasked after they have been processed. Off: only the redacted copies stay."""

    timezone: str = "Europe/Rome"
    """Time zone of the centre (a name of the IANA database): pages show times and take dates in it, and days, weeks and
    months of all figures begin by it. When it changes, `db upgrade` counts the totals anew."""

    export_hours: float = 24.0
    """How long an exported file can be fetched; then it is removed."""

    second_factor_roles: tuple[
        Literal["admin", "qa", "team_leader", "coach", "client_viewer", "agent", "auditor"], ...
    ] = ()
    """Roles whose people sign in with a second factor, such as ["admin", "auditor"]: who has none yet sets one up
    before anything else. All others may."""
    public_url: str = ""
    """Where people find this service, as https://qa.example.com; what other machines are told to come back to. Single
    sign-on needs it."""
    oidc_issuer: str = ""
    """The provider of OpenID Connect by which people sign in, exactly as it names itself, such as
    https://login.example.com/realms/centre. Empty: no single sign-on."""
    oidc_client_id: str = Field(default="", max_length=300)
    """As which the provider knows this service."""
    oidc_client_secret: str = Field(default="", max_length=1000)
    """By which the service proves it."""
    oidc_key_file: Path | None = None
    """Or a file with a private key, RSA or EC as PEM or JWK (private_key_jwt). With neither, PKCE alone does."""
    oidc_scopes: str = Field(default="openid profile email", max_length=1000)
    """What the provider is asked for; some need `groups` for the groups."""
    oidc_hosts: tuple[str, ...] = ()
    """Further hosts at which the provider may have its addresses, such as ["graph.microsoft.com"]."""
    oidc_groups: tuple[dict[str, str], ...] = ()
    """What groups mean here, as [{"group": "qa-team", "role": "qa"}, {"group": "north", "role": "team_leader",
    "client": "acme", "team": "nord"}]. The first entry that somebody is in counts; who is in none is not let in."""
    oidc_groups_claim: str = Field(default="groups", min_length=1, max_length=300)
    """The claim that holds the groups."""
    oidc_id_claim: str = Field(default="sub", min_length=1, max_length=300)
    """The claim by which a person stays the same whatever else changes."""
    oidc_name_claim: str = Field(default="preferred_username", min_length=1, max_length=300)
    """The claim that names a new account; without it the e-mail address does."""
    oidc_agent_claim: str = Field(default="", max_length=300)
    """The claim that says which agent somebody is; the role agent needs it."""
    oidc_link_by_email: bool = False
    """Give the local account of the same, verified e-mail address to whoever comes from the provider for the first
    time. Never that of an administrator."""
    oidc_session_hours: float = Field(default=8.0, gt=0, le=12)
    """How long somebody stays signed in without going to the provider again."""
    oidc_button: str = Field(default="", max_length=100)
    """What the button on the sign-in page says."""
    local_passwords_for: tuple[str, ...] = ()
    """The only accounts that may sign in with a password, such as ["ada"], the administrator for bad days. Empty: all
    that have one."""

    connector_roots: tuple[Path, ...] = ()
    """Folders below which connectors may watch, such as ["/srv/recordings"]. Empty: no folder can be watched."""
    connector_hosts: tuple[str, ...] = ()
    """Hosts at private addresses that connectors may reach all the same, such as ["minio.internal"]."""
    connector_secrets: Path | None = None
    """Folder with the files in which secrets of connectors lie, one a file (``file:NAME``)."""
    webhook_hosts: tuple[str, ...] = ()
    """Hosts of this machine or of private networks that webhooks may go to all the same, such as ["crm.internal"]; to
    these without encryption as well. All others are public and spoken to by https."""
    smtp_host: str = ""
    """The mail server by which people get notices. Empty: nobody gets any."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """TLS by STARTTLS (port 587), from the first byte (port 465), or none, which only a server on this machine may
    have."""
    smtp_user: str = ""
    """As whom the service signs in there. Empty: it does not."""
    smtp_password: str = ""
    smtp_password_file: Path | None = None
    """Or a file with the password."""
    smtp_from: str = Field(default="", max_length=300, validate_default=True)
    """The address that notices come from, as qa@example.com."""

    audit_feed: str = ""
    """Where each line of the audit trail goes besides, for a log collector: file:///var/log/qa/audit.jsonl (JSON),
    syslog://host:514 (UDP), syslog+tcp://host:601 or syslog+tls://host:6514 (RFC 5424). Empty: nowhere."""
    requests_per_minute: int = Field(default=3_000, ge=0)
    """Requests a minute of one key or one person to one server process, unless the key has a limit of its own; 0: any
    number."""

    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks of reverse proxies in front of the service, such as ["10.0.0.5"]: what they say of a
    request (X-Forwarded-For, X-Forwarded-Proto) is believed, and of nobody else."""

    metrics: Literal["open", "key", "off"] = "key"
    """Who reads `/metrics`: everybody who reaches the service, keys of administrators, QA and auditors of all clients,
    or nobody."""
    openapi: Literal["open", "key", "off"] = "open"
    """The same of `/openapi.json`, for any key; it holds nothing that is not published with the source."""
    hsts_seconds: int = Field(default=31_536_000, ge=0)
    """How long browsers that came by https come by nothing else (Strict-Transport-Security); 0: not told."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    worker_texts: int = 4
    """Texts that one worker has in hand at the same time."""
    worker_recordings: int = 1
    """Recordings that one worker has in hand at the same time; each holds its decoded sound in memory."""
    worker_nice: int = Field(default=10, ge=0, le=19)
    """How far a worker steps back for others that want the processors (its `nice` value), so that pages answer while
    it works; 0: not at all."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(str(ip_network(proxy)) for proxy in proxies)
        except ValueError:
            raise PydanticCustomError("network", 'should be addresses or networks, such as ["10.0.0.5"]') from None

    @field_validator("ask_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        """A user or a password in it would be shown and logged; a query would swallow the path."""
        if url and not _is_plain(url):
            raise PydanticCustomError("url", "should be an address such as http://127.0.0.1:8080/v1")
        return url

    @field_validator("ask_key")
    @classmethod
    def _fits_a_header(cls, key: str) -> str:
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            raise PydanticCustomError("key", "should be letters, digits and signs of ASCII without spaces")
        return key

    @field_validator("ask_hosts", "connector_hosts", "webhook_hosts")
    @classmethod
    def _are_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        if any(not host or set(host) & set("/:@*, ") for host in hosts):
            raise PydanticCustomError("hosts", 'should be names of hosts, such as ["llm.example.com"]')
        return tuple(host.lower() for host in hosts)

    @field_validator("ask_model")
    @classmethod
    def _is_named(cls, model: str, info: ValidationInfo) -> str:
        if info.data.get("ask_url") and not model:
            raise PydanticCustomError("model", "should be what the server at QA_ASK_URL calls its model")
        return model

    @field_validator("smtp_from")
    @classmethod
    def _is_sender(cls, sender: str, info: ValidationInfo) -> str:
        if info.data.get("smtp_host") and not _SENDER.fullmatch(sender):
            raise PydanticCustomError("address", "should be the address that mail comes from, such as qa@example.com")
        return sender

    @field_validator("smtp_security")
    @classmethod
    def _is_safe(cls, security: str, info: ValidationInfo) -> str:
        if security == "none" and info.data.get("smtp_host", "") not in ("", "localhost", "127.0.0.1", "::1"):
            raise PydanticCustomError("security", "should be starttls or tls for a server on another machine")
        return security

    @property
    def database(self) -> str:
        """The database URL with its default filled in."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'qa.db').absolute()}"

    @property
    def is_demo(self) -> bool:
        """Whether the data folder is that of the demo centre."""
        return (self.data_dir / DEMO_MARKER).is_file()

    def shown(self) -> dict[str, str]:
        """What administrators may look at: neither the secret nor passwords inside addresses."""
        signing_in = _SHOWN_OF_SIGNING_IN if self.oidc_issuer else ()
        asking = _SHOWN_OF_ASKING if self.ask_url else ()
        names = (*_SHOWN, *asking, *signing_in, *(_SHOWN_OF_MAIL if self.smtp_host else ()))
        values = {name: str(getattr(self, name)) for name in names if getattr(self, name) not in (None, "", ())}
        return {"database_url": _without_user(self.database), "blob_url": _without_user(self.blobs), **values}

    @property
    def blobs(self) -> str:
        """The recording store with its default filled in."""
        return self.blob_url or (self.data_dir / "recordings").absolute().as_uri()


def _is_plain(url: str) -> bool:
    """Whether it is scheme, host, maybe a port and a path, and nothing else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    more = (parts.username, parts.password, parts.query, parts.fragment)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0 and not any(more) and url.isascii()


def _without_user(url: str) -> str:
    """Scheme, host and path: users, passwords and parameters are nobody's to read."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def refused(error: ValidationError | SettingsError) -> str:
    """The first setting that cannot be used, by its variable and without its value, which may be a secret."""
    if isinstance(error, SettingsError):
        field, sentence = str(error).partition('"')[2].partition('"')[0], 'input should be JSON, such as ["a", "b"]'
    else:
        first = error.errors(include_url=False, include_input=False)[0]
        field, sentence = str(first["loc"][0]), first["msg"][0].lower() + first["msg"][1:]
    return f"QA_{field.upper()}: {sentence}; set it right in the environment or in .env"
