// Builds elements. Text of users only ever becomes a text node or an attribute value.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" && "value" in node) node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== false));
  return node;
}

/** h("p", { class: "x", onclick: f }, "text", node) */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

export function key(name) {
  return h("kbd", { class: "mw-key", "aria-hidden": "true" }, name);
}

/** A button that does something and names its key. */
export function action(label, keyName, onclick, { kind = "", ...rest } = {}) {
  return h(
    "button",
    {
      type: "button",
      class: `mw-button ${kind}`,
      "aria-keyshortcuts": keyName === "␣" ? "Space" : keyName || null,
      onclick,
      ...rest,
    },
    h("span", {}, label),
    keyName ? key(keyName) : null,
  );
}

export function picture(src, alt) {
  return h("img", { class: "mw-thumb", src, alt, loading: "eager", decoding: "async" });
}

export function listChip(name) {
  return h("span", { class: "mw-chip", "data-list": name }, name);
}

export function severityBars(severity) {
  const bars = [1, 2, 3, 4, 5].map((n) => h("i", { class: n <= severity ? "on" : null }));
  const said = `Severity ${severity} of 5`;
  return h("span", { class: "mw-severity", role: "img", "aria-label": said, title: said }, bars);
}

/** A, B, ... Z, AA: boxes have letters, because digits pick matches. */
export function letterOf(index) {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
