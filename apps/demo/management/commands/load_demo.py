"""`manage.py load_demo`: the demo firm, once; again only to set the password."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demo firm on first use; set the demo people's password to DEMO_PASSWORD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", default=os.environ.get("DEMO_PASSWORD", ""))

    def handle(self, *args: Any, password: str, **options: Any) -> None:
        if not password:
            raise CommandError("Say with which password the demo people sign in: DEMO_PASSWORD=… or --password=…")
        load_demo(password, say=self.stdout.write)
