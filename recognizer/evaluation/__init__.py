"""Measuring recognition on labelled images: data sets, metrics, reports."""
