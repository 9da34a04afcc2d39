// One box of the stage being moved or resized, by pointer or by keys. Pixels of the image.

import { svg } from "./dom.js";

const CORNERS = [
  [0, 1],
  [2, 1],
  [0, 3],
  [2, 3],
];
const HANDLE_PX = 7;
const LEAST_PX = 4;

export class BoxEdit {
  /** size: of the image; scale(): screen pixels in a pixel of the image. */
  constructor({ xyxy, size, scale }) {
    this.xyxy = [...xyxy];
    this._size = size;
    this._scale = scale;
    this._rect = svg("rect", { class: "mw-edit-box" });
    this._handles = CORNERS.map((corner) =>
      svg("rect", { class: "mw-edit-handle", "data-corner": corner.join(" ") }),
    );
    this.element = svg("g", { class: "mw-edit" }, this._rect, this._handles);
    this.draw();
  }

  draw() {
    const [x0, y0, x1, y1] = this.xyxy;
    put(this._rect, x0, y0, x1 - x0, y1 - y0);
    const reach = HANDLE_PX / this._scale();
    this._handles.forEach((handle, index) => {
      const [x, y] = CORNERS[index];
      put(handle, this.xyxy[x] - reach, this.xyxy[y] - reach, 2 * reach, 2 * reach);
    });
  }

  /** What a drag from here does: a function of the place it is now; null for a pan. */
  grip(target, at) {
    const corner = target.dataset?.corner?.split(" ").map(Number);
    const start = [...this.xyxy];
    if (corner) return (now) => this._resize(corner, now);
    if (target !== this._rect) return null;
    return (now) => this._shift(start, now.x - at.x, now.y - at.y);
  }

  /** One step of an arrow key; resizing moves the lower right corner. */
  nudge(dx, dy, { resizing }) {
    const step = Math.max(1, Math.round(Math.max(this._size.width, this._size.height) / 200));
    if (resizing) this._resize([2, 3], { x: this.xyxy[2] + dx * step, y: this.xyxy[3] + dy * step });
    else this._shift([...this.xyxy], dx * step, dy * step);
  }

  _resize([x, y], now) {
    const { width, height } = this._size;
    this.xyxy[x] = clamp(now.x, x ? this.xyxy[0] + LEAST_PX : 0, x ? width : this.xyxy[2] - LEAST_PX);
    this.xyxy[y] = clamp(now.y, y === 3 ? this.xyxy[1] + LEAST_PX : 0, y === 3 ? height : this.xyxy[3] - LEAST_PX);
    this.draw();
  }

  _shift([x0, y0, x1, y1], dx, dy) {
    const x = clamp(dx, -x0, this._size.width - x1);
    const y = clamp(dy, -y0, this._size.height - y1);
    this.xyxy = [x0 + x, y0 + y, x1 + x, y1 + y];
    this.draw();
  }
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

function put(rect, x, y, width, height) {
  for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, value);
}
