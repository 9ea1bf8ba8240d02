"""What is wrong with who holds which data object."""

from apps.methods.object_rules import Holder, Kind, Move, ObjectFacts, findings, share_differing

SHOP = Holder(1, "Shopify", creates=True, reads=True, updates=True)
SHEET = Holder(2, "Sheet", reads=True, updates=True)
MAIL = Holder(3, "Mailchimp", reads=True)


def kinds(*holders, master=1, moves=()):
    return [found.kind for found in findings([ObjectFacts(9, "Product", master, holders, tuple(moves))])]


def test_in_order():
    assert kinds(SHOP, MAIL) == []


def test_nobody_holds_it_and_nothing_moves_it():
    assert kinds(master=None) == []


def test_no_system_of_record():
    assert kinds(SHOP, MAIL, master=None) == [Kind.NO_SYSTEM_OF_RECORD]
    assert kinds(master=None, moves=[Move(5, 1, "Shopify", 2)]) == [Kind.NO_SYSTEM_OF_RECORD]


def test_two_create_it():
    other = Holder(4, "Zoho", creates=True)
    assert kinds(SHOP, other) == [Kind.TWO_CLAIMS]


def test_the_system_of_record_only_reads_what_another_writes():
    assert kinds(MAIL, SHOP, master=3) == [Kind.TWO_CLAIMS]


def test_written_in_three_places():
    assert kinds(SHOP, SHEET, Holder(4, "Asana", updates=True)) == [Kind.MANY_WRITERS]
    assert kinds(SHOP, SHEET) == []


def test_flows_against_the_direction():
    into, out = Move(5, 2, "Sheet", 1), Move(6, 1, "Shopify", 2)
    assert kinds(SHOP, SHEET, moves=[into, out]) == [Kind.AGAINST]
    assert kinds(SHOP, SHEET, moves=[Move(5, 2, "Sheet", 1, is_two_way=True)]) == []


def test_read_but_never_created():
    assert kinds(MAIL, Holder(1, "Shopify", updates=True)) == [Kind.NEVER_CREATED]


def test_the_system_of_record_is_leaving():
    assert kinds(Holder(1, "Shopify", creates=True, is_leaving=True)) == [Kind.LEAVING]


def test_a_finding_says_what_and_why():
    found = findings([ObjectFacts(9, "Product", 1, (SHOP, SHEET), (Move(5, 2, "Sheet", 1),))])[0]
    assert found.text == "Product goes from Sheet into its system of record, Shopify, one way."
    assert (found.key, found.flows) == ("against_the_direction:9:1,2:5", (5,))
    assert found.workings.rule == "a one-way flow brings it into its system of record"


def test_the_share_that_differs():
    assert f"{share_differing(212, 1480):.1f}" == "14.3"
    assert share_differing(0, 10) == 0
    assert share_differing(None, 10) is share_differing(3, None) is share_differing(0, 0) is None
