"""Every ready criterion on dialogues made by hand: where it holds, where it fails, where it does not apply."""

from typing import NamedTuple

import pytest

from qa_service.bootstrap.engines import criterion_templates
from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.model_answer import ModelAnswer, ask_key
from qa_service.domain.own_clauses import AsksModel
from qa_service.domain.scorecard import Answer, Setting, Verdict
from qa_service.domain.understanding import Behaviour, Judgement, Sentiment, Understanding
from qa_service.scoring.templates import alone
from qa_service.scoring.total import score
from tests.unit.test_score import VOCABULARY
from tests.unit.wording.talk import talk

TEMPLATES = {template.id: template for template in criterion_templates()}


class Case(NamedTuple):
    """How a contact is understood: `CALL.outbound.sales.resolved`, shortened to what a template looks at."""

    lang: str = "it"
    intent: str = "information"
    outcome: str = "resolved"
    outbound: bool = False
    channel: Channel = Channel.CALL
    start: str = "neutral"
    shown: tuple[str, ...] = ()
    model: str | None = None


SALE = Case(intent="sales", outbound=True)
SALE_EN = SALE._replace(lang="en")
OPEN_CLAIM = Case(intent="claim", outcome="pending")
OPEN_FAULT = Case(intent="technical_issue", outcome="escalated")
LEAVES = Case(intent="cancellation")
FRAUD = Case(intent="fraud_security", outcome="unresolved")
DUNNED = Case(intent="billing", outcome="unresolved", outbound=True)
OPEN_DUNNED = DUNNED._replace(outbound=False)


def answered(id: str, case: Case, *lines: str) -> Answer:
    """The answer of a template alone."""
    courtesy = {label: Behaviour(label in case.shown, 0.9) for label in VOCABULARY.courtesy}
    intent, outcome = (Judgement(label, 0.9, {label: 1.0}) for label in (case.intent, case.outcome))
    seen = Understanding(intent, outcome, Sentiment((), case.start, "neutral"), courtesy)
    direction = Direction.OUTBOUND if case.outbound else Direction.INBOUND
    rule = TEMPLATES[id].criterion.rule
    asked = {}
    if isinstance(rule, AsksModel) and case.model is not None:
        asked = {ask_key(rule.question): ModelAnswer(case.model)}  # type: ignore[arg-type]
    setting = Setting(case.channel, direction, talk(*lines, lang=case.lang), asked=asked)
    (answer,) = score(alone(TEMPLATES[id].criterion), seen, setting).answers
    return answer


HOLDS: list[tuple[str, Case, tuple[str, ...]]] = [
    (
        "recording_notice",
        SALE,
        ("a: Buongiorno, sono [PERSON]. La avviso che la chiamata è registrata.", "c: Va bene."),
    ),
    ("recording_notice", SALE_EN, ("o: This call may be recorded for training.", "a: Hello.", "c: Hi.")),
    ("privacy_notice", SALE, ("c: L'IBAN è [IBAN].", "a: I dati sono trattati secondo la nostra informativa privacy.")),
    ("privacy_notice", SALE_EN, ("c: My card is [CREDIT_CARD].", "a: Our privacy notice says how we use it.")),
    ("who_and_why", SALE, ("a: Sono [PERSON] di Luce Lario, la chiamo per una promozione sulla luce.", "c: Dica.")),
    (
        "who_and_why",
        SALE_EN,
        ("a: Hi, it's [PERSON] from Kite Mobile.", "c: Yes?", "a: I've an upgrade offer for you."),
    ),
    (
        "withdrawal_notice",
        SALE,
        ("c: Va bene.", "a: Attivato da oggi. Ha quattordici giorni per ripensarci.", "c: Bene."),
    ),
    (
        "withdrawal_notice",
        SALE_EN,
        (
            "c: Sign me up.",
            "a: Done, it's active. You can cancel within fourteen days. You have fourteen days to cancel.",
        ),
    ),
    ("opt_out", SALE, ("c: Mi tolga dalla lista.", "a: Tolto, non la disturberemo più.")),
    ("opt_out", SALE_EN, ("c: Take me off your list.", "a: I've taken you off the list.")),
    (
        "identity_check",
        Case(intent="account_access"),
        (
            "a: Mi dice nome e data di nascita?",
            "c: [PERSON], [DATE_OF_BIRTH].",
            "a: Grazie, l'accesso è sbloccato, fatto.",
        ),
    ),
    (
        "identity_check",
        Case("en", "account_access"),
        ("a: May I have your account number?", "c: [CUSTOMER_CODE].", "a: That's done, you're in."),
    ),
    ("next_step_with_time", Case(outcome="pending"), ("c: E quindi?", "a: La richiamo giovedì alle dieci.")),
    ("next_step_with_time", Case("en", outcome="pending"), ("c: And?", "a: You will hear from us by the 28th.")),
    ("heard_when_unhappy", Case(start="negative", shown=("empathy",)), ("c: È una vergogna.", "a: La capisco.")),
    ("gas_leak", Case(), ("c: Sento odore di gas in cucina.", "a: Apra le finestre e chiami il pronto intervento.")),
    ("gas_leak", Case("en"), ("c: I can smell gas.", "a: Turn the gas off at the meter and get out of the house.")),
    ("price_kind", SALE, ("a: La luce ha una tariffa di undici centesimi, prezzo bloccato per due anni.", "c: Bene.")),
    ("price_kind", SALE_EN, ("a: The gas tariff is fixed at twenty pence.", "c: Fine.")),
    (
        "complaint_recorded",
        Case(outcome="unresolved"),
        ("c: Voglio fare un reclamo.", "a: Il modulo dei reclami è sul sito."),
    ),
    (
        "complaint_recorded",
        Case("en", outcome="unresolved"),
        ("c: I want to make a complaint.", "a: I have logged your complaint."),
    ),
    ("offer_terms", SALE, ("a: La fibra costa ventidue euro al mese, senza vincoli.", "c: Va bene.")),
    ("offer_terms", SALE_EN, ("a: The broadband is twenty pounds a month for eighteen months.", "c: OK.")),
    ("fault_number", OPEN_FAULT, ("c: Non va.", "a: Apro la segnalazione numero [OTHER_ID].")),
    ("fault_number", OPEN_FAULT._replace(lang="en"), ("c: It is down.", "a: The ticket is [OTHER_ID].")),
    ("how_to_leave", LEAVES, ("c: Vorrei disdire.", "a: Fatto, non ci sono penali.")),
    ("how_to_leave", LEAVES._replace(lang="en"), ("c: I'd like to cancel.", "a: Cancelled, the final bill is in May.")),
    ("no_secret_codes", Case(), ("a: Non mi dica mai il PIN.", "c: Certo.")),
    ("no_secret_codes", Case("en"), ("a: Never tell me your PIN or your password.", "c: All right.")),
    ("block_at_once", FRAUD, ("c: Mi hanno rubato il portafoglio con la carta.", "a: La blocco subito.")),
    ("block_at_once", FRAUD._replace(lang="en"), ("c: My card was stolen.", "a: The card is frozen now.")),
    ("cost_of_credit", SALE, ("a: Le propongo un prestito, il TAEG è del nove per cento.", "c: Bene.")),
    ("cost_of_credit", SALE_EN, ("a: The loan has an APR of nine percent.", "c: Fine.")),
    ("claim_number", OPEN_CLAIM, ("c: E ora?", "a: Ho aperto il sinistro [OTHER_ID].")),
    ("claim_number", OPEN_CLAIM._replace(lang="en"), ("c: And now?", "a: Your claim number is [OTHER_ID].")),
    ("demands_and_needs", SALE._replace(model="yes"), ("a: Che cosa vuole assicurare?", "c: La casa.")),
    ("what_to_bring", Case(), ("c: Che documenti servono?", "a: La carta d'identità e il modulo.")),
    ("what_to_bring", Case("en"), ("c: What do I need to bring?", "a: Your passport and a bill.")),
    ("appointment_read_back", Case(intent="appointment"), ("c: Va bene.", "a: Allora giovedì alle quindici e trenta.")),
    ("appointment_read_back", Case("en", "appointment"), ("c: Fine.", "a: You are in for Monday at four.")),
    ("no_threats", DUNNED, ("a: Ha due rate arretrate, possiamo fare un piano.", "c: Grazie.")),
    ("no_threats", DUNNED, ("a: Ha un insoluto. Se non paga passiamo la pratica al legale.", "c: Capisco.")),
    ("no_threats", DUNNED, ("a: Ha un insoluto. Le mando la lettera a casa, lo dica pure a sua moglie.", "c: Sì.")),
    ("right_person_first", DUNNED, ("a: Parlo con il signor [PERSON]?", "c: Sì.", "a: Ha un insoluto di cento euro.")),
    (
        "right_person_first",
        DUNNED._replace(lang="en"),
        ("a: Am I speaking to [PERSON]?", "c: Yes.", "a: You have arrears."),
    ),
    ("offers_plan", OPEN_DUNNED, ("c: Non riesco a pagare tutto.", "a: Possiamo dividerla in tre rate.")),
    ("offers_plan", OPEN_DUNNED._replace(lang="en"), ("c: I can't afford it.", "a: We can set up a payment plan.")),
]
FAILS: list[tuple[str, Case, tuple[str, ...]]] = [
    ("recording_notice", SALE, ("a: Buongiorno, sono [PERSON].", "c: Dica.")),
    ("recording_notice", SALE, ("a: La chiamata non è registrata.", "c: Bene.")),
    ("privacy_notice", SALE, ("c: L'IBAN è [IBAN].", "a: Segnato, grazie.")),
    ("who_and_why", SALE, ("a: Pronto, parlo con il titolare dell'utenza?", "c: Chi è?", "a: Ufficio tariffe.")),
    ("withdrawal_notice", SALE, ("c: Va bene.", "a: Fatto, attivato da oggi.", "c: Bene.")),
    ("withdrawal_notice", SALE, ("c: Va bene.", "a: Attivato. Non c'è diritto di recesso.", "c: Bene.")),
    ("opt_out", SALE, ("c: Mi tolga dalla lista.", "a: Come vuole, buona giornata.")),
    (
        "identity_check",
        Case(intent="contract_change"),
        ("c: Vorrei la tariffa da venti.", "a: Fatto, la tariffa è cambiata da oggi."),
    ),
    ("next_step_with_time", Case(outcome="pending"), ("c: E quindi?", "a: Le faremo sapere.")),
    ("heard_when_unhappy", Case(start="negative"), ("c: È una vergogna.", "a: Codice cliente?")),
    ("gas_leak", Case(), ("c: Sento odore di gas in cucina.", "a: Mi dà il codice cliente?")),
    ("price_kind", SALE, ("a: La tariffa della luce è di undici centesimi.", "c: Bene.")),
    ("price_kind", SALE_EN, ("a: Our gas tariff is twenty pence.", "c: Fine.")),
    ("complaint_recorded", Case(outcome="unresolved"), ("c: Voglio fare un reclamo.", "a: Non saprei che dirle.")),
    ("offer_terms", SALE, ("a: La fibra costa ventidue euro.", "c: Va bene.")),
    ("fault_number", OPEN_FAULT, ("c: Non va.", "a: La passo ai tecnici.")),
    ("how_to_leave", LEAVES, ("c: Vorrei disdire.", "a: Fatto, disdetta registrata.")),
    ("no_secret_codes", Case(), ("a: Per favore mi dica il PIN della carta.", "c: È segreto.")),
    ("no_secret_codes", Case("en"), ("a: Please tell me your password.", "c: No.")),
    ("block_at_once", FRAUD, ("c: Mi hanno rubato il portafoglio con la carta.", "a: Doveva stare più attento.")),
    ("cost_of_credit", SALE, ("a: Le propongo un prestito da cento euro al mese.", "c: Bene.")),
    ("claim_number", OPEN_CLAIM, ("a: Il numero di polizza?", "c: [CUSTOMER_CODE].", "a: La chiama il perito.")),
    ("demands_and_needs", SALE._replace(model="no"), ("a: Le propongo la polizza oro.", "c: Mah.")),
    ("what_to_bring", Case(), ("c: Che documenti servono?", "a: Guardi sul sito.")),
    ("appointment_read_back", Case(intent="appointment"), ("c: Va bene.", "a: Segnato, arrivederci.")),
    ("no_threats", DUNNED, ("a: Ha un insoluto. Se non paga lo diciamo ai suoi vicini.", "c: Come?")),
    ("no_threats", DUNNED._replace(lang="en"), ("a: Your account is overdue. We will tell your employer.", "c: What?")),
    ("no_threats", DUNNED, ("a: Ha un insoluto. Se non paga mandiamo qualcuno, verremo a casa.", "c: Come?")),
    ("right_person_first", DUNNED, ("a: Buongiorno, ha un insoluto di cento euro.", "c: Chi è?")),
    ("offers_plan", OPEN_DUNNED, ("c: Non riesco a pagare tutto.", "a: Le bollette si pagano.")),
]
DOES_NOT_APPLY: list[tuple[str, Case, tuple[str, ...]]] = [
    ("recording_notice", Case(), ("a: Buongiorno.", "c: Salve.")),  # the announcement comes before the recording
    ("privacy_notice", SALE, ("a: Le interessa?", "c: No.")),
    ("privacy_notice", Case(intent="billing"), ("c: L'IBAN è [IBAN].", "a: Segnato.")),  # a customer already
    ("who_and_why", Case(intent="sales"), ("c: Vorrei un'offerta.", "a: Certo.")),
    ("withdrawal_notice", SALE._replace(outcome="not_applicable"), ("a: Le interessa?", "c: No.")),
    ("withdrawal_notice", SALE._replace(outcome="pending"), ("a: Le mando il preventivo.", "c: Bene.")),
    ("opt_out", SALE, ("a: Le interessa?", "c: No, grazie.")),
    ("identity_check", Case(intent="account_access", outcome="unresolved"), ("c: Non entro.", "a: Provi dal sito.")),
    ("next_step_with_time", Case(outcome="escalated"), ("c: E quindi?", "a: La passo al collega.")),
    ("heard_when_unhappy", Case(start="positive"), ("c: Bravi!", "a: Codice cliente?")),
    ("gas_leak", Case(), ("c: Vorrei il gas a casa nuova.", "a: Mi dà il codice cliente?")),
    ("gas_leak", Case(), ("c: Non sento odore di gas.", "a: Bene.")),
    ("price_kind", SALE, ("a: La polizza costa undici euro.", "c: Bene.")),
    (
        "price_kind",
        SALE._replace(outcome="not_applicable"),
        ("a: La tariffa della luce è di undici centesimi.", "c: No."),
    ),
    ("price_kind", SALE, ("a: La stanza costa quattrocento euro, luce compresa.", "c: Bene.")),
    ("who_and_why", SALE, ("c: Sto sotto il lavandino.", "a: Faccio in fretta.", "c: Ecco.")),  # begins in the middle
    ("cost_of_credit", SALE, ("a: La cauzione si paga con carta di credito.", "c: Bene.")),
    ("complaint_recorded", Case(), ("c: Non voglio fare un reclamo.", "a: Bene.")),
    ("offer_terms", SALE._replace(outcome="not_applicable"), ("a: La fibra costa ventidue euro.", "c: No.")),
    ("fault_number", OPEN_FAULT._replace(outcome="resolved"), ("c: Ora va.", "a: Bene.")),
    ("how_to_leave", LEAVES._replace(outcome="escalated"), ("c: Vorrei disdire.", "a: La passo alle disdette.")),
    ("block_at_once", FRAUD, ("c: Questo messaggio è vostro?", "a: No, lo cancelli.")),
    ("cost_of_credit", SALE, ("a: Un deposito al tre per cento.", "c: Bene.")),
    ("claim_number", OPEN_CLAIM._replace(outcome="resolved"), ("c: Bene.", "a: Pagato.")),
    ("demands_and_needs", Case(model="no"), ("a: Le propongo la polizza oro.", "c: Mah.")),
    ("what_to_bring", Case(), ("c: Quando aprite?", "a: Alle nove.")),
    ("office_in_charge", Case(), ("c: Grazie.", "a: Prego.")),
    ("appointment_read_back", Case(intent="appointment", outcome="pending"), ("c: E?", "a: La richiamo.")),
    ("no_threats", Case(), ("a: Mando qualcuno a casa domani.", "c: Grazie.")),
    ("right_person_first", DUNNED._replace(outbound=False), ("c: Ho una rata scaduta.", "a: Vedo l'insoluto.")),
    ("offers_plan", OPEN_DUNNED, ("c: Ho già pagato.", "a: Verifico.")),
    ("offers_plan", OPEN_DUNNED._replace(lang="en"), ("c: I can't pay twice.", "a: I see.")),
]


@pytest.mark.parametrize(("id", "case", "lines"), HOLDS)
def test_it_holds(id: str, case: Case, lines: tuple[str, ...]) -> None:
    assert answered(id, case, *lines).verdict is Verdict.YES


@pytest.mark.parametrize(("id", "case", "lines"), FAILS)
def test_it_fails(id: str, case: Case, lines: tuple[str, ...]) -> None:
    assert answered(id, case, *lines).verdict is Verdict.NO


@pytest.mark.parametrize(("id", "case", "lines"), DOES_NOT_APPLY)
def test_it_does_not_apply(id: str, case: Case, lines: tuple[str, ...]) -> None:
    assert answered(id, case, *lines).verdict is Verdict.NOT_APPLICABLE


def test_a_person_or_a_model_answers_what_words_do_not_show() -> None:
    handed_over = Case(outcome="escalated")
    assert answered("office_in_charge", handed_over, "a: La passo al collega.", "c: Sì.").verdict is Verdict.UNCLEAR
    assert answered("demands_and_needs", SALE, "a: Una polizza?", "c: No.").verdict is Verdict.UNCLEAR


def test_every_template_has_its_dialogues() -> None:
    by_people = {"office_in_charge"}
    assert {id for id, _, _ in HOLDS} | by_people == set(TEMPLATES)
    assert {id for id, _, _ in FAILS} | by_people == set(TEMPLATES)
    assert {id for id, _, _ in DOES_NOT_APPLY} | {"no_secret_codes"} == set(TEMPLATES)


@pytest.mark.parametrize("id", sorted(TEMPLATES))
def test_nobody_fails_in_a_language_that_is_not_read(id: str) -> None:
    case = SALE._replace(lang="de")
    assert answered(id, case, "a: Guten Tag", "c: Guten Tag").verdict is not Verdict.NO
