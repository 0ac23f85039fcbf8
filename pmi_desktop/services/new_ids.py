"""Ids for new records: random, so that two PCs never give the same one."""

import secrets
import string

LENGTH = 12
_LETTERS = string.ascii_lowercase + string.digits


def new_id() -> str:
    """Twelve random letters and digits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
