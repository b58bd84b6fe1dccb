"""The formulas that packs may name. Pure: facts and parameters in, a value with its numerator and denominator out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qa_service.domain.complaints import answers
from qa_service.domain.estimate import Estimate
from qa_service.domain.first_response import FIRST_RESPONSE, WORKED
from qa_service.domain.key_figure import Exclusion, Finding, NotMeasurable, Value
from qa_service.domain.rollups import LONGEST_GAP, UNCLEAR, Counters, family, judged
from qa_service.domain.rubric import Wording
from qa_service.kpi import words
from qa_service.kpi.facts import Facts, QueueFacts

Parameters = Mapping[str, int | float | str]
Compute = Callable[[Facts, Parameters], Finding]


@dataclass(frozen=True, slots=True)
class Formula:
    """A function with the names of its parameters."""

    compute: Compute
    parameters: tuple[str, ...] = ()


def _ratio(numerator: float, denominator: float, unit: str, *left_out: Exclusion) -> Finding:
    """numerator / denominator; not measurable where nothing is counted."""
    exclusions = tuple(exclusion for exclusion in left_out if exclusion.n)
    if denominator <= 0:
        return NotMeasurable(words.NOTHING_COUNTED, exclusions)
    return Value(numerator / denominator, numerator, denominator, unit, exclusions)


# --- from the queue log


def _of_queue(compute: Callable[[QueueFacts, Parameters], Finding]) -> Compute:
    """Not measurable without a queue log, or where it holds nothing of the period."""

    def with_log(facts: Facts, parameters: Parameters) -> Finding:
        if facts.queue is None:
            return NotMeasurable(words.NO_QUEUE_LOG)
        if not facts.queue.offered:
            outside = Exclusion(words.OUTSIDE_HOURS, facts.queue.outside or 0)
            return NotMeasurable(words.NOTHING_OFFERED, (outside,) if outside.n else ())
        return compute(facts.queue, parameters)

    return with_log


def _not_counted(queue: QueueFacts) -> Iterator[Exclusion]:
    """What is offered and stands in no figure: endings that the pack leaves out, and unknown ones."""
    yield from (Exclusion(words.ENDINGS[ending], queue.ended.get(ending, 0)) for ending in sorted(queue.left_out))
    yield Exclusion(words.UNCLOSED, queue.unclosed)
    yield _outside(queue)


def _outside(queue: QueueFacts) -> Exclusion:
    return Exclusion(words.OUTSIDE_HOURS, queue.outside or 0)


def _answer_rate(queue: QueueFacts, parameters: Parameters) -> Finding:
    """Answered / all that were answered or not, short abandons left out."""
    short = queue.short[int(parameters["short_seconds"])]
    left_out = Exclusion(words.SHORT_ABANDON, short), *_not_counted(queue)
    return _ratio(queue.answered, queue.counted - short, "share", *left_out)


def _abandonment(queue: QueueFacts, parameters: Parameters) -> Finding:
    """Given up by the caller / all that were answered or not, short ones left out on both sides."""
    short = queue.short[int(parameters["short_seconds"])]
    left_out = Exclusion(words.SHORT_ABANDON, short), *_not_counted(queue)
    return _ratio(queue.abandoned - short, queue.counted - short, "share", *left_out)


def _reached(queue: QueueFacts, _parameters: Parameters) -> Finding:
    """Answered / all: who spoke to an operator out of all who asked for one."""
    return _ratio(queue.answered, queue.counted, "share", *_not_counted(queue))


def _answered_within(queue: QueueFacts, parameters: Parameters) -> Finding:
    """Answered within so many seconds / all."""
    return _ratio(queue.within[int(parameters["seconds"])], queue.counted, "share", *_not_counted(queue))


def _mean_wait(queue: QueueFacts, _parameters: Parameters) -> Finding:
    """Seconds from the offer to the answer, on average over the answered."""
    left_out = Exclusion(words.NO_WAIT, queue.answered - queue.timed), _outside(queue)
    return _ratio(queue.wait, queue.timed, "seconds", *left_out)


def _transferred(queue: QueueFacts, _parameters: Parameters) -> Finding:
    """Transferred / answered."""
    return _ratio(queue.transferred, queue.answered, "share", _outside(queue))


def _outside_hours(facts: Facts, _parameters: Parameters) -> Finding:
    """Contacts outside of opening hours / all contacts; they are in no other figure."""
    queue = facts.queue
    if queue is None:
        return NotMeasurable(words.NO_QUEUE_LOG)
    if queue.outside is None:
        return NotMeasurable(words.NO_HOURS)
    return _ratio(queue.outside, queue.offered + queue.outside, "share")


# --- from what was said


def _resolution(label: str, figure: str) -> Compute:
    """Contacts whose case ends so / contacts with a case."""

    def share(facts: Facts, _parameters: Parameters) -> Finding:
        stands = family(facts.total, "label:resolution")
        outside, unclear = stands.pop("not_applicable", 0), stands.pop(UNCLEAR, 0)
        left_out = Exclusion(words.OUT_OF_SCOPE, outside), Exclusion(words.CANNOT_TELL, unclear)
        finding = _ratio(stands.get(label, 0), sum(stands.values()), "share", *left_out)
        return _estimated(finding, facts, figure)

    return share


def _estimated(finding: Finding, facts: Facts, figure: str) -> Finding:
    """The estimate's value in place of the machine's count, where there is an estimate."""
    estimate = facts.figures.get(figure)
    if isinstance(finding, NotMeasurable) or not isinstance(estimate, Estimate):
        return finding
    return Value(estimate.value, finding.numerator, finding.denominator, finding.unit, finding.exclusions, estimate)


def _not_followed(name: str, unlinked: Wording) -> Compute:
    """Contacts not followed by another of the same customer within the days / such contacts. Only of days whose windows
    have closed. `again`: on the same matter; `return`: on any.
    """

    def share(facts: Facts, parameters: Parameters) -> Finding:
        days = int(parameters["days"])
        closed, still_open = facts.closed(days)
        eligible, waiting = closed.get(f"{name}:n", 0), still_open.get(f"{name}:n", 0)
        outside = sum(c.get("n", 0) - c.get(f"{name}:n", 0) for c in (closed, still_open))
        left_out = Exclusion(words.OPEN_WINDOW, waiting), Exclusion(unlinked, outside)
        if not eligible and waiting:
            return NotMeasurable(words.WINDOWS_OPEN, tuple(exclusion for exclusion in left_out if exclusion.n))
        return _ratio(eligible - followed(closed, name, days), eligible, "share", *left_out)

    return share


def followed(counters: Counters, name: str, days: int) -> int:
    """How many of the contacts counted under `name` were followed by another within so many days."""
    return sum(counters.get(f"{name}:{gap}", 0) for gap in range(1, min(days, LONGEST_GAP) + 1))


def _promises_kept(facts: Facts, parameters: Parameters) -> Finding:
    """Contacts with something still to do whose case came up again within the days / such contacts with a case."""
    days = int(parameters["days"])
    closed, still_open = facts.closed(days)
    eligible, waiting = closed.get("promise:n", 0), still_open.get("promise:n", 0)
    bare = facts.total.get("promise:without_case", 0)
    left_out = Exclusion(words.OPEN_WINDOW, waiting), Exclusion(words.NO_CASE, bare)
    if not eligible and waiting:
        return NotMeasurable(words.WINDOWS_OPEN, tuple(exclusion for exclusion in left_out if exclusion.n))
    return _ratio(followed(closed, "promise", days), eligible, "share", *left_out)


def _courtesy(facts: Facts, _parameters: Parameters) -> Finding:
    """Mean courtesy, 0..100."""
    total = facts.total
    n, tenths = total.get("section:courtesy:n", 0), total.get("section:courtesy:tenths", 0)
    finding = _ratio(tenths / 10, n, "score", Exclusion(words.UNSCORED, judged(total) - n))
    return _estimated(finding, facts, "courtesy")


def _critical(facts: Facts, parameters: Parameters) -> Finding:
    """Contacts with at least one critical failure of this harm / contacts; where several agents served, by agent."""
    harm = str(parameters["harm"])
    finding = _ratio(facts.total.get(f"harm:{harm}:yes", 0), judged(facts.total), "share")
    return _estimated(finding, facts, f"critical:{harm}")


def _sentiment_end(facts: Facts, parameters: Parameters) -> Finding:
    """Contacts whose customer ends so / contacts with a sentiment at the end; from the customer's words alone."""
    ends = family(facts.total, "label:sentiment_end")
    unclear = ends.pop(UNCLEAR, 0)
    left_out = Exclusion(words.CANNOT_TELL, unclear)
    return _ratio(ends.get(str(parameters["label"]), 0), sum(ends.values()), "share", left_out)


def _intent_share(facts: Facts, parameters: Parameters) -> Finding:
    """Contacts for this reason / contacts with a reason."""
    reasons = family(facts.total, "label:intent")
    unclear = reasons.pop(UNCLEAR, 0)
    left_out = Exclusion(words.CANNOT_TELL, unclear)
    return _ratio(reasons.get(str(parameters["intent"]), 0), sum(reasons.values()), "share", left_out)


def _response(name: str) -> Compute:
    """First responses of one channel within so many seconds / contacts with times."""

    def share(facts: Facts, parameters: Parameters) -> Finding:
        n = facts.total.get(f"{name}:n", 0)
        others = Exclusion(words.UNCHATTED, facts.total.get("n", 0) - n)
        return _ratio(facts.total.get(f"{name}:within:{int(parameters['seconds'])}", 0), n, "share", others)

    return share


def _worked_response(facts: Facts, parameters: Parameters) -> Finding:
    """First responses to e-mails within so many seconds of opening hours / e-mails with times."""
    n, timed = facts.total.get(f"{WORKED}:n", 0), facts.total.get("email_response:n", 0)
    if timed and not n:
        return NotMeasurable(words.NO_HOURS)
    others = Exclusion(words.UNCHATTED, facts.total.get("n", 0) - timed)
    left_out = others, Exclusion(words.NO_WORKED, timed - n)
    return _ratio(facts.total.get(f"{WORKED}:within:{int(parameters['seconds'])}", 0), n, "share", *left_out)


def _first_response(facts: Facts, parameters: Parameters) -> Finding:
    """First responses of whichever of chat and e-mail there is; where there are both they are not mixed."""
    present = [name for name in ("chat_response", "email_response") if facts.total.get(f"{name}:n", 0)]
    if len(present) > 1:
        return NotMeasurable(words.MIXED)
    return _response(next(iter(present), "chat_response"))(facts, parameters)


def _silence(facts: Facts, _parameters: Parameters) -> Finding:
    """Mean share of a call in which nobody speaks."""
    total = facts.total
    n = total.get("silence:n", 0)
    untimed = Exclusion(words.UNSPOKEN, total.get("n", 0) - n)
    return _ratio(total.get("silence:share_thousandths", 0) / 1000, n, "share", untimed)


def _complaints_answered(facts: Facts, parameters: Parameters) -> Finding:
    """Complaints answered within so many days of receipt / those answered or waiting for longer; taken back ones
    aside.
    """
    if facts.complaints is None:
        return NotMeasurable(words.NOT_KEPT["complaint_log"])
    counts = answers(facts.complaints, facts.today, int(parameters["days"]))
    left_out = Exclusion(words.STILL_IN_TIME, counts.waiting), Exclusion(words.TAKEN_BACK, counts.withdrawn)
    return _ratio(counts.in_time, counts.n, "share", *left_out)


def _never(_facts: Facts, parameters: Parameters) -> Finding:
    """What no data that is taken in could tell."""
    return NotMeasurable(words.NOT_KEPT[str(parameters["lacks"])])


FORMULAS: dict[str, Formula] = {
    "answer_rate": Formula(_of_queue(_answer_rate), ("short_seconds",)),
    "abandonment": Formula(_of_queue(_abandonment), ("short_seconds",)),
    "reached": Formula(_of_queue(_reached)),
    "answered_within": Formula(_of_queue(_answered_within), ("seconds",)),
    "mean_wait": Formula(_of_queue(_mean_wait)),
    "transferred": Formula(_of_queue(_transferred)),
    "resolved": Formula(_resolution("resolved", "resolution")),
    "escalated": Formula(_resolution("escalated", "escalation")),
    "open_promise": Formula(_resolution("pending", "open_promise")),
    "outside_hours": Formula(_outside_hours),
    "first_contact": Formula(_not_followed("again", words.NOT_LINKABLE), ("days",)),
    "no_return": Formula(_not_followed("return", words.NO_CUSTOMER), ("days",)),
    "promises_kept": Formula(_promises_kept, ("days",)),
    "courtesy": Formula(_courtesy),
    "critical": Formula(_critical, ("harm",)),
    "sentiment_end": Formula(_sentiment_end, ("label",)),
    "intent_share": Formula(_intent_share, ("intent",)),
    "chat_first_response": Formula(_response("chat_response"), ("seconds",)),
    "email_first_response": Formula(_response("email_response"), ("seconds",)),
    "email_first_response_worked": Formula(_worked_response, ("seconds",)),
    "first_response": Formula(_first_response, ("seconds",)),
    "complaints_answered": Formula(_complaints_answered, ("days",)),
    "silence": Formula(_silence),
    "not_measurable": Formula(_never, ("lacks",)),
}
_RESPONSES = (("", ""), ("chat_", ""), ("email_", ""), ("email_", "_worked"))
ALLOWED: Mapping[str, tuple[object, ...]] = {
    **dict.fromkeys((f"{name}first_response{ending}.seconds" for name, ending in _RESPONSES), FIRST_RESPONSE),
    "not_measurable.lacks": tuple(words.NOT_KEPT),
    "critical.harm": ("customer", "business", "compliance"),
    "first_contact.days": tuple(range(1, LONGEST_GAP + 1)),
    "no_return.days": tuple(range(1, LONGEST_GAP + 1)),
    "promises_kept.days": tuple(range(1, LONGEST_GAP + 1)),
    "complaints_answered.days": tuple(range(1, 366)),
}
"""Parameters with a closed set of values: totals are kept for these and no others."""
