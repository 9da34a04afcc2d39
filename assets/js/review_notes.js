// What is said besides the answer: the reason of a rejection, the note of an escalation.

import { action, h, key } from "./dom.js";

/** Choose a reason by its number; the box is rejected with it at once. */
export class ReasonForm {
  constructor({ reasons, submit, close }) {
    this._buttons = reasons.map((reason, index) =>
      h(
        "button",
        { type: "button", class: "mw-button is-danger", onclick: () => submit(reason) },
        h("span", {}, reason),
        key(String(index + 1)),
      ),
    );
    this.element = h(
      "div",
      {
        class: "mw-form mw-reasons",
        role: "group",
        "aria-label": "Reject with a reason",
        onkeydown: (event) => {
          const reason = /^[1-9]$/.test(event.key) ? reasons[Number(event.key) - 1] : null;
          if (event.key === "Escape") close();
          else if (reason && !event.repeat) submit(reason);
          else return;
          event.preventDefault();
          event.stopPropagation();
        },
      },
      h("b", { class: "mw-label" }, "Reject, because:"),
      h("div", { class: "mw-reasonlist" }, this._buttons),
      action("Cancel", "Esc", close, { kind: "is-quiet" }),
    );
  }

  focus() {
    this._buttons[0]?.focus();
  }
}

/** A note to the curators; Enter sends it, Shift and Enter make a new line. */
export class EscalateForm {
  constructor({ whole, submit, close }) {
    this._note = h("textarea", {
      class: "mw-input",
      rows: "3",
      maxlength: "2000",
      required: true,
      placeholder: "What should they look at?",
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.element.requestSubmit();
      },
    });
    this._whole = h("input", { type: "checkbox" });
    this._send = h("button", { type: "submit", class: "mw-button is-primary" }, "Escalate");
    this.element = h(
      "form",
      {
        class: "mw-form mw-escalate",
        onsubmit: (event) => {
          event.preventDefault();
          const note = this._note.value.trim();
          if (note && !this._send.disabled) submit({ note, whole: this._whole.checked });
        },
        onkeydown: (event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          close();
        },
      },
      h("label", { class: "mw-label" }, "A note to the curators", this._note),
      whole ? h("label", { class: "mw-check" }, this._whole, "All waiting boxes of this image") : null,
      h("div", { class: "mw-formrow" }, this._send, action("Cancel", "Esc", close, { kind: "is-quiet" })),
    );
  }

  focus() {
    this._note.focus();
  }

  setBusy(busy) {
    this._send.disabled = busy;
  }
}
