"""Scanning one image and many."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from recognizer.errors import ImageError
from recognizer.images import ImageLimits, encode_png
from recognizer.types import Verdict
from storage.models import Image, Region
from storage.records import ScanItem, ScanOutcome, ScanProgress
from storage.scanning import scan_image, scan_many
from storage.workspace import Workspace
from tests.fakes import Placed, draw_scene, scene_png
from tests.storage.steps import add, scan, take


def items(*pictures: bytes) -> list[ScanItem]:
    return [
        ScanItem(name=f"{number}.png", read=lambda data=data: data)
        for number, data in enumerate(pictures)
    ]


def test_an_image_with_nothing_on_it_is_stored_and_no_case(
    any_workspace: Workspace,
) -> None:
    result = scan(any_workspace)

    assert (result.outcome, result.regions, result.flagged) == ("new", 0, False)


@pytest.mark.parametrize("symbols", [0, 1, 3])
def test_a_gallery_of_any_size_can_be_scanned_against(
    any_workspace: Workspace, symbols: int
) -> None:
    for number in range(symbols):
        add(any_workspace, f"Symbol {number}", number + 1)

    result = scan(any_workspace, Placed(1), Placed(9, x=200))

    assert (result.regions, result.flagged) == (2, symbols > 0)


def test_only_an_image_that_matches_becomes_a_case(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)

    assert not scan(any_workspace, Placed(2), name="other.png").flagged
    assert scan(any_workspace, Placed(2), Placed(1, x=200), name="acme.png").flagged

    case = take(any_workspace)
    assert case.image.name == "acme.png"
    assert [region.waiting for region in case.regions] == [False, True]
    assert [region.verdict for region in case.regions] == ["unknown", "known"]


def test_a_match_that_is_not_sure_waits_too(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)

    scan(any_workspace, Placed(1, other=2, blend=0.3))

    [region] = take(any_workspace).regions
    assert (region.verdict, region.waiting) == (Verdict.UNCERTAIN, True)


def test_a_region_keeps_its_models_text_and_gallery_version(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)
    scan(any_workspace, Placed(1, x=50, y=60, side=80))

    with any_workspace.reading() as session:
        region = session.scalars(select(Region)).one()

    assert (region.x0, region.y0, region.x1, region.y1) == (50, 60, 130, 140)
    assert (region.detector_id, region.embedder_id) == (
        "fake-detector",
        "fake-embedder",
    )
    assert region.gallery_version == 1
    assert abs(float(region.embedding @ region.embedding) - 1) < 1e-5


def test_the_same_bytes_are_stored_once(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    data = scene_png(Placed(1))
    first = scan_image(any_workspace, data, name="a.png", product_id="7")

    again = scan_image(any_workspace, data, name="b.png", product_id="8")

    assert again.outcome is ScanOutcome.ALREADY_THERE
    assert (again.image_id, again.regions, again.flagged) == (first.image_id, 1, True)


def test_scanning_again_heals_a_store_that_lost_a_picture(workspace: Workspace) -> None:
    data = scene_png(Placed(1))
    scan_image(workspace, data, name="a.png")
    [original] = (workspace.data_dir / "blobs" / "originals").rglob("*/*")
    original.unlink()

    scan_image(workspace, data, name="a.png")

    assert original.read_bytes() == data


def test_what_is_known_of_an_image_is_kept_in_any_script(
    any_workspace: Workspace,
) -> None:
    add(any_workspace, "Acme", 1)

    scan_image(
        any_workspace,
        scene_png(Placed(1)),
        name="ビール🍺.png",
        product_id="№ 1",
        title="Straße\0",
        source_uri="https://example.com/ö",
        extra={"größe": "½"},
    )

    image = take(any_workspace).image
    assert (image.name, image.product_id, image.title) == (
        "ビール🍺.png",
        "№ 1",
        "Straße",
    )
    assert (image.source_uri, image.extra) == ("https://example.com/ö", {"größe": "½"})


@pytest.mark.parametrize("data", [b"", b"no image", scene_png(Placed(1))[:200]])
def test_what_is_no_image_is_refused_and_nothing_is_stored(
    workspace: Workspace, data: bytes
) -> None:
    with pytest.raises(ImageError, match=r"bad\.png"):
        scan_image(workspace, data, name="bad.png")

    with workspace.reading() as session:
        assert session.scalar(select(func.count(Image.id))) == 0
    assert not list((workspace.data_dir / "blobs").rglob("*/*"))


def test_an_image_over_the_limit_is_refused(workspace: Workspace) -> None:
    workspace.image_limits = ImageLimits(max_pixels=100)

    with pytest.raises(ImageError, match="the limit is 100 pixels"):
        scan(workspace, Placed(1))


def test_scanning_nothing_is_done_at_once(workspace: Workspace) -> None:
    summary = scan_many(workspace, [])

    assert (summary.new, summary.already_there, summary.errors) == (0, 0, ())


def test_many_images_are_counted_and_bad_ones_listed(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    good = [scene_png(Placed(seed), salt=seed) for seed in (1, 2, 3, 4, 5, 6)]
    seen: list[ScanProgress] = []

    summary = scan_many(
        any_workspace,
        items(*good, b"bad", good[0], scene_png()),
        progress=seen.append,
    )

    assert (summary.new, summary.already_there) == (7, 1)
    assert (summary.flagged, summary.regions) == (1, 6)
    assert [(e.name, e.outcome) for e in summary.errors] == [("6.png", "failed")]
    assert "is not an image" in summary.errors[0].error
    assert [p.done for p in seen] == list(range(1, 10))
    assert {p.total for p in seen} == {9}
    assert seen[-1].seconds_left == 0


def test_a_scan_that_runs_again_passes_over_what_is_there(workspace: Workspace) -> None:
    pictures = [scene_png(Placed(seed)) for seed in range(1, 6)]
    scan_many(workspace, items(*pictures[:3]))

    summary = scan_many(workspace, items(*pictures))

    assert (summary.new, summary.already_there) == (2, 3)


def test_a_file_that_cannot_be_opened_is_listed(workspace: Workspace) -> None:
    def read() -> bytes:
        raise PermissionError(13, "Permission denied")

    summary = scan_many(workspace, [ScanItem(name="secret.png", read=read)])

    [error] = summary.errors
    assert error.error == "secret.png cannot be read: Permission denied."


def test_a_source_that_breaks_is_raised_after_what_came_before(
    workspace: Workspace,
) -> None:
    def source() -> Iterator[ScanItem]:
        yield from items(scene_png(Placed(1)))
        raise ImageError("the list ends here")

    with pytest.raises(ImageError, match="the list ends here"):
        scan_many(workspace, source())

    with workspace.reading() as session:
        assert session.scalar(select(func.count(Image.id))) == 1


def test_items_are_taken_as_they_are_needed(workspace: Workspace) -> None:
    taken: list[int] = []

    def source() -> Iterator[ScanItem]:
        for number in range(1000):
            taken.append(number)
            data = scene_png(Placed(1), salt=number)
            yield ScanItem(name=f"{number}.png", read=lambda data=data: data)

    def stop(progress: ScanProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan_many(workspace, source(), progress=stop)

    assert len(taken) < 20


def test_an_interrupted_scan_leaves_whole_images_only(any_workspace: Workspace) -> None:
    add(any_workspace, "Acme", 1)
    pictures = [scene_png(Placed(1), salt=n) for n in range(8)]

    def stop(progress: ScanProgress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan_many(any_workspace, items(*pictures), progress=stop)

    summary = scan_many(any_workspace, items(*pictures))
    assert (summary.new, summary.already_there) == (5, 3)


def test_two_equal_images_at_once_are_stored_once(any_workspace: Workspace) -> None:
    data = encode_png(draw_scene([Placed(1)]))

    summary = scan_many(any_workspace, items(*[data] * 4))

    assert (summary.new, summary.already_there) == (1, 3)
