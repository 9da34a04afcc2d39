// The review card: sends every press, and shows what the server says to it.
// Mounted by ui/review_card.py on one gr.HTML component.

import { Ahead } from "./review_ahead.js";
import { BoxActs } from "./review_box_acts.js";
import { Claim } from "./review_claim.js";
import { ofBox, ofCase, secondsSince } from "./review_decision.js";
import { Forms } from "./review_form_box.js";
import { Keys } from "./review_keys.js";
import { Poll } from "./review_poll.js";
import { Presses } from "./review_presses.js";
import { QueueBar } from "./review_queue.js";
import { Scope } from "./review_scope.js";
import { Sender } from "./review_sender.js";
import { Stage } from "./review_stage.js";
import { CardState } from "./review_state.js";
import { ReviewView } from "./review_view.js";

export function mount({ element, props, trigger, watch }) {
  const card = new ReviewCard(element.querySelector("[data-mw-review]"), trigger);
  watch("value", () => card.receive(props.value));
  card.open(new URLSearchParams(location.search).get("case"));
}

class ReviewCard {
  constructor(root, trigger) {
    const sender = new Sender({ trigger, answered: (value) => this.receive(value) });
    this._presses = new Presses({ send: (...press) => sender.send(...press), stuck: () => this._stuck() });
    this._state = new CardState(this._presses);
    this._queue = new QueueBar({ changed: () => this.open(null) });
    this._scope = new Scope({ changed: () => this._drawPanel() });
    this._ahead = new Ahead();
    this._claim = new Claim({ lost: (sentence) => this._loseClaim(sentence) });
    this._stage = new Stage({
      choose: (id) => this._choose(id),
      drawn: (xyxy) => this._boxes.draw(xyxy),
    });
    const acts = this._acts();
    const keys = new Keys(acts);
    const parts = { stage: this._stage, queue: this._queue, scope: this._scope };
    this._view = new ReviewView(root, { ...parts, acts, keys });
    this._forms = new Forms({
      state: this._state,
      view: this._view,
      ready: () => this._ready(),
      decide: (what, said) => this._decide(what, said),
      back: () => this._leaveForm(),
      done: () => this._stage.focusChosen(),
    });
    this._boxes = new BoxActs({
      state: this._state,
      stage: this._stage,
      view: this._view,
      ready: () => this._ready(),
      press: (...sent) => this._press(...sent),
      redraw: () => this._draw(),
    });
    this._poll = new Poll({
      waits: () => this._state.waitsForScan,
      busy: () => this._presses.busy,
      look: () => this.open(null),
    });
    keys.start();
    addEventListener("pageshow", (event) => event.persisted && this.open(this._state.case?.id));
  }

  /** What keys and buttons do. */
  _acts() {
    return {
      confirm: (index, reach) => this._confirm(this._state.chosen()?.matches[index], reach),
      confirmMatch: (match) => this._confirm(match),
      reject: (reach) => this._decide("rejected", { reach }),
      notALogo: (reach) => (this._state.isBare ? this._leave("not_a_logo") : this._decide("not_a_logo", { reach })),
      because: () => this._forms.askReason(),
      search: () => this._forms.search(),
      create: () => this._forms.newSymbol(""),
      escalate: () => this._forms.escalate(),
      keep: () => this._view.toggleKeep(),
      widen: () => this._scope.widen(this._state.boxes()),
      skip: () => this._skip(),
      undo: (decisionId) => this._undo(decisionId),
      restore: (gone) => this._press("restore", () => gone),
      endClaim: (caseId) => this._press("end_claim", () => ({ case_id: caseId })),
      arrow: (dx, dy, shift) => this._arrow(dx, dy, shift),
      draw: () => this._canEdit() && this._view.setDrawing(!this._stage.drawing),
      edit: () => this._boxes.edit(),
      save: () => this._boxes.save(),
      remove: () => this._boxes.remove(),
      editing: () => Boolean(this._stage.editing),
      flip: () => this._view.compare.flip(),
      lift: (lifted) => this._view.veil.lift(lifted),
      hide: (hidden) => this._stage.setHidden(hidden),
      zoom: () => this._stage.toggleZoom(this._state.chosen()),
      zoomBy: (factor) => this._stage.zoomBy(factor),
      fit: () => this._stage.fit(),
      help: () => this._view.help.showModal(),
      escape: () => this._view.setDrawing(false),
      look: () => this.open(null),
      showAll: () => this._queue.showAll(),
      bringBack: () => this._press("bring_back", () => ({})),
      dismiss: () => this._dismiss(),
      retry: () => this._retry(),
    };
  }

  // --- what the reviewer does -----------------------------------------------------

  open(caseId) {
    this._press("open", () => ({ case_id: caseId ? Number(caseId) : null }));
  }

  _confirm(symbol, reach) {
    if (symbol) this._decide("confirmed", { symbol, reach });
  }

  _decide(what, { symbol = null, newSymbol = null, reason = "", note = "", whole = false, reach } = {}) {
    const region = this._state.chosen();
    if (!region || this._state.isPending(region.id) || !this._canEdit()) return;
    const also = what === "escalated" ? [] : this._scope.also(this._state.boxes(), reach);
    const keeps = what === "confirmed" && this._view.keepsReference;
    const seconds = secondsSince(this._chosenAt);
    const data = ofBox(whole ? null : region.id, { what, also, symbol, newSymbol, keeps, seconds, reason, note });
    const fromForm = Boolean(newSymbol || note);
    this._pressDecision(data, { regionIds: [region.id, ...also], fromForm });
    if (fromForm) return this._forms.setBusy(true);
    const next = this._state.nextWaiting();
    if (next) this._setChosen(next.id);
    this._draw();
  }

  /** Say something of the whole case; the next one comes. */
  _leave(what) {
    if (this._state.leaving || !this._canEdit()) return;
    this._state.leaving = true;
    this._pressDecision(ofCase(what, secondsSince(this._openedAt)));
    this._draw();
  }

  _skip() {
    if (!this._state.case || this._state.leaving || this._isAnswered()) return;
    // A case that another holds is left as it is: there is nothing to skip.
    if (this._state.readOnly) return this.open(null);
    this._leave("skipped");
  }

  /** Whether all that waits here is answered already, and only the next case is to come. */
  _isAnswered() {
    const waiting = this._state.case.regions.filter((region) => region.waiting);
    return waiting.length > 0 && waiting.every((region) => this._state.isPending(region.id));
  }

  /** The version is that of the newest answer when the press is sent, not when made. */
  _pressDecision(data, rest = {}) {
    const caseId = this._state.case.id;
    const build = () => ({ ...data, case_id: caseId, case_version: this._state.versionOf(caseId) });
    this._press("decide", build, rest);
  }

  _undo(decisionId = null) {
    if (decisionId === null && this._presses.takeBack()) {
      this._state.leaving = false;
      return this._draw();
    }
    // Which one is the last is known when the presses before this one are answered.
    this._press("undo", () => ({ decision_id: decisionId ?? this._state.around.recent[0]?.id ?? null }));
  }

  _arrow(dx, dy, shift) {
    if (this._stage.editing) return this._stage.editing.nudge(dx, dy, { resizing: shift });
    const beside = this._state.beside(dx + dy);
    if (!beside) return;
    this._choose(beside.id);
    this._stage.focusChosen();
  }

  _press(event, build, rest = {}) {
    this._state.error = "";
    this._state.canRetry = false;
    this._presses.add({ event, build: () => ({ ...this._queue.wanted, ...build() }), ...rest });
  }

  _canEdit() {
    if (!this._state.case || !this._state.readOnly) return Boolean(this._state.case);
    this._state.error = this._state.readOnly;
    this._drawPanel();
    return false;
  }

  // --- what the server says -------------------------------------------------------

  receive(value) {
    const press = value && this._presses.answered(value.answered);
    if (!press) return;
    const typing = this._view.typing;
    const { queue, recent, lists, reasons, scan, filter } = value;
    this._state.around = { queue, recent, lists, reasons, scan, filter };
    this._state.leaving = false;
    this._state.error = value.error;
    if (value.notice) this._view.showNews(value.notice);
    this._take(value.case, value.focus_region, press);
    this._claim.hold(value.case?.open && !value.case.held_by ? value.case.id : null, value.claim_s);
    // A form waits for its own answer alone.
    if (press.fromForm && value.error) this._forms.setBusy(false);
    else if (press.fromForm) this._forms.close();
    this._draw();
    const free = !this._forms.open && (typing || this._view.focusIsFree);
    if (this._state.case && free) this._stage.focusChosen();
    this._presses.next();
    this._poll.next();
  }

  _take(fresh, focusRegion, press) {
    const before = this._state.case;
    const known = new Set(before?.regions.map((region) => region.id) ?? []);
    const turned = this._state.take(fresh);
    this._queue.setAddress(fresh?.id);
    if (turned) this._turnTo(fresh, { before, press });
    if (!fresh) return;
    const isNew = ["draw", "move"].includes(press.event) && !turned;
    const added = isNew && fresh.regions.find((region) => !known.has(region.id));
    const wanted = focusRegion ?? (added ? added.id : this._state.chosenId);
    this._setChosen(this._state.boxAfter(wanted, { focus: focusRegion }));
  }

  _turnTo(fresh, { before, press }) {
    if (before?.open && !before.held_by && press.event === "open") this._claim.leave(before.id);
    this._forms.close();
    this._view.setDrawing(false);
    this._scope.forget();
    this._view.veil.take(fresh);
    this._state.chosenId = null;
    this._openedAt = performance.now();
    if (!fresh) return;
    this._stage.show(fresh.image);
    this._ahead.look(fresh.id, this._queue.query);
  }

  _loseClaim(sentence) {
    this._state.lost = sentence;
    this._state.error = sentence;
    this._draw();
  }

  _stuck() {
    this._state.error = "Markwatch does not answer. Is it still running? Your press is kept:";
    this._state.canRetry = true;
    this._draw();
  }

  _retry() {
    this._state.canRetry = false;
    this._presses.retry();
    this._dismiss();
  }

  _dismiss() {
    this._state.error = "";
    this._draw();
  }

  // --- choosing and drawing ---------------------------------------------------------

  _choose(id) {
    if (id === this._state.chosenId) return;
    this._setChosen(id);
    this._stage.setChosen(id);
    this._drawPanel();
  }

  _setChosen(id) {
    if (id === this._state.chosenId) return;
    this._forms.close();
    this._view.setEditing(null);
    this._view.resetOptions();
    this._chosenAt = performance.now();
    this._state.chosenId = id;
    this._scope.reset(this._state.chosen());
  }

  _draw() {
    this._view.draw(this._state.view());
  }

  _drawPanel() {
    this._view.drawPanel(this._state.view());
  }

  // --- forms ----------------------------------------------------------------------

  _ready() {
    return this._state.chosen() && !this._state.isPending(this._state.chosenId) && this._canEdit();
  }

  _leaveForm() {
    this._forms.close();
    this._dismiss();
    this._stage.focusChosen();
  }
}
