"""Likely duplicates: what spelling may change, and what it may not."""

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.duplicates import COMMON, duplicate_key, find_duplicates

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9).filter(lambda word: word not in COMMON)
NAMES = st.lists(WORDS, min_size=1, max_size=3)
ANY = st.dictionaries(st.integers(1, 60), st.text(max_size=24), max_size=20)


@given(NAMES, st.sampled_from(["", ", Inc.", " GmbH", " App", ".com", " online"]), st.sampled_from([" ", "-", ""]))
def test_spelling_does_not_change_the_key(words, ending, joint):
    assert duplicate_key(joint.join(words).title() + ending) == duplicate_key("".join(words))


@given(st.text(max_size=40))
def test_a_key_has_no_capitals_and_no_punctuation_and_is_never_empty(name):
    key = duplicate_key(name)
    assert key == key.casefold()
    assert not set(key) & set(" .,-_'")
    assert key or not any(sign.isascii() and sign.isalnum() for sign in name)


@given(ANY)
def test_pairs_are_found_once_whatever_the_order(names):
    found = find_duplicates(names)
    assert found == find_duplicates(dict(reversed(names.items())))
    assert len({(pair.one, pair.other) for pair in found}) == len(found)
    assert all(pair.one < pair.other and 88 <= pair.likeness <= 100 for pair in found)


@given(ANY)
def test_equal_keys_are_always_a_pair(names):
    found = {(pair.one, pair.other): pair.likeness for pair in find_duplicates(names)}
    keys = {number: duplicate_key(name) for number, name in names.items()}
    for one in keys:
        for other in keys:
            if one < other and keys[one] and keys[one] == keys[other]:
                assert found[one, other] == 100


@given(WORDS, st.integers(0, 99), st.integers(0, 99))
def test_other_numbers_are_other_tools(word, one, other):
    found = find_duplicates({1: f"{word}{one}x", 2: f"{word}{other}x"})
    assert bool(found) == (str(one) == str(other))
