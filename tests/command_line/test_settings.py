from pathlib import Path

import pytest

from storage.errors import InvalidInputError
from storage.quality_rules import Checks
from ui.command_line.opening import checks_of
from ui.settings import (
    DEFAULT_PORT,
    DEFAULT_SECOND_SHARE,
    Flags,
    Proposals,
    resolve,
)


def test_nothing_said_gives_the_defaults():
    settings = resolve(Flags(), {})

    assert settings.data_dir.name == "markwatch"
    assert settings.database_url is settings.blobs_url is None
    assert settings.detector is settings.embedder is None
    assert settings.reader
    assert settings.port == DEFAULT_PORT
    assert settings.reviewer
    assert settings.host == "127.0.0.1"
    assert not settings.auth
    assert settings.trusted_proxy == ()


FLAG_BEFORE_ENVIRONMENT = [
    # flags, variable, value, field, expected
    (Flags(), "DATA_DIR", "/env", "data_dir", Path("/env")),
    (Flags(data_dir=Path("/flag")), "DATA_DIR", "/env", "data_dir", Path("/flag")),
    (Flags(), "DATABASE_URL", "sqlite:///e", "database_url", "sqlite:///e"),
    (Flags(database_url="f"), "DATABASE_URL", "e", "database_url", "f"),
    (Flags(), "BLOBS", "/env", "blobs_url", "/env"),
    (Flags(), "DETECTOR", "e.pt", "detector", "e.pt"),
    (Flags(), "EMBEDDER", "e", "embedder", "e"),
    (Flags(), "REVIEWER", "ines", "reviewer", "ines"),
    (Flags(), "READER", "0", "reader", False),
    (Flags(), "READER", "No", "reader", False),
    (Flags(), "READER", "true", "reader", True),
    (Flags(reader=True), "READER", "0", "reader", True),
    (Flags(reader=False), "READER", "1", "reader", False),
    (Flags(), "HOST", "0.0.0.0", "host", "0.0.0.0"),
    (Flags(host="::1"), "HOST", "0.0.0.0", "host", "::1"),
    (Flags(), "AUTH", "1", "auth", True),
    (Flags(auth=False), "AUTH", "1", "auth", False),
    (Flags(), "PUBLIC_URL", "https://a", "public_url", "https://a"),
    (Flags(), "TRUST_PROXY_USER", "X-User", "trust_proxy_user", "X-User"),
    (Flags(), "TRUSTED_PROXY", "10.0.0.1, ::1", "trusted_proxy", ("10.0.0.1", "::1")),
    (Flags(trusted_proxy=["a"]), "TRUSTED_PROXY", "b", "trusted_proxy", ("a",)),
    (Flags(), "PORT", "8000", "port", 8000),
    (Flags(port=9000), "PORT", "8000", "port", 9000),
    (Flags(), "PORT", "", "port", DEFAULT_PORT),  # set, but empty
    (Flags(), "PROPOSALS", "Text", "proposals", Proposals.TEXT),
    (Flags(proposals=Proposals.YOLO), "PROPOSALS", "text", "proposals", Proposals.YOLO),
    (Flags(), "MAX_BOXES", "9", "max_boxes", 9),
    (Flags(), "TILES", "1", "tiles", True),
    (Flags(tiles=False), "TILES", "1", "tiles", False),
    (Flags(), "MAX_IMAGE_MB", "3", "max_image_mb", 3),
    (Flags(), "MAX_MEGAPIXELS", "7", "max_megapixels", 7),
    (Flags(), "API_RATE", "0", "api_rate", 0),
    (Flags(api_rate=9), "API_RATE", "5", "api_rate", 9),
    (Flags(), "API_SCANS", "4", "api_scans", 4),
    (Flags(claim_minutes=3), "CLAIM_MINUTES", "5", "claim_minutes", 3),
    (
        Flags(),
        "REJECT_REASON",
        "too small, ours",
        "reject_reason",
        ("too small", "ours"),
    ),
    (Flags(reject_reason=["x"]), "REJECT_REASON", "ours", "reject_reason", ("x",)),
    (Flags(), "AUDIT_SHARE", "0.02", "audit_share", 0.02),
    (Flags(audit_share=0.0), "AUDIT_SHARE", "0.02", "audit_share", 0.0),
    (Flags(), "SECOND_SHARE", "0.5", "second_share", 0.5),
    (Flags(), "SECOND_SHARE", "", "second_share", DEFAULT_SECOND_SHARE),
    (Flags(second_share=0.0), "SECOND_SHARE", "0.5", "second_share", 0.0),
    (Flags(), "SECOND_SEVERITY", "0", "second_severity", 0),
    (Flags(second_severity=4), "SECOND_SEVERITY", "3", "second_severity", 4),
    (Flags(), "GOLD_SHARE", "0", "gold_share", 0.0),
    (Flags(gold_share=0.1), "GOLD_SHARE", "0", "gold_share", 0.1),
    (Flags(), "GOLD_FEEDBACK", "yes", "gold_feedback", True),
    (Flags(gold_feedback=False), "GOLD_FEEDBACK", "1", "gold_feedback", False),
]


@pytest.mark.parametrize(
    ("flags", "variable", "value", "field", "expected"), FLAG_BEFORE_ENVIRONMENT
)
def test_a_flag_goes_before_the_environment(flags, variable, value, field, expected):
    settings = resolve(flags, {f"MARKWATCH_{variable}": value})

    assert getattr(settings, field) == expected


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "0"),
        ("READER", "maybe"),
        ("PROPOSALS", "all"),
        ("CLAIM_MINUTES", "0"),
        ("AUDIT_SHARE", "2"),
        ("AUDIT_SHARE", "some"),
        ("SECOND_SHARE", "-0.1"),
        ("SECOND_SEVERITY", "high"),
        ("GOLD_FEEDBACK", "sometimes"),
    ],
)
def test_a_variable_of_no_sense_is_named(variable, value):
    with pytest.raises(InvalidInputError, match=f"MARKWATCH_{variable} must be"):
        resolve(Flags(), {f"MARKWATCH_{variable}": value})


def test_a_home_folder_is_written_out():
    settings = resolve(Flags(data_dir=Path("~/markwatch")), {})

    assert settings.data_dir == Path.home() / "markwatch"


@pytest.mark.parametrize(("severity", "checked"), [(0, None), (4, 4)])
def test_severity_0_asks_nothing_twice_for_that(severity, checked):
    settings = resolve(Flags(second_severity=severity, gold_feedback=True), {})

    assert checks_of(settings) == Checks(
        second_share=DEFAULT_SECOND_SHARE,
        second_severity=checked,
        gold_share=0.05,
        gold_feedback=True,
    )
