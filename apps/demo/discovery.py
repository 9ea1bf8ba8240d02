"""Harbor & Pine's card statements of half a year: in them stood Trello, which nobody had listed."""

import csv
import io
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.discovery import services
from apps.tenant.discovery.models import Discovery, Finding, Source

DAY = 2  # of the engagement
MONTHS = 6
HEADS = ["Date", "Description", "Card Member", "Account #", "Amount", "Reference", "Category"]
SOFTWARE, GOODS = "Business Services-Internet Services", "Merchandise & Supplies"
# Description, who paid, card, amount, day of the month, months, category.
LINES = [
    ("TRELLO.COM* ATLASSIAN NEW YORK NY", "ELI MARSH", "-41009", "60.00", 12, MONTHS, SOFTWARE),
    ("CANVA* 04118-23344210 HTTPSCANVA.CO DE", "ELI MARSH", "-41009", "14.99", 3, MONTHS, SOFTWARE),
    ("HUBSPOT INC. CAMBRIDGE MA", "JESS CALDER", "-42015", "800.00", 1, MONTHS, SOFTWARE),
    ("SLACK T04F2K9QX SAN FRANCISCO CA", "TOM OKAFOR", "-43001", "348.00", 9, MONTHS, SOFTWARE),
    ("SHIPSTATION AUSTIN TX", "LENA BRANDT", "-43019", "159.00", 20, MONTHS, SOFTWARE),
    ("LAKESIDE LABEL CO PORTLAND OR", "TOM OKAFOR", "-43001", "212.40", 15, 3, GOODS),
    ("BRIGHTDESK PRO 555-010-2233", "NORA LIND", "-44007", "29.00", 18, 5, SOFTWARE),
    ("CASCADE TEAK OIL SUPPLY ASTORIA OR", "TOM OKAFOR", "-43001", "486.15", 24, 2, GOODS),
]


def load_discovery(client: Client, *, by: User) -> None:
    """Inside the client's scope, after the inventory. Trello is accepted; Canva and two merchants wait."""
    if client.engagement_start is None:
        raise ValueError(f"{client} has no first day to count from.")
    upload = services.Upload("amex-half-year.csv", statement(client.engagement_start), Source.CARD)
    discovery = services.start_discovery(upload, client=client, by=by)
    services.accept_findings(discovery.findings.filter(product="Trello"), client=client, by=by)
    services.ignore_merchants(discovery.findings.filter(merchant__startswith="cascade teak"), by=by)
    then = datetime.combine(client.engagement_start + timedelta(days=DAY), time(10), ZoneInfo(client.time_zone))
    Discovery.objects.filter(pk=discovery.pk).update(created_at=then)
    Finding.objects.filter(discovery=discovery).exclude(decided_at=None).update(decided_at=then)


def statement(until: date) -> bytes:
    """The lines of the months before a day, newest first, as a card's website gives them; one stands there twice."""
    first = (until - relativedelta(months=MONTHS)).replace(day=1)
    lines = [
        [first + relativedelta(months=MONTHS - 1 - back, day=day), text, person, card, amount, category]
        for text, person, card, amount, day, months, category in LINES
        for back in range(months)
    ]
    lines.sort(key=lambda line: (line[0], line[1]), reverse=True)
    lines.append(lines[-1])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    for day, text, person, card, amount, category in lines:
        writer.writerow([f"{day:%m/%d/%Y}", text, person, card, amount, f"AX{day:%y%m%d}{amount}", category])
    return out.getvalue().encode()
