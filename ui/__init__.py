"""What people touch: one module a screen, and the command line. No logic of its own."""
