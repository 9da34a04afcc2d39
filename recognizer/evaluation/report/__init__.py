"""One self-contained HTML page for each evaluation: figures, plots, pictures."""
