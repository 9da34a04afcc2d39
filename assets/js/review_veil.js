// Pictures blurred or grey, for who would rather not look: by what the list says, and by
// what this browser's user chose. Lifted under the pointer, and while a key is held.

import { h } from "./dom.js";

const STORES = { blurred: "markwatch-blur", greyscale: "markwatch-grey" };
const CLASSES = { blurred: "is-blurred", greyscale: "is-grey" };

export class Veil {
  constructor(root) {
    this._root = root;
    this._asked = { blurred: false, greyscale: false };
    this.buttons = {
      blurred: this._button("blurred", "Blur", "Blur the pictures; hover, or hold v, to see them"),
      greyscale: this._button("greyscale", "Grey", "Show the pictures in grey; hold v to see the colours"),
    };
    this._apply();
  }

  /** What the lists of the case ask for. */
  take(asked) {
    this._asked = { blurred: Boolean(asked?.blurred), greyscale: Boolean(asked?.greyscale) };
    this._apply();
  }

  lift(lifted) {
    this._root.classList.toggle("is-lifted", lifted);
  }

  _is(name) {
    const chosen = localStorage.getItem(STORES[name]);
    return chosen === null ? this._asked[name] : chosen === "on";
  }

  _toggle(name) {
    const on = !this._is(name);
    // What the list asks for anyway is not kept: it may be different for another list.
    if (on === this._asked[name]) localStorage.removeItem(STORES[name]);
    else localStorage.setItem(STORES[name], on ? "on" : "off");
    this._apply();
  }

  _apply() {
    for (const name of Object.keys(STORES)) {
      this._root.classList.toggle(CLASSES[name], this._is(name));
      this.buttons[name].setAttribute("aria-pressed", String(this._is(name)));
    }
  }

  _button(name, text, title) {
    return h("button", { type: "button", title, "aria-pressed": "false", onclick: () => this._toggle(name) }, text);
  }
}
