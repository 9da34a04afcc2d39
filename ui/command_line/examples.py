"""The examples at the end of every verb's help."""


def examples(*lines: str) -> str:
    """Set command lines as an epilog; the mark keeps each on its own line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
