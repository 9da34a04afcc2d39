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
    window.addEventListener("blur", () => {
      this._do.hide(false);
      this._do.lift(false);
    });
  }

  _ignored(event) {
    const { target } = event;
    if (event.isComposing || event.defaultPrevented) return true;
    if (event.repeat && !(this._do.editing() && event.key.startsWith("Arrow"))) return true;
    if (event.ctrlKey || event.metaKey || event.altKey) return true;
    if (document.querySelector("dialog[open]")) return true;
    if (target.closest?.(FIELDS)) return true;
    const inMain = target === document.body || target.closest?.(".mw-review");
    return !inMain;
  }

  _down(event) {
    if (this._ignored(event)) return;
    const { key } = event;
    const run = this._commandOf(event);
    if (!run || (!this._on && key !== "?" && key !== "Escape" && !key.startsWith("Arrow"))) return;
    event.preventDefault();
    run();
  }

  _commandOf({ key, code, shiftKey, target }) {
    const act = this._do;
    // With Shift an answer is for all boxes of the image that say the same.
    const reach = shiftKey ? "image" : undefined;
    if (/^[1-9]$/.test(key)) return () => act.confirm(Number(key) - 1);
    if (key === " " && target.closest?.(PRESSABLE)) return null;
    if (key === "Tab") return null;
    const command = {
      "/": act.search,
      s: act.create,
      x: () => act.reject(reach),
      n: () => act.notALogo(reach),
      c: act.because,
      e: act.escalate,
      a: act.widen,
      b: act.flip,
      v: () => act.lift(true),
      m: act.edit,
      Delete: act.remove,
      Backspace: act.remove,
      Enter: act.editing() && !target.closest?.("button") ? act.save : undefined,
      r: act.keep,
      " ": act.skip,
      k: act.skip,
      u: () => act.undo(),
      ArrowRight: () => act.arrow(1, 0, shiftKey),
      ArrowDown: () => act.arrow(0, 1, shiftKey),
      ArrowLeft: () => act.arrow(-1, 0, shiftKey),
      ArrowUp: () => act.arrow(0, -1, shiftKey),
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
    // A digit with Shift is another sign on each keyboard; some of those are commands.
    const digit = shiftKey && /^Digit([1-9])$/.exec(code)?.[1];
    return command ?? (digit ? () => act.confirm(Number(digit) - 1, reach) : undefined);
  }

  _up(event) {
    const key = event.key.toLowerCase();
    if (key === "h") this._do.hide(false);
    if (key === "v") this._do.lift(false);
  }
}
