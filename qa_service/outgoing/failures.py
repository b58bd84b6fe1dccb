"""What keeps a request from its answer."""


class OutgoingFailure(Exception):
    """Base of all of them. Its name is for logs; what people are told is for those to say who asked."""


class AddressNotAllowed(OutgoingFailure):
    """The host is neither private nor listed; another try would end the same way."""


class HostNotFound(OutgoingFailure):
    """Its name means no address."""


class Untrusted(OutgoingFailure):
    """Its certificate is not of a known authority, has run out, or is another host's."""


class NotReached(OutgoingFailure):
    """No connection, or one that broke off."""


class TooSlow(OutgoingFailure):
    """The answer was not whole in time."""


class TooLong(OutgoingFailure):
    """The answer is longer than what is read of it."""
