"""Switches that libraries read when they are imported: nothing calls home."""

import os
from collections.abc import MutableMapping

SWITCHES = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "YOLO_AUTOINSTALL": "false",
    "YOLO_OFFLINE": "true",
    "YOLO_VERBOSE": "false",
}


def set_switches(environ: MutableMapping[str, str] = os.environ) -> None:
    """Set every switch that a person has not set. Call before heavy imports."""
    for name, value in SWITCHES.items():
        environ.setdefault(name, value)
