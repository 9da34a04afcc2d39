// The one form that may be open in the card, and what it keeps while it is busy.

import { NewSymbolForm, SymbolSearch } from "./review_forms.js";
import { EscalateForm, ReasonForm } from "./review_notes.js";

export class Forms {
  /** back: what Cancel and Escape do. */
  constructor({ view, back }) {
    this._view = view;
    this._back = back;
    this._form = null;
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

  search({ pick, create }) {
    this._show(new SymbolSearch({ pick, create, close: this._back }));
  }

  newSymbol({ lists, name, submit }) {
    this._show(new NewSymbolForm({ lists, name, submit, close: this._back }));
  }

  reasons({ reasons, submit }) {
    this._show(new ReasonForm({ reasons, submit, close: this._back }));
  }

  escalate({ whole, submit }) {
    this._show(new EscalateForm({ whole, submit, close: this._back }));
  }

  _show(form) {
    this._form = form;
    this._view.showForm(form);
  }
}
