"""Names of people as they stand in small places."""


def initials_of(name: str) -> str:
    """First letters of the first and the last word: "Dana Q. Whitfield" is DW; "" for an empty name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
