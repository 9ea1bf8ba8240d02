"""What the columns of each kind of export may mean, and which of them are needed."""

from apps.methods.columns import Meaning
from apps.tenant.discovery.models import Source


def _meaning(key: str, label: str, synonyms: str, never: str = "") -> Meaning:
    return Meaning(key, label, tuple(synonyms.split("|")), tuple(never.split()))


APPLICATION = _meaning(
    "text",
    "Application",
    "application|application name|application label|app|app name|display name|displayname|display text|displaytext|"
    "label|name|client name|service|tool|title",
    never="user id owner by count",
)
USERS = _meaning("users", "Number of users", "users|assigned users|user count|assignments|authorized users")
MEANINGS: dict[str, tuple[Meaning, ...]] = {
    Source.CARD: (
        _meaning(
            "day",
            "Date",
            "transaction date|trans date|posting date|posted date|post date|booking date|value date|timestamp|datum|"
            "buchungstag|completed date|date completed",
        ),
        _meaning(
            "text",
            "Merchant or description",
            "description|merchant|merchant name|payee|vendor|supplier|transaction description|memo|details|narrative|"
            "counterparty|beneficiary|verwendungszweck|name|original description|transaction|title",
            never="category type extended number id code",
        ),
        _meaning(
            "statement",
            "As on the statement",
            "appears on your statement as|statement description|statement descriptor",
        ),
        _meaning(
            "amount",
            "Amount",
            "transaction amount|total|betrag|value|billing amount|charge amount|gross|net amount|amount usd",
            never="original currency tax foreign date balance",
        ),
        _meaning(
            "debit",
            "Paid out",
            "debit|withdrawal|withdrawals|money out|debit amount|withdrawal amount|spent",
            never="type",
        ),
        _meaning(
            "credit", "Paid in", "credit|deposit|deposits|money in|credit amount|deposit amount", never="type card"
        ),
        _meaning("currency", "Currency", "currency code|ccy|billing currency", never="original amount"),
        _meaning(
            "payer",
            "Who paid",
            "card member|cardholder|card holder|employee|submitter|report owner|cardholder name|spender|paid by|member",
        ),
        _meaning(
            "account",
            "Card or account",
            "account #|account|account number|card|card number|card no|card last 4|last 4",
        ),
        _meaning("category", "Category", "merchant category|mcc description|expense category|mcc", never="code"),
        _meaning("reference", "Reference", "reference number|transaction id|id|ref|expense id"),
    ),
    Source.SSO: (
        APPLICATION,
        _meaning("status", "State", "status|enabled|account enabled|accountenabled|active"),
        _meaning(
            "detail",
            "Way of signing in",
            "sign on mode|signonmode|sign-on mode|sign in method|preferred single sign on mode|type|sso mode",
        ),
        USERS,
        _meaning("person", "User", "user name|login|email|e mail|user principal name", never="count"),
    ),
    Source.OAUTH: (
        APPLICATION,
        _meaning("person", "User", "user email|email|e mail|login|owner", never="count"),
        _meaning("detail", "What it may do", "scopes|scope|permissions|access|requested services"),
        _meaning("reference", "Application id", "client id|clientid|app id|appid|id"),
        USERS,
    ),
}
NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    Source.CARD: (("text", "statement"), ("amount", "debit")),
    Source.SSO: (("text",),),
    Source.OAUTH: (("text",),),
}
ONE_COLUMN = (
    "There is only one column in this file. A card export needs at least a description and an amount. "
    "Export it again as CSV, or check what separates the columns."
)


def missing_columns(source: str, fields: list[str]) -> str:
    """What to choose before the file can be read; "" when nothing is missing."""
    labels = {meaning.key: meaning.label for meaning in MEANINGS[source]}
    lacking = [labels[choice[0]].lower() for choice in NEEDED[source] if not set(choice) & set(fields)]
    return f"No column is taken for the {' nor for the '.join(lacking)}. Choose it below." if lacking else ""


def label_of(source: str, field: str) -> str:
    return next((meaning.label for meaning in MEANINGS[source] if meaning.key == field), "")
