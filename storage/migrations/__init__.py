"""The history of the tables, applied when a workspace is opened."""
