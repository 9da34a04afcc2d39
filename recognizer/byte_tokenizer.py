"""A tokenizer of UTF-8 bytes, for text towers that must spell.

One token a byte: names that differ by one letter differ by one token. It owns no
vocabulary file and cleans nothing but case and white space.
"""

from collections.abc import Sequence

import torch

PAD = 0
START = 257
END = 258  # the largest id: open_clip's text towers pool where the id is largest
VOCABULARY = 259


class ByteTokenizer:
    """Turn texts into rows of byte tokens: start, byte + 1 each, end, padding."""

    def __init__(self, context_length: int = 64) -> None:
        if context_length < 3:
            raise ValueError(f"context_length must be at least 3, got {context_length}")
        self.context_length = context_length

    def __call__(
        self, texts: str | Sequence[str], context_length: int | None = None
    ) -> torch.Tensor:
        """Return (N, context_length) int64 tokens; longer texts are cut at the end."""
        rows = [texts] if isinstance(texts, str) else list(texts)
        length = self.context_length if context_length is None else context_length
        tokens = torch.full((len(rows), length), PAD, dtype=torch.long)
        for row, text in enumerate(rows):
            encoded = " ".join(text.lower().split()).encode("utf-8")[: length - 2]
            ids = [START, *(byte + 1 for byte in encoded), END]
            tokens[row, : len(ids)] = torch.tensor(ids)
        return tokens
