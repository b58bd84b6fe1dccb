"""What programs, mail servers and companies add to a letter: the name of the telephone, notes of virus scanners,
banners, disclaimers, and what mailing lists write below.
"""

import re

from qa_service.ingest.mail.lines import Line

_LONGEST_FOOTER = 15  # lines
_MOST_BANNERS = 3
_RULE = re.compile(r"[_=*~#+\u2500\u2014-]{5,200}")
_DEVICE = re.compile(
    r"[-\u2014 ]{0,4}(?:<[^<>]{0,80}>)?(?:"
    r"sent (?:from|via|with|by|using|on) (?:my|the|mail for|yahoo|outlook|proton|spark|samsung|windows|myMail|aol|"
    r"gmail|"
    r"a|blackberry|android|iphone|ipad|mobile)\b.{0,80}|"
    r"inviat[oa] (?:da(?:l|lla|lle|i|gli)?|con|tramite|via) (?:mi[oa]|posta per|yahoo|outlook|proton|libero|tim|"
    r"virgilio|"
    r"smartphone|dispositivo|iphone|ipad|android|samsung|windows|cellulare|telefono|tablet|huawei|xiaomi|gmail|email|"
    r"app)\b"
    r".{0,80}|"
    r"(?:von|mit) (?:mein|unserem|meinem|yahoo|outlook|proton|der|gmx|web\.de|outlook).{0,80}(?:gesendet|gesandt|"
    r"versendet)\W{0,3}|"
    r"gesendet (?:von|mit|über|aus|via) .{1,80}|diese (?:nachricht|e-?mail|mail) wurde von meinem .{1,80}|"
    r"envoyée? (?:de(?:puis)?|à partir d|avec|via|par) ?(?:mon|ma|yahoo|outlook|proton|un|l|e|mobile|courrier).{0,80}|"
    r"enviado (?:desde|con|a través de|do|de) (?:mi|un|yahoo|outlook|proton|correo|meu|el).{0,80}|"
    r"(?:get|scarica|ottieni|téléchargez?|obtenez|obtenir|obtener|obtén|descargar|holen sie sich|laden sie|hol dir) "
    r"(?:[\w ]{0,12})?(?:outlook|bluemail|mail|boxer|spark)\b.{0,80}|"
    r"outlook (?:für|per|pour|para|for) (?:ios|android|mac).{0,60}|"
    r"yahoo mail ?: .{0,100}|.{0,20}organizz?at[io] la tua vita.{0,60}|"
    r"(?:verzonden vanaf|wysłane z|skickat från|sendt fra) .{1,60}"
    r")",
    re.IGNORECASE,
)
_SCANNER = re.compile(
    r"(?:virus-free|mail priva di virus|privo di virus|virenfrei|garanti sans virus|libre de virus|"
    r"(?:questa|this|diese|cet|este).{0,40}(?:virus|viren).{0,60}(?:avast|avg|norton|kaspersky|eset|bitdefender|\.com)|"
    r"scanned by .{0,40}|www\.(?:avast|avg)\.com)",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"(?:\W{0,9}(?:caution|warning|attention|external|attenzione|esterno|achtung|vorsicht|extern|externe|atención|"
    r"precaución|externo|alert|security notice|avviso di sicurezza|mise en garde|note|nota)\b.{0,80}"
    r"(?:outside|external|esterna?|esterno|fuori|dall['\u2019]esterno|extern|außerhalb|externes?|extérieur|externe|"
    r"externo|fuera|e-?mail|sender|mittente|message)|"
    r"\[(?:external|ext|esterno|extern|externe|externo|caution)\]|"
    r"you don['\u2019]t often get e-?mail from|some people who received this message don['\u2019]t often|"
    r"non si ricevono spesso messaggi|non ricevi spesso (?:messaggi|e-?mail)|"
    r"sie erhalten nicht (?:oft|häufig)|vous ne recevez pas souvent|no suele recibir correo|no recibe a menudo|"
    r"this (?:e-?mail|message) (?:was|has been|is|came|originated|originates) (?:sent )?from (?:an? )?(?:external|"
    r"outside|sender outside)|"
    r"this (?:e-?mail|message) originate[sd] (?:from )?outside|"
    r"(?:questo messaggio|questa e-?mail) proviene (?:da (?:un mittente )?estern|dall['\u2019]esterno|da fuori)|"
    r"diese e-?mail (?:stammt|kommt) von (?:einem )?extern|ce (?:message|courriel|mail) (?:provient|"
    r"vient) (?:d['\u2019]|de l['\u2019])ext|"
    r"este (?:mensaje|correo)(?: electrónico)? (?:proviene|procede|se originó) (?:de fuera|del exterior|fuera)|"
    r"#+ ?(?:reply|write|type) (?:above|your reply above)|-{2,}\s?(?:please )?(?:reply|type your reply|respond) above)",
    re.IGNORECASE,
)
_BANNER_GOES_ON = re.compile(
    r"click|links?\b|attachments?|sender|safe|allegat|mittente|collegament|sicur|anh[aä]ng|absender|sicher|"
    r"pièces? jointes?|expéditeur|adjunt|remitente|segur|learn why|importante|wichtig|organi[sz]ation|"
    r"organizzazione|phishing|verify|verific|trust|content|contenut|inhalt|contenu",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:"
    r"(?:avviso|nota|clausola) di (?:riservatezza|confidenzialit)|informativa (?:sulla )?privacy|"
    r"(?:le informazioni|il contenuto|quanto) (?:contenut[oe]|presenti?|trasmess[oe]|riportat[oe])? ?.{0,30}"
    r"(?:messaggio|e-?mail|comunicazione|trasmission).{0,200}(?:riservat|confidenzial|destinatari)|"
    r"(?:questo messaggio|questa e-?mail|la presente|il presente messaggio|questo documento|il messaggio).{0,200}"
    r"(?:riservat|confidenzial|destinatari|privilegiat|uso esclusivo)|"
    r"(?:ai sensi|nel rispetto|in ottemperanza).{0,60}(?:196/2003|679/2016|2016/679|gdpr|privacy)|"
    r"(?:qualora|se|nel caso|chiunque).{0,30}(?:ricevut[oa]|riceva|ricevesse).{0,60}(?:per errore|erroneamente)|"
    r"(?:confidentiality|privacy|legal|important) (?:notice|note|disclaimer)|disclaimer ?:|"
    r"(?:this|the information|the content|information).{0,60}(?:e-?mail|message|communication|transmission).{0,250}"
    r"(?:confidential|privileged|intended (?:only|solely|for)|intended recipient)|"
    r"if you (?:are not|have received).{0,80}(?:intended recipient|in error|by mistake)|"
    r"(?:diese|der inhalt dieser|die in dieser).{0,60}(?:e-?mail|nachricht|mitteilung).{0,200}(?:vertraulich|bestimmt)|"
    r"(?:ce (?:message|courriel|mail)|les informations contenues|le contenu de ce).{0,200}(?:confidentiel|"
    r"destinataire)|"
    r"(?:este (?:mensaje|correo)|la información contenida).{0,200}(?:confidencial|destinatari)|"
    r"aviso (?:legal|de confidencialidad)|avis de confidentialité|vertraulichkeitshinweis|"
    r"(?:p |\U0001f333 ?|\u267b ?)?(?:please )?(?:consider|think of) (?:the|our) environment|"
    r"prima di stampare|rispetta l['\u2019]ambiente|pensa all['\u2019]ambiente|non stampare questa|"
    r"pensez à l['\u2019]environnement|antes de imprimir|bitte denken sie an die umwelt|bevor sie diese e-?mail"
    r")",
    re.IGNORECASE | re.DOTALL,
)
LEGAL = re.compile(
    r"riservat|confidenzial|destinatari|privacy|confidential|recipient|privileged|disclos|unauthori[sz]ed|vertraulich|"
    r"empfänger|destinataire|confidentiel|destinatario|stampa|virus|liabilit|responsabilit|errore|in error|"
    r"regolamento|gdpr|delet|cancell|lösch|détru|elimin",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(
    r"mailing list|unsubscribe|disiscri|cancellar(?:e|ti) (?:la tua iscrizione|dalla)|listinfo|google groups|"
    r"you received this (?:message|e-?mail) because|hai ricevuto questo messaggio perché|to stop receiving|"
    r"abmelden|se désinscrire|darse de baja|yahoo! groups",
    re.IGNORECASE,
)


def is_added(text: str) -> bool:
    text = text.strip(" *_|\u00b7")
    if not text or len(text) > 200:
        return False
    return _DEVICE.fullmatch(text) is not None or (_SCANNER.match(text) is not None and len(text) < 160)


def without_banners(lines: list[Line]) -> list[Line]:
    """Without the warnings of mail servers among the first lines of a message, and the lines on which they go on."""
    for _ in range(_MOST_BANNERS):
        written = [number for number, line in enumerate(lines[:200]) if line.text][:6]
        start = next((number for number in written if _is_banner(lines[number].text)), None)
        if start is None:
            break
        end = start + 1
        while end < len(lines) and lines[end].text and _BANNER_GOES_ON.search(lines[end].text[:400]):
            end += 1
        lines = [*lines[:start], *lines[end:]]
    return lines


def _is_banner(text: str) -> bool:
    return _BANNER.match(text[:400].lstrip("*_[|> ")) is not None or _BANNER.match(text[:400]) is not None


def without_list_footer(paragraphs: list[list[str]]) -> list[list[str]]:
    """What a mailing list or a group adds below a rule."""
    below: list[str] = []
    for number in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[number]
        for at in range(len(paragraph) - 1, -1, -1):
            if len(below) > _LONGEST_FOOTER:
                return paragraphs
            if _RULE.fullmatch(paragraph[at].strip()) and any(map(_LIST_FOOTER.search, below)):
                return [*paragraphs[:number], *([paragraph[:at]] if at else [])]
            below.append(paragraph[at])
    return paragraphs


def without_disclaimer(paragraphs: list[list[str]]) -> list[list[str]]:
    """Each paragraph of law that is not the first of all, and those below it that go on in its words."""
    kept: list[list[str]] = []
    is_legal = False
    for paragraph in paragraphs:
        text = " ".join(paragraph)[:2_000]
        bare = text.strip("*_-=~ ")
        begins = _DISCLAIMER.match(bare) is not None or (len(bare) > 120 and _DISCLAIMER.search(bare) is not None)
        is_legal = (begins or (is_legal and LEGAL.search(text) is not None)) and bool(kept)
        if not is_legal:
            kept.append(paragraph)
    while len(kept) > 1 and all(_RULE.fullmatch(text.strip()) for text in kept[-1]):
        kept.pop()
    return kept
