"""Who sits at the command line, as the audit trail and reviews name them."""

import getpass


def by() -> str:
    """`shell:anna`."""
    try:
        return f"shell:{getpass.getuser()}"
    except (OSError, KeyError):  # a container may run under a number that has no name
        return "shell:unknown"
