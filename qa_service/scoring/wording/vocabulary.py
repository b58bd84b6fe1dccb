"""The few words that matching must know of each language: hesitations, negations, small words, forms of verbs.

Lower case, without accents and apostrophes, as `tokens` hands them over.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qa_service.domain.languages import READ


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """`fillers` may stand inside a phrase; `small` words carry no content; `forms`: irregular form -> common stem."""

    fillers: frozenset[str]
    negations: frozenset[str]
    small: frozenset[str]
    forms: Mapping[str, str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(text: str) -> dict[str, str]:
    """Lines of ``stem: form form``."""
    lines = (line.split(":") for line in text.strip().splitlines())
    return {form: stem.strip() for stem, forms in lines for form in forms.split()}


_ITALIAN = LanguageWords(
    fillers=_words("eh ehm em ah oh uh uhm um mm mmm mh mhm hm beh bah mah cioe ecco diciamo insomma"),
    negations=_words("non ne mai senza"),
    small=_words(
        "il lo la i gli le l un uno una d di a da in con su per tra fra del dello della dell dei degli delle al "
        "allo alla all ai agli alle dal dallo dalla dall dai dagli dalle nel nello nella nell nei negli nelle sul "
        "sullo sulla sull sui sugli sulle e ed o od che c ci si se mi ti vi ne me te ve lui lei loro noi voi io tu "
        "lo suo sua suoi sue mio mia miei mie nostro nostra nostri nostre vostro vostra questo questa quest questi "
        "queste quello quella quell quelli quelle sono sei siamo siete era ho hai ha abbiamo avete hanno gia anche "
        "pure come piu cui glielo gliela gliene posso puo possiamo poter potere essere avere viene vengono"
    ),
    forms=_forms(
        """
        pot: posso puoi puo possiamo potete possono potrei potresti potrebbe potremmo potreste potrebbero potuto
        pot: poter potere poteva possa possano
        vol: voglio vuoi vuole vogliamo volete vogliono vorrei vorrebbe vorremmo vorrebbero voluto voler volere voleva
        dov: devo debbo devi deve dobbiamo dovete devono dovrei dovrebbe dovremmo dovrebbero dovuto dover dovere doveva
        fac: faccio fai fa facciamo fate fanno fatto fatta fare faccia facendo faro fara farle farla farlo farmi farci
        dic: dico dici dice diciate dite dicono detto detta dire dica dicendo dirle dirmi dimmi
        dar: do dai da diamo date danno dato data dare dia darle darmi dara daro
        and: vado vai va andiamo andate vanno andato andare vada
        ven: vengo vieni viene veniamo venite vengono venuto venire
        sap: so sai sa sappiamo sapete sanno saputo sapere sappia
        ten: tengo tieni tiene teniamo tenete tengono tenuto tenere tenga tenerla
        riman: rimango rimani rimane rimaniamo rimanete rimangono rimasto rimasta rimanere rimanga
        att: attesa attese atteso attendo attendi attende attendere attenda attendete attendano attendermi
        """
    ),
)
_ENGLISH = LanguageWords(
    fillers=_words("um uh er erm eh ah oh mm mmm hm hmm mhm"),
    negations=_words("not never without nor"),
    small=_words(
        "a an the of to in on at by for with from as and or if that this these those it its i you he she we they "
        "me him her us them my your his our their is are am was were be been being do does did have has had will "
        "would shall can could may might should there so able just then than too also"
    ),
    forms=_forms(
        """
        be: am is are was were be been being
        have: have has had having
        do: do does did done doing
        hold: hold holds held holding
        keep: keep keeps kept keeping
        say: say says said saying
        speak: speak speaks spoke spoken speaking
        take: take takes took taken taking
        tell: tell tells told telling
        get: get gets got gotten getting
        give: give gives gave given giving
        go: go goes went gone going
        make: make makes made making
        put: put puts putting
        pop: pop pops popped popping
        apolog: apology apologies apologise apologises apologised apologising
        apolog: apologize apologizes apologized apologizing
        """
    ),
)
WORDS: Mapping[str, LanguageWords] = dict(zip(READ, (_ITALIAN, _ENGLISH), strict=True))
"""By language, ISO 639-1."""
