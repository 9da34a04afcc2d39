"""Recognition: pixels in, matches out. Knows no database and no screen."""
