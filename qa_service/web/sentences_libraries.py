"""What libraries say inside our refusals (pydantic, PyYAML, json, FFmpeg), and words of our own that stand in them as
values: roles, permissions, kinds of samples.
"""

from collections.abc import Mapping, Sequence

from qa_service.web.i18n import N_
from qa_service.web.words_roles import ROLES

PLACES: Sequence[str] = (N_("line %(a)s, column %(b)s"), N_("line %(a)s, %(b)s"), N_("line %(a)s"), N_("note to %(a)s"))
"""Where something is wrong, before the colon, when it is no name and no path."""

PYDANTIC: Sequence[str] = (
    N_("field required"),
    N_("extra inputs are not permitted"),
    N_("value error, %(a)s"),
    N_("holds a NUL character"),
    N_("holds half of a surrogate pair, which is no character"),
    N_("input should be a valid string"),
    N_("input should be a valid integer, unable to parse string as an integer"),
    N_("input should be a valid integer"),
    N_("input should be a valid number, unable to parse string as a number"),
    N_("input should be a valid number"),
    N_("input should be a finite number"),
    N_("input should be a valid boolean, unable to interpret input"),
    N_("input should be a valid boolean"),
    N_("input should be a valid list"),
    N_("input should be a valid tuple"),
    N_("input should be a valid dictionary"),
    N_("input should be a valid dictionary or instance of %(a)s"),
    N_("input should be a valid dictionary or object to extract fields from"),
    N_("input should be a valid datetime or date, %(a)s"),
    N_("input should be a valid datetime, %(a)s"),
    N_("input should be a valid date or datetime, %(a)s"),
    N_("input should have timezone info"),
    N_("input should be greater than or equal to %(a)s"),
    N_("input should be greater than %(a)s"),
    N_("input should be less than or equal to %(a)s"),
    N_("input should be less than %(a)s"),
    N_("input should be %(a)s"),
    N_("string should have at least %(a)s character"),
    N_("string should have at least %(a)s characters"),
    N_("string should have at most %(a)s character"),
    N_("string should have at most %(a)s characters"),
    N_("string should match pattern '%(a)s'"),
    N_("list should have at least %(a)s item after validation, not %(b)s"),
    N_("list should have at least %(a)s items after validation, not %(b)s"),
    N_("tuple should have at least %(a)s item after validation, not %(b)s"),
    N_("unable to extract tag using discriminator %(a)s"),
)
"""Its messages begin with a small letter where we hand them on."""

YAML: Sequence[str] = (
    N_("mapping values are not allowed here"),
    N_("expected %(a)s, but found %(b)s"),
    N_("could not find expected %(a)s"),
    N_("found unexpected end of stream"),
    N_("found character %(a)s that cannot start any token"),
    N_("found undefined alias %(a)s"),
    N_("%(a)s stands here twice"),
    N_("expecting property name enclosed in double quotes"),
    N_("expecting value"),
    N_("expecting %(a)s delimiter"),
    N_("unterminated string starting at"),
    N_("invalid control character at"),
    N_("extra data"),
    N_("input is too short"),
    N_("invalid character in year"),
    N_("invalid character in month"),
    N_("invalid character in day"),
    N_("month value is outside expected range of 1-12"),
    N_("day value is outside expected range"),
    N_("hour value is outside expected range of 0-23"),
    N_("minute value is outside expected range of 0-59"),
    N_("unexpected extra characters at the end of the input"),
    N_("%(a)s or %(b)s"),
)
"""And JSON, and what is wrong with a date for pydantic. The last one joins the choices that pydantic names."""

FFMPEG: Sequence[str] = (
    N_("Invalid data found when processing input"),
    N_("End of file"),
    N_("Decoder not found"),
    N_("Demuxer not found"),
    N_("Protocol not found"),
    N_("Invalid argument"),
    N_("Input/output error"),
    N_("Cannot allocate memory"),
    N_("Not yet implemented in FFmpeg, patches welcome"),
    N_("Internal bug, should not have happened"),
)

MAY: Sequence[str] = (
    N_("hand in interactions"),
    N_("read interactions"),
    N_("see who the agent was"),
    N_("see where personal data stood"),
    N_("read words whose masking is not sure"),
    N_("see figures on single agents"),
    N_("see figures on client organisations"),
    N_("erase interactions"),
    N_("collect moments for coaching"),
    N_("exchange tasks and annotations"),
    N_("edit rubrics"),
    N_("see drafts of rubrics"),
    N_("plan and draw samples"),
    N_("answer in the machine's place"),
    N_("see what people answered"),
    N_("see how far answers agree"),
    N_("object to a judgement"),
    N_("set what a client asks of its reviews"),
    N_("manage users, keys, clients and agents"),
    N_("manage users, keys and settings"),
    N_("see and change the own account"),
)
"""What a role may or may not: the values of `api.deps.Permission`."""

VALUES: Mapping[str, str] = {
    **ROLES,
    **{permission: permission for permission in MAY},
    **{said: said for said in FFMPEG},
    "team": N_("team"),
    "client": N_("client organisation"),
    "random": N_("drawn by chance"),
    "risk": N_("drawn by risk"),
    "upheld": N_("upheld already"),
    "rejected": N_("rejected already"),
    "expired": N_("expired already"),
}
"""Words that stand as values in sentences, with what is said for them."""
