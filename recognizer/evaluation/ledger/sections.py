"""The words between the tables: what each task counts. (task, title, lead)."""

_RETRIEVAL = """\
`all_strict` leaves out neighbours from the same photograph and from near-duplicates
of it (perceptual hash, 6 bits of 64). In `one_shot`, `two_shot`, `five_shot` the first
five are five symbols; elsewhere they are five crops. Open-set figures hold 30 % of the
symbols out of the gallery."""

_DETECTION = """\
`recall_iou50` and `recall_iou30` count at most ten boxes an image at the operating
confidence; `.any_confidence` the ten most confident. The test sets label some logos
only (FlickrLogos-27: the named brand), so AP, which calls every other box wrong, is
pessimistic. `yolo`: the detector alone, `text`: lines of text, `both`: the default."""

_END_TO_END = """\
Five references a symbol, drawn ten times; photographs that hold one, and copies of
these, are not asked about. A logo counts where a box at IoU 0.5 (`.iou30`: 0.3) has its
symbol first, or among the first five; `.flagged` and `.known`: from the two thresholds
on. A false match is a box over the threshold on an image that does not show its symbol;
unlabelled logos make some of these right in truth. `auroc_unknown` and `dir_at_far_*`
are of images, with `.region` of boxes."""

_LEARNING = """\
A reviewer who knows the truth decides whatever is flagged in a stream of images, one
reference a symbol at first. Precision (boxes in the queue that are named rightly) and
recall (labelled logos that are in it by name) are those of 30 % of the images, which
nobody decides."""

SECTIONS = (
    ("retrieval", "Retrieval: crops against crops", _RETRIEVAL),
    ("detection", "Detection: boxes against boxes", _DETECTION),
    ("end-to-end", "End-to-end: whole images against a gallery", _END_TO_END),
    ("learning", "Learning: the queue after decisions, nothing trained", _LEARNING),
)
