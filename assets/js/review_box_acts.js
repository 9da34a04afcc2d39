// Boxes drawn, moved, resized and taken away: what the reviewer does, as presses.

export class BoxActs {
  /** ready(): whether the chosen box can change now; press(event, build, rest): send. */
  constructor({ state, stage, view, ready, press, redraw }) {
    Object.assign(this, { _state: state, _stage: stage, _view: view });
    Object.assign(this, { _ready: ready, _press: press, _redraw: redraw });
  }

  draw(xyxy) {
    const caseId = this._state.case.id;
    this._view.setDrawing(false);
    this._press("draw", () => ({ case_id: caseId, xyxy }));
  }

  /** Start to edit the chosen box; save it if it is being edited. */
  edit() {
    if (this._stage.editing) return this.save();
    if (!this._ready()) return;
    this._view.setEditing(this._state.chosen());
    this._stage.focusChosen();
  }

  save() {
    const region = this._state.chosen();
    const xyxy = this._stage.editing?.xyxy;
    this._view.setEditing(null);
    if (!xyxy || !region || xyxy.every((value, i) => value === region.xyxy[i])) return;
    this._send("move", region, { xyxy });
  }

  remove() {
    if (!this._ready()) return;
    this._view.setEditing(null);
    this._send("remove", this._state.chosen(), {});
  }

  _send(event, region, data) {
    const caseId = this._state.case.id;
    const build = () => ({ case_id: caseId, region_id: region.id, ...data });
    this._press(event, build, { regionIds: [region.id] });
    this._redraw();
  }
}
