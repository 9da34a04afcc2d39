"""Folders of labelled images, in the layouts that public data sets come in."""

from recognizer.evaluation.formats.registry import FORMATS, load_data_set

__all__ = ["FORMATS", "load_data_set"]
