import pytest

from recognizer.synthesis.logos import LogoFactory
from recognizer.synthesis.sources import Sources
from tests.recognizer.tiny_sources import tiny_sources


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return tiny_sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="session")
def factory(sources: Sources) -> LogoFactory:
    return LogoFactory(sources)
