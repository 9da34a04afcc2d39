"""One spelling for each symbol, whatever data set it comes from.

The cleaning follows arXiv 2309.10206, section 3: lower case, "-" and white space
become "_", apostrophes go, known spellings of one brand are merged, and word marks and
signs that are not kept apart throughout are one symbol. The paper prints three of its
merges; the others here are spellings that the public data sets use.
"""

from collections.abc import Iterable, Mapping

ALIASES: Mapping[str, str] = {
    "lv": "louisvuitton",
    "louis_vuitton": "louisvuitton",
    "cocacola": "coca_cola",
    "northface": "the_north_face",
    "thenorthface": "the_north_face",
    "redbull": "red_bull",
    "mcdonald": "mcdonalds",
    "mc_donalds": "mcdonalds",
    "burgerking": "burger_king",
    "dunkindonuts": "dunkin_donuts",
    "underarmour": "under_armour",
    "newbalance": "new_balance",
    "calvinklein": "calvin_klein",
    "tommyhilfiger": "tommy_hilfiger",
    "stellaartois": "stella_artois",
    "bouigues": "bouygues",
    "addidas": "adidas",
}
_KINDS = ("_text", "_symbol")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")


def clean_name(name: str, *, aliases: Mapping[str, str] = ALIASES) -> str:
    """Return the one spelling of a symbol; a `_text` or `_symbol` ending stays."""
    spelled = name.strip().lower().translate(_APOSTROPHES)
    spelled = "_".join(spelled.replace("-", " ").replace("_", " ").split())
    for kind in _KINDS:
        if spelled.endswith(kind) and spelled != kind:
            brand = spelled.removesuffix(kind)
            return aliases.get(brand, brand) + kind
    return aliases.get(spelled, spelled)


def merge_kinds(symbols: Iterable[str]) -> dict[str, str]:
    """Return which symbols of a data set go by another's name.

    `acme_text` and `acme_symbol` are two symbols, unless some logos are called plain
    `acme`: which of the two these show is not known, so all three are one.
    """
    known = set(symbols)
    merged = {}
    for symbol in known:
        for kind in _KINDS:
            brand = symbol.removesuffix(kind)
            if brand != symbol and brand in known:
                merged[symbol] = brand
    return merged


def is_text(symbol: str) -> bool:
    """Say whether a data set calls a symbol a word mark."""
    return symbol.endswith("_text")


def spoken(symbol: str) -> str:
    """Return a symbol's name as people write it, for comparing with what was read."""
    for kind in _KINDS:
        symbol = symbol.removesuffix(kind)
    return symbol.replace("_", " ").strip()
