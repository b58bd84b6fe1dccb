"""The guides: every label has its page, and every page says what it must in both languages."""

import re
from pathlib import Path

import pytest
import yaml

GUIDES = Path(__file__).parents[2] / "annotation_guides"
SCHEMA = yaml.safe_load((GUIDES / "schema.yaml").read_text(encoding="utf-8"))

FROZEN = {
    "channels": {"call", "chat", "email"},
    "directions": {"inbound", "outbound"},
    "parties": {"agent", "customer", "other"},
    "intent": {
        "billing", "technical_issue", "order_delivery", "account_access", "contract_change",
        "cancellation", "fraud_security", "claim", "appointment", "information", "complaint",
        "sales", "survey", "other",
    },
    "sentiment": {"negative", "neutral", "positive"},
    "resolution": {"resolved", "pending", "escalated", "unresolved", "not_applicable"},
    "pii": {
        "PERSON", "PHONE", "EMAIL", "ADDRESS", "DATE_OF_BIRTH", "IBAN", "CREDIT_CARD",
        "NATIONAL_ID", "POD_PDR", "CUSTOMER_CODE", "OTHER_ID",
    },
}  # fmt: skip
FROZEN_COURTESY = {
    "positive": {
        "greeting", "self_identification", "courteous_address", "thanks", "apology", "empathy",
        "active_listening", "hold_etiquette", "offer_of_help", "farewell",
    },
    "negative": {"rudeness", "blame", "impatience", "inappropriate_informality"},
}  # fmt: skip

SECTIONS = {
    "Italiano": ["Definizione", "Sì", "No", "Non si può dire", "Casi difficili"],
    "English": ["Definition", "Yes", "No", "Cannot tell", "Hard cases"],
}
QUOTED = [1, 2]  # positions of the sections that must show quoted turns: yes and no
HARD_CASE = re.compile(r"^\d+\. \*\*.+?\*\*", re.M)
REASONING = re.compile(r"^   \S.{40,}", re.M)
LINK = re.compile(r"\]\(([^)#]+\.md)\)")


def labels_of(family: str) -> dict[str, dict[str, str]]:
    """The labels of a family, the two halves of courtesy together."""
    if family == "courtesy":
        return SCHEMA["courtesy"]["positive"] | SCHEMA["courtesy"]["negative"]
    return SCHEMA[family]


PAGED = [(family, label) for family in ("intent", "resolution", "sentiment", "courtesy") for label in labels_of(family)]


def split_by(heading: str, text: str) -> dict[str, str]:
    """Text under each heading of one level, by title."""
    parts = re.split(rf"^{heading} (.+)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def faults_of(page: str) -> list[str]:
    """What a page lacks; an empty list when nothing is missing."""
    faults = []
    halves = split_by("##", page)
    if list(halves) != list(SECTIONS):
        return [f"language halves are {list(halves)}"]
    for language, titles in SECTIONS.items():
        sections = split_by("###", halves[language])
        if list(sections) != titles:
            faults.append(f"{language}: sections are {list(sections)}")
            continue
        faults += [f"{language}: {title} is empty" for title in titles if not sections[title].strip()]
        for title in (titles[i] for i in QUOTED):
            if len(re.findall(r"^> \*\*", sections[title], flags=re.M)) < 2:
                faults.append(f"{language}: {title} quotes fewer than two turns")
        cases = HARD_CASE.split(sections[titles[-1]])[1:]
        if len(cases) < 4:
            faults.append(f"{language}: {len(cases)} hard cases")
        faults += [f"{language}: hard case without reasoning" for case in cases if not REASONING.search(case)]
    return faults


@pytest.mark.parametrize("family", FROZEN)
def test_identifiers_are_the_frozen_ones(family):
    assert set(SCHEMA[family]) == FROZEN[family]


@pytest.mark.parametrize("side", FROZEN_COURTESY)
def test_courtesy_identifiers_are_the_frozen_ones(side):
    assert set(SCHEMA["courtesy"][side]) == FROZEN_COURTESY[side]


def test_schema_holds_nothing_else():
    assert set(SCHEMA) == {"version", "courtesy", *FROZEN}
    assert set(SCHEMA["courtesy"]) == set(FROZEN_COURTESY)
    assert SCHEMA["version"] == 1


@pytest.mark.parametrize("family", [*FROZEN, "courtesy"])
def test_every_label_has_both_names_and_no_two_share_one(family):
    names = labels_of(family)
    for label, by_language in names.items():
        assert set(by_language) == {"it", "en"}, label
        assert all(isinstance(name, str) and name.strip() for name in by_language.values()), label
    for language in ("it", "en"):
        assert len({by_language[language] for by_language in names.values()}) == len(names)


@pytest.mark.parametrize(("family", "label"), PAGED)
def test_page_has_all_it_must(family, label):
    page = (GUIDES / family / f"{label}.md").read_text(encoding="utf-8")
    names = labels_of(family)[label]
    assert page.startswith(f"# {label}\n\n{names['it']} · {names['en']}\n")
    assert faults_of(page) == []


def test_no_page_without_a_label():
    pages = {(p.parent.name, p.stem) for p in GUIDES.glob("*/*.md")}
    assert pages == set(PAGED)


def test_index_links_every_page_and_nothing_is_broken():
    linked = set(LINK.findall((GUIDES / "README.md").read_text(encoding="utf-8")))
    pages = {p.relative_to(GUIDES).as_posix() for p in GUIDES.rglob("*.md")} - {"README.md"}
    assert linked == pages


@pytest.mark.parametrize("page", sorted(GUIDES.rglob("*.md")), ids=lambda p: p.stem)
def test_links_lead_somewhere(page):
    broken = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert broken == []


def test_a_poor_page_is_caught():
    good = (GUIDES / "courtesy" / "empathy.md").read_text(encoding="utf-8")
    assert faults_of(good) == []
    assert faults_of(good.replace("## English", "## Inglese"))
    assert faults_of(good.replace("### Non si può dire", "### Boh"))
    assert faults_of(good.replace("> **", "**"))
    assert faults_of(re.sub(r"^4\. \*\*.*", "", good, flags=re.M | re.S))
    assert faults_of(re.sub(r"^   .*\n", "", good, flags=re.M))
