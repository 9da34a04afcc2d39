import pytest

from tests.fakes import FakeEmbedder, fake_recognizer
from ui.command_line import models


@pytest.fixture
def other_embedder(monkeypatch):
    """Return a function that changes the embedder that the settings name."""

    def change():
        other = fake_recognizer(embedder=FakeEmbedder(model_id="other", turn=7))
        monkeypatch.setattr(models, "build_recognizer", lambda settings: other)

    return change


def test_the_embedder_in_use_has_nothing_to_do(call, photos):
    call("scan", photos)

    code, out, _ = call("reembed")

    assert (code, out) == (0, "Nothing to do: this embedder is in use already.\n")


def test_a_workspace_moves_to_another_embedder(
    call, call_json, photos, logos, other_embedder
):
    call("symbols", "import", logos)
    call("scan", photos)
    other_embedder()
    code, _, err = call("match", photos)
    assert code == 1
    assert "markwatch reembed" in err

    assert call_json("reembed") == {"embeddings": 6}  # 3 references, 3 regions

    found = call_json("match", photos / "skull.png")
    assert found[0]["detections"][0]["matches"][0]["symbol"] == "Skull"
