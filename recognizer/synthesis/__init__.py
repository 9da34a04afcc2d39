"""Synthetic training images: logos, crops and scenes, drawn from seeds."""
