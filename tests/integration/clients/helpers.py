"""Reading the product's e-mails as their receivers do."""

import re

from django.core import mail


def link_in(message: mail.EmailMultiAlternatives) -> str:
    """Path of the first link in the text of an e-mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", message.body)
    assert found, message.body
    return found[1]
