// What the card knows: the case, the chosen box, the line of presses. Draws nothing.

export class CardState {
  constructor(presses) {
    this._presses = presses;
    this._versions = new Map();
    this.case = null;
    this.chosenId = null;
    this.leaving = false;
    this.lost = ""; // why the case cannot be decided here any more
    this.error = "";
    this.canRetry = false;
    this.around = { queue: null, recent: [], lists: [], reasons: [], scan: null, filter: null };
  }

  /** The version that a press on a case must carry when it is sent. */
  versionOf(caseId) {
    return this._versions.get(caseId);
  }

  chosen() {
    return this.case?.regions.find((region) => region.id === this.chosenId) ?? null;
  }

  /** Why nothing can be decided here; "" where it can. */
  get readOnly() {
    if (!this.case) return "";
    if (this.case.held_by)
      return `${this.case.held_by} works on this case until ${this.case.held_until}. You can look, not decide.`;
    return this.lost;
  }

  /** Whether it is asked if there is really nothing on the image. */
  get isBare() {
    return Boolean(this.case?.bare && !this.chosen());
  }

  get waitsForScan() {
    return !this.case && Boolean(this.around.scan?.running);
  }

  /** The box some places before or after the chosen one, in a round. */
  beside(steps) {
    const regions = this.case?.regions ?? [];
    const index = regions.findIndex((region) => region.id === this.chosenId);
    return regions.length ? regions[(index + steps + regions.length) % regions.length] : null;
  }

  isPending(regionId) {
    return this.leaving || this._presses.pendingRegions().has(regionId);
  }

  isWaiting(region) {
    return region.waiting && !this.isPending(region.id);
  }

  nextWaiting() {
    const { regions } = this.case;
    const after = regions.findIndex((region) => region.id === this.chosenId) + 1;
    const inOrder = [...regions.slice(after), ...regions.slice(0, after)];
    return inOrder.find((region) => this.isWaiting(region)) ?? null;
  }

  boxes() {
    return (this.case?.regions ?? []).map((region) => ({
      ...region,
      pending: this.isPending(region.id),
      waiting: this.isWaiting(region),
    }));
  }

  /** Take what the server said; return whether the case is another one. */
  take(fresh) {
    const before = this.case;
    this.case = fresh;
    if (fresh) this._versions.set(fresh.id, fresh.version);
    const turned = before?.id !== fresh?.id;
    if (turned) this.lost = "";
    return turned;
  }

  /** The box to show after an answer: the wanted one while it waits, else the next. */
  boxAfter(wanted, { focus = null } = {}) {
    const there = this.case.regions.find((region) => region.id === wanted);
    const next = this.nextWaiting();
    const stays = there && (there.waiting || there.id === focus || !next);
    return (stays ? there : (next ?? this.case.regions[0]))?.id ?? null;
  }

  view() {
    const { error, canRetry, chosenId, readOnly } = this;
    return { ...this.around, case: this.case, boxes: this.boxes(), chosenId, error, canRetry, readOnly };
  }
}
