// Presses wait in line here: one is under way at a time, each is sent with the version
// that the answer before it brought, and none is lost or counted twice.

const PATIENCE_MS = 12000;

export class Presses {
  /** send(event, data, { again }); stuck(press) is called when no answer came, even to a repeat. */
  constructor({ send, stuck }) {
    this._send = send;
    this._stuck = stuck;
    this._line = [];
    this._underWay = null;
  }

  get busy() {
    return this._underWay !== null || this._line.length > 0;
  }

  /** build() makes the data at the moment of sending; the id makes a repeat harmless. */
  add({ event, build, ...rest }) {
    const press = { id: crypto.randomUUID(), event, build, ...rest };
    this._line.push(press);
    this._next();
    return press;
  }

  /** Take back the newest press if it is a decision that was not sent yet. */
  takeBack() {
    return this._line.at(-1)?.event === "decide" ? this._line.pop() : null;
  }

  /** Return the press that was answered, or null where nobody waits for this answer. */
  answered(id) {
    if (this._underWay?.id !== id) return null;
    clearTimeout(this._timer);
    const press = this._underWay;
    this._underWay = null;
    return press;
  }

  /** Send the next one; call it after an answer was taken in. */
  next() {
    this._next();
  }

  retry() {
    if (this._underWay) this._dispatch(1);
  }

  pendingRegions() {
    return new Set([this._underWay, ...this._line].flatMap((press) => press?.regionIds ?? []));
  }

  _next() {
    if (this._underWay || !this._line.length) return;
    this._underWay = this._line.shift();
    this._underWay.data = { ...this._underWay.build(), request_id: this._underWay.id };
    this._dispatch(0);
  }

  _dispatch(repeats) {
    const press = this._underWay;
    this._send(press.event, press.data, { again: repeats > 0 });
    this._timer = setTimeout(() => {
      if (this._underWay !== press) return;
      if (repeats < 1) this._dispatch(repeats + 1);
      else this._stuck(press);
    }, PATIENCE_MS);
  }
}
