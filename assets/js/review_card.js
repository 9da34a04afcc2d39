// The review card: keeps what the server said, and sends every press.
// Mounted by ui/review_card.py on one gr.HTML component.

import { NewSymbolForm, SymbolSearch } from "./review_forms.js";
import { Keys } from "./review_keys.js";
import { Presses } from "./review_presses.js";
import { Stage } from "./review_stage.js";
import { ReviewView } from "./review_view.js";

const POLL_MS = 2000;
const RENEW_MS = 120000;

export function mount({ element, props, trigger, watch }) {
  const card = new ReviewCard(element.querySelector("[data-mw-review]"), trigger);
  watch("value", () => card.receive(props.value));
  card.open(new URLSearchParams(location.search).get("case"));
}

class ReviewCard {
  constructor(root, trigger) {
    this._trigger = trigger;
    this._case = null;
    this._chosenId = null;
    this._form = null;
    this._around = { queue: null, recent: [], lists: [], scan: null };
    this._error = "";
    this._presses = new Presses({ send: trigger, stuck: () => this._stuck() });
    this._stage = new Stage({
      choose: (id) => this._choose(id),
      drawn: (xyxy) => this._drawBox(xyxy),
    });
    const acts = this._acts();
    const keys = new Keys(acts);
    this._view = new ReviewView(root, { stage: this._stage, acts, keys });
    keys.start();
    this._keepClaim();
  }

  /** What keys and buttons do. */
  _acts() {
    return {
      confirm: (index) => this._confirm(this._chosen()?.matches[index]),
      confirmMatch: (match) => this._confirm(match),
      reject: () => this._decide("rejected"),
      notALogo: () => this._decide("not_a_logo"),
      search: () => this._openSearch(),
      create: () => this._openNewSymbol(""),
      keep: () => this._view.toggleKeep(),
      skip: () => this._skip(),
      undo: (decisionId) => this._undo(decisionId),
      step: (by) => this._step(by),
      draw: () => this._case && this._view.setDrawing(!this._stage.drawing),
      hide: (hidden) => this._stage.setHidden(hidden),
      zoom: () => this._zoom(),
      zoomBy: (factor) => this._stage.zoomBy(factor),
      fit: () => this._stage.fit(),
      help: () => this._view.help.showModal(),
      escape: () => this._view.setDrawing(false),
      look: () => this.open(null),
      bringBack: () => this._press("bring_back", () => ({})),
      dismiss: () => this._dismiss(),
      retry: () => this._retry(),
    };
  }

  // --- what the reviewer does -----------------------------------------------------

  open(caseId) {
    this._press("open", () => ({ case_id: caseId ? Number(caseId) : null }));
  }

  _confirm(symbol) {
    if (symbol) this._decide("confirmed", { symbol });
  }

  _decide(what, { symbol = null, newSymbol = null } = {}) {
    const region = this._chosen();
    if (!region || this._isPending(region.id)) return;
    const data = {
      region_id: region.id,
      action: what,
      symbol_id: symbol?.symbol_id ?? null,
      new_symbol: newSymbol,
      add_reference: what === "confirmed" && this._view.keepsReference ? true : null,
      seconds: (performance.now() - this._chosenAt) / 1000,
      reason: what === "rejected" ? this._view.reason : "",
    };
    this._pressDecision(data, { regionId: region.id });
    if (newSymbol) return this._form?.setBusy(true);
    const next = this._nextWaiting();
    if (next) this._setChosen(next.id);
    this._draw();
  }

  _skip() {
    if (!this._case || this._leaving) return;
    const seconds = (performance.now() - this._openedAt) / 1000;
    this._leaving = true;
    this._pressDecision({ region_id: null, action: "skipped", seconds });
    this._draw();
  }

  /** The version is that of the newest answer when the press is sent, not when made. */
  _pressDecision(data, rest = {}) {
    const caseId = this._case.id;
    const build = () => ({ ...data, case_id: caseId, case_version: this._versions.get(caseId) });
    this._press("decide", build, rest);
  }

  _undo(decisionId = null) {
    if (decisionId === null && this._presses.takeBack()) {
      this._leaving = false;
      return this._draw();
    }
    this._press("undo", () => ({ decision_id: decisionId ?? this._around.recent[0]?.id ?? null }));
  }

  _step(by) {
    if (!this._case?.regions.length) return;
    const { regions } = this._case;
    const index = regions.findIndex((region) => region.id === this._chosenId);
    this._choose(regions[(index + by + regions.length) % regions.length].id);
    this._stage.focusChosen();
  }

  _drawBox(xyxy) {
    const caseId = this._case.id;
    this._view.setDrawing(false);
    this._press("draw", () => ({ case_id: caseId, xyxy }));
  }

  _zoom() {
    const region = this._chosen();
    if (!region || !this._stage.fitted) this._stage.fit();
    else this._stage.zoomTo(region.xyxy);
  }

  _press(event, build, rest = {}) {
    this._error = "";
    this._canRetry = false;
    this._presses.add({ event, build, ...rest });
  }

  // --- what the server says -------------------------------------------------------

  receive(value) {
    const press = value && this._presses.answered(value.answered);
    if (!press) return;
    const typing = this._view.typing;
    const { queue, recent, lists, scan } = value;
    this._around = { queue, recent, lists, scan };
    this._leaving = false;
    this._error = value.error;
    if (value.notice) this._view.showNews(value.notice);
    this._take(value.case, value.focus_region, press);
    if (value.error) this._form?.setBusy?.(false);
    else if (press.event === "decide") this._setForm(null);
    this._draw();
    const focus = this._case && !this._form && (typing || this._view.focusIsFree);
    if (focus) this._stage.focusChosen();
    this._presses.next();
    this._poll();
  }

  _take(fresh, focusRegion, press) {
    const before = this._case;
    this._case = fresh;
    setAddress(fresh?.id);
    if (fresh) this._versions.set(fresh.id, fresh.version);
    if (before?.id !== fresh?.id) this._turnTo(fresh);
    if (!fresh) return;
    const same = before?.id === fresh.id;
    const known = new Set(same ? before.regions.map((region) => region.id) : []);
    const drawn = press.event === "draw" && fresh.regions.find((region) => !known.has(region.id));
    const wanted = focusRegion ?? (drawn ? drawn.id : this._chosenId);
    const there = fresh.regions.find((region) => region.id === wanted);
    const next = this._nextWaiting();
    const stays = there && (there.waiting || there.id === focusRegion || !next);
    this._setChosen((stays ? there : (next ?? fresh.regions[0]))?.id ?? null);
  }

  _turnTo(fresh) {
    this._setForm(null);
    this._view.setDrawing(false);
    this._chosenId = null;
    this._openedAt = performance.now();
    if (fresh) this._stage.show(fresh.image);
  }

  _stuck() {
    this._error = "Markwatch does not answer. Is it still running? Your press is kept:";
    this._canRetry = true;
    this._draw();
  }

  _retry() {
    this._error = "";
    this._canRetry = false;
    this._presses.retry();
    this._draw();
  }

  _dismiss() {
    this._error = "";
    this._draw();
  }

  /** While a scan fills the queue, its first case opens by itself. */
  _poll() {
    clearTimeout(this._pollTimer);
    if (this._case || !this._around.scan?.running) return;
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

  // --- state ----------------------------------------------------------------------

  _versions = new Map();

  _chosen() {
    return this._case?.regions.find((region) => region.id === this._chosenId) ?? null;
  }

  _isPending(regionId) {
    return Boolean(this._leaving) || this._presses.pendingRegions().has(regionId);
  }

  _isWaiting(region) {
    return region.waiting && !this._isPending(region.id);
  }

  _nextWaiting() {
    const { regions } = this._case;
    const after = regions.findIndex((region) => region.id === this._chosenId) + 1;
    const inOrder = [...regions.slice(after), ...regions.slice(0, after)];
    return inOrder.find((region) => this._isWaiting(region)) ?? null;
  }

  _choose(id) {
    if (id === this._chosenId) return;
    this._setForm(null);
    this._setChosen(id);
    this._stage.setChosen(id);
    this._view.drawPanel(this._state());
  }

  _setChosen(id) {
    if (id === this._chosenId) return;
    this._view.resetOptions();
    this._chosenAt = performance.now();
    this._chosenId = id;
  }

  _draw() {
    this._view.draw(this._state());
  }

  _state() {
    const boxes = (this._case?.regions ?? []).map((region) => ({
      ...region,
      pending: this._isPending(region.id),
      waiting: this._isWaiting(region),
    }));
    return {
      ...this._around,
      case: this._case,
      boxes,
      chosenId: this._chosenId,
      error: this._error,
      canRetry: this._canRetry,
    };
  }

  // --- forms ----------------------------------------------------------------------

  _openSearch() {
    if (!this._chosen() || this._isPending(this._chosenId)) return;
    const pick = (symbol) => {
      this._setForm(null);
      this._confirm(symbol);
      this._stage.focusChosen();
    };
    const create = (name) => this._openNewSymbol(name);
    this._setForm(new SymbolSearch({ pick, create, close: () => this._leaveForm() }));
  }

  _openNewSymbol(name) {
    if (!this._chosen() || this._isPending(this._chosenId)) return;
    this._setForm(
      new NewSymbolForm({
        lists: this._around.lists,
        name,
        submit: (newSymbol) => this._decide("new_symbol", { newSymbol }),
        close: () => this._leaveForm(),
      }),
    );
  }

  _setForm(form) {
    this._form = form;
    this._view.showForm(form);
  }

  _leaveForm() {
    this._error = "";
    this._setForm(null);
    this._draw();
    this._stage.focusChosen();
  }
}

/** Each case has an address, so that reloading or a link opens it. */
function setAddress(caseId) {
  const url = new URL(location.href);
  if (caseId) url.searchParams.set("case", caseId);
  else url.searchParams.delete("case");
  history.replaceState(history.state, "", url);
}
