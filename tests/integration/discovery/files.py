"""Exports as cards, banks and identity providers write them."""

from datetime import date, timedelta

AMEX_HEADS = (
    "Date,Description,Card Member,Account #,Amount,Extended Details,Appears On Your Statement As,Reference,Category\n"
)


def amex(*lines: tuple[str, str, str], heads: str = AMEX_HEADS, person: str = "ELI MARSH") -> str:
    """lines: day as the file writes it, description, amount."""
    rows = [
        f"{day},{text},{person},-41009,{amount},,{text},REF{number},Business Services"
        for number, (day, text, amount) in enumerate(lines)
    ]
    return heads + "\n".join(rows) + "\n"


def monthly(text: str, amount: str, months: int = 4) -> list[tuple[str, str, str]]:
    start = date(2026, 5, 12)
    days = [start + timedelta(days=30 * number) for number in range(months)]
    return [(f"{day:%m/%d/%Y}", text, amount) for day in days]


TRELLO = monthly("TRELLO.COM* ATLASSIAN NEW YORK NY", "60.00")
SLACK = monthly("SLACK T04F2K9QX SAN FRANCISCO CA", "348.00")
UNKNOWN = monthly("BRIGHTDESK PRO 555-010-2233", "29.00")
CARD = amex(*TRELLO, *SLACK, *UNKNOWN)
OKTA = "label,status,signOnMode,assignedUsers\nTrello,ACTIVE,SAML_2_0,6\nFig Notes,INACTIVE,BOOKMARK,0\n"
ENTRA = "displayName,appId,accountEnabled,preferredSingleSignOnMode\nTrello,11-22,True,saml\nZoom,33-44,False,oidc\n"
GAM = (
    "user,clientId,displayText,anonymous,nativeApp,userKey,scopes\n"
    "eli@x.example,1.apps,Trello,False,False,1,openid\n"
    "ana@x.example,1.apps,Trello,False,False,2,openid\n"
)
WORKSPACE = "App name,Type,ID,Verified status,Users,Requested services\nTrello for Gmail,Web,1,Verified,9,Gmail\n"
BANK = "Posting Date,Details,Amount,Balance\n" + "".join(
    f"{day},{text},-{amount},100.00\n" for day, text, amount in TRELLO
)
DEBIT_CREDIT = "Date,Payee,Debit,Credit,Currency\n" + "".join(
    f"{day},{text},{amount},,EUR\n" for day, text, amount in TRELLO
)
EXPENSIFY = "Timestamp,Merchant,Amount,MCC,Category,Tag,Description,Reimbursable\n" + "".join(
    f"{day},Trello,{amount},5734,Software,,,yes\n" for day, _, amount in TRELLO
)
