"""English words of promises: what commits the centre, and what beside it takes that back."""

import re
from collections.abc import Sequence

from qa_service.domain.promise_kinds import PromiseKind, Unsaid

_GOING = r"(?:going to|gonna)"
_WILL_ANY = rf"(?:\bwill|\bshall|'ll|\b(?:am|is|are) {_GOING}|'(?:m|re|s) {_GOING}|\bgonna)"
_WILL = (
    rf"(?:(?<!you )\bwill|\bshall|(?<!you)'ll|\bam {_GOING}|\bis {_GOING}|(?<!you )\bare {_GOING}|'[ms] {_GOING}"
    rf"|(?<!you)'re {_GOING}|(?<!you )(?<!you're )\bgonna)"
)
"""Of another than the customer."""
_BE = rf"(?:{_WILL_ANY} be (?:\w+ )?)"
_IS_DOING = r"(?:(?<!you)'re|'m|(?<!you )\bare|\bam)"
_ANY = r"(?:\w+ ){0,2}"
_WHEN = (
    r"(?:today|tomorrow|tonight|this (?:morning|afternoon|evening|week)|monday|tuesday|wednesday|thursday|friday"
    r"|saturday"
    r"|by|within|on|next week|shortly|later|first thing|in the post|with the|as soon as)"
)
_ENGINEER = (
    r"(?:engineer|technician|fitter|plumber|electrician|surveyor|installer|crew|repairman|contractor|inspector"
    r"|gas man"
    r"|tech)s?"
)
_PERSON = rf"(?:{_ENGINEER}|one of (?:our|the) (?:guys|lads|team|people)|somebody|someone)"
_VISITS = (
    r"(?:be with you|visit|come|call round|call in|be there|be out|attend|turn up|pop (?:round|over|in|out)"
    r"|stop by|drop by"
    r"|arrive|get to you|be round|be at your)"
)
_LOOKS = r"(?:look into|check|find out|investigate|speak to|ask)"
_CALL = (
    r"(?:call|ring|phone|telephone|contact|get back to|reach out to|come back to|buzz|follow up with|get hold of"
    r"|get in"
    r" touch with)"
)
_SEND = r"(?:send|e-?mail|post|mail|text|forward|ship|dispatch|supply|courier|re-?send|drop|pop|stick)"
_SENT = r"(?:sent|posted|mailed|e-?mailed|shipped|dispatched|forwarded|supplied|re-?sent|re-?issued)"
_PAY = r"(?:refund|reimburse|credit(?! check)|compensate|re-?credit)"
_PAID = (
    r"(?:refunded|reimbursed|credited|compensated|re-?credited|waived|reversed|paid (?:back|into|to you)"
    r"|returned to your"
    r" (?:account|card|bank)|knocked off|written off)"
)
_MONEY = r"(?:money|penny|that|it|amount|fee|charge|payment|deposit|pounds|dollars|euros|everything|cost|fare)"
_BACK = r"(?:calling|ringing|phoning|contacting)"
_TELLS = r"(?:let you know|update you|keep you (?:posted|updated|informed)|tell you|give you an (?:update|answer))"

PATTERNS: Sequence[tuple[PromiseKind, re.Pattern[str]]] = [
    (
        PromiseKind.TECHNICIAN,
        re.compile(
            rf"\b{_ENGINEER}(?:'s| is| are)? (?:\w+ )?(?:coming|due|booked(?! up| out)|scheduled|attending"
            rf"|visiting)\b"
            rf"|\b{_ENGINEER} (?:has|have) been (?:booked|arranged|scheduled|assigned)\b"
            rf"|\b{_PERSON}'ll {_ANY}{_VISITS}\b|\b{_PERSON} (?:will|is going to|are going to) {_ANY}{_VISITS}\b"
            rf"|\b{_PERSON}(?:'s| is| are)? gonna {_VISITS}\b"
            rf"|(?:\bhave|'ve) (?:just |now )?(?:got |booked |arranged |scheduled |organised )(?:an? |the "
            rf"|your )?(?:\w+ )?"
            rf"{_ENGINEER}\b"
            rf"|{_WILL} {_ANY}(?:send|have|get|arrange|arrange for|book|organise) (?:an? |the |one of our "
            rf"|our )?(?:\w+ )?"
            rf"{_PERSON} (?:out|round|over|to|for|on|tomorrow|today|in|with you)\b(?! (?:call|ring|phone|contact"
            rf"|get|give"
            rf"|drop))"
            rf"|{_IS_DOING} (?:sending|getting|booking|arranging)(?: for)? (?:an? |the |one of our "
            rf"|our )?(?:\w+ )?(?:{_ENGINEER}"
            r"|(?:somebody|someone) (?:out|round|over|to (?:you|have|take|look|fix)))\b"
            rf"|\b(?:visit|appointment)(?:'s| is| has been) (?:\w+ )?(?:booked|scheduled|confirmed)\b"
        ),
    ),
    (
        PromiseKind.REFUND,
        re.compile(
            rf"{_WILL} {_ANY}(?:{_PAY}|waive|reverse|write off|pay (?:you|that|it|the|this) (?:\S+ ){{0,3}}?back"
            rf"|pay back"
            r"|pay you)\b"
            r"|"
            rf"{_WILL} {_ANY}(?:knock|take) (?:\S+ ){{1,4}}off\b|{_WILL} {_ANY}(?:knock|take) off\b"
            rf"|{_WILL} {_ANY}give you (?!an? (?:\w+ )?(?:call|ring|bell|buzz|shout))(?:\S+ ){{0,4}}(?:back|refund"
            rf"|credit)\b"
            rf"|{_WILL} {_ANY}(?:issue|process|arrange|raise|put|make|apply|return) (?:through )?(?:an? |the |your "
            rf"|that )?"
            rf"(?:\w+ )?(?:refund|credit|reimbursement|goodwill|compensation|money|fare|deposit)\b"
            rf"|{_BE}{_PAID}|{_WILL} {_ANY}put (?:\S+ ){{1,4}}back (?:on|in|into|onto|to) your\b"
            rf"|{_BE}(?:back )?in your (?:\w+ )?account\b|{_IS_DOING} (?:just )?(?:refunding"
            rf"|reimbursing|crediting|compensating|waiving|reversing"
            r"|paying you back|knocking)\b"
            r"|(?:\bhave|'ve) (?:just |already )?(?:raised|put|processed|issued|requested|applied|arranged"
            r"|authorised) (?:\w+ )?(?:refund|credit)\b"
            r"|\b(?:refund|reimbursement|compensation|credit)(?:'ll| will) (?:be|go|reach|show|appear|arrive|come)\b"
            r"(?! (?:possible|considered|refused))"
            r"|\b(?:refund|transfer|money)(?:'s going| goes| is going) (?:out|back)\b"
            r"|\byou(?:'ll| will) (?:get|have|receive|see) (?:your money back|(?:an? |the "
            r"|your )(?:full )?(?:refund|credit"
            rf"|reimbursement))\b|\byou(?:'ll| will) (?:get|have|receive|see) (?:\S+ ){{0,3}}{_MONEY} back\b"
        ),
    ),
    (
        PromiseKind.CHECK,
        re.compile(
            rf"\b(?:and|will) (?:then )?{_TELLS}\b|'ll (?:then )?{_TELLS}\b"
            rf"|{_WILL} {_ANY}{_TELLS}\b|\byou(?:'ll| will) have an? (?:answer|update|reply|response|decision)\b"
            rf"|\byou(?:'ll| will) be (?:updated|informed|notified|kept)\b"
            rf"|\b{_LOOKS}\b[^,]{{0,60}}[, ](?: and)? ?(?:i|we)(?:'ll| will) get back to you\b"
        ),
    ),
    (
        PromiseKind.CALL_BACK,
        re.compile(
            rf"(?:{_WILL}|\band) {_ANY}{_CALL} you\b"
            rf"|{_WILL} {_ANY}give you (?:an? )?(?:\w+ )?(?:call|ring|bell|buzz|shout|tinkle)\b"
            rf"|{_WILL} {_ANY}(?:be|get|keep)(?: back)? in (?:touch|contact)\b|{_WILL} {_ANY}(?:call|ring"
            rf"|phone) back\b"
            rf"|{_WILL} {_ANY}drop you a (?:\w+ )?(?:line|call|message|note)\b|{_WILL} {_ANY}try you again\b"
            rf"|{_BE}(?:contacted|called|phoned|telephoned|rung)\b|{_WILL} be (?:calling|ringing|phoning"
            rf"|contacting) you\b"
            r"|\byou(?:'ll| will) (?:get|receive|have|hear) (?:an? |the )?(?:\w+ )?(?:phone call|telephone call"
            r"|call|callback"
            r"|call-back)\b"
            r"|\byou(?:'ll| will) (?:\w+ )?hear (?:back )?(?:from|back)\b"
            rf"|{_WILL} {_ANY}(?:have|get|ask) (?:\S+ ){{1,5}}(?:to )?{_CALL} you\b"
            rf"|{_WILL} {_ANY}(?:have|get|ask) (?:\S+ ){{1,5}}(?:to )?give you a\b"
            rf"|{_WILL} {_ANY}(?:make sure|ensure) (?:\S+ ){{1,5}}(?:calls|rings|phones|contacts|gets back to) you\b"
            rf"|{_WILL} {_ANY}(?:make sure|ensure|see to it)(?: that)? you(?:'re| are| get) (?:called|contacted"
            rf"|an? call)\b"
            rf"|{_WILL} {_ANY}(?:have|get|ask) (?:\S+ ){{1,4}}(?:to )?reach out\b|\bexpect an? (?:\w+ )?call\b"
            rf"|{_IS_DOING} {_BACK} you (?:back )?{_WHEN}\b|\blet me {_CALL} you back\b"
            r"|(?:\bhave|'ve) (?:just )?(?:booked|arranged|scheduled) (?:you )?(?:in )?(?:for )?(?:an? |the |your )?"
            r"call-? ?back\b"
        ),
    ),
    (
        PromiseKind.SEND,
        re.compile(
            rf"{_WILL} {_ANY}{_SEND}\b(?! (?:your call|you through|by|round|in))"
            rf"|{_WILL} {_ANY}(?:put|provide) [^,]{{1,40}}\bin the post\b|{_WILL} {_ANY}provide you with\b"
            rf"|{_BE}(?:{_SENT}|with you|in the post|on its way|on their way|in your inbox)\b"
            rf"|{_IS_DOING} (?:just )?(?:sending|shipping|posting|mailing|e-?mailing|forwarding)\b"
            rf"|{_IS_DOING} (?:putting|popping) (?:\S+ ){{1,5}}in the post\b|{_WILL} {_ANY}issue you\b"
            rf"|\byour (?!payment)(?:\w+ ){{1,3}}(?:will|should) (?:arrive|reach you|be with you)\b"
            rf"|\bthere(?:'ll| will) be an? (?:e-?mail|letter|text)\b"
            rf"|\byou should (?:have|get|receive) (?!received|had|got|been)(?:\S+ ){{1,4}}(?:by|within|tomorrow|on"
            rf"|today)\b"
            rf"|{_WILL} {_ANY}(?:get|have) (?:\S+ ){{1,5}}(?:{_SENT}|out (?:by|today|tomorrow)|out to you"
            rf"|over to you|off to you"
            rf"|across to you)\b"
            r"|\byou(?:'ll| will) (?:receive|get)\b(?! (?:an? (?:\w+ )?survey|there|to|in|on|used|charged|through"
            r"|billed|an error"
            r"|the option)\b)"
            r"|\byou(?:'ll| will) have (?:it|them|that|everything|the|your|a copy|a new|an? \w+ (?:copy|card|one))\b"
            r"|\bexpect (?:it|them|an? (?:e-?mail|letter|parcel|package)) (?:\S+ ){0,2}(?:by|within|tomorrow|today"
            r"|on)\b"
            r"|(?:\bgoes|'s going|\bis going|'re going|\bare going) (?:out|in the post) (?:\S+ ){0,3}"
            r"(?:today|tomorrow|tonight|this|first thing)\b"
        ),
    ),
    (
        PromiseKind.CHECK,
        re.compile(
            rf"{_WILL} {_ANY}(?:reply|respond|write) (?:back )?(?:to you|in writing|by|within)\b"
            rf"|{_WILL} {_ANY}(?:look into|investigate|chase|have a word with|raise|escalate|find out|log|flag"
            rf"|query|review"
            rf"|follow (?:\w+ )?up"
            r"|take (?:\w+ )?up with|open (?:an? |the )?(?:\w+ )?(?:ticket|case|investigation|complaint)"
            r"|report (?:this|that|it)"
            r"|(?:check|speak|talk) (?:\w+ )?(?:with|to) (?:the|my|our|billing|accounts)|ask (?:the|my|our|billing"
            r"|accounts)"
            r"|pass (?:this|that|it|your \w+) (?:on )?to)\b"
            rf"|{_IS_DOING} (?:just )?(?:raising|escalating|opening|logging|chasing|referring|flagging"
            rf"|passing (?:this|that"
            r"|it|your \w+) (?:on )?to|looking into)\b"
            rf"|{_BE}(?:looked (?:into|at)|looking into|chasing|investigating|investigated|reviewed|escalated"
            rf"|restored|fixed|resolved"
            rf"|passed (?:on )?to|chased"
            r"|back (?:on|up))\b"
            rf"|{_WILL} {_ANY}(?:fix|sort|resolve|restore) (?:\S+ ){{1,4}}{_WHEN}\b"
            rf"|{_WILL} {_ANY}get (?:this|that|it) (?:sorted|looked at|looked into|fixed|resolved|checked"
            rf"|escalated)\b"
        ),
    ),
]

UNSAID = Unsaid(
    harmless=re.compile(
        r"don't worry|not a problem|no later than|as if\b|even if\b|if that's (?:ok|okay|alright|all right)\b"
        r"|\b(?:check|see|find out|ask|look into|know) (?:if|whether)\b"
    ),
    condition=re.compile(
        r"\?|\b(?:if|in case|unless|whether|should you|shall i|usually|normally|typically|by law|nobody|no one"
        r"|otherwise"
        r"|must be|provided (?:that |you)|as long as|only (?:when|if|once)|they'd|as usual|says here"
        r"|said (?:that )?(?:they"
        r"|we|i|he"
        r"|she|it)"
        r"|told you|(?:every|each) (?:day|week|month|year|quarter|time)|the first of every)\b|^ *(?:when|so you)\b"
        r"|\bcall us\b"
    ),
    greeting=re.compile(
        r"\bdirect debit\b|\bpayment goes out\b|\bsending (?:\S+ ){1,6}now\b|\bjust looking\b|\bsending (?:you|him"
        r"|her|it|that|this) (?:over|to|up|back|through|across)\b|\byou'll (?:have|get) to\b"
        r"|\bsorry to (?:be )?call"
    ),
    refused=re.compile(
        r"(?:\b(?:not|never|cannot|nobody|no one|none|nothing)|n't) (?:\S+ ){0,7}\S*(?<!\bi)(?<!we)(?<!\bi )(?<!we )$"
        r"|(?:\b(?:not|never|cannot)|n't) (?:\S+ ){0,2}(?:promise|guarantee|say|think|know|sure|believe|expect"
        r"|certain"
        r"|tell) (?:\S+ ){0,4}(?:i|we)$|(?:\b(?:when|who|how|whether)) (?:\S+ ){0,2}$"
        r"|\b(?:was|were|might|may|could|would|can(?! do\b)|hope|maybe|perhaps) (?:\S+ ){0,3}$"
    ),
    within=re.compile(r"\b(?:not|never|no|will (?:you|they)|(?:need|have|had|want|like|able) to)\b|n't\b"),
    others=re.compile(
        r"\b(?:courier|bank|issuer|card company|driver|husband|mum|mother|father|dad|son|daughter|neighbou?r"
        r"|brother|sister|friend|partner|wife|landlord|solicitor|doctor|gp|royal mail"
        r"|post office"
        r"|supplier|council|retailer|shop|seller|insurers?|customers?|delivery company|carrier"
        r"|parents?)\b(?: \S+){0,4} ?$"
    ),
    by_others=re.compile(
        r"^(?: \S+){0,5} (?:from|by) (?:the |your |a )(?:\w+ )?(?:courier|bank|issuer|card company|driver|landlord"
        r"|royal mail"
        r"|post office|supplier|council|retailer|seller|carrier)\b(?! account)"
    ),
    breaks=re.compile(r"[,:;]| (?:but|and|so|because|then|however|once) "),
    now=re.compile(r"\b(?:right now|this (?:very )?(?:minute|second)|as we speak)\b"),
    waits=re.compile(
        r"\b(?:now|hold|bear with|(?:a|one|two|just a) (?:moment|sec|second|minute|seconds)|i've already)\b"
    ),
    ours=re.compile(r"\b(?:i|we)\|"),
)
