// What the card looks like: builds its elements once, and fills them from the state.

import { action, h, key, letterOf } from "./dom.js";
import { emptyState, helpDialog, news, recentStrip } from "./review_around.js";
import { cropColumn, decidedNote, matchList, verdictChip } from "./review_matches.js";

const REASONS = [
  "",
  "looks alike only",
  "part of another mark",
  "too blurred to tell",
  "own product",
];

export class ReviewView {
  /** acts: what the buttons do; keys: the Keys whose help is shown. */
  constructor(root, { stage, acts, keys }) {
    this._root = root;
    this._stage = stage;
    this._acts = acts;
    this._about = h("div", { class: "mw-about" });
    this._tally = h("p", { class: "mw-tally", "aria-live": "polite" });
    this._news = h("div", { class: "mw-newsbox", role: "status", "aria-live": "polite" });
    this._hint = h(
      "p",
      { class: "mw-hint", hidden: true },
      "Drag a box around the mark that was missed. Esc stops.",
    );
    this._drawButton = action("Draw box", "d", acts.draw, { "aria-pressed": "false" });
    this._boxHead = h("div", { class: "mw-boxhead" });
    this._errorBox = h("div", { class: "mw-errorbox", role: "alert" });
    this._formBox = h("div", { class: "mw-formbox" });
    this._look = h("div", { class: "mw-look" });
    this._reason = h(
      "select",
      { class: "mw-input", "aria-label": "Reason for rejecting, optional" },
      REASONS.map((text) => h("option", { value: text }, text || "Reason (optional)")),
    );
    this._keep = h("input", { type: "checkbox", "aria-keyshortcuts": "r" });
    this._recent = h("ul", { class: "mw-recent", tabindex: "-1" });
    this._empty = h("div", { class: "mw-emptybox" });
    this.help = keys.help(helpDialog);
    root.replaceChildren(this._stageSide(), this._panelSide(), this._empty, this.help);
  }

  /** What was set for the chosen box, before it is decided. */
  get reason() {
    return this._reason.value;
  }

  get keepsReference() {
    return this._keep.checked;
  }

  toggleKeep() {
    this._keep.checked = !this._keep.checked;
  }

  resetOptions() {
    this._reason.value = "";
    this._keep.checked = false;
  }

  get typing() {
    return this._formBox.contains(document.activeElement);
  }

  /** Focus goes to the box only where it was nowhere: nobody is torn from a field. */
  get focusIsFree() {
    const active = document.activeElement;
    return !active || active === document.body || !active.isConnected;
  }

  showForm(form) {
    this._formBox.replaceChildren(...(form ? [form.element] : []));
    form?.focus();
  }

  showNews(notice) {
    this._news.replaceChildren(news(notice, () => this._news.replaceChildren()));
  }

  setDrawing(drawing) {
    this._stage.setDrawing(drawing);
    this._drawButton.setAttribute("aria-pressed", drawing);
    this._hint.hidden = !drawing;
  }

  draw(state) {
    this._root.dataset.state = state.case ? "case" : "empty";
    this._root.dataset.case = state.case?.id ?? "";
    this._root.dataset.region = state.case ? (state.chosenId ?? "") : "";
    this._recent.replaceChildren(...recentStrip(state.recent, this._acts.undo));
    this._empty.replaceChildren();
    if (!state.case) return this._drawEmpty(state);
    this._drawTally(state.queue);
    this._drawAbout(state.case);
    this._stage.setBoxes(state.boxes, state.chosenId);
    this.drawPanel(state);
  }

  drawPanel(state) {
    const region = state.boxes.find((box) => box.id === state.chosenId);
    this._root.dataset.region = state.chosenId ?? "";
    this._root.classList.toggle("is-saving", Boolean(region?.pending));
    this._errorBox.replaceChildren(...this._errorNotice(state));
    if (!region) return this._drawNoBox();
    const index = state.boxes.indexOf(region);
    const waiting = state.boxes.filter((box) => box.waiting).length;
    this._boxHead.replaceChildren(
      h("h2", {}, `Box ${letterOf(index)}`),
      h("span", { class: "mw-fine" }, `of ${state.boxes.length} · ${waiting} waiting`),
      verdictChip(region.verdict),
    );
    this._look.replaceChildren(cropColumn(region, letterOf(index)), this._beside(region));
  }

  _beside(region) {
    return h(
      "div",
      { class: "mw-beside" },
      region.decision && !region.waiting ? decidedNote(region, this._acts.undo) : null,
      matchList(region, { confirm: this._acts.confirmMatch }),
    );
  }

  _drawNoBox() {
    this._boxHead.replaceChildren(h("h2", {}, "No box"));
    this._look.replaceChildren(
      h(
        "p",
        { class: "mw-nomatch" },
        "Nothing was found here. Draw a box around what was missed, or skip the image.",
      ),
    );
  }

  _drawEmpty(state) {
    const { bringBack, look } = this._acts;
    const shown = emptyState(state, { bringBack, look });
    if (state.canRetry) shown.append(this._retryButton());
    this._empty.replaceChildren(shown);
  }

  _drawAbout({ image, reason, reason_text: why, open }) {
    this._about.replaceChildren(
      h("h1", { title: image.title || image.name }, image.title || image.name),
      h(
        "p",
        { class: "mw-fine" },
        image.product_id ? h("span", {}, `Product ${image.product_id}`) : null,
        h("span", {}, image.name),
        h("span", {}, `${image.width} × ${image.height}`),
      ),
      h("span", { class: "mw-chip", "data-reason": reason }, open ? why : "Closed"),
    );
  }

  _drawTally(queue) {
    this._tally.replaceChildren(
      h("b", { class: "mw-count-waiting" }, String(queue.waiting)),
      " waiting · ",
      h("b", { class: "mw-count-today" }, String(queue.today)),
      " decided today",
    );
  }

  _errorNotice({ error, canRetry }) {
    if (!error) return [];
    const close = h(
      "button",
      { type: "button", class: "mw-close", "aria-label": "Dismiss", onclick: this._acts.dismiss },
      "×",
    );
    const way = canRetry ? this._retryButton() : close;
    return [h("div", { class: "mw-notice is-error" }, h("span", {}, error), way)];
  }

  _retryButton() {
    return action("Try again", "", this._acts.retry, { kind: "is-primary" });
  }

  _stageSide() {
    return h(
      "section",
      { class: "mw-stage", "aria-label": "Image" },
      h("div", { class: "mw-stagehead" }, this._about, this._tally),
      h(
        "div",
        { class: "mw-stagebody" },
        this._stage.element,
        this._news,
        this._hint,
        this._tools(),
      ),
      h(
        "div",
        { class: "mw-stagefoot" },
        h("h2", { class: "mw-sr" }, "Recent decisions"),
        this._recent,
      ),
    );
  }

  _panelSide() {
    return h(
      "section",
      { class: "mw-panel", "aria-label": "Chosen box" },
      this._boxHead,
      this._errorBox,
      this._formBox,
      this._look,
      this._actions(),
    );
  }

  _tools() {
    const tool = (label, text, run) =>
      h("button", { type: "button", "aria-label": label, title: label, onclick: run }, text);
    const hide = tool("Hide the boxes while pressed (h)", "Hide boxes", null);
    hide.addEventListener("pointerdown", () => this._stage.setHidden(true));
    for (const end of ["pointerup", "pointerleave", "pointercancel"])
      hide.addEventListener(end, () => this._stage.setHidden(false));
    return h(
      "div",
      { class: "mw-tools", role: "toolbar", "aria-label": "Image tools" },
      tool("Zoom out (−)", "−", () => this._stage.zoomBy(1 / 1.4)),
      tool("Whole image (0)", "Fit", () => this._stage.fit()),
      tool("Zoom in (+)", "+", () => this._stage.zoomBy(1.4)),
      hide,
      this._drawButton,
      action("Keys", "?", this._acts.help),
    );
  }

  _actions() {
    const { reject, notALogo, search, create, skip, undo } = this._acts;
    const keep = h("label", { class: "mw-check" }, this._keep, "Keep as a reference", key("r"));
    return h(
      "div",
      { class: "mw-actions" },
      h("div", { class: "mw-options" }, keep, this._reason),
      h(
        "div",
        { class: "mw-buttons" },
        action("Reject", "x", reject, { kind: "is-danger" }),
        action("Not a logo", "n", notALogo),
        action("Other symbol", "/", search),
        action("New symbol", "s", create),
        action("Skip image", "␣", skip),
        action("Undo", "u", () => undo()),
      ),
    );
  }
}
