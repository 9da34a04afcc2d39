// How far one answer reaches: this box, the boxes of the image that say the same, or
// near-duplicates on other images, too. The count is shown before anything is decided.

import { h, key, letterOf, picture } from "./dom.js";

const LOOK_AFTER_MS = 200;
const SHOWN = 8;
export const REACHES = ["box", "image", "all"];

export class Scope {
  /** changed() is called when more is known or another reach was chosen. */
  constructor({ changed }) {
    this._changed = changed;
    this._elsewhere = new Map();
    this.reset(null);
  }

  /** Start anew for a region, with the reach of one box. */
  reset(region) {
    this._region = region;
    this.reach = "box";
    clearTimeout(this._timer);
    if (region?.waiting) this._timer = setTimeout(() => this._look(region.id), LOOK_AFTER_MS);
  }

  /** Another case: what was found for the last one may be decided by now. */
  forget() {
    this._elsewhere.clear();
  }

  async _look(regionId) {
    if (this._elsewhere.has(regionId)) return;
    try {
      const answer = await fetch(`/review/alike/${regionId}`);
      if (!answer.ok) return;
      this._elsewhere.set(regionId, await answer.json());
    } catch {
      return; // it is a help, and the server says so elsewhere if it is gone
    }
    if (this._region?.id === regionId) this._changed();
  }

  _here(boxes) {
    const alike = new Set(this._region?.alike ?? []);
    return boxes.filter((box) => alike.has(box.id) && box.waiting);
  }

  _there() {
    return this._elsewhere.get(this._region?.id) ?? { regions: [], held: 0 };
  }

  /** The other regions that the next answer decides, too. */
  also(boxes, reach = this.reach) {
    if (reach === "box") return [];
    const ids = this._here(boxes).map((box) => box.id);
    return reach === "image" ? ids : [...ids, ...this._there().regions.map(({ id }) => id)];
  }

  _choices(boxes) {
    const here = this._here(boxes).length;
    const there = this._there().regions.length;
    const choices = [{ reach: "box", count: 1, text: "This box" }];
    if (here) choices.push({ reach: "image", count: here + 1, text: `${here + 1} alike here` });
    if (there)
      choices.push({ reach: "all", count: here + there + 1, text: `${here + there + 1} alike in all` });
    return choices;
  }

  /** Take the next wider reach, and this box alone after the widest. */
  widen(boxes) {
    const reaches = this._choices(boxes).map(({ reach }) => reach);
    this._take(reaches[(reaches.indexOf(this.reach) + 1) % reaches.length]);
  }

  _take(reach) {
    this.reach = reach;
    this._changed();
  }

  /** The choice of reach, beside the heading of the box. */
  bar(boxes) {
    const choices = this._choices(boxes);
    if (choices.length < 2 || !this._region?.waiting) return null;
    return h(
      "div",
      { class: "mw-scope", role: "group", "aria-label": "What one answer decides" },
      choices.map(({ reach, text }) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(reach === this.reach),
            "data-reach": reach,
            onclick: () => this._take(reach),
          },
          text,
        ),
      ),
      key("a"),
    );
  }

  /** What a wider reach takes in: letters of boxes here, pictures of those elsewhere. */
  detail(boxes) {
    if (this.reach === "box") return null;
    const letters = this._here(boxes).map((box) => letterOf(boxes.indexOf(box)));
    const { regions, held } = this._there();
    const images = new Set(regions.map(({ image }) => image)).size;
    const words = [];
    if (letters.length) words.push(`Also ${letters.join(", ")} on this image`);
    if (this.reach === "all")
      words.push(`${regions.length} on ${images} other ${images === 1 ? "image" : "images"}`);
    if (this.reach === "all" && held) words.push(`${held} left out: others work on them`);
    return h(
      "div",
      { class: "mw-reach", role: "status" },
      h("span", {}, `One answer decides ${this.also(boxes).length + 1} boxes. ${words.join("; ")}.`),
      this.reach === "all"
        ? h(
            "ul",
            {},
            regions.slice(0, SHOWN).map(({ src, name }) => h("li", {}, picture(src, name))),
            regions.length > SHOWN ? h("li", {}, `+${regions.length - SHOWN}`) : null,
          )
        : null,
    );
  }
}
