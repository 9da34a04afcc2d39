// Who works on a case: the claim is renewed while the tab is looked at, and let go when
// it is left. The server decides; here is only told.

const SHARE = 1 / 3; // of the time that a claim lasts, until it is renewed
const LEAST_MS = 5000;

export class Claim {
  /** lost(sentence) is called when somebody else has the case meanwhile. */
  constructor({ lost }) {
    this._lost = lost;
    this._caseId = null;
    this._every = 120000;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this._renew();
    });
    window.addEventListener("pagehide", () => this._letGo(this._caseId));
  }

  /** Hold this case from now on; null holds none. seconds: how long a claim lasts. */
  hold(caseId, seconds) {
    this._caseId = caseId;
    this._every = Math.max(LEAST_MS, (seconds ?? 600) * 1000 * SHARE);
    clearTimeout(this._timer);
    if (caseId !== null) this._timer = setTimeout(() => this._tick(), this._every);
  }

  /** Let a case go that was left undecided. */
  leave(caseId) {
    this._letGo(caseId);
    if (caseId === this._caseId) this.hold(null);
  }

  _tick() {
    this._timer = setTimeout(() => this._tick(), this._every);
    if (!document.hidden) this._renew();
  }

  async _renew() {
    const caseId = this._caseId;
    if (caseId === null) return;
    let answer;
    try {
      answer = await fetch(`/review/claims/${caseId}/renew`, { method: "POST" });
    } catch {
      return; // the next press says that the server does not answer
    }
    if (answer.status !== 409 || caseId !== this._caseId) return;
    const { detail } = await answer.json();
    this.hold(null);
    this._lost(detail);
  }

  _letGo(caseId) {
    if (caseId === null) return;
    // A beacon is sent even while the page goes away.
    navigator.sendBeacon(`/review/claims/${caseId}/release`);
  }
}
