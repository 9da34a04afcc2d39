"""What agrees is marked where it stands, and no letter is lost."""

import pytest

from recognizer.text_agreement import agreeing_parts


def marked(parts) -> str:
    return "".join(f"[{part.text}]" if part.agrees else part.text for part in parts)


@pytest.mark.parametrize(
    ("read", "known", "read_marked", "known_marked"),
    [
        ("", "", "", ""),
        ("", "Heinz", "", "Heinz"),
        ("HEINZ", "Heinz", "[HEINZ]", "[Heinz]"),
        ("HEINZ est. 1869", "Heinz Ketchup", "[HEINZ] est. 1869", "[Heinz] Ketchup"),
        ("ketchup", "Heinz", "ketchup", "Heinz"),
        ("CocaCola", "Coca-Cola®", "[CocaCola]", "[Coca]-[Cola]®"),
        ("HEINEKEM", "Heineken", "[HEINEKE]M", "[Heineke]n"),
        ("G00GLE", "Google", "[G00GLE]", "[Google]"),
        ("CAFÉ", "cafe", "[CAFÉ]", "[cafe]"),
        ("Cafe\u0301 x", "café", "[Cafe]\u0301 x", "[café]"),
        ("GIN Æon", "aeon", "GIN [Æon]", "[aeon]"),
        ("キリンビール", "キリン", "[キリン]ビール", "[キリン]"),
        ("пепси", "Пепси", "[пепси]", "[Пепси]"),
        ("<b>ACME</b>", "acme & co", "<b>[ACME]</b>", "[acme] & co"),
        ("\u202eACME\x00", "acme", "\u202e[ACME]\x00", "[acme]"),
        ("hp", "hp", "hp", "hp"),  # too short to be evidence
    ],
)
def test_marks_what_agrees_on_both_sides(
    read: str, known: str, read_marked: str, known_marked: str
) -> None:
    own, [other] = agreeing_parts(read, [known])

    assert marked(own) == read_marked
    assert marked(other) == known_marked


@pytest.mark.parametrize(
    "text",
    [
        "heinz " * 400,
        "\n".join(f"line {n}" for n in range(500)),
        "\u200f\u202b مرحبا \u202c",
        "\ufdfa" * 40,
        "🍺 beer 🍺",
    ],
)
def test_the_parts_are_the_text_again(text: str) -> None:
    own, others = agreeing_parts(text, ["beer line", text, ""])

    assert "".join(part.text for part in own) == text
    assert "".join(part.text for part in others[1]) == text
    assert others[2] == ()


def test_what_agrees_with_any_known_text_is_marked() -> None:
    own, _ = agreeing_parts("asahi super dry", ["Asahi", "Super Dry"])

    assert marked(own).replace("] [", " ") == "[asahi super dry]"
