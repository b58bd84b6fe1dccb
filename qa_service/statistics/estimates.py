"""From machine answers of all and human answers of some to a figure with an interval.

Three cases. Nobody has looked: the machine's share, turned round through its error on the evaluation set, and the
note says so. Some were reviewed: the rest is predicted from them (see `posterior`). All were: no interval is left.
Picks that were not drawn by chance are refused, whatever they would do to the figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from qa_service.domain.estimate import (
    Estimate,
    Figure,
    MachineError,
    Method,
    Note,
    Reviewed,
    ReviewedScore,
    Sampling,
    ScoreError,
    ScoreGroup,
    ShareGroup,
    TooFew,
)
from qa_service.domain.sampling import Purpose
from qa_service.errors import BadInput
from qa_service.statistics.posterior import FigureLimits, PseudoAnswers, mean_limits, share_limits
from qa_service.statistics.quantiles import Floats, normal_quantile, scalar, t_quantile
from qa_service.statistics.unchecked import PLAUSIBLE, Accuracy, machine_share

LEVEL = 0.95
BORROWED = 0.5
_LABELS = (True, False, None)
_NO_VERSIONS: Mapping[str, str] = {}


def estimate_shares(
    groups: Sequence[ShareGroup],
    error: MachineError | Sequence[MachineError | None] | None = None,
    *,
    level: float = LEVEL,
    minimum: int = 1,
    versions: Mapping[str, str] = _NO_VERSIONS,
) -> tuple[Figure, ...]:
    """The share of each group's interactions whose true answer is yes, all in one go: many cost little more than one.

    None for an empty group, TooFew below `minimum` interactions. `error` is the machine's on its evaluation set, one
    for all groups or one for each in their order: all there is to go by while nobody has looked, and half an
    observation's worth once somebody has. Raises BadInput for picks that may not enter an estimate, chances outside
    (0, 1], or more reviewed than the group holds.
    """
    errors = list(error) if isinstance(error, Sequence) else [error] * len(groups)
    chances = [_share_chances(group) for group in groups]
    figures: list[Figure] = [_frame(group, 1.0, minimum, level, versions) for group in groups]
    estimable = [i for i, figure in enumerate(figures) if isinstance(figure, Estimate)]
    checked = [i for i in estimable if groups[i].reviewed]
    unseen = [i for i in estimable if not groups[i].reviewed]
    frames = [_as_estimate(figures[i]) for i in unseen]
    for i, figure in zip(
        unseen, _unchecked_shares([groups[i] for i in unseen], [errors[i] for i in unseen], frames), strict=True
    ):
        figures[i] = figure
    if checked:
        prior = [_borrowed(groups[i], errors[i]) for i in checked]
        limits = share_limits(
            _padded([[_LABELS.index(r.machine) for r in groups[i].reviewed] for i in checked], -1).astype(np.intp),
            _padded([[float(r.human) for r in groups[i].reviewed] for i in checked], 0),
            _padded([chances[i].tolist() for i in checked], 1),
            np.array([[groups[i].yes, groups[i].no, groups[i].unclear] for i in checked], dtype=np.float64),
            level,
            PseudoAnswers(np.array([yes for yes, _ in prior]), np.array([no for _, no in prior])),
        )
        for row, i in enumerate(checked):
            figures[i] = _checked(_as_estimate(figures[i]), limits, row, chances[i], Method.POST_STRATIFIED)
    return tuple(figures)


def estimate_means(
    groups: Sequence[ScoreGroup],
    error: ScoreError | None = None,
    *,
    top: float = 100.0,
    level: float = LEVEL,
    minimum: int = 1,
    versions: Mapping[str, str] = _NO_VERSIONS,
) -> tuple[Figure, ...]:
    """The mean score of each group on the scale 0..`top`; refusals, None and TooFew as in `estimate_shares`."""
    chances = [_score_chances(group, top) for group in groups]
    figures: list[Figure] = [_frame(group, top, minimum, level, versions) for group in groups]
    estimable = [i for i, figure in enumerate(figures) if isinstance(figure, Estimate)]
    checked = [i for i in estimable if groups[i].reviewed]
    for i in estimable:
        if not groups[i].reviewed:
            figures[i] = _unchecked_mean(groups[i], error, _as_estimate(figures[i]))
    if checked:
        limits = mean_limits(
            _padded([[r.machine / top for r in groups[i].reviewed] for i in checked], 0),
            _padded([[r.human / top for r in groups[i].reviewed] for i in checked], 0),
            _padded([chances[i].tolist() for i in checked], 0),
            np.array([groups[i].size for i in checked], dtype=np.float64),
            np.array([groups[i].total / top for i in checked], dtype=np.float64),
            np.array([groups[i].square / top**2 for i in checked], dtype=np.float64),
            level,
        )
        for row, i in enumerate(checked):
            figures[i] = _checked(_as_estimate(figures[i]), limits, row, chances[i], Method.REGRESSION)
    return tuple(figures)


def _frame(
    group: ShareGroup | ScoreGroup, top: float, minimum: int, level: float, versions: Mapping[str, str]
) -> Figure:
    """None, TooFew, or an estimate that only lacks its figures."""
    if group.size == 0:
        return None
    if group.size < minimum:
        return TooFew(group.size, minimum)
    how, reviewed = (Method.MACHINE_ONLY, Sampling.NONE), len(group.reviewed)
    return Estimate(0.0, 0.0, 0.0, level, group.size, reviewed, *how, versions, top=top, machine=group.count)


def _as_estimate(figure: Figure) -> Estimate:
    """The figure as the estimate that it is known to be."""
    assert isinstance(figure, Estimate)
    return figure


def _padded(rows: Sequence[Sequence[float]], filler: float) -> Floats:
    """Rows of different lengths as one array."""
    table = np.full((len(rows), max(len(row) for row in rows)), float(filler))
    for line, row in zip(table, rows, strict=True):
        line[: len(row)] = row
    return table


def _share_chances(group: ShareGroup) -> Floats:
    """Inclusion probabilities of a group's picks, after all checks of the group."""
    for answer, count in zip(_LABELS, (group.yes, group.no, group.unclear), strict=True):
        if sum(r.machine is answer for r in group.reviewed) > count:
            raise BadInput(
                "more interactions with machine answer {answer} were reviewed than the group holds", answer=answer
            )
    return _chances(group.reviewed, group.size)


def _score_chances(group: ScoreGroup, top: float) -> Floats:
    """The same for scores."""
    if len(group.reviewed) > group.size:
        raise BadInput("more interactions were reviewed than the group holds")
    if any(not 0 <= score <= top for r in group.reviewed for score in (r.machine, r.human)):
        raise BadInput("a score lies outside 0..{top}", top=f"{top:g}")
    return _chances(group.reviewed, group.size)


def _chances(reviewed: Sequence[Reviewed] | Sequence[ReviewedScore], size: int) -> Floats:
    """Inclusion probabilities; simple random picks without one get n/N. Refuses what was not drawn by chance."""
    for r in reviewed:
        if r.purpose is Purpose.CALIBRATION:
            raise BadInput("calibration picks never enter an estimate", hint="leave them out")
        if r.purpose is Purpose.RISK and r.chance is None:
            raise BadInput("a risk-based pick without its inclusion probability cannot enter an estimate")
        if r.chance is not None and not 0 < r.chance <= 1:
            raise BadInput("inclusion probability {chance} lies outside (0, 1]", chance=r.chance)
    if len({r.chance is None for r in reviewed}) > 1:
        raise BadInput("some picks carry an inclusion probability and some do not", hint="give it for all or for none")
    same = len(reviewed) / max(size, 1)
    return np.array([same if r.chance is None else r.chance for r in reviewed], dtype=np.float64)


def _checked(frame: Estimate, limits: FigureLimits, row: int, chances: Floats, method: Method) -> Estimate:
    """The frame filled with the limits of a reviewed group; limits that so few checks leave wide say so."""
    census = frame.n_human == frame.n_machine
    sampling = Sampling.SIMPLE if np.ptp(chances) < 1e-12 else Sampling.UNEQUAL
    filled = replace(
        frame,
        value=float(limits.value[row]) * frame.top,
        low=float(limits.low[row]) * frame.top,
        high=float(limits.high[row]) * frame.top,
        method=Method.CENSUS if census else method,
        sampling=Sampling.CENSUS if census else sampling,
    )
    return replace(filled, note=Note.FEW_CHECKS) if filled.wide else filled


def _unchecked_shares(
    groups: Sequence[ShareGroup], errors: Sequence[MachineError | None], frames: Sequence[Estimate]
) -> list[Estimate]:
    """The machine's shares with its evaluation error; undecided interactions may be anything.

    The undecided stay apart: the limits take all of them as no (low) or yes (high).
    """
    figures = [_of_unknown_error(group, frame) for group, frame in zip(groups, frames, strict=True)]
    measurable = [i for i, error in enumerate(errors) if error is not None and groups[i].yes + groups[i].no > 0]
    if not measurable:
        return figures
    measured = [error for i in measurable if (error := errors[i]) is not None]
    counts = np.array([(e.yes_right, e.yes, e.no_right, e.no) for e in measured], dtype=np.float64)
    yes = np.array([groups[i].yes for i in measurable], dtype=np.float64)
    decided = yes + np.array([groups[i].no for i in measurable], dtype=np.float64)
    limits, fits = machine_share(yes, decided, Accuracy(*counts.T), frames[0].level)
    for row, i in enumerate(measurable):
        part = float(decided[row]) / groups[i].size
        figures[i] = replace(
            figures[i],
            value=float(limits.value[row]),
            low=float(limits.low[row]) * part,
            high=1 - (1 - float(limits.high[row])) * part,
            note=Note.NOT_CHECKED_HERE if fits[row] >= PLAUSIBLE else Note.ERROR_DOES_NOT_FIT,
        )
    return figures


def _of_unknown_error(group: ShareGroup, frame: Estimate) -> Estimate:
    """The machine's share where nobody has measured how often it is wrong: it may be anything."""
    decided = group.yes + group.no
    value = group.yes / decided if decided else 0.5
    return replace(frame, value=value, low=0.0, high=1.0, method=Method.MACHINE_ONLY, note=Note.ERROR_UNKNOWN)


def _unchecked_mean(group: ScoreGroup, error: ScoreError | None, frame: Estimate) -> Estimate:
    """The machine's mean moved by its bias on the evaluation set, with Student limits for that bias."""
    top = frame.top
    mean = float(np.clip(group.total / group.size, 0, top))
    frame = replace(frame, value=mean, method=Method.MACHINE_ONLY, note=Note.NOT_CHECKED_HERE)
    if error is None or error.n < 2:
        return replace(frame, low=0.0, high=top, note=Note.ERROR_UNKNOWN)
    value = float(np.clip(mean + error.bias, 0, top))
    reach = error.deviation * float(np.sqrt(1 / error.n + 1 / group.size))
    reach *= _student((1 + frame.level) / 2, error.n - 1)
    return replace(frame, value=value, low=max(value - reach, 0.0), high=min(value + reach, top))


@lru_cache(64)
def _student(p: float, freedom: int) -> float:
    """Student's quantile; a page of groups asks for the same one again and again."""
    return scalar(t_quantile(p, float(freedom)))


def _borrowed(group: ShareGroup, error: MachineError | None) -> tuple[list[float], list[float]]:
    """Pseudo-answers (yes, no by label) from the evaluation set: what the machine's labels should mean here.

    `BORROWED` observations a label. The prevalence comes from the machine's share by Rogan & Gladen, kept off the
    edges; an undecided label borrows nothing.
    """
    decided = group.yes + group.no
    if error is None or decided == 0 or min(error.yes, error.no) == 0:
        return [0.0] * 3, [0.0] * 3
    hit, pass_ = (error.yes_right + 0.5) / (error.yes + 1), (error.no_right + 0.5) / (error.no + 1)
    if hit + pass_ - 1 < 0.1:
        return [0.0] * 3, [0.0] * 3
    seen = (group.yes + 0.5) / (decided + 1)
    true = float(np.clip((seen - (1 - pass_)) / (hit + pass_ - 1), 0.02, 0.98))
    said_yes = true * hit + (1 - true) * (1 - pass_)
    rates = (true * hit / said_yes, true * (1 - hit) / (1 - said_yes))
    return [*(BORROWED * r for r in rates), 0.0], [*(BORROWED * (1 - r) for r in rates), 0.0]


def standard_error(estimate: Estimate) -> float:
    """Half the interval's width in normal deviates, on the figure's scale."""
    return (estimate.high - estimate.low) / (2 * scalar(normal_quantile((1 + estimate.level) / 2)))
