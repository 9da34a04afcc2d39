// What is around the card: recent decisions, news of new matches, help, an empty queue.

import { action, h, key } from "./dom.js";
import { done, said } from "./review_matches.js";

export const KEYS = [
  ["1 – 9", "Confirm that match"],
  ["/", "Another symbol: type its name"],
  ["s", "New symbol from this box"],
  ["x", "Reject: none of these"],
  ["c", "Reject with a reason"],
  ["n", "Not a logo"],
  ["e", "Escalate to curators, with a note"],
  ["a", "Decide more at once: boxes that are alike"],
  ["Shift 1 – 9, x, n", "The same, for all that are alike on this image"],
  ["r", "Keep the crop as a reference, when confirming"],
  ["Space or k", "Skip this image: it goes to others"],
  ["u", "Undo my last decision"],
  ["b", "Flip between crop and reference"],
  ["Tab, → ↓", "Next box"],
  ["Shift Tab, ← ↑", "Box before"],
  ["d", "Draw a box that was missed"],
  ["m", "Move the box: arrows, with Shift its size; Enter saves"],
  ["Del", "Take the box away"],
  ["h", "Hide the boxes while held"],
  ["v", "See through blur and grey while held"],
  ["z", "Zoom to the box, and back"],
  ["+ − 0", "Zoom in, out, whole image"],
  ["?", "This help"],
];

export function helpDialog({ keysOn, setKeysOn }) {
  const toggle = h("input", {
    type: "checkbox",
    onchange: (event) => setKeysOn(event.target.checked),
  });
  toggle.checked = keysOn;
  const dialog = h(
    "dialog",
    { class: "mw-help", "aria-labelledby": "mw-help-title" },
    h("h2", { id: "mw-help-title" }, "Keys"),
    h("dl", {}, KEYS.map(([name, does]) => h("div", {}, h("dt", {}, key(name)), h("dd", {}, does)))),
    h("p", { class: "mw-fine" }, "Wheel or pinch zooms, dragging moves the image. Keys are off while you type."),
    h("label", { class: "mw-check" }, toggle, "Single keys decide"),
    h("form", { method: "dialog" }, h("button", { class: "mw-button is-primary" }, "Close")),
  );
  return dialog;
}

/** The last decisions, newest first, each with its picture and a way back. */
export function recentStrip(recent, undo) {
  if (!recent.length)
    return [h("li", { class: "mw-fine" }, "Your last decisions will be here, each with its undo.")];
  return recent.map((decision) =>
    h(
      "li",
      { class: "mw-recent-item", "data-action": decision.action },
      h("a", { href: decision.href, title: `Open this case: ${said(decision)}` },
        decision.picture
          ? h("img", { src: decision.picture, alt: "", loading: "lazy" })
          : h("i", { class: "mw-nopicture", "aria-hidden": "true" }, "»"),
        h(
          "span",
          {},
          h("b", {}, decision.symbol || done(decision)),
          decision.symbol || decision.count > 1 ? `${done(decision)}${decision.count > 1 ? ` ×${decision.count}` : ""}` : null,
        ),
      ),
      h(
        "button",
        { type: "button", "aria-label": `Undo: ${said(decision)}`, title: "Undo", onclick: () => undo(decision.id) },
        "↶",
      ),
    ),
  );
}

/** "3 earlier images match now": said and shown at once. */
export function news(notice, { close, restore }) {
  return h(
    "div",
    { class: `mw-news is-${notice.kind}` },
    h("div", { class: "mw-news-text" }, h("b", {}, notice.text), notice.detail ? h("span", {}, notice.detail) : null),
    notice.restore ? action("Put it back", "", () => restore(notice.restore), { kind: "is-quiet" }) : null,
    h(
      "ul",
      {},
      notice.pictures.map((item) =>
        h("li", {}, h("a", { href: item.href, title: `Open ${item.label}` }, h("img", { src: item.src, alt: item.label }))),
      ),
    ),
    h("button", { type: "button", class: "mw-close", "aria-label": "Dismiss", onclick: close }, "×"),
  );
}

function progress(scan) {
  const total = scan.total === null ? "" : ` of ${scan.total}`;
  const bar = h("progress", { max: scan.total ?? 1, "aria-label": scan.label });
  if (scan.total !== null) bar.value = scan.done;
  return [
    h("h2", {}, scan.done || total ? `${scan.label}: ${scan.done}${total}` : `${scan.label} …`),
    bar,
    h("p", {}, "The first image that needs you opens by itself."),
  ];
}

const TICK =
  "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-4 9 3 3 5-6";

function tick() {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  mark.setAttribute("viewBox", "0 0 24 24");
  mark.setAttribute("aria-hidden", "true");
  path.setAttribute("d", TICK);
  mark.append(path);
  return mark;
}

/** What is said when no case is open, and what to do next. */
export function emptyState({ queue, scan, error, filter }, { bringBack, look, showAll }) {
  if (scan?.running) return h("div", { class: "mw-empty" }, progress(scan));
  const trouble = error || scan?.error;
  const parts = trouble ? [h("p", { class: "mw-notice is-error", role: "alert" }, trouble)] : [];
  if (!queue) parts.push(h("h2", {}, "The queue could not be loaded"));
  else if (!queue.images)
    parts.push(h("h2", {}, "No images yet"), h("p", {}, "Scan product images, and those with something to decide come here."));
  else if (filter?.count === 0 && queue.waiting)
    parts.push(tick(), h("h2", {}, "Nothing like that waits"), h("p", {}, `${queue.waiting} others do.`));
  else if (queue.others && !queue.waiting)
    parts.push(tick(), h("h2", {}, "Nothing is free"), h("p", {}, `${queue.others} cases are with other reviewers.`));
  else
    parts.push(tick(), h("h2", {}, "All done"), h("p", {}, `Nothing waits for you. You made ${queue.today} decisions today.`));
  const ways = h(
    "div",
    { class: "mw-formrow" },
    queue?.skipped ? action(`Bring back ${queue.skipped} skipped`, "", bringBack) : null,
    filter?.count === 0 ? action("Show all", "", showAll) : null,
    h("a", { class: "mw-button", href: "/scan", "data-needs": "curator" }, "Scan images"),
    h("a", { class: "mw-button", href: "/gallery" }, "Open the gallery"),
    action("Look again", "", look, { kind: "is-primary" }),
  );
  return h("div", { class: "mw-empty" }, parts, ways);
}
