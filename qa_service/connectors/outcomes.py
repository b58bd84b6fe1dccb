"""What is said where a host cannot be reached."""

from qa_service.connectors.port import SourceFault
from qa_service.errors import BadInput, QaError, say
from qa_service.outgoing.failures import AddressNotAllowed, HostNotFound, OutgoingFailure


def no_way_out(failure: OutgoingFailure, host: str) -> QaError:
    """BadInput where no other try helps, SourceFault where one may."""
    match failure:
        case AddressNotAllowed():
            hint = say("have the host added to QA_CONNECTOR_HOSTS, if it is meant")
            return BadInput("{host} is at a private address", host=host, where="place", hint=hint)
        case HostNotFound():
            return SourceFault("no address of {host} is known; check its name", host=host)
    return SourceFault("{host} does not answer", host=host)
