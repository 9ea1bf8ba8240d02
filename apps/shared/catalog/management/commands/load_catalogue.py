"""`manage.py load_catalogue`: the files into the table of shared products; `--check` only looks for mistakes."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.shared.catalog.files import read_catalogue
from apps.shared.catalog.sync import WrongFiles, sync_catalogue
from apps.shared.catalog.vocabulary import DATA


class Command(BaseCommand):
    help = "Bring the shared products of the catalogue to what apps/shared/catalog/data says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, only look for mistakes in the files")
        parser.add_argument("--folder", type=Path, default=DATA, help="where the files are")

    def handle(self, *args: Any, check: bool, folder: Path, **options: Any) -> None:
        try:
            self.stdout.write(_check(folder) if check else str(sync_catalogue(folder)))
        except WrongFiles as wrong:
            raise CommandError(str(wrong)) from wrong


def _check(folder: Path) -> str:
    reading = read_catalogue(folder)
    if reading.problems:
        raise WrongFiles(reading.problems)
    return f"{len(reading.entries)} products, no mistakes"
