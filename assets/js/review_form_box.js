// The one form that may be open in the card: opens it, and sends what it says.

import { NewSymbolForm, SymbolSearch } from "./review_forms.js";
import { EscalateForm, ReasonForm } from "./review_notes.js";

export class Forms {
  /** ready(): whether the chosen box can be decided; back: Cancel and Escape;
   *  done: after a form that closes before the answer is there. */
  constructor({ state, view, ready, decide, back, done }) {
    Object.assign(this, { _state: state, _view: view, _ready: ready });
    Object.assign(this, { _decide: decide, _back: back, _done: done, _form: null });
  }

  get open() {
    return this._form !== null;
  }

  close() {
    this._show(null);
  }

  setBusy(busy) {
    this._form?.setBusy?.(busy);
  }

  search() {
    if (!this._ready()) return;
    const pick = (symbol) => this._answer("confirmed", { symbol });
    this._show(new SymbolSearch({ pick, create: (name) => this.newSymbol(name), close: this._back }));
  }

  newSymbol(name) {
    if (!this._ready()) return;
    const { lists } = this._state.around;
    const submit = (newSymbol) => this._decide("new_symbol", { newSymbol });
    this._show(new NewSymbolForm({ lists, name, submit, close: this._back }));
  }

  askReason() {
    if (!this._ready()) return;
    const { reasons } = this._state.around;
    const submit = (reason) => this._answer("rejected", { reason });
    this._show(new ReasonForm({ reasons, submit, close: this._back }));
  }

  escalate() {
    if (!this._ready()) return;
    const whole = this._state.boxes().filter((box) => box.waiting).length > 1;
    const submit = (said) => this._decide("escalated", said);
    this._show(new EscalateForm({ whole, submit, close: this._back }));
  }

  _answer(what, said) {
    this.close();
    this._decide(what, said);
    this._done();
  }

  _show(form) {
    this._form = form;
    this._view.showForm(form);
  }
}
