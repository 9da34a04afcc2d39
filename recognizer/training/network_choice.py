"""Which network a training of the detector builds: ours, or one of ultralytics.

Owns their names and files; the training code alone builds them.
"""

from enum import StrEnum
from pathlib import Path

NETWORK = Path(__file__).with_name("detector_network.yaml")


class Network(StrEnum):
    """What is trained: the built-in network, or one of ultralytics from scratch."""

    LITE0 = "lite0"
    YOLO11N = "yolo11n"
    YOLO26N = "yolo26n"


def network_file(network: Network) -> str:
    """The architecture for ultralytics: our own file, or the name of one of its own."""
    return str(NETWORK) if network is Network.LITE0 else f"{network}.yaml"
