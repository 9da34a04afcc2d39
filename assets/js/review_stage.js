// The product image with its boxes. Boxes and the view are in pixels of the image.

import { h, letterOf, svg } from "./dom.js";
import { BoxEdit } from "./review_box_edit.js";
import { followPointers } from "./review_gestures.js";
import { saying } from "./review_matches.js";

const MARGIN_PX = 14;
const TOOLS_PX = 46; // the tools lie over the lower edge
const MAX_SCALE = 12;
const TAG_PX = 20; // a letter and the gap below it
const SMALLEST_BOX_PX = 6;

export class Stage {
  constructor({ choose, drawn }) {
    this._choose = choose;
    this._picture = svg("image", { x: 0, y: 0, preserveAspectRatio: "none" });
    this._boxes = svg("g", { class: "mw-boxes", role: "group", "aria-label": "Boxes" });
    // The chosen box once more, over its neighbours; Tab and clicks do not see it.
    this._front = svg("g", { class: "mw-front", "aria-hidden": "true" });
    this._edits = svg("g", {});
    this._rubber = svg("rect", { class: "mw-rubber", visibility: "hidden" });
    this._svg = svg(
      "svg",
      { class: "mw-svg", tabindex: "-1", "aria-label": "Product image" },
      this._picture,
      this._boxes,
      this._front,
      this._edits,
      this._rubber,
    );
    this._broken = h(
      "p",
      { class: "mw-broken", hidden: true },
      "The picture of this image is missing. Skip it, and scan it again.",
    );
    this.element = h("div", { class: "mw-canvas" }, this._svg, this._broken);
    this._edit = null;
    this._size = { width: 1, height: 1 };
    this._view = { x: 0, y: 0, width: 1, height: 1 };
    this._listen();
    followPointers(this._svg, this, { drawn });
  }

  show(image) {
    this._size = { width: image.width, height: image.height };
    this._picture.setAttribute("width", image.width);
    this._picture.setAttribute("height", image.height);
    this._picture.setAttribute("href", image.src);
    this._svg.setAttribute("aria-label", `Product image ${image.name}`);
    this._broken.hidden = true;
    this.fit();
  }

  setBoxes(regions, chosenId) {
    const hadFocus = this._boxes.contains(document.activeElement);
    this._boxes.replaceChildren(
      ...regions.map((region, index) => this._box(region, index, region.id === chosenId)),
    );
    this._regions = regions;
    this._bringForward();
    if (hadFocus) this.focusChosen();
  }

  setChosen(chosenId) {
    for (const box of this._boxes.children)
      box.setAttribute("aria-pressed", box.dataset.region === String(chosenId));
    this._bringForward();
  }

  /** Mark the boxes that the next answer decides, too. */
  setAlso(ids) {
    const also = new Set(ids.map(String));
    for (const box of this._boxes.children) box.classList.toggle("is-also", also.has(box.dataset.region));
  }

  _bringForward() {
    const copy = this._boxes.querySelector('[aria-pressed="true"]')?.cloneNode(true);
    for (const name of ["role", "tabindex", "aria-label"]) copy?.removeAttribute(name);
    this._front.replaceChildren(...(copy ? [copy] : []));
    this._place();
  }

  /** Of boxes one in another, a click means the innermost. */
  _innermost(event) {
    const { left, top } = this._svg.getBoundingClientRect();
    const { x, y } = this._toImage({ x: event.clientX - left, y: event.clientY - top });
    const area = ([x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0);
    const around = this._regions
      .filter(({ xyxy: [x0, y0, x1, y1] }) => x0 <= x && x <= x1 && y0 <= y && y <= y1)
      .sort((a, b) => area(a.xyxy) - area(b.xyxy));
    return around[0]?.id ?? null;
  }

  focusChosen() {
    const chosen = this._boxes.querySelector('[aria-pressed="true"]');
    (chosen ?? this._svg).focus({ preventScroll: true });
  }

  setHidden(hidden) {
    this.element.classList.toggle("is-bare", hidden);
  }

  get drawing() {
    return this.element.classList.contains("is-drawing");
  }

  setDrawing(drawing) {
    this.element.classList.toggle("is-drawing", drawing);
    if (!drawing) this.showRubber(null);
    this._touch();
  }

  /** The box that is being moved or resized; null if none is. */
  get editing() {
    return this._edit;
  }

  setEditing(region) {
    const scale = () => this._scale();
    this._edit = region && new BoxEdit({ xyxy: region.xyxy, size: this._size, scale });
    this._edits.replaceChildren(...(this._edit ? [this._edit.element] : []));
    this.element.classList.toggle("is-editing", Boolean(region));
    this._touch();
  }

  /** What a drag that starts here does to the edited box; null for none. */
  gripAt(target, point) {
    const grip = this._edit?.grip(target, this._toImage(point));
    return grip ? (now) => grip(this._toImage(now)) : null;
  }

  fit() {
    const { width, height } = this._client();
    const scale = Math.min(
      (width - 2 * MARGIN_PX) / this._size.width,
      (height - 2 * MARGIN_PX - TOOLS_PX) / this._size.height,
    );
    const fitting = Math.max(scale, 1e-3);
    const lower = this._size.height / 2 + TOOLS_PX / fitting / 2;
    this._fitted = true;
    this._centre(this._size.width / 2, lower, fitting);
  }

  zoomTo([x0, y0, x1, y1]) {
    const { width, height } = this._client();
    const scale = 0.5 * Math.min(width / (x1 - x0), height / (y1 - y0));
    this._fitted = false;
    this._centre((x0 + x1) / 2, (y0 + y1) / 2, Math.min(scale, MAX_SCALE));
  }

  /** To a box, or back to the whole image. */
  toggleZoom(region) {
    if (!region || !this._fitted) this.fit();
    else this.zoomTo(region.xyxy);
  }

  get fitted() {
    return this._fitted;
  }

  zoomBy(factor, at = null) {
    const { width, height } = this._client();
    const centre = at ?? { x: width / 2, y: height / 2 };
    const fixed = this._toImage(centre);
    const scale = Math.min(MAX_SCALE, Math.max(0.02, this._scale() * factor));
    this._fitted = false;
    this._setView({
      x: fixed.x - centre.x / scale,
      y: fixed.y - centre.y / scale,
      width: width / scale,
      height: height / scale,
    });
  }

  _client() {
    const { clientWidth, clientHeight } = this.element;
    return { width: Math.max(clientWidth, 1), height: Math.max(clientHeight, 1) };
  }

  _scale() {
    return this._client().width / this._view.width;
  }

  _toImage({ x, y }) {
    const scale = this._scale();
    return { x: this._view.x + x / scale, y: this._view.y + y / scale };
  }

  _centre(x, y, scale) {
    const { width, height } = this._client();
    this._setView({
      x: x - width / scale / 2,
      y: y - height / scale / 2,
      width: width / scale,
      height: height / scale,
    });
  }

  _setView(view) {
    // Some of the image always stays in sight.
    const limit = (start, length, whole) =>
      Math.min(Math.max(start, -length * 0.8), whole - length * 0.2);
    this._view = {
      ...view,
      x: limit(view.x, view.width, this._size.width),
      y: limit(view.y, view.height, this._size.height),
    };
    const { x, y, width, height } = this._view;
    this._svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    this._place();
    this._touch();
  }

  _touch() {
    // One finger scrolls the page while the whole image is in sight.
    this._svg.style.touchAction = this._fitted && !this.drawing && !this._edit ? "pan-y" : "none";
  }

  /** Keep letters the same size on the screen, and in sight, whatever the zoom. */
  _place() {
    const scale = this._scale();
    const top = this._view.y;
    this._edit?.draw();
    for (const tag of this._svg.querySelectorAll(".mw-tag")) {
      const [x, y] = [Number(tag.dataset.x), Number(tag.dataset.y)];
      const shown = y < top ? y : Math.max(y, top + TAG_PX / scale);
      tag.setAttribute("transform", `translate(${x} ${shown}) scale(${1 / scale})`);
    }
  }

  _box(region, index, chosen) {
    const [x0, y0, x1, y1] = region.xyxy;
    const place = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    const letter = letterOf(index);
    const width = 10 + 9 * letter.length;
    return svg(
      "g",
      {
        class: "mw-box",
        role: "button",
        tabindex: "0",
        "data-region": region.id,
        "data-state": region.waiting ? "waiting" : region.decision ? "decided" : "quiet",
        "data-source": region.source,
        "aria-pressed": chosen ? "true" : "false",
        "aria-label": `Box ${letter}, ${saying(region)}`,
        onfocus: () => this._choose(region.id),
        onclick: (event) => {
          event.stopPropagation();
          this._choose(this._innermost(event) ?? region.id);
          this.focusChosen();
        },
      },
      svg("rect", { class: "mw-under", ...place }),
      svg("rect", { class: "mw-over", ...place }),
      svg(
        "g",
        { class: "mw-tag", "data-x": x0, "data-y": y0 },
        svg("rect", { x: 0, y: -TAG_PX, width, height: 18, rx: 4 }),
        svg("text", { x: width / 2, y: -7, "text-anchor": "middle" }, letter),
      ),
    );
  }

  _listen() {
    this._picture.addEventListener("error", () => (this._broken.hidden = false));
    this._svg.addEventListener("dblclick", () => this.fit());
    new ResizeObserver(() => {
      if (this._fitted) return this.fit();
      const { width, height } = this._client();
      this._setView({ ...this._view, height: (height * this._view.width) / width });
    }).observe(this.element);
  }

  panBy(dx, dy) {
    const scale = this._scale();
    this._fitted = false;
    this._setView({ ...this._view, x: this._view.x - dx / scale, y: this._view.y - dy / scale });
  }

  /** The box between two points of the screen, or null if it is too small to be meant. */
  boxBetween(a, b) {
    const inside = (value, whole) => Math.min(Math.max(value, 0), whole);
    const ends = [this._toImage(a), this._toImage(b)];
    const { width, height } = this._size;
    const [x0, x1] = ends.map(({ x }) => inside(x, width)).sort((p, q) => p - q);
    const [y0, y1] = ends.map(({ y }) => inside(y, height)).sort((p, q) => p - q);
    const smallest = SMALLEST_BOX_PX / this._scale();
    return x1 - x0 < smallest || y1 - y0 < smallest ? null : [x0, y0, x1, y1];
  }

  showRubber(box) {
    this._rubber.setAttribute("visibility", box ? "visible" : "hidden");
    if (!box) return;
    const [x0, y0, x1, y1] = box;
    const place = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    for (const [name, value] of Object.entries(place)) this._rubber.setAttribute(name, value);
  }
}
