import pytest

from storage.records import PastDecisions, Suggestion, ThresholdEffect
from ui.threshold_words import effect_words, missing_words, past_words, percent


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0 %"), (0.62, "62 %"), (0.655, "65.5 %"), (1.0, "100 %")]
)
def test_a_share_has_a_decimal_only_where_it_needs_one(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("effect", "would", "did"),
    [
        (
            ThresholdEffect(),
            "The queue stays as it is.",
            "The queue stays as it is.",
        ),
        (
            ThresholdEffect(images_in=14, images_out=3),
            "This would put 14 more images in the queue and take 3 out.",
            "Put 14 more images in the queue and took 3 out.",
        ),
        (
            ThresholdEffect(images_in=1),
            "This would put 1 more image in the queue.",
            "Put 1 more image in the queue.",
        ),
        (
            ThresholdEffect(images_out=1_200, images_held=1),
            "This would take 1,200 images out of the queue; 1 more stays because "
            "somebody has it open.",
            "Took 1,200 images out of the queue; 1 more stays because somebody has it "
            "open.",
        ),
    ],
)
def test_an_effect_is_one_sentence(
    effect: ThresholdEffect, would: str, did: str
) -> None:
    assert effect_words(effect, done=False) == would
    assert effect_words(effect, done=True) == did


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (
            PastDecisions(0.62, 0, 0, 0, 0),
            "Nothing was decided about this symbol with a probability yet.",
        ),
        (
            PastDecisions(0.62, 34, 33, 20, 16),
            "At 62 %, 97 % (33 of 34) of this symbol’s confirmed matches stay and 80 % "
            "(16 of 20) of its rejected ones go.",
        ),
        (
            PastDecisions(0.62, 0, 0, 4, 1),
            "At 62 %, 25 % (1 of 4) of this symbol’s rejected matches go; none "
            "is confirmed.",
        ),
    ],
)
def test_past_decisions_are_said_with_their_numbers(
    past: PastDecisions, said: str
) -> None:
    assert past_words(past, of="this symbol") == said


def test_what_is_missing_for_a_suggestion_is_counted() -> None:
    now = PastDecisions(0.3, 9, 9, 10, 0)

    said = missing_words(Suggestion(None, 1, 0, None, now))

    assert said == "Too few decisions to suggest anything yet: 1 confirmed match to go."
