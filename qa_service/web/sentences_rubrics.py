"""What is wrong with a rubric, as `score` and the rubric's own checks say it: to be translated."""

from collections.abc import Sequence

from qa_service.web.i18n import N_

RUBRICS: Sequence[str] = (
    N_("cannot be read as YAML: it holds characters that YAML does not know"),
    N_("cannot be read as YAML: %(a)s"),
    N_("cannot be read as JSON: %(a)s"),
    N_("holds a number that cannot be read"),
    N_("%(a)s stands twice in one object"),
    N_("split it into criteria"),
    N_("its clauses are nested too deeply"),
    N_("split them into criteria"),
    N_("%(a)s is no %(b)s label"),
    N_("%(a)s is no kind of clause here"),
    N_("needs either a cap (0 to 100) or fails: true"),
    N_("a person's yes means that the criterion is met: leave wanted out"),
    N_("needs at_least, at_most or both"),
    N_("at_least is over at_most, so it could never hold"),
    N_("a section with id 'courtesy' is required"),
    N_("the weights of section '%(a)s' add up to nothing"),
    N_("%(a)s is no criterion of this rubric"),
    N_("the answers wait for each other in a circle: %(a)s"),
    N_("%(a)s ids are used twice: %(b)s"),
    N_("%(a)s is the name of a rubric of this service"),
    N_("take another"),
    N_("rubric %(a)s@%(b)s is published and stays as it is; make a new version"),
    N_("the file is over %(a)s bytes"),
    N_("the file is not text in UTF-8"),
    N_("a coefficient of agreement is at most 1, not %(a)s"),
    N_("the least number and the days are at least 1"),
)
