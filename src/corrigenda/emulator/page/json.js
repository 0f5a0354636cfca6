// Shows JSON as it is: indented and coloured, with every digit that was sent. Parsing would turn
// 10.00 into 10, so texts are only cut into tokens.

import { el } from "./dom.js";

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/g;
const LONG = 40_000;

/** Parses JSON and keeps its numbers as they are written, where the browser can. */
export function parseExact(text) {
  if (typeof JSON.rawJSON !== "function") return JSON.parse(text);
  return JSON.parse(text, (_name, value, context) =>
    typeof value === "number" && context ? JSON.rawJSON(context.source) : value,
  );
}

/** Says whether a text is JSON. */
export function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Indents a JSON text without touching its values: a list of `[kind, text]`. */
export function indented(text) {
  const out = [];
  const tokens = text.match(TOKENS) ?? [];
  let depth = 0;
  const line = () => out.push(["", `\n${"  ".repeat(depth)}`]);
  tokens.forEach((token, at) => {
    const empty = (token === "{" && tokens[at + 1] === "}") || (token === "[" && tokens[at + 1] === "]");
    const closesEmpty = (token === "}" && tokens[at - 1] === "{") || (token === "]" && tokens[at - 1] === "[");
    if (token === "{" || token === "[") {
      out.push(["", token]);
      if (!empty) (depth += 1), line();
    } else if (token === "}" || token === "]") {
      if (!closesEmpty) (depth -= 1), line();
      out.push(["", token]);
    } else if (token === ",") {
      out.push(["", ","]);
      line();
    } else if (token === ":") {
      out.push(["", ": "]);
    } else {
      out.push([kind(token, tokens[at + 1]), token]);
    }
  });
  return out;
}

function kind(token, next) {
  if (token.startsWith('"')) return next === ":" ? "name" : "text";
  return /^[tfn]/.test(token) ? "word" : "number";
}

/** A `<pre>` with a body: pretty JSON, or the text as it came. Long ones open on demand. */
export function bodyView(text) {
  const view = el("pre", { class: "code", tabindex: "0" });
  const show = (part) => view.replaceChildren(...(isJson(part) ? coloured(indented(part)) : [part]));
  if (text.length <= LONG) {
    show(text);
    return view;
  }
  view.append(`${text.slice(0, 2000)}…\n`);
  const whole = el("button", { type: "button", class: "link", click: () => show(text) });
  whole.textContent = `Show all ${text.length.toLocaleString("en")} characters`;
  view.append(whole);
  return view;
}

/** Spans for `[kind, text]` pairs; neighbours without a kind become one text. */
export function coloured(parts) {
  const nodes = [];
  let plain = "";
  for (const [kind, text] of parts) {
    if (!kind) {
      plain += text;
      continue;
    }
    if (plain) nodes.push(plain);
    plain = "";
    nodes.push(el("span", { class: `t-${kind}` }, text));
  }
  return plain ? [...nodes, plain] : nodes;
}

/** Coloured Python or shell, of the kind that the snippets have. */
export function colouredCode(text) {
  const tokens = /("(?:[^"\\]|\\.)*"|'[^']*')|\b(import|from|with|as|async|await|for|in|def|print|curl|pip install)\b|(#.*)/g;
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(tokens)) {
    parts.push(["", text.slice(end, found.index)]);
    parts.push([found[1] ? "text" : found[2] ? "word" : "note", found[0]]);
    end = found.index + found[0].length;
  }
  return coloured([...parts, ["", text.slice(end)]]);
}
