"""Six short conversations, as the seed plays them: what is said, and what is to be found in it."""

from dataclasses import dataclass, field

A, C = "agent", "customer"


@dataclass(frozen=True)
class Script:
    """`shows` names the turn that shows each courtesy behaviour; what is not named was looked for and not found."""

    lang: str
    channel: str
    intent: str
    resolution: str | None
    sure: float
    moods: tuple[str, str]
    turns: tuple[tuple[str, str], ...]
    shows: dict[str, int] = field(default_factory=dict)
    pause_before: int | None = None
    """Turn before which there is a long silence."""
    shown: float = 0.93
    """How probable what is shown is."""
    roles: float = 0.97
    """How sure it is who the agent is."""


SCRIPTS = (
    Script(
        "it",
        "call",
        "billing",
        "resolved",
        0.91,
        ("negative", "positive"),
        (
            (A, "Buongiorno, sono Marta di Acme, come posso aiutarla?"),
            (C, "Buongiorno, la bolletta di ottobre è il doppio del solito, sono davvero arrabbiato."),
            (A, "Mi dispiace molto, capisco che sia una brutta sorpresa. Mi dà il suo codice cliente?"),
            (C, "Sì, è [CUSTOMER_CODE], intestato a [PERSON]."),
            (A, "La ringrazio. Resti in linea un attimo, per favore, controllo le letture."),
            (A, "Grazie per l'attesa: la lettura era stimata. La correggo subito e le rimborso quaranta euro."),
            (C, "Ah, perfetto. Allora non devo fare altro?"),
            (A, "No, riceve la nuova bolletta a [EMAIL]. Posso aiutarla in altro?"),
            (C, "No, grazie mille, è stata gentilissima."),
            (A, "Grazie a lei, buona giornata."),
        ),
        {
            "greeting": 0,
            "self_identification": 0,
            "courteous_address": 2,
            "apology": 2,
            "empathy": 2,
            "thanks": 4,
            "hold_etiquette": 5,
            "active_listening": 5,
            "offer_of_help": 7,
            "farewell": 9,
        },
        pause_before=5,
    ),
    Script(
        "it",
        "call",
        "technical_issue",
        "unresolved",
        0.72,
        ("negative", "negative"),
        (
            (A, "Sì, dica."),
            (C, "La linea non va da tre giorni e nessuno mi richiama al [PHONE]."),
            (A, "E allora? Gliel'ho detto, deve aspettare il tecnico."),
            (C, "Ma quando viene? Ho già chiamato due volte."),
            (A, "Non lo so, non dipende da me. Doveva chiamare prima lei."),
            (C, "È incredibile, così non si può lavorare."),
            (A, "Se non ha altro io chiudo."),
        ),
        {"rudeness": 2, "blame": 4, "impatience": 6},
    ),
    Script(
        "it",
        "chat",
        "contract_change",
        "pending",
        0.66,
        ("neutral", "neutral"),
        (
            (C, "Salve, vorrei passare all'offerta Verde."),
            (A, "Buongiorno, sono Luca. Volentieri: vuole attivarla sul contratto di casa?"),
            (C, "Sì, quello di via [ADDRESS]."),
            (A, "Ricapitolo: offerta Verde per la casa. Le preparo la proposta entro domani e la ricontatto io."),
            (C, "Va bene, attendo."),
            (A, "La ringrazio, a domani."),
        ),
        {
            "greeting": 1,
            "self_identification": 1,
            "courteous_address": 1,
            "active_listening": 3,
            "thanks": 5,
            "farewell": 5,
        },
    ),
    Script(
        "en",
        "call",
        "order_delivery",
        "escalated",
        0.83,
        ("negative", "neutral"),
        (
            (A, "Good morning, this is Ann at Acme, how can I help?"),
            (C, "My parcel is a week late and the site says nothing."),
            (A, "I am sorry about that. May I have the order number?"),
            (C, "It is [OTHER_ID], in the name of [PERSON]."),
            (A, "Thank you. It is stuck at the depot, so I am handing this to our delivery team now."),
            (C, "And when will I hear from them?"),
            (A, "They call you on [PHONE] before six today. Is there anything else I can do?"),
            (C, "No, that will do."),
            (A, "Thank you for your patience, goodbye."),
        ),
        {
            "greeting": 0,
            "self_identification": 0,
            "apology": 2,
            "courteous_address": 2,
            "thanks": 4,
            "offer_of_help": 6,
            "farewell": 8,
        },
    ),
    Script(
        "en",
        "email",
        "information",
        None,
        0.44,
        ("neutral", "neutral"),
        (
            (C, "Dear all, could you tell me whether my plan covers roaming in Norway? Regards, [PERSON]"),
            (A, "Dear customer, thank you for your message. Your plan covers the countries listed in the attachment."),
        ),
        {"greeting": 1, "thanks": 1, "courteous_address": 1},
    ),
    Script(
        "it",
        "email",
        "complaint",
        "resolved",
        0.79,
        ("negative", "neutral"),
        (
            (C, "Gentili signori, il disservizio di lunedì mi ha creato un danno. Attendo un riscontro. [PERSON]"),
            (A, "Gentile cliente, ci scusiamo per il disagio. Abbiamo accreditato venti euro. Cordiali saluti."),
        ),
        {"greeting": 1, "courteous_address": 1, "apology": 1, "farewell": 1},
    ),
)
