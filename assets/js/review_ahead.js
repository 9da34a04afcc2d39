// The case that comes next: made ready by the server, and its pictures fetched, while
// this one is looked at. It only saves time; nothing rests on it.

const AFTER_MS = 500;

export class Ahead {
  look(caseId, query) {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._fetch(caseId, query), AFTER_MS);
  }

  async _fetch(caseId, query) {
    try {
      const answer = await fetch(`/review/ahead/${caseId}?${query}`);
      if (!answer.ok) return;
      const { pictures } = await answer.json();
      this._kept = pictures.map((src) => Object.assign(new Image(), { src }));
    } catch {
      // The next press says so if the server is gone.
    }
  }
}
