"""`manage.py issue_token EMAIL`: a bearer token for scripts. Prints the token and nothing else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.errors import Refused
from apps.shared.accounts.models import ApiToken, User
from apps.shared.accounts.services import issue_token


class Command(BaseCommand):
    help = "Make a bearer token for the person with this e-mail address and print it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--scope", choices=ApiToken.Scope.values, default=ApiToken.Scope.WRITE)
        parser.add_argument("--days", type=int, default=30)
        parser.add_argument("--name", default="Made on the command line")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        try:
            issued = issue_token(user=user, name=options["name"], scope=options["scope"], days=options["days"])
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(issued.secret)
