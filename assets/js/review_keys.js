// One key, one act. Off while typing, on repeats, with modifiers and in dialogs.

const STORE = "markwatch-keys";
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog, .mw-form";
const PRESSABLE = "button, a[href], summary, input, label";

export class Keys {
  constructor(commands) {
    this._do = commands;
    this._on = localStorage.getItem(STORE) !== "off";
  }

  /** The help says what each key does, and can switch them off. */
  help(dialogOf) {
    return dialogOf({
      keysOn: this._on,
      setKeysOn: (on) => {
        this._on = on;
        localStorage.setItem(STORE, on ? "on" : "off");
      },
    });
  }

  start() {
    document.addEventListener("keydown", (event) => this._down(event));
    document.addEventListener("keyup", (event) => this._up(event));
    window.addEventListener("blur", () => this._do.hide(false));
  }

  _ignored(event) {
    const { target } = event;
    if (event.repeat || event.isComposing || event.defaultPrevented) return true;
    if (event.ctrlKey || event.metaKey || event.altKey) return true;
    if (document.querySelector("dialog[open]")) return true;
    if (target.closest?.(FIELDS)) return true;
    const inMain = target === document.body || target.closest?.(".mw-review");
    return !inMain;
  }

  _down(event) {
    if (this._ignored(event)) return;
    const { key, target } = event;
    const run = this._commandOf(key, target);
    if (!run || (!this._on && key !== "?" && key !== "Escape" && !key.startsWith("Arrow"))) return;
    event.preventDefault();
    run();
  }

  _commandOf(key, target) {
    const act = this._do;
    if (/^[1-9]$/.test(key)) return () => act.confirm(Number(key) - 1);
    if (key === " " && target.closest?.(PRESSABLE)) return null;
    if (key === "Tab") return null;
    return {
      "/": act.search,
      s: act.create,
      x: act.reject,
      n: act.notALogo,
      r: act.keep,
      " ": act.skip,
      k: act.skip,
      u: act.undo,
      ArrowRight: () => act.step(1),
      ArrowDown: () => act.step(1),
      ArrowLeft: () => act.step(-1),
      ArrowUp: () => act.step(-1),
      d: act.draw,
      h: () => act.hide(true),
      z: act.zoom,
      "+": () => act.zoomBy(1.4),
      "=": () => act.zoomBy(1.4),
      "-": () => act.zoomBy(1 / 1.4),
      0: act.fit,
      "?": act.help,
      Escape: act.escape,
    }[key.length === 1 ? key.toLowerCase() : key];
  }

  _up(event) {
    if (event.key.toLowerCase() === "h") this._do.hide(false);
  }
}
