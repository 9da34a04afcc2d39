// What the card looks like: builds its elements once, and fills them from the state.

import { action, h, key, letterOf } from "./dom.js";
import { emptyState, helpDialog, news, recentStrip } from "./review_around.js";
import { Compare } from "./review_compare.js";
import { answersNote, decidedNote, escalatedNote, matchList, verdictChip } from "./review_matches.js";
import { actionBar, toolbar } from "./review_tools.js";
import { Veil } from "./review_veil.js";

const HINTS = {
  draw: "Drag a box around the mark that was missed. Esc stops.",
  edit: "Drag it, or a corner. Arrows move, Shift and arrows size. Enter saves, Esc cancels.",
};

export class ReviewView {
  /** acts: what the buttons do; keys: the Keys whose help is shown. */
  constructor(root, { stage, queue, scope, acts, keys }) {
    this._root = root;
    this._stage = stage;
    this._queue = queue;
    this._scope = scope;
    this._acts = acts;
    this.compare = new Compare();
    this.veil = new Veil(root);
    this._about = h("div", { class: "mw-about" });
    this._news = h("div", { class: "mw-newsbox", role: "status", "aria-live": "polite" });
    this._hint = h("p", { class: "mw-hint", role: "status", hidden: true });
    this._tools = toolbar({ stage, acts, veil: this.veil });
    this._boxHead = h("div", { class: "mw-boxhead" });
    this._reach = h("div", { class: "mw-reachbox" });
    this._errorBox = h("div", { class: "mw-errorbox", role: "alert" });
    this._formBox = h("div", { class: "mw-formbox" });
    this._look = h("div", { class: "mw-look", tabindex: "-1" });
    this._keep = h("input", { type: "checkbox", "aria-keyshortcuts": "r" });
    this._recent = h("ul", { class: "mw-recent", tabindex: "-1" });
    this._empty = h("div", { class: "mw-emptybox" });
    this.help = keys.help(helpDialog);
    root.replaceChildren(this._stageSide(), this._panelSide(), this._empty, this.help);
  }

  get keepsReference() {
    return this._keep.checked;
  }

  toggleKeep() {
    this._keep.checked = !this._keep.checked;
  }

  resetOptions() {
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
    const close = () => this._news.replaceChildren();
    const restore = (gone) => {
      close();
      this._acts.restore(gone);
    };
    this._news.replaceChildren(news(notice, { close, restore }));
  }

  setDrawing(drawing) {
    this._stage.setEditing(null);
    this._stage.setDrawing(drawing);
    this._showMode();
  }

  setEditing(region) {
    if (!region && !this._stage.editing) return;
    this._stage.setDrawing(false);
    this._stage.setEditing(region);
    this._showMode();
  }

  _showMode() {
    const { drawing, editing } = this._stage;
    this._tools.draw.setAttribute("aria-pressed", String(drawing));
    this._tools.edit.setAttribute("aria-pressed", String(Boolean(editing)));
    this._hint.hidden = !drawing && !editing;
    this._hint.textContent = drawing ? HINTS.draw : editing ? HINTS.edit : "";
  }

  draw(state) {
    this._root.dataset.state = state.case ? "case" : "empty";
    this._root.dataset.case = state.case?.id ?? "";
    this._root.dataset.region = state.case ? (state.chosenId ?? "") : "";
    this._recent.replaceChildren(...recentStrip(state.recent, this._acts.undo));
    this._queue.draw(state);
    this._empty.replaceChildren();
    if (!state.case) return this._drawEmpty(state);
    this._drawAbout(state.case);
    this._stage.setBoxes(state.boxes, state.chosenId);
    this.drawPanel(state);
  }

  drawPanel(state) {
    const region = state.boxes.find((box) => box.id === state.chosenId);
    this._root.dataset.region = state.chosenId ?? "";
    this._root.classList.toggle("is-saving", Boolean(region?.pending));
    this._root.classList.toggle("is-read-only", Boolean(state.readOnly));
    this._errorBox.replaceChildren(...this._errorNotice(state));
    this._stage.setAlso(region ? this._scope.also(state.boxes) : []);
    if (!state.case) return; // an answer came late: the queue is empty by now
    if (!region) return this._drawNoBox(state.case);
    const index = state.boxes.indexOf(region);
    const waiting = state.boxes.filter((box) => box.waiting).length;
    this._boxHead.replaceChildren(
      h("h2", {}, `Box ${letterOf(index)}`),
      h("span", { class: "mw-fine" }, `of ${state.boxes.length} · ${waiting} waiting`),
      verdictChip(region.verdict),
      ...[this._scope.bar(state.boxes)].filter(Boolean),
    );
    this._reach.replaceChildren(...[this._scope.detail(state.boxes)].filter(Boolean));
    this._drawLook(region, letterOf(index));
  }

  /** Drawn anew only for another box or answer: hover and scroll stay as they are. */
  _drawLook(region, letter) {
    const drawn = JSON.stringify(region);
    if (this._drawn === drawn) return;
    this._drawn = drawn;
    this.compare.show(region, letter);
    const attend = (match, number) => this.compare.attend(match, number);
    this._look.replaceChildren(
      ...[
        region.escalation ? escalatedNote(region.escalation) : null,
        region.answers.length && region.waiting ? answersNote(region.answers) : null,
        region.decision && !region.waiting ? decidedNote(region, this._acts.undo) : null,
      ].filter(Boolean),
      this.compare.element,
      h("div", { class: "mw-beside" }, matchList(region, { confirm: this._acts.confirmMatch, attend })),
    );
    this._look.scrollTop = 0;
  }

  _drawNoBox({ bare, open }) {
    this._drawn = null;
    this._boxHead.replaceChildren(h("h2", {}, "No box"));
    this._reach.replaceChildren();
    const asks = bare && open;
    this._look.replaceChildren(
      h(
        "p",
        { class: "mw-nomatch" },
        asks
          ? "Nothing was found here. Draw a box around what was missed, or say that there is no logo."
          : "Nothing was found here. Draw a box around what was missed, or skip the image.",
      ),
      ...(asks ? [action("No logo here", "n", () => this._acts.notALogo(), { kind: "is-primary" })] : []),
    );
  }

  _drawEmpty(state) {
    const { bringBack, look, showAll } = this._acts;
    const shown = emptyState(state, { bringBack, look, showAll });
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
      h("span", { class: "mw-chip", "data-reason": reason }, open ? why : `Closed · ${why.toLowerCase()}`),
    );
  }

  _errorNotice({ error, canRetry, readOnly, case: shown }) {
    const notices = [];
    if (readOnly) notices.push(this._heldNotice(readOnly, shown));
    if (!error || error === readOnly) return notices;
    const close = h(
      "button",
      { type: "button", class: "mw-close", "aria-label": "Dismiss", onclick: this._acts.dismiss },
      "×",
    );
    const way = canRetry ? this._retryButton() : close;
    return [...notices, h("div", { class: "mw-notice is-error" }, h("span", {}, error), way)];
  }

  _heldNotice(sentence, { id, held_by: by }) {
    return h(
      "div",
      { class: "mw-notice is-warning mw-held" },
      h("span", {}, sentence),
      action("Next case", "", this._acts.look, { kind: "is-small" }),
      by ? action("End their claim", "", () => this._acts.endClaim(id), { kind: "is-small is-quiet", "data-needs": "admin" }) : null,
    );
  }

  _retryButton() {
    return action("Try again", "", this._acts.retry, { kind: "is-primary" });
  }

  _stageSide() {
    return h(
      "section",
      { class: "mw-stage", "aria-label": "Image" },
      h("div", { class: "mw-stagehead" }, this._about, this._queue.element),
      h(
        "div",
        { class: "mw-stagebody" },
        this._stage.element,
        this._news,
        this._hint,
        this._tools.element,
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
    const keep = h("label", { class: "mw-check" }, this._keep, "Keep as a reference", key("r"));
    return h(
      "section",
      { class: "mw-panel", "aria-label": "Chosen box" },
      this._boxHead,
      this._reach,
      this._errorBox,
      this._formBox,
      this._look,
      actionBar({ acts: this._acts, keep }),
    );
  }
}
