"""What WhatsApp writes into a chat by itself, in Italian, English, German, Spanish, French and Portuguese: notices,
marks of media that were left out, of messages deleted and edited.
"""

import re

from qa_service.ingest.readers.contact import MEDIA
from qa_service.ingest.readers.whatsapp_lines import MARKS

_NOTICE = re.compile(
    "|".join(
        (
            # encryption and security codes
            r"(?:messages|i messaggi|nachrichten|los mensajes|les messages|as mensagens)\b.{0,60}"
            r"(?:encrypt|crittografa|verschlüsselt|cifrad|chiffr|criptografad|protett)",
            r"(?:your security code with|il tuo codice di sicurezza|il codice di sicurezza|your security code|"
            r"deine sicherheitsnummer|die sicherheitsnummer|tu código de seguridad|votre code de sécurité)",
            # deleted messages
            r"(?:this message was deleted|you deleted this message|message deleted|this message was deleted by admin)",
            r"(?:(?:questo )?messaggio (?:è stato )?eliminato|questo messaggio è stato eliminato|hai eliminato questo "
            r"messaggio)",
            r"(?:diese nachricht wurde gelöscht|du hast diese nachricht gelöscht)",
            r"(?:se eliminó este mensaje|eliminaste este mensaje|este mensaje fue eliminado)",
            r"(?:ce message a été supprimé|vous avez supprimé ce message)",
            r"(?:mensagem apagada|(?:esta )?mensagem foi apagada|você apagou esta mensagem|apagou esta mensagem)",
            r"(?:waiting for this message|in attesa del messaggio)",
            # calls
            r"(?:missed (?:voice|video|group) ?(?:voice |video )?call|silenced (?:voice|video) call|(?:voice|video) "
            r"call\b[^a-z]{0,12}(?:$|no answer|tap to call|\d))",
            r"(?:(?:video)?chiamata (?:vocale |di gruppo )?(?:persa|silenziata|senza risposta)|chiamata vocale"
            r"[^a-z]{0,12}(?:$|nessuna risposta|\d)|videochiamata[^a-z]{0,12}(?:$|nessuna risposta|\d))",
            r"(?:verpasster (?:sprach|video)anruf|llamada perdida|videollamada perdida|appel (?:vocal|vidéo) manqué)",
            # groups and numbers, where the telephone names somebody as the sender of a notice
            r"(?:you (?:created|were added|added|removed|left|changed|joined|blocked|unblocked|turned|pinned)\b.{0,80}"
            r"(?:group|this contact|the subject|the description|icon|messages|a message|admin|$))",
            r"(?:(?:hai (?:creato il gruppo|aggiunto|rimosso|bloccato|sbloccato)|sei stato aggiunt[oa]|ora sei "
            r"amministrat).{0,80}$)",
            r"(?:changed (?:their|to) phone number|ha cambiato (?:il suo )?numero)",
            r"(?:this chat is with a business account|questa chat è con un account (?:business|aziendale)|"
            r"this business (?:is now|uses a|works with)|disappearing messages were|i messaggi effimeri sono)",
        )
    ),
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400
_MEDIA = re.compile(
    r"<(?:media omitted|media omessi|media omesso|medien ausgeschlossen|multimedia omitido|archivo omitido|"
    r"m[ée]dias? omis(?:e|es)?|fichier omis|m[íi]dia oculta|arquivo de m[íi]dia oculto|ficheiro omitido|"
    r"media weggelaten|video note omitted|view once \w{1,20} omitted)>"
    r"|(?:[^\n]{1,160}[•·] ?(?:[\d.,]{1,6} \w{1,10} )?)?(?:image|video|audio|sticker|gif|document|contact card|"
    r"video note|album|immagine|documento|scheda (?:del )?contatto|adesivo|nota video|videomessaggio|messaggio vocale|"
    r"bild|dokument|kontaktkarte|imagen|vídeo|vidéo|tarjeta de contacto|fiche contact|imagem|áudio|figurinha|"
    r"cartão de contato) "
    r"(?:omitted|omess[oa]|esclus[oa]|non inclus[oa]|weggelassen|ausgeschlossen|omitid[oa]|omise?|absente?|ocultad[oa])"
    r"|[^\n]{1,160}\.\w{1,5} \((?:file attached|file allegato|allegato|datei angehängt|archivo adjunto|fichier joint|"
    r"arquivo anexado|ficheiro em anexo|bestand bijgevoegd)\)"
    r"|<(?:attached|allegato|anhang|adjunto|pièce jointe|anexado|anexo|bijlage): ?[^<>\n]{1,200}>"
    r"|(?:location|posizione|standort|ubicación|localisation|localização|live location shared|posizione in tempo reale "
    r"condivisa)(?:: ?https?://\S{1,300})?"
    r"|null",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"<(?:attached|allegato|anhang|adjunto|pièce jointe|anexado|anexo): ?[^<>\n]{1,200}>", re.IGNORECASE
)
_EDITED = re.compile(
    r"<(?:this message was edited|questo messaggio è stato modificato|messaggio modificato|diese nachricht wurde "
    r"bearbeitet|se editó este mensaje|ce message a été modifié|mensagem editada)\.?>",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"you deleted this message|hai eliminato questo messaggio|du hast diese nachricht gelöscht|eliminaste este mensaje|"
    r"vous avez supprimé ce message|você apagou esta mensagem",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"this chat is with a business account|questa chat è con un account (?:business|aziendale)", re.I
)
_STRIPPED = str.maketrans(dict.fromkeys(MARKS))


def own_words(lines: list[str]) -> str:
    """What a person wrote of a message: without notices, `[MEDIA]` where all of it is media, empty for a notice."""
    whole = "\n".join(lines)
    by_program = whole.startswith("\u200e")
    text = _EDITED.sub("", whole.translate(_STRIPPED)).strip()
    if _is_media(text):
        return MEDIA
    if is_notice(text) or (by_program and not _ATTACHED.search(text)):
        return ""
    kept = [line for line in _ATTACHED.sub("", text).split("\n") if not (line.strip() and _is_media(line.strip()))]
    words = "\n".join(kept).strip()
    return words if words or not text else MEDIA


def _is_media(text: str) -> bool:
    return len(text) < 400 and _MEDIA.fullmatch(text) is not None


def is_notice(text: str) -> bool:
    """Whether the program says this, whoever stands before it."""
    return len(text) <= _LONGEST_NOTICE and _NOTICE.match(text) is not None


def is_exporters(lines: list[str]) -> bool:
    """Whether it is the mark of a message that the person deleted whose telephone exported the chat."""
    return _MINE.match(lines[0].strip(MARKS + " ")) is not None


def tells_of_a_business(line: str) -> bool:
    """Whether the program says that the other one is a business: then a customer's telephone exported the chat."""
    return _BUSINESS.search(line[:_LONGEST_NOTICE]) is not None
