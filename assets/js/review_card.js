// The review card: takes what the server says, draws it, and sends every press.
// Mounted by ui/review_card.py on one gr.HTML component.

import { action, h, letterOf } from "./dom.js";
import { emptyState, helpDialog, news, recentStrip } from "./review_around.js";
import { NewSymbolForm, SymbolSearch } from "./review_forms.js";
import { Keys } from "./review_keys.js";
import { cropColumn, decidedNote, matchList, verdictChip } from "./review_matches.js";
import { Presses } from "./review_presses.js";
import { Stage } from "./review_stage.js";

const POLL_MS = 2000;
const RENEW_MS = 120000;
const REASONS = ["", "looks alike only", "part of another mark", "too blurred to tell", "own product"];

export function mount({ element, props, trigger, watch }) {
  const card = new ReviewCard(element.querySelector("[data-mw-review]"), trigger);
  watch("value", () => card.receive(props.value));
  card.open(new URLSearchParams(location.search).get("case"));
}

class ReviewCard {
  constructor(root, trigger) {
    this._root = root;
    this._case = null;
    this._queue = null;
    this._recent = [];
    this._lists = [];
    this._presses = new Presses({ send: trigger, stuck: (press) => this._stuck(press) });
    this._trigger = trigger;
    this._stage = new Stage({
      choose: (id) => this._choose(id),
      drawn: (xyxy) => this._draw(xyxy),
    });
    this._keys = new Keys(this._commands());
    this._build();
    this._keepClaim();
  }

  // --- what the reviewer does -----------------------------------------------------

  open(caseId) {
    this._add("open", () => ({ case_id: caseId ? Number(caseId) : null }));
  }

  decide(actionName, { symbol = null, newSymbol = null } = {}) {
    const region = this._chosen();
    if (!region || this._isPending(region.id)) return;
    const caseId = this._case.id;
    const seconds = (performance.now() - this._chosenAt) / 1000;
    const reason = actionName === "rejected" ? this._reason.value : "";
    const keep = this._keep.checked && actionName === "confirmed" ? true : null;
    this._add(
      "decide",
      () => ({
        case_id: caseId,
        case_version: this._case?.id === caseId ? this._case.version : this._lastVersion,
        region_id: region.id,
        action: actionName,
        symbol_id: symbol?.symbol_id ?? null,
        new_symbol: newSymbol,
        add_reference: keep,
        seconds,
        reason,
      }),
      { regionId: region.id },
    );
    if (newSymbol) this._form?.setBusy?.(true);
    else this._advance();
  }

  skip() {
    if (!this._case || this._leaving) return;
    const caseId = this._case.id;
    this._leaving = true;
    this._add("decide", () => ({
      case_id: caseId,
      case_version: this._case.version,
      region_id: null,
      action: "skipped",
      seconds: (performance.now() - this._openedAt) / 1000,
    }));
    this._drawAll();
  }

  undo(decisionId = null) {
    if (decisionId === null && this._presses.takeBack()) return this._drawAll();
    this._add("undo", () => ({ decision_id: decisionId ?? this._recent[0]?.id ?? null }));
  }

  step(by) {
    if (!this._case?.regions.length) return;
    const { regions } = this._case;
    const index = regions.findIndex((region) => region.id === this._chosenId);
    this._choose(regions[(index + by + regions.length) % regions.length].id);
    this._stage.focusChosen();
  }

  _commands() {
    const confirm = (index) => {
      const match = this._chosen()?.matches[index];
      if (match) this.decide("confirmed", { symbol: match });
    };
    return {
      confirm,
      search: () => this._openSearch(),
      create: () => this._openNewSymbol(""),
      reject: () => this.decide("rejected"),
      notALogo: () => this.decide("not_a_logo"),
      keep: () => this._chosen() && (this._keep.checked = !this._keep.checked),
      skip: () => this.skip(),
      undo: () => this.undo(),
      step: (by) => this.step(by),
      draw: () => this._case && this._setDrawing(!this._stage.drawing),
      hide: (hidden) => this._stage.setHidden(hidden),
      zoom: () => this._zoom(),
      zoomBy: (factor) => this._stage.zoomBy(factor),
      fit: () => this._stage.fit(),
      help: () => this._help.showModal(),
      escape: () => this._setDrawing(false),
    };
  }

  // --- what the server says -------------------------------------------------------

  receive(value) {
    const press = value && this._presses.answered(value.answered);
    if (!press) return;
    const typing = this._formBox.contains(document.activeElement);
    this._queue = value.queue ?? this._queue;
    this._recent = value.recent ?? this._recent;
    this._lists = value.lists ?? this._lists;
    this._scan = value.scan;
    this._leaving = false;
    this._error = value.error;
    if (value.notice) this._say(value.notice);
    if (!value.error || value.case) this._take(value.case, value.focus_region, press);
    if (value.error) this._form?.setBusy?.(false);
    else if (press.event === "decide") this._closeForm();
    this._drawAll();
    if (this._case && !this._form && (typing || this._mayFocus())) this._stage.focusChosen();
    this._presses.next();
    this._poll();
  }

  _take(fresh, focusRegion, press) {
    const before = this._case;
    this._lastVersion = fresh?.version ?? null;
    this._case = fresh;
    if (!fresh) {
      this._closeForm();
      this._setUrl(null);
      return;
    }
    const same = before?.id === fresh.id;
    if (!same) {
      this._closeForm();
      this._stage.show(fresh.image);
      this._openedAt = performance.now();
      this._setUrl(fresh.id);
      this._setDrawing(false);
    }
    const known = same ? new Set(before.regions.map((region) => region.id)) : new Set();
    const drawn = press.event === "draw" && fresh.regions.find((region) => !known.has(region.id));
    const wanted = focusRegion ?? drawn?.id ?? (same ? this._chosenId : null);
    const keep = fresh.regions.find((region) => region.id === wanted);
    const stay = keep && (keep.waiting || keep.id === focusRegion || !this._nextWaiting());
    this._setChosen(stay ? keep.id : (this._nextWaiting()?.id ?? fresh.regions[0]?.id ?? null));
  }

  _stuck(press) {
    this._error =
      "Markwatch does not answer, so this is not saved yet. Is it still running? Nothing was lost:";
    this._canRetry = press;
    this._drawAll();
  }

  // --- state ----------------------------------------------------------------------

  _add(event, build, rest = {}) {
    this._error = "";
    this._canRetry = null;
    this._presses.add({ event, build, ...rest });
  }

  _chosen() {
    return this._case?.regions.find((region) => region.id === this._chosenId) ?? null;
  }

  _isPending(regionId) {
    return this._leaving || this._presses.pendingRegions().has(regionId);
  }

  _isWaiting(region) {
    return region.waiting && !this._isPending(region.id);
  }

  _nextWaiting() {
    const { regions } = this._case;
    const index = regions.findIndex((region) => region.id === this._chosenId);
    const inOrder = [...regions.slice(index + 1), ...regions.slice(0, index + 1)];
    return inOrder.find((region) => this._isWaiting(region)) ?? null;
  }

  _advance() {
    const next = this._nextWaiting();
    if (next) this._setChosen(next.id);
    this._drawAll();
  }

  _choose(id) {
    if (id === this._chosenId) return;
    this._closeForm();
    this._setChosen(id);
    this._drawPanel();
    this._stage.setChosen(id);
  }

  _setChosen(id) {
    if (id !== this._chosenId) {
      this._reason.value = "";
      this._keep.checked = false;
      this._chosenAt = performance.now();
    }
    this._chosenId = id;
  }

  _draw(xyxy) {
    const caseId = this._case.id;
    this._setDrawing(false);
    this._add("draw", () => ({ case_id: caseId, xyxy }));
    this._drawAll();
  }

  _setDrawing(drawing) {
    this._stage.setDrawing(drawing);
    this._drawButton.setAttribute("aria-pressed", drawing);
    this._hint.hidden = !drawing;
  }

  _zoom() {
    const region = this._chosen();
    if (!region || !this._stage.fitted) this._stage.fit();
    else this._stage.zoomTo(region.xyxy);
  }

  /** Focus goes to the box only where it was nowhere: nobody is torn from a field. */
  _mayFocus() {
    const active = document.activeElement;
    return !active || active === document.body || !active.isConnected;
  }

  _setUrl(caseId) {
    const url = new URL(location.href);
    if (caseId) url.searchParams.set("case", caseId);
    else url.searchParams.delete("case");
    history.replaceState(history.state, "", url);
  }

  _poll() {
    clearTimeout(this._pollTimer);
    if (this._case || !this._scan?.running) return;
    this._pollTimer = setTimeout(() => {
      if (document.hidden || this._presses.busy) this._poll();
      else this.open(null);
    }, POLL_MS);
  }

  _keepClaim() {
    setInterval(() => {
      if (this._case?.open && !document.hidden) this._trigger("renew", { case_id: this._case.id });
    }, RENEW_MS);
  }

  // --- forms ----------------------------------------------------------------------

  _openSearch() {
    if (!this._chosen() || this._isPending(this._chosenId)) return;
    this._putForm(
      new SymbolSearch({
        pick: (symbol) => {
          this._closeForm();
          this.decide("confirmed", { symbol });
          this._stage.focusChosen();
        },
        create: (name) => this._openNewSymbol(name),
        close: () => this._leaveForm(),
      }),
    );
  }

  _openNewSymbol(name) {
    if (!this._chosen() || this._isPending(this._chosenId)) return;
    this._putForm(
      new NewSymbolForm({
        lists: this._lists,
        name,
        submit: (newSymbol) => this.decide("new_symbol", { newSymbol }),
        close: () => this._leaveForm(),
      }),
    );
  }

  _putForm(form) {
    this._form = form;
    this._formBox.replaceChildren(form.element);
    form.focus();
  }

  _closeForm() {
    this._form = null;
    this._formBox.replaceChildren();
  }

  _leaveForm() {
    this._error = "";
    this._closeForm();
    this._drawPanel();
    this._stage.focusChosen();
  }

  // --- drawing --------------------------------------------------------------------

  _build() {
    this._form = null;
    this._about = h("div", { class: "mw-about" });
    this._tally = h("p", { class: "mw-tally", "aria-live": "polite" });
    this._news = h("div", { class: "mw-newsbox", role: "status", "aria-live": "polite" });
    this._hint = h("p", { class: "mw-hint", hidden: true }, "Drag a box around the mark that was missed. Esc stops.");
    this._drawButton = action("Draw box", "d", () => this._setDrawing(!this._stage.drawing), { "aria-pressed": "false" });
    this._boxHead = h("div", { class: "mw-boxhead" });
    this._errorBox = h("div", { class: "mw-errorbox", role: "alert" });
    this._formBox = h("div", { class: "mw-formbox" });
    this._look = h("div", { class: "mw-look" });
    this._reason = h("select", { class: "mw-input", "aria-label": "Reason for rejecting, optional" }, REASONS.map((text) => h("option", { value: text }, text || "Reason (optional)")));
    this._keep = h("input", { type: "checkbox", "aria-keyshortcuts": "r" });
    this._actions = this._actionBar();
    this._recentList = h("ul", { class: "mw-recent" });
    this._empty = h("div", { class: "mw-emptybox" });
    this._help = this._keys.help(helpDialog);
    this._keys.start();
    this._root.replaceChildren(
      h("section", { class: "mw-stage", "aria-label": "Image" },
        h("div", { class: "mw-stagehead" }, this._about, this._tally),
        h("div", { class: "mw-stagebody" }, this._stage.element, this._news, this._hint, this._tools()),
        h("div", { class: "mw-stagefoot" }, h("h2", { class: "mw-sr" }, "Recent decisions"), this._recentList),
      ),
      h("section", { class: "mw-panel", "aria-label": "Chosen box" },
        this._boxHead, this._errorBox, this._formBox, this._look, this._actions),
      this._empty,
      this._help,
    );
  }

  _tools() {
    const small = (label, text, run) =>
      h("button", { type: "button", class: "mw-tool", "aria-label": label, title: label, onclick: run }, text);
    const hide = small("Hide the boxes while pressed (h)", "Hide boxes", null);
    hide.addEventListener("pointerdown", () => this._stage.setHidden(true));
    for (const end of ["pointerup", "pointerleave", "pointercancel"])
      hide.addEventListener(end, () => this._stage.setHidden(false));
    return h("div", { class: "mw-tools", role: "toolbar", "aria-label": "Image tools" },
      small("Zoom out (−)", "−", () => this._stage.zoomBy(1 / 1.4)),
      small("Whole image (0)", "Fit", () => this._stage.fit()),
      small("Zoom in (+)", "+", () => this._stage.zoomBy(1.4)),
      hide,
      this._drawButton,
      action("Keys", "?", () => this._help.showModal()));
  }

  _actionBar() {
    return h("div", { class: "mw-actions" },
      h("div", { class: "mw-options" },
        h("label", { class: "mw-check" }, this._keep, "Keep as a reference", h("kbd", { class: "mw-key", "aria-hidden": "true" }, "r")),
        this._reason),
      h("div", { class: "mw-buttons" },
        action("Reject", "x", () => this.decide("rejected"), { kind: "is-danger" }),
        action("Not a logo", "n", () => this.decide("not_a_logo")),
        action("Other symbol", "/", () => this._openSearch()),
        action("New symbol", "s", () => this._openNewSymbol("")),
        action("Skip image", "␣", () => this.skip()),
        action("Undo", "u", () => this.undo())));
  }

  _boxes() {
    return this._case.regions.map((region) => ({
      ...region,
      waiting: this._isWaiting(region),
      saying: this._isWaiting(region)
        ? `waiting, ${region.verdict}${region.matches[0] ? `, best match ${region.matches[0].name}` : ""}`
        : "decided",
    }));
  }

  _drawAll() {
    this._root.dataset.state = this._case ? "case" : "empty";
    this._root.dataset.case = this._case?.id ?? "";
    this._drawRecent();
    this._drawTally();
    if (!this._case) {
      this._empty.replaceChildren(emptyState(
        { queue: this._queue, scan: this._scan, error: this._error },
        { bringBack: () => this._add("bring_back", () => ({})), look: () => this.open(null) },
      ));
      if (this._canRetry) this._empty.firstChild.append(this._retryButton());
      return;
    }
    this._empty.replaceChildren();
    this._drawAbout();
    this._stage.setBoxes(this._boxes(), this._chosenId);
    this._drawPanel();
  }

  _drawAbout() {
    const { image, reason_text: reason, open } = this._case;
    this._about.replaceChildren(
      h("h1", { title: image.name }, image.title || image.name),
      h("p", { class: "mw-fine" },
        image.product_id ? h("span", {}, `Product ${image.product_id}`) : null,
        h("span", {}, image.name),
        h("span", {}, `${image.width} × ${image.height}`)),
      h("span", { class: "mw-chip", "data-reason": this._case.reason }, open ? reason : "Closed"),
    );
  }

  _drawTally() {
    if (!this._queue) return;
    this._tally.replaceChildren(
      h("b", { class: "mw-count-waiting" }, String(this._queue.waiting)), " waiting · ",
      h("b", { class: "mw-count-today" }, String(this._queue.today)), " decided today");
  }

  _drawRecent() {
    this._recentList.replaceChildren(...recentStrip(this._recent, (id) => this.undo(id)));
  }

  _drawPanel() {
    const region = this._chosen();
    this._errorBox.replaceChildren(...this._errorNotice());
    if (!region) {
      this._boxHead.replaceChildren(h("h2", {}, "No box"));
      this._look.replaceChildren(h("p", { class: "mw-nomatch" }, "Nothing was found here. Draw a box around what was missed, or skip the image."));
      return;
    }
    const { regions } = this._case;
    const index = regions.indexOf(region);
    const waiting = regions.filter((other) => this._isWaiting(other)).length;
    const letter = letterOf(index);
    this._root.dataset.region = region.id;
    this._boxHead.replaceChildren(
      h("h2", {}, `Box ${letter}`),
      h("span", { class: "mw-fine" }, `of ${regions.length} · ${waiting} waiting`),
      verdictChip(region.verdict));
    this._look.replaceChildren(
      cropColumn(region, letter),
      h("div", { class: "mw-beside" },
        region.decision && !region.waiting ? decidedNote(region, (id) => this.undo(id)) : null,
        matchList(region, { confirm: (match) => this.decide("confirmed", { symbol: match }) })));
    this._root.classList.toggle("is-saving", this._isPending(region.id));
  }

  _errorNotice() {
    if (!this._error) return [];
    const ways = this._canRetry
      ? this._retryButton()
      : h("button", { type: "button", class: "mw-close", "aria-label": "Dismiss", onclick: () => { this._error = ""; this._drawPanel(); } }, "×");
    return [h("div", { class: "mw-notice is-error" }, h("span", {}, this._error), ways)];
  }

  _retryButton() {
    return action("Try again", "", () => {
      this._error = "";
      this._canRetry = null;
      this._presses.retry();
      this._drawAll();
    }, { kind: "is-primary" });
  }

  _say(notice) {
    this._news.replaceChildren(news(notice, () => this._news.replaceChildren()));
  }
}
