// The buttons of the card: the tools over the image, and the answers below the matches.

import { action, h } from "./dom.js";

export function toolbar({ stage, acts, veil }) {
  const tool = (label, text, run) =>
    h("button", { type: "button", "aria-label": label, title: label, onclick: run }, text);
  const hide = tool("Hide the boxes while pressed (h)", "Hide boxes", null);
  hide.addEventListener("pointerdown", () => stage.setHidden(true));
  for (const end of ["pointerup", "pointerleave", "pointercancel"])
    hide.addEventListener(end, () => stage.setHidden(false));
  const draw = action("Draw box", "d", acts.draw, { "aria-pressed": "false" });
  const edit = action("Move box", "m", acts.edit, { "aria-pressed": "false" });
  const element = h(
    "div",
    { class: "mw-tools", role: "toolbar", "aria-label": "Image tools" },
    tool("Zoom out (−)", "−", () => stage.zoomBy(1 / 1.4)),
    tool("Whole image (0)", "Fit", () => stage.fit()),
    tool("Zoom in (+)", "+", () => stage.zoomBy(1.4)),
    hide,
    draw,
    edit,
    veil.buttons.blurred,
    veil.buttons.greyscale,
    action("Keys", "?", acts.help),
  );
  return { element, draw, edit };
}

export function actionBar({ acts, keep }) {
  const { reject, notALogo, because, search, create, escalate, remove, skip, undo } = acts;
  return h(
    "div",
    { class: "mw-actions" },
    h("div", { class: "mw-options" }, keep, action("Remove box", "Del", remove, { kind: "is-quiet is-small" })),
    h(
      "div",
      { class: "mw-buttons" },
      action("Reject", "x", () => reject(), { kind: "is-danger" }),
      action("Reject, why", "c", because),
      action("Not a logo", "n", () => notALogo()),
      action("Escalate", "e", escalate),
      action("Other symbol", "/", search),
      action("New symbol", "s", create),
      action("Skip image", "␣", skip),
      action("Undo", "u", () => undo()),
    ),
  );
}
