// The matches of the chosen box, best first. Nothing is preselected.

import { action, h, key, listChip, picture, severityBars } from "./dom.js";

const VERDICTS = {
  known: ["Known", "The best match is over the symbol's upper threshold."],
  uncertain: ["Uncertain", "The best match is between the two thresholds."],
  unknown: ["Unknown", "No symbol is similar enough."],
};

const ACTIONS = {
  confirmed: "Confirmed",
  rejected: "Rejected",
  not_a_logo: "Not a logo",
  new_symbol: "New symbol",
  skipped: "Skipped",
  escalated: "Escalated",
};

// What became of the reference that a decision proposed.
const PROPOSALS = {
  waiting: ". Its reference waits for a curator.",
  approved: ". Its reference was approved.",
  refused: ". Its reference was refused.",
};

export function done(decision) {
  return ACTIONS[decision.action] ?? decision.action;
}

export function said(decision) {
  const name = decision.symbol || decision.proposed;
  return name ? `${done(decision)}: ${name}` : done(decision);
}

/** What two people said differently of a box: a curator has the last word. */
export function answersNote(answers) {
  const rows = answers.map((answer) =>
    h(
      "li",
      {},
      h("b", {}, said(answer)),
      h("span", { class: "mw-fine" }, ` by ${answer.reviewer}`),
      answer.reason ? h("p", {}, `Reason: ${answer.reason}`) : null,
      answer.note ? h("q", {}, answer.note) : null,
    ),
  );
  return h(
    "div",
    { class: "mw-answers", role: "note" },
    h("h3", {}, "Two people differ: your answer is the last word"),
    h("ul", {}, ...rows),
  );
}

/** How a box stands, for who cannot see it. */
export function saying(region) {
  if (region.pending) return "being saved";
  if (!region.waiting) return region.decision ? "decided" : "not flagged";
  const best = region.matches[0];
  return `waiting, ${region.verdict}${best ? `, best match ${best.name}` : ""}`;
}

export function verdictChip(verdict) {
  const [label, meaning] = VERDICTS[verdict];
  return h("span", { class: "mw-verdict", "data-verdict": verdict, title: meaning }, label);
}

/** Text in parts, [text, whether it agrees]: what agrees is marked, and said so. */
export function agreeing(parts) {
  return parts.map(([text, agrees]) =>
    agrees ? h("mark", { class: "mw-agrees", title: "Agrees with the other side" }, text) : text,
  );
}

/** What was read; parts: the same text with what agrees told apart. */
export function textRead(text, parts) {
  if (!text) return h("span", { class: "mw-read is-none" }, "no text read");
  const agrees = parts?.some(([, same]) => same);
  return h(
    "span",
    { class: "mw-read" },
    "reads ",
    h("q", {}, parts ? agreeing(parts) : text),
    agrees ? h("span", { class: "mw-sr" }, ` (agrees: ${parts.filter(([, same]) => same).map(([part]) => part).join(", ")})`) : null,
  );
}

function numbers(match) {
  const share = Math.max(0, Math.min(1, match.probability ?? match.similarity));
  const parts = [`looks ${match.visual.toFixed(2)}`];
  if (match.text_similarity !== null) parts.push(`text ${match.text_similarity.toFixed(2)}`);
  if (match.image_text !== null) parts.push(`elsewhere on the image ${match.image_text.toFixed(2)}`);
  return h(
    "span",
    { class: "mw-numbers" },
    h("span", { class: "mw-bar", "aria-hidden": "true" }, h("i", { style: `width:${share * 100}%` })),
    match.likelihood === null
      ? null
      : h(
          "b",
          { class: "mw-likely", "data-verdict": match.verdict, title: "The chance that this match is right" },
          match.likelihood,
        ),
    h("b", { title: "Similarity: cosine, higher is closer" }, match.similarity.toFixed(2)),
    h("span", { class: "mw-fine" }, parts.join(" · ")),
    match.reference_text ? textRead(match.reference_text, match.reference_parts) : null,
  );
}

const REJECTED_BEFORE =
  "the box looks more like one that was rejected for this symbol than like its references";

function row(match, index, { confirm, attend }) {
  const number = String(index + 1);
  const label =
    `Confirm ${match.name}, list ${match.list}, ` +
    (match.likelihood === null ? "" : `${match.likelihood}, `) +
    `similarity ${match.similarity.toFixed(2)}` +
    (match.rejected_before ? `, rejected before: ${REJECTED_BEFORE}` : "");
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "mw-match",
        "data-symbol": match.symbol_id,
        "aria-label": label,
        "aria-keyshortcuts": index < 9 ? number : null,
        onclick: () => confirm(match),
        onfocus: () => attend(match, index + 1),
        onpointerenter: () => attend(match, index + 1),
      },
      picture(match.reference, ""),
      h(
        "span",
        { class: "mw-match-body" },
        h("span", { class: "mw-name" }, match.name),
        h(
          "span",
          { class: "mw-tags" },
          listChip(match.list),
          severityBars(match.severity),
          match.rejected_before
            ? h("span", { class: "mw-chip", title: REJECTED_BEFORE }, "rejected before")
            : null,
        ),
        numbers(match),
      ),
      index < 9 ? key(number) : null,
    ),
  );
}

/** The matches of a region as a list of buttons, with the policy of the one at hand. */
export function matchList(region, { confirm, attend: beside }) {
  if (!region.matches.length)
    return h(
      "div",
      { class: "mw-nomatch" },
      h("p", {}, "Look it up by name, add it as a new symbol, or say that it is not a logo."),
    );
  const calibrated = region.matches.some((match) => match.probability !== null);
  const policy = h("p", { class: "mw-policy" });
  const say = (match) =>
    policy.replaceChildren(
      h("b", {}, `Policy for ${match.name}: `),
      match.policy_text || "none written.",
    );
  const attend = (match, number) => {
    say(match);
    beside(match, number);
  };
  say(region.matches[0]);
  return h(
    "div",
    { class: "mw-matchlist" },
    h(
      "p",
      { class: "mw-fine mw-matchhead" },
      "Most similar first",
      calibrated ? null : h("span", { title: "Run markwatch calibrate to see how likely a match is." }, "not calibrated for this embedder"),
    ),
    h("ol", { class: "mw-matches" }, region.matches.map((match, i) => row(match, i, { confirm, attend }))),
    policy,
  );
}

/** Who handed the box to curators, and with which note. */
export function escalatedNote({ reviewer, note }) {
  return h("div", { class: "mw-notice is-warning" }, h("span", {}, h("b", {}, `${reviewer} escalated this: `), note));
}

export function decidedNote(region, undo) {
  return h(
    "div",
    { class: "mw-notice is-done mw-decided" },
    h(
      "span",
      {},
      h("b", {}, said(region.decision)),
      ` by ${region.decision.reviewer}`,
      region.decision.reason ? `: ${region.decision.reason}` : "",
      region.decision.count > 1 ? `, with ${region.decision.count - 1} more` : "",
      PROPOSALS[region.decision.proposal] ?? "",
    ),
    action("Undo", "", () => undo(region.decision.id), { kind: "is-quiet" }),
  );
}
