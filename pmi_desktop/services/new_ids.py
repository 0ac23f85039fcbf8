"""Ids for new records: random, so that two PCs never give the same one."""

import string

LENGTH = 12
_LETTERS = string.ascii_lowercase + string.digits


def new_id() -> str:
    """Twelve random letters and digits."""
    import secrets  # with OpenSSL, for which no window waits

    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
