"""What a rubric asks, in words: clauses, where a criterion applies, and what its failure does."""

from collections.abc import Iterable
from dataclasses import dataclass

from qa_service.domain.clauses import (
    AllOf,
    AnswerIs,
    AnyOf,
    AskPerson,
    DynamicsAre,
    IntentIs,
    Not,
    ResolutionIs,
    Rule,
    SentimentIs,
    ShowsBehaviour,
    SilenceReaches,
)
from qa_service.domain.interaction import Party
from qa_service.domain.own_clauses import AsksModel, ResemblesExamples
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript, Where
from qa_service.web.i18n import N_
from qa_service.web.words import Words

MEASURES = {
    "silence_share": N_("share of silence"),
    "longest_silence": N_("longest silence, in seconds"),
    "overlaps": N_("times that both spoke at once"),
    "agent_talk_share": N_("the agent's share of the talk"),
    "customer_talk_share": N_("the customer's share of the talk"),
    "first_response": N_("first response, in seconds"),
    "mean_response": N_("mean response, in seconds"),
    "longest_response": N_("longest response, in seconds"),
}
HARMS = {
    "customer": N_("harms the customer"),
    "business": N_("harms the business"),
    "compliance": N_("breaks a rule that must be kept"),
}
_SPEAKERS = {
    Party.AGENT: N_("the agent"),
    Party.CUSTOMER: N_("the customer"),
    Party.BOT: N_("the automated agent"),
    Party.OTHER: N_("another voice"),
}
_PLACES = {
    "first_turns": N_("in the first turns: %(n)s"),
    "last_turns": N_("in the last turns: %(n)s"),
    "first_seconds": N_("in the first seconds: %(n)s"),
    "last_seconds": N_("in the last seconds: %(n)s"),
}
_BESIDE = {
    "before": N_("before the passage of “%(question)s”"),
    "after": N_("after the passage of “%(question)s”"),
}
_LOOKS = {
    "opening": N_("looked for in the opening"),
    "closing": N_("looked for in the closing"),
    "anywhere": "",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A rubric read out in one language."""

    rubric: Rubric
    words: Words

    def question(self, criterion: str) -> str:
        """The question of a criterion; its id where the rubric has none of that name."""
        named = next((candidate for candidate in self.rubric.criteria if candidate.id == criterion), None)
        return criterion if named is None else str(getattr(named.question, self.words.locale.lang))

    def section(self, id: str) -> str:
        """The name of a section; its id where the rubric has none of that name."""
        named = next((part.name for part in self.rubric.sections if part.id == id), None)
        return id if named is None else str(getattr(named, self.words.locale.lang))

    def rule(self, rule: Rule) -> str:
        """A clause as a sentence without its full stop."""
        match rule:
            case AllOf() | AnyOf():
                glue = self._text(N_("and")) if isinstance(rule, AllOf) else self._text(N_("or"))
                return f" {glue} ".join(self._inner(part) for part in rule.of)
            case Not():
                return self._text(N_("not: %(clause)s"), clause=self._inner(rule.of))
            case DynamicsAre():
                return self._measured(rule)
            case SaysPhrase():
                return self._phrase(rule)
            case SaysScript():
                return self._script(rule)
            case _:
                return self._single(rule)

    def _single(self, rule: Rule) -> str:
        match rule:
            case ShowsBehaviour():
                return self._text(N_("the agent shows: %(label)s"), label=self.words.label("courtesy", rule.label))
            case IntentIs():
                return self._text(N_("reason for the contact: %(labels)s"), labels=self._any("intent", rule.labels))
            case ResolutionIs():
                return self._text(N_("at the end the case is: %(labels)s"), labels=self._any("resolution", rule.labels))
            case SentimentIs():
                message = N_("customer at the start: %(labels)s") if rule.at == "start" else _END
                return self._text(message, labels=self._any("sentiment", rule.labels))
            case SilenceReaches():
                return self._text(N_("a silence of at least %(n)s seconds"), n=self._number(rule.at_least))
            case AnswerIs():
                verdicts = self._or(self.words.name("verdict", verdict.value) for verdict in rule.verdicts)
                question = self.question(rule.criterion)
                return self._text(N_("answer to “%(question)s”: %(verdicts)s"), question=question, verdicts=verdicts)
            case AskPerson():
                return self._text(N_("a person answers"))
            case ResemblesExamples():
                return self._text(N_("it resembles what people answered with yes"))
            case AsksModel():
                return self._text(N_("a language model answers “%(question)s” with yes"), question=rule.question)
            case _:
                return rule.kind

    def _phrase(self, rule: SaysPhrase) -> str:
        message = N_("%(who)s says: %(phrases)s") if rule.any else N_("%(who)s says all of: %(phrases)s")
        parts = [self._text(message, who=self._speakers(rule.by), phrases=self._quoted(rule.asked.it + rule.asked.en))]
        if rule.without is not None:
            phrases = self._quoted(rule.without.it + rule.without.en)
            parts.append(self._text(N_("not in a sentence with: %(phrases)s"), phrases=phrases))
        if rule.negated is not None:
            parts.append(self._text(N_("with a negation before it") if rule.negated else N_("not negated")))
        return "; ".join([*parts, *self._limits_of_place(rule.where), *self._strictness(rule.exact)])

    def _script(self, rule: SaysScript) -> str:
        message = (
            N_("%(who)s says all of these, in order: %(phrases)s")
            if rule.in_order
            else N_("%(who)s says all of these: %(phrases)s")
        )
        texts = [sentence.text for sentence in rule.sentences.it + rule.sentences.en]
        sentences = self._text(message, who=self._speakers(rule.by), phrases=self._quoted(texts))
        share = self._text(N_("%(share)s of the words of each"), share=self.words.locale.percent(rule.share))
        return "; ".join([sentences, share, *self._limits_of_place(rule.where), *self._strictness(rule.exact)])

    def _speakers(self, parties: Iterable[Party]) -> str:
        return self._or(self._text(_SPEAKERS[party]) for party in parties)

    def _quoted(self, phrases: Iterable[str]) -> str:
        return ", ".join(f"“{phrase}”" for phrase in phrases)

    def _strictness(self, exact: bool) -> list[str]:
        return [self._text(N_("word for word"))] if exact else []

    def _limits_of_place(self, where: Where | None) -> list[str]:
        if where is None:
            return []
        limits = [
            self._text(message, n=self._number(value))
            for name, message in _PLACES.items()
            if (value := getattr(where, name)) is not None
        ]
        others = [
            self._text(message, question=self.question(value))
            for name, message in _BESIDE.items()
            if (value := getattr(where, name)) is not None
        ]
        return [*limits, *others]

    def _measured(self, rule: DynamicsAre) -> str:
        clauses = [self._text(MEASURES[rule.measure])]
        if rule.at_least is not None:
            clauses.append(self._text(N_("at least %(n)s"), n=self._number(rule.at_least)))
        if rule.at_most is not None:
            clauses.append(self._text(N_("at most %(n)s"), n=self._number(rule.at_most)))
        return f"{clauses[0]}: {', '.join(clauses[1:])}"

    def _inner(self, rule: Rule) -> str:
        clause = self.rule(rule)
        return f"({clause})" if isinstance(rule, AllOf | AnyOf) else clause

    def limits(self, criterion: Criterion) -> list[str]:
        """Where and when a criterion applies, as short sentences; none where it applies always."""
        where, sentences = criterion.applies, []
        if where.channels:
            sentences.append(self._or(self.words.name("channel", label) for label in sorted(where.channels)))
        if where.directions:
            sentences.append(self._or(self.words.name("direction", label) for label in sorted(where.directions)))
        if where.intents:
            sentences.append(self._or(self.words.label("intent", label) for label in sorted(where.intents)))
        if criterion.only_if is not None:
            sentences.append(self.rule(criterion.only_if))
        return sentences

    def look(self, criterion: Criterion) -> str:
        """Where an absence is looked for; empty where everywhere."""
        message = _LOOKS[criterion.look]
        return self._text(message) if message else ""

    def critical(self, criterion: Criterion) -> str:
        """What a failure does beyond its weight; empty where nothing."""
        if criterion.critical is None:
            return ""
        harm = self._text(HARMS[criterion.critical.harms])
        if criterion.critical.fails:
            return self._text(N_("critical, %(harm)s: the section is 0"), harm=harm)
        cap = self._number(criterion.critical.limit)
        return self._text(N_("critical, %(harm)s: the section is at most %(cap)s"), harm=harm, cap=cap)

    def _any(self, family: str, labels: Iterable[str]) -> str:
        return self._or(self.words.label(family, label) for label in labels)

    def _or(self, names: Iterable[str]) -> str:
        *first, last = names
        return f"{', '.join(first)} {self._text(N_('or'))} {last}" if first else last

    def _number(self, value: float) -> str:
        return self.words.locale.number(value, 2)

    def _text(self, message: str, **values: str) -> str:
        return self.words.locale.text(message, **values)


_END = N_("customer at the end: %(labels)s")
