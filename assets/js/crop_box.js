// One box on one uploaded picture: drawn, moved and resized by pointer or keyboard.
// Coordinates are pixels of the picture, because the SVG's viewBox is the picture's size.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const CORNERS = [
    ["left", "top"],
    ["right", "top"],
    ["left", "bottom"],
    ["right", "bottom"],
  ];
  const CHECK_MS = 350;

  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  markwatch.behaviour("crop-box", (card, { ask }) => {
    const width = Number(card.dataset.width);
    const height = Number(card.dataset.height);
    const least = Math.max(2, Math.min(width, height) * 0.02);
    const stage = card.querySelector(".crop-stage");
    const shade = card.querySelector(".crop-shade");
    const rect = card.querySelector(".crop-box");
    const handles = card.querySelector(".crop-handles");
    const size = card.querySelector("[data-crop=size]");
    const whole = card.querySelector("[data-crop=whole]");
    const field = card.querySelector("input[name='box[]']");
    let box = null; // {left, top, right, bottom} or null: the whole picture
    let grip = null; // what the pointer does
    let checking = 0;
    let checks = 0;

    // --- drawing -----------------------------------------------------------------

    const scale = () => width / Math.max(1, stage.getBoundingClientRect().width);

    const draw = () => {
      handles.replaceChildren();
      rect.setAttribute("visibility", box ? "visible" : "hidden");
      whole.hidden = !box;
      field.value = box
        ? [box.left, box.top, box.right, box.bottom].map(Math.round).join(",")
        : "";
      if (!box) {
        shade.setAttribute("d", "");
        size.textContent = `Whole picture, ${width} × ${height} px`;
        return;
      }
      const w = box.right - box.left;
      const h = box.bottom - box.top;
      for (const [name, value] of [["x", box.left], ["y", box.top], ["width", w], ["height", h]])
        rect.setAttribute(name, value);
      shade.setAttribute(
        "d",
        `M0 0H${width}V${height}H0Z M${box.left} ${box.top}h${w}v${h}h${-w}Z`,
      );
      size.textContent = `Box of ${Math.round(w)} × ${Math.round(h)} px`;
      const reach = 6 * scale();
      for (const [x, y] of CORNERS) {
        const handle = document.createElementNS(SVG, "rect");
        handle.setAttribute("x", box[x] - reach);
        handle.setAttribute("y", box[y] - reach);
        handle.setAttribute("width", 2 * reach);
        handle.setAttribute("height", 2 * reach);
        handle.dataset.corner = `${x} ${y}`;
        handle.style.cursor = (x === "left") === (y === "top") ? "nwse-resize" : "nesw-resize";
        handles.append(handle);
      }
    };

    const changed = () => {
      draw();
      clearTimeout(checking);
      checking = setTimeout(check, CHECK_MS);
    };

    const check = () => {
      if (!card.isConnected || grip) return;
      const turn = ++checks;
      const picture = card.querySelector("input[name='picture[]']").value;
      const symbol = card.closest("form")?.querySelector("input[name=symbol]")?.value;
      const fields = { key: card.dataset.key, picture, symbol, box: field.value };
      ask("check", fields, { idle: () => card.isConnected && turn === checks });
    };

    // --- pointer -----------------------------------------------------------------

    const at = (event) => {
      const matrix = stage.getScreenCTM().inverse();
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
      return { x: clamp(point.x, 0, width), y: clamp(point.y, 0, height) };
    };

    const between = (a, b) => ({
      left: Math.min(a.x, b.x),
      top: Math.min(a.y, b.y),
      right: Math.max(a.x, b.x),
      bottom: Math.max(a.y, b.y),
    });

    const inside = (point) =>
      box && point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;

    stage.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const start = at(event);
      const corner = event.target.dataset?.corner;
      if (corner) {
        const [x, y] = corner.split(" ");
        const anchor = {
          x: box[x === "left" ? "right" : "left"],
          y: box[y === "top" ? "bottom" : "top"],
        };
        grip = { move: (point) => (box = between(anchor, point)) };
      } else if (inside(start)) {
        const from = { ...box };
        grip = { move: (point) => shift(from, point.x - start.x, point.y - start.y) };
      } else {
        grip = { move: (point) => (box = between(start, point)), fresh: box };
      }
      stage.setPointerCapture(event.pointerId);
      stage.focus({ preventScroll: true });
      event.preventDefault();
    });

    stage.addEventListener("pointermove", (event) => {
      if (!grip) return;
      grip.move(at(event));
      grip.moved = true;
      draw();
    });

    const release = () => {
      if (!grip) return;
      const done = grip;
      grip = null;
      const small = box && Math.min(box.right - box.left, box.bottom - box.top) < least;
      if (small && "fresh" in done) box = done.fresh;
      else if (small) grow();
      if (done.moved) changed();
      else draw();
    };
    stage.addEventListener("pointerup", release);
    stage.addEventListener("pointercancel", release);

    const shift = (from, dx, dy) => {
      const x = clamp(dx, -from.left, width - from.right);
      const y = clamp(dy, -from.top, height - from.bottom);
      box = {
        left: from.left + x,
        right: from.right + x,
        top: from.top + y,
        bottom: from.bottom + y,
      };
    };

    const grow = () => {
      box.right = clamp(Math.max(box.right, box.left + least), least, width);
      box.bottom = clamp(Math.max(box.bottom, box.top + least), least, height);
      box.left = Math.min(box.left, box.right - least);
      box.top = Math.min(box.top, box.bottom - least);
    };

    // --- keyboard ----------------------------------------------------------------

    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    stage.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const arrow = ARROWS[event.key];
      if (event.key === "Backspace" || event.key === "Delete") box = null;
      else if (event.key === "Enter" || (arrow && !box)) {
        if (!box)
          box = { left: width / 4, right: (width * 3) / 4, top: height / 4, bottom: (height * 3) / 4 };
      } else if (arrow) {
        const step = Math.max(1, Math.round(Math.max(width, height) / 100));
        const [dx, dy] = arrow.map((sign) => sign * step);
        if (event.shiftKey) {
          box.right = clamp(box.right + dx, box.left + least, width);
          box.bottom = clamp(box.bottom + dy, box.top + least, height);
        } else shift(box, dx, dy);
      } else return;
      event.preventDefault();
      changed();
    });

    whole.addEventListener("click", () => {
      box = null;
      changed();
      stage.focus();
    });
    card.querySelector("[data-crop=drop]").addEventListener("click", () => {
      const next = card.nextElementSibling ?? card.previousElementSibling;
      card.remove();
      (next?.querySelector("svg") ?? document.getElementById("symbol-files"))?.focus();
    });
    draw();
    check();
  });
})();
