// While a scan fills the queue, its first case opens by itself.

const POLL_MS = 2000;

export class Poll {
  /** waits(): whether there is something to look for; busy(): not now; look(): do. */
  constructor({ waits, busy, look }) {
    Object.assign(this, { _waits: waits, _busy: busy, _look: look });
  }

  next() {
    clearTimeout(this._timer);
    if (!this._waits()) return;
    this._timer = setTimeout(() => {
      if (document.hidden || this._busy()) this.next();
      else this._look();
    }, POLL_MS);
  }
}
