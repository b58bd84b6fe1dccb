"""Notices: every placeholder is known and filled, both languages say the same, and what is in force shows in them."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa_service import ports, resources
from qa_service.bootstrap.configured import configured_facts
from qa_service.documents.notices import ConfiguredFacts, Notice, NoticeFacts, NoticeKind
from qa_service.domain.measured import MeasuredErrors, parse
from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.exports import notice
from qa_service.exports.notice_parts import PARTS
from qa_service.exports.notice_words import ACCESS, BLANKS, KEPT, MODELS, NOT_OF_PERSONS, PERIODS, ROLES, worded
from qa_service.exports.wording import Language
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.settings import Settings
from tests.acceptance.house import LABELS

LANGUAGES: tuple[Language, Language] = ("it", "en")
SHIPPED = parse(json.loads((resources.path("heads") / "measured.json").read_text(encoding="utf-8")), "measured.json")
FACTS = NoticeFacts(
    made_on=date(2026, 12, 1),
    service="0.5.0",
    client="acme",
    configured=ConfiguredFacts(models={name: f"{name}@1" for name in MODELS}),
    monitoring_basis="accordo del 1 marzo 2026",
    minimum=5,
    days={kind: 90 for kind in KeptKind},
    access={permission.name: tuple(roles) for permission, roles in access.ALLOWED.items()},
    second_factor=(),
    dispute_days=14,
    decision_days=30,
    measured=SHIPPED,
    adapted=(),
    vocabulary=LABELS,
)
EACH = [(kind, lang) for kind in NoticeKind for lang in LANGUAGES]


def written(kind: NoticeKind = NoticeKind.AI_ACT, lang: Language = "en", **changes: Any) -> Notice:
    return notice.render(kind, lang, replace(FACTS, **changes))


def configured(**changes: Any) -> ConfiguredFacts:
    return replace(FACTS.configured, **changes)


@pytest.mark.parametrize(("kind", "lang"), EACH)
def test_each_placeholder_is_known_and_filled(kind: NoticeKind, lang: Language) -> None:
    template = notice.template(kind, lang)
    assert template.is_valid()
    assert {*template.get_identifiers()} <= {*PARTS, *(f"blank_{name}" for name in BLANKS)}
    assert "$" not in written(kind, lang).text


def test_nothing_is_prepared_that_no_notice_uses() -> None:
    used = {name for kind, lang in EACH for name in notice.template(kind, lang).get_identifiers()}
    text = "".join(written(kind, "en", client=None, monitoring_basis="").text for kind in NoticeKind)
    asked = written(configured=configured(ask_host="llm.local", ask_model="m")).text
    assert set(PARTS) <= used
    assert [name for name, pair in BLANKS.items() if worded(pair, "en") not in text + asked] == []


@pytest.mark.parametrize("kind", NoticeKind)
def test_both_languages_have_the_same_sections_with_the_same_facts_in_each(kind: NoticeKind) -> None:
    def sections(lang: Language) -> list[list[str]]:
        parts = re.split(r"^## (?:\d+)\. ", notice.template(kind, lang).template, flags=re.M)
        return [sorted(re.findall(r"\$\{(\w+)\}", part)) for part in parts]

    assert sections("it") == sections("en")
    assert len(sections("it")) > 6


@pytest.mark.parametrize(("kind", "lang"), EACH)
def test_what_is_left_blank_is_listed_once_in_the_order_of_the_text(kind: NoticeKind, lang: Language) -> None:
    made = written(kind, lang, client=None, monitoring_basis="", days={})
    assert made.blanks
    assert len(set(made.blanks)) == len(made.blanks)
    assert [made.text.index(f"[… {blank}]") for blank in made.blanks] == sorted(
        made.text.index(f"[… {blank}]") for blank in made.blanks
    )
    assert made.text.count("**[… ") == sum(made.text.count(f"**[… {blank}]**") for blank in made.blanks)


@pytest.mark.parametrize(("kind", "lang"), EACH)
def test_each_says_once_that_it_is_no_legal_advice(kind: NoticeKind, lang: Language) -> None:
    assert written(kind, lang).text.count("parere legale" if lang == "it" else "legal advice") == 1


@pytest.mark.parametrize(("kind", "lang"), EACH)
def test_every_role_kind_of_retention_and_model_is_named_where_it_is_told_of(kind: NoticeKind, lang: Language) -> None:
    text, placeholders = written(kind, lang).text, notice.template(kind, lang).get_identifiers()
    assert {"access_customers" if kind is NoticeKind.CUSTOMERS else "access", "kept"} <= {*placeholders}
    assert [role for role in Role if worded(ROLES[role], lang) not in text] == []
    assert [stored for stored in KeptKind if worded(KEPT[stored], lang) not in text] == []
    if kind is not NoticeKind.CUSTOMERS:
        assert [name for name in MODELS if worded(MODELS[name], lang) not in text] == []


def test_there_are_words_for_all_that_there_is() -> None:
    """A new role, permission, kind of retention or model fails here until somebody says what notices tell of it."""
    assert set(ROLES) == set(Role)
    assert set(KEPT) == set(PERIODS) == set(KeptKind)
    assert set(ACCESS) | NOT_OF_PERSONS == {permission.name for permission in Permission}
    assert not set(ACCESS) & NOT_OF_PERSONS
    assert {*configured_facts(Settings()).models} == set(MODELS)


def test_every_engine_of_the_service_is_told_of() -> None:
    told = {
        "transcriber": "asr",
        "diarizer": "diarizer",
        "language": "language",
        "pii": "pii",
        "roles": "heads",
        "reader": "heads",
        "reasons": "encoder",
    }
    beside_models = {"decoder", "versions", "prepare", "adaptations", "questions"}  # the last two: `own_models`, `ask`
    engines = {name for name in vars(ports.Engines) if not name.startswith("_")}
    assert engines == {*told, *beside_models}
    assert set(told.values()) <= set(MODELS)


CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("client", {"client": "Rete_Gas"}, r"Rete\_Gas"),
    ("basis", {"monitoring_basis": "ITL Milano, 3/2026"}, "ITL Milano, 3/2026"),
    ("no basis", {"monitoring_basis": ""}, "withheld from everybody"),
    ("minimum", {"minimum": 12}, "fewer than 12 contacts"),
    ("clock", {"days": {**FACTS.days, KeptKind.RECORDING: 41}}, "| 41 days |"),
    (
        "no clock",
        {"days": {**FACTS.days, KeptKind.RECORDING: None}},
        "no term is set: **[… term of redacted recordings]**",
    ),
    ("trail", {"days": {**FACTS.days, KeptKind.AUDIT: 183}}, "the trail (183 days) is shorter than the six months"),
    ("trail long", {"days": {**FACTS.days, KeptKind.AUDIT: 184}}, "no shorter term is set"),
    ("originals", {"configured": configured(keep_originals=True)}, "original recording and text, unmasked | 90 days |"),
    ("no originals", {}, "unmasked | erased as soon as the contact is analysed"),
    ("hours", {"configured": configured(export_hours=2.5)}, "| 2.5 hours; the order for it: 90 days |"),
    ("plain files", {"configured": configured(encrypt_files=False)}, "are **not** encrypted by the system"),
    (
        "single sign-on",
        {"configured": configured(oidc_issuer="login.example.com")},
        "single sign-on (login.example.com)",
    ),
    ("second factor", {"second_factor": (Role.ADMIN, Role.QA)}, "required of: administrators, people of quality"),
    ("feed", {"configured": configured(audit_feed=True)}, "log collector"),
    ("ask", {"configured": configured(ask_host="llm.local", ask_model="tiny")}, "model tiny on the server llm.local"),
    (
        "model",
        {"configured": configured(models={"asr": "turbo@sha256:12"})},
        "| speech recognition | `turbo@sha256:12` |",
    ),
    ("new model", {"configured": configured(models={"tone": "t@1"})}, "| tone | `t@1` |"),
    (
        "adapted",
        {"adapted": ("courtesy:blame",)},
        "learned from the answers of this service's people answers on: blame",
    ),
    ("other", {"configured": configured(other_models={"intent": "own"})}, "shipped one on: reason for contact (`own`)"),
    ("all clients", {"adapted": None}, "(`--client`)"),
    ("unmeasured", {"measured": MeasuredErrors()}, "For the model in force (`heads@1`) no error has been measured"),
    ("no accusations", {"measured": MeasuredErrors()}, "wrongly accuses an agent is not measured"),
]


@pytest.mark.parametrize(
    ("changes", "words"), [change[1:] for change in CHANGES], ids=[change[0] for change in CHANGES]
)
def test_what_is_set_shows_in_the_text(changes: dict[str, Any], words: str) -> None:
    assert words in written(**changes).text
    if changes:
        assert words not in written().text or words == "no shorter term is set"


def test_days_of_objections_stand_in_the_notice_to_workers() -> None:
    text = written(NoticeKind.WORKERS, "it", dispute_days=21, decision_days=45).text
    assert "entro 21 giorni dall'ultima valutazione" in text
    assert "nessuno decide entro 45 giorni" in text


TABLES = {
    "courtesy:apology": {"no": {"no": 95, "yes": 5}, "yes": {"no": 10, "yes": 30}},
    "courtesy:blame": {"no": {"no": 97, "yes": 3}, "yes": {"no": 8, "yes": 12}},
    "courtesy:rudeness": {"no": {"no": 110, "yes": 0}, "yes": {"no": 4, "yes": 5}},
    "harm:customer:default@1": {"no": {"no": 9, "yes": 1}, "yes": {"yes": 2}},
    "label:intent": {"billing": {"billing": 18, "claim": 2}, "claim": {"claim": 19, "billing": 1}},
    "label:sentiment_end": {"negative": {"negative": 4}},
}
MEASURED = MeasuredErrors("heads@1", "a set", TABLES)


def test_shares_of_errors_are_those_of_the_counts() -> None:
    text = written(measured=MEASURED).text
    assert "Measured on “a set”, model `heads@1`." in text
    # apology: of 95 + 5 without one 5 were called one; of 10 + 30 with one 10 were missed
    assert (
        "| Apology | says so 5 of 100 times where it is not (5.0%); does not 10 of 40 times where it is (25.0%) |"
        in text
    )
    # intent: 2 of 20 and 1 of 20 were called otherwise
    assert "| reason for contact | 3 of 40 (7.5%) |" in text
    # blame and rudeness: 3 + 12 + 0 + 5 = 20 found, 3 of them wrong; 8 + 4 = 12 of 20 + 9 = 29 missed
    assert "found 20, 3 wrongly (15.0%); it missed 12 of 29" in text


def test_italian_writes_numbers_as_italians_do() -> None:
    assert "| Scuse | lo dice 5 volte su 100 in cui non c'è (5,0 %)" in written(lang="it", measured=MEASURED).text


@pytest.mark.parametrize(
    ("changes", "gone", "stay"),
    [
        ({"adapted": ("courtesy:blame",)}, ["Blame", "critical failure"], ["Apology", "reason for contact"]),
        ({"adapted": ("intent",)}, ["reason for contact |", "critical failure"], ["Apology", "Blame"]),
        (
            {"configured": configured(other_models={"sentiment": "own"})},
            ["sentiment at the end, from the words |", "critical failure"],
            ["Apology", "reason for contact |"],
        ),
    ],
)
def test_the_measured_error_is_not_said_of_what_another_model_answers(
    changes: dict[str, Any], gone: list[str], stay: list[str]
) -> None:
    rows = [line for line in written(measured=MEASURED, **changes).text.splitlines() if line.startswith("| ")]
    before = [line for line in written(measured=MEASURED).text.splitlines() if line.startswith("| ")]
    for label in gone:
        assert any(label in row for row in before)
        assert not any(label in row for row in rows)
    assert all(any(label in row for row in rows) for label in stay)


def test_wrong_accusations_leave_out_what_an_own_model_answers() -> None:
    # rudeness alone: 5 found, none wrongly; 4 of 9 missed
    assert "found 5, 0 wrongly (0.0%); it missed 4 of 9" in written(measured=MEASURED, adapted=("courtesy:blame",)).text


def test_what_ships_is_told_as_what_it_is() -> None:
    assert "on words recognised from recordings" in written().text
    assert "Misurato su 259 conversazioni scritte per il progetto" in written(lang="it").text


@pytest.mark.parametrize("value", ["$x ${y}", "a | b", "**[… planted]**", "# head\n\n## more", "<script>"])
def test_what_somebody_has_set_stays_one_line_of_words(value: str) -> None:
    made, usual = written(client=value, monitoring_basis=value), written()
    assert "planted" not in made.blanks
    assert len(made.text.splitlines()) == len(usual.text.splitlines())
    assert "<script>" not in made.text


def test_of_addresses_only_the_host_is_told(tmp_path: Path) -> None:
    settings = Settings(
        ask_url="http://10.0.0.7:8080/v1/hush",
        ask_model="tiny",
        ask_key="hush",
        oidc_issuer="https://login.example.com/realms/hush",
        audit_feed="syslog://log.example.com:514",
        export_hours=3,
        keep_originals=True,
        encrypt_files=False,
    )
    facts = configured_facts(settings)
    assert (facts.ask_host, facts.oidc_issuer, facts.audit_feed) == ("10.0.0.7", "login.example.com", True)
    assert (facts.export_hours, facts.keep_originals, facts.encrypt_files) == (3, True, False)
    assert "hush" not in repr(facts)


def test_a_model_of_the_centres_own_is_told_by_the_family_that_it_answers(tmp_path: Path) -> None:
    described = tmp_path / "own.yaml"
    described.write_text("family: sentiment\nmodel: /models/mine/\nlabels: {A: negative, B: positive}\n")
    assert configured_facts(Settings(hub_models=(described,))).other_models == {"sentiment": "mine"}
