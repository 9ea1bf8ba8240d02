"""Secrets that are shown once and kept only as their SHA-256: API tokens, invitation links."""

import hashlib
import secrets


def new_secret(prefix: str = "") -> str:
    """256 random bits, safe in an address. prefix makes a leaked one recognisable."""
    return prefix + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
