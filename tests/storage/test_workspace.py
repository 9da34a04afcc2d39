"""Opening a workspace, and the models it is opened with."""

from pathlib import Path

import pytest

from recognizer.errors import EmbedderMismatchError, ModelError
from recognizer.pipeline import Recognizer
from recognizer.types import SimilarityThresholds
from storage.errors import InvalidInputError
from storage.symbol_lookup import list_symbols
from storage.workspace import Workspace, open_workspace
from tests.fakes import FakeEmbedder, Placed, fake_recognizer
from tests.storage.steps import add, scan, take


def test_models_are_loaded_at_the_first_use_and_once(tmp_path: Path) -> None:
    loaded: list[int] = []

    def load() -> Recognizer:
        loaded.append(1)
        return fake_recognizer()

    with open_workspace(data_dir=tmp_path, recognizer=load) as ws:
        assert list_symbols(ws).total == 0
        assert loaded == []
        scan(ws)
        scan(ws)
        assert loaded == [1]


def test_a_workspace_without_models_lists_and_reviews(tmp_path: Path) -> None:
    with open_workspace(data_dir=tmp_path, recognizer=fake_recognizer()) as ws:
        add(ws, "Acme", 1)
        scan(ws, Placed(1))

    with open_workspace(data_dir=tmp_path) as ws:
        assert take(ws).regions[0].matches[0].symbol_name == "Acme"
        with pytest.raises(ModelError, match="opened without models"):
            scan(ws, Placed(2))


def test_another_embedder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with open_workspace(data_dir=tmp_path, recognizer=fake_recognizer()) as ws:
        scan(ws, Placed(1))

    other = fake_recognizer(embedder=FakeEmbedder(model_id="other"))
    with (
        open_workspace(data_dir=tmp_path, recognizer=other) as ws,
        pytest.raises(EmbedderMismatchError, match="run `markwatch reembed`"),
    ):
        scan(ws, Placed(2))


def test_an_empty_workspace_takes_any_embedder(tmp_path: Path) -> None:
    for model_id in ("one", "two"):
        embedder = FakeEmbedder(model_id=model_id)
        with open_workspace(
            data_dir=tmp_path, recognizer=fake_recognizer(embedder=embedder)
        ) as ws:
            scan(ws)  # no region: no embedding is stored


def test_new_thresholds_of_the_same_embedder_count_at_once(tmp_path: Path) -> None:
    with open_workspace(data_dir=tmp_path, recognizer=fake_recognizer()) as ws:
        add(ws, "Acme", 1)
        assert not scan(ws, Placed(1, other=2, blend=0.6)).flagged

    lower = FakeEmbedder(thresholds=SimilarityThresholds(uncertain=0.2, known=0.3))
    recognizer = fake_recognizer(embedder=lower)
    with open_workspace(data_dir=tmp_path, recognizer=recognizer) as ws:
        assert scan(ws, Placed(1, other=2, blend=0.6)).flagged


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(InvalidInputError, match="--data-dir"):
        open_workspace(data_dir=tmp_path / "file" / "data")


def test_a_data_folder_may_have_any_name(tmp_path: Path) -> None:
    with open_workspace(
        data_dir=tmp_path / "Größe 50% ?#", recognizer=fake_recognizer()
    ) as ws:
        assert scan(ws, Placed(1)).regions == 1


def test_a_workspace_can_be_closed_and_opened_again(workspace: Workspace) -> None:
    add(workspace, "Acme", 1)
    workspace.close()

    with open_workspace(data_dir=workspace.data_dir) as again:
        assert list_symbols(again).total == 1
