// Wheel, drag, pinch and the drawing of a box, told to the stage in screen pixels.

const WHEEL_LINES = 0.05;
const WHEEL_PIXELS = 0.0015;
const DRAG_STARTS_PX = 3;

export function followPointers(node, stage, { drawn }) {
  const pointers = new Map();
  let corner = null;
  let grip = null;

  node.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const step = event.deltaMode ? WHEEL_LINES : WHEEL_PIXELS;
      stage.zoomBy(Math.exp(-event.deltaY * step), at(event));
    },
    { passive: false },
  );

  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, at(event));
    grip = stage.gripAt(event.target, at(event));
    if (!stage.drawing && !grip) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    corner = grip ? null : at(event);
  });

  node.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (grip) grip(at(event));
    else if (stage.drawing) stage.showRubber(corner && stage.boxBetween(corner, at(event)));
    else if (pointers.size === 2) pinch(event, before);
    else pan(event, before);
  });

  for (const end of ["pointerup", "pointercancel"])
    node.addEventListener(end, (event) => {
      pointers.delete(event.pointerId);
      const box = corner && end === "pointerup" && stage.boxBetween(corner, at(event));
      corner = grip = null;
      stage.showRubber(null);
      if (box && stage.drawing) drawn(box);
    });

  function pan(event, before) {
    const now = at(event);
    const moved = Math.hypot(now.x - before.x, now.y - before.y);
    if (moved <= DRAG_STARTS_PX && !node.hasPointerCapture(event.pointerId)) return;
    // One finger scrolls the page while the whole image is in sight.
    if (event.pointerType === "touch" && stage.fitted) return;
    node.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, now);
    stage.panBy(now.x - before.x, now.y - before.y);
  }

  function pinch(event, before) {
    const now = at(event);
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, p]) => p);
    const span = (point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    pointers.set(event.pointerId, now);
    stage.zoomBy(span(now) / span(before), middle);
  }

  function at(event) {
    const { left, top } = node.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}
