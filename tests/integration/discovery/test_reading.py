"""What is read out of each kind of export, and what of one that is unfit."""

from decimal import Decimal

import pytest

from apps.core.errors import Refused
from apps.core.tenancy.context import client_scope
from apps.tenant.discovery import services
from apps.tenant.discovery.models import ColumnPreset, Discovery, DiscoveryLine
from apps.tenant.inventory.models import Application
from tests.integration.discovery import files
from tests.integration.imports.files import archive, book, with_parts

SERIALS = [["Date", "Description", "Amount"], *([46000 + 30 * n, "TRELLO.COM", 60] for n in range(4))]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (files.CARD, "card"), (files.BANK, "card"), (files.EXPENSIFY, "card"), (book({"Card": SERIALS}), "card"),
        (files.OKTA, "sso"), (files.ENTRA, "sso"), (files.GAM, "oauth"), (files.WORKSPACE, "oauth"),
    ],
    ids=["amex", "bank", "expensify", "serials", "okta", "entra", "gam", "workspace"],
)  # fmt: skip
def test_every_kind_of_export_names_trello(at_harbor, hand_in, text, source):
    discovery = hand_in(text, source)
    found = discovery.findings.get(product="Trello")
    assert found.strength == "certain"
    assert found.annual_cost == (Decimal("720.00") if source == "card" else None)
    assert not Application.objects.exists()


def test_people_are_counted_where_they_are_named(at_harbor, hand_in):
    assert hand_in(files.GAM, "oauth").findings.get().users == 2
    assert hand_in(files.WORKSPACE, "oauth").findings.get().users == 9
    assert hand_in(files.OKTA, "sso").findings.get().users == 6


def test_what_is_switched_off_is_left_out_and_told(at_harbor, hand_in):
    discovery = hand_in(files.OKTA, "sso")
    assert (discovery.lines_read, discovery.left_out) == (1, 1)
    assert "Switched off" in discovery.lines.exclude(problem="").get().problem


def test_other_currencies_are_kept_apart_and_never_added(at_harbor, hand_in):
    found = hand_in(files.DEBIT_CREDIT).findings.get()
    assert found.annual_cost is None
    assert found.costs == {"EUR": "720.00"}
    mixed = files.DEBIT_CREDIT + "".join(f"{day},Trello,{amount},,USD\n" for day, _, amount in files.TRELLO)
    discovery = hand_in(mixed)
    assert discovery.totals == {"EUR": "240.00", "USD": "240.00"}
    assert discovery.findings.get().costs == {"EUR": "720.00", "USD": "720.00"}


def test_refunds_are_netted(at_harbor, hand_in):
    refund = ("08/20/2026", "TRELLO.COM* ATLASSIAN NEW YORK NY", "-60.00")
    discovery = hand_in(files.amex(*files.TRELLO, refund))
    assert discovery.totals == {"USD": "180.00"}
    assert discovery.findings.get().series[0]["charges"] == 3


def test_repeated_rows_are_shown_and_counted_once(at_harbor, hand_in):
    last = files.CARD.splitlines()[1]
    discovery = hand_in(files.CARD + last + "\n")
    copy = discovery.lines.exclude(copy_of=None).get()
    assert (copy.number, copy.copy_of, discovery.copies) == (14, 2, 1)
    assert discovery.findings.get(product="Trello").lines_count == 4


def test_equal_charges_with_other_references_are_no_copies(at_harbor, hand_in):
    day, text, amount = files.TRELLO[0]
    assert hand_in(files.amex((day, text, amount), (day, text, amount))).copies == 0


def test_the_same_file_twice_is_told_and_counts_once(at_harbor, hand_in):
    first, second = hand_in(files.CARD), hand_in(files.CARD)
    assert second.same_as == first
    services.accept_findings(second.findings.filter(product="Trello"), client=at_harbor, by=first.created_by)
    assert Application.objects.get().annual_cost == Decimal("720.00")


def test_rows_that_cannot_be_read_say_why(at_harbor, hand_in):
    text = files.amex(
        ("soon", "ZOOM.US", "15"), ("05/12/2026", "ZOOM.US", "much"), ("05/12/2026", "", "3"), *files.TRELLO
    )
    discovery = hand_in(text)
    reasons = list(discovery.lines.exclude(problem="").values_list("problem", flat=True))
    assert reasons == ["“soon” is not a date", "“much” is not a number", "No name in this row"]
    assert discovery.left_out == 3


def test_columns_chosen_once_are_remembered(at_harbor, hand_in):
    text = "Wann,Wer,Wieviel\n" + "".join(f"{d},{t},{a}\n" for d, t, a in files.TRELLO)
    first = hand_in(text)
    assert first.status == "unclear"
    assert "No column is taken for the merchant or description" in first.error
    wanted = services.Wanted(columns={0: "day", 1: "text", 2: "amount"})
    assert services.change_reading(first, wanted, client=at_harbor).findings.get().product == "Trello"
    again = hand_in(text.replace("60.00", "61.00").replace("Wann", "WANN"))
    assert (again.status, again.has_preset) == ("ready", True)
    assert ColumnPreset.objects.count() == 1


def test_one_clients_presets_are_not_anothers(at_harbor, hand_in, lumen):
    text = "Wann,Wer,Wieviel\n05/12/2026,Trello,60\n"
    services.change_reading(
        hand_in(text), services.Wanted(columns={0: "day", 1: "text", 2: "amount"}), client=at_harbor
    )
    with client_scope(lumen):
        assert hand_in(text, client=lumen).status == "unclear"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({0: "text", 1: "text"}, "both taken for"),
        ({0: "colour"}, "no field called colour"),
        ({9: "text"}, "no column 10"),
    ],
)
def test_columns_that_cannot_be_are_refused(at_harbor, hand_in, columns, words):
    discovery = hand_in("Wann,Wer,Wieviel\n05/12/2026,Trello,60\n")
    with pytest.raises(Refused, match=words):
        services.change_reading(discovery, services.Wanted(columns=columns), client=at_harbor)


def test_the_sign_of_charges_can_be_turned(at_harbor, hand_in):
    discovery = hand_in(files.BANK)
    assert discovery.charges_are_negative
    turned = services.change_reading(discovery, services.Wanted(charges_are_negative=False), client=at_harbor)
    assert turned.findings.get().annual_cost == 0


BAD = {
    "empty": (b"", "The file is empty"),
    "picture": (b"\x89PNG\r\n", "a picture"),
    "pdf": (b"%PDF-1.7", "a PDF"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "no workbook": (archive({"a.txt": b"x"}), "Save the list"),
    "one column": (b"Description\nTRELLO.COM\n", "only one column"),
    "wide": (",".join(f"c{n}" for n in range(10_000)).encode() + b"\n1\n", "more than 200 columns"),
    "heads alone": (b"Date,Description,Amount\n", "no row below them"),
    "long": (b"Date,Description,Amount\n" + b"05/12/2026,x,1\n" * 20_200, "up to 20,000 rows"),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD)
def test_unfit_files_are_refused_in_words_and_leave_nothing(at_harbor, hand_in, content, words):
    with pytest.raises(Refused, match=words):
        hand_in(content)
    assert not Discovery.objects.exists()
    assert not DiscoveryLine.objects.exists()


def test_a_sheet_with_macros_is_read_as_data(at_harbor, hand_in):
    with_macros = with_parts(book({"Card": SERIALS}), {"xl/vbaProject.bin": b"Attribute VB_Name"})
    assert hand_in(with_macros, name="card.xlsm").findings.get().product == "Trello"


def test_long_files_are_read_in_the_background(at_harbor, hand_in, run_outbox):
    lines = "".join(f"{d},{t} {n},{a}\n" for n in range(2_000) for d, t, a in files.TRELLO[:3])
    discovery = hand_in("Date,Description,Amount\n" + lines)
    assert discovery.is_working
    assert not discovery.findings.exists()
    run_outbox()
    with client_scope(at_harbor):
        discovery.refresh_from_db()
        assert (discovery.status, discovery.lines_read) == ("ready", 6_000)
        services.read_discovery(discovery, client=at_harbor)
        assert discovery.lines.count() == 6_000
