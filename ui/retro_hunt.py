"""What a retro-hunt found, in words."""

from storage.records import RetroHuntResult


def hunt_sentence(result: RetroHuntResult) -> str:
    """Say how many earlier images match because of a change of the gallery."""
    match len(result.image_ids):
        case 0:
            return "No earlier image matches."
        case 1:
            return "1 earlier image matches, and is in the queue."
        case many:
            return f"{many:,} earlier images match, and are in the queue."
