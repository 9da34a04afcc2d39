// The crop and one reference side by side, in frames of one size. One key flips the
// crop's frame to the reference and back: what differs is seen to blink.

import { action, h } from "./dom.js";
import { agreeing, textRead } from "./review_matches.js";

export class Compare {
  constructor() {
    this._crop = h("img", { class: "mw-face", alt: "", decoding: "async" });
    this._over = h("img", { class: "mw-face mw-face-over", alt: "", decoding: "async" });
    this._reference = h("img", { class: "mw-face", alt: "", decoding: "async" });
    this._cropText = h("figcaption", {});
    this._referenceText = h("figcaption", {});
    this._flip = action("Flip", "b", () => this.flip(), { "aria-pressed": "false", kind: "is-small" });
    this.element = h(
      "div",
      { class: "mw-compare" },
      h("figure", { class: "mw-side is-crop" }, h("div", { class: "mw-frame" }, this._crop, this._over, this._flip), this._cropText),
      h("figure", { class: "mw-side is-reference" }, h("div", { class: "mw-frame" }, this._reference), this._referenceText),
    );
    this.element.addEventListener("error", (event) => event.target.classList?.add("is-missing"), true);
  }

  show(region, letter) {
    this._region = region;
    this._set(this._crop, region.crop, `Box ${letter}`);
    const how = region.source === "reviewer" ? "drawn by hand" : `detector ${Math.round(region.confidence * 100)} %`;
    this._cropLabel = [h("b", {}, `Box ${letter}`), h("span", { class: "mw-fine" }, how)];
    this.attend(region.matches[0] ?? null, region.matches.length ? 1 : 0);
  }

  /** Put the reference of a match beside the crop. */
  attend(match, number) {
    this.unflip();
    this.element.classList.toggle("is-alone", !match);
    this._flip.hidden = !match;
    const [box, how] = this._cropLabel;
    this._cropText.replaceChildren(box, textRead(this._region.text, match?.read_parts), how);
    if (!match) {
      this._reference.removeAttribute("src");
      this._over.removeAttribute("src");
      this._referenceText.replaceChildren("Nothing in the gallery looks like this.");
      return;
    }
    this._set(this._reference, match.reference, `Reference of ${match.name}`);
    this._set(this._over, match.reference, "");
    const lines = [
      h("b", {}, `${number} `, agreeing(match.name_parts)),
      match.alias_parts ? h("span", { class: "mw-read" }, "alias ", agreeing(match.alias_parts)) : null,
      textRead(match.reference_text, match.reference_parts),
      h("span", { class: "mw-fine" }, "reference"),
    ];
    this._referenceText.replaceChildren(...lines.filter(Boolean));
  }

  flip() {
    if (this._flip.hidden) return;
    const flipped = this.element.classList.toggle("is-flipped");
    this._flip.setAttribute("aria-pressed", String(flipped));
  }

  unflip() {
    this.element.classList.remove("is-flipped");
    this._flip.setAttribute("aria-pressed", "false");
  }

  _set(image, src, alt) {
    image.alt = alt;
    if (image.getAttribute("src") === src) return;
    image.classList.remove("is-missing");
    image.src = src;
  }
}
