// One request with its response, whole: headers, bodies, and how to send it again.

import { chip, copyButton, el, icon } from "./dom.js";
import { bodyView, indented, isJson } from "./json.js";
import { basisName, basisSays, clock, duration, reasonOf, tone } from "./words.js";

/** What a request asked for: its path, or the fields that a GraphQL request selects. */
export function pathOf(entry, provider) {
  if (provider?.kind === "graphql") {
    const does = provider.operations.find((each) => each.name === entry.operation)?.does;
    return does ?? (entry.path || "/");
  }
  return (entry.path || "/") + (entry.raw_query ? `?${entry.raw_query}` : "");
}

/** The view of a request; `close` is what its button does. */
export function detail(entry, provider, close) {
  return el("article", { class: "detail", "aria-label": `Request ${entry.number}` },
    el("header", {},
      el("div", { class: "title" },
        el("span", { class: "method" }, entry.method),
        el("span", { class: "path" }, pathOf(entry, provider)),
      ),
      copyButton("Copy as curl", () => curlOf(entry, provider), "curl"),
      el("button", { type: "button", class: "quiet only-icon", "aria-label": "Close", title: "Close (Esc)", click: close }, icon("close")),
    ),
    el("p", { class: "chips" }, ...summary(entry)),
    facts(entry, provider),
    part("Request", entry.headers, entry.body, entry.query),
    part("Response", entry.answer_headers ?? {}, entry.answer, []),
  );
}

function summary(entry) {
  const status = entry.status ? `${entry.status} ${reasonOf(entry.status)}` : "No response";
  return [
    el("span", { class: "chip status", "data-tone": tone(entry.status) }, status),
    chip("", duration(entry.milliseconds)),
    entry.attempt > 1 ? chip("retry", icon("retry"), `attempt ${entry.attempt}`) : null,
    entry.fault ? chip("fault", icon("fault"), entry.fault) : null,
  ];
}

function facts(entry, provider) {
  const waited = entry.delay === null || entry.delay === undefined ? null : `${entry.delay.toFixed(3)} s`;
  return pairs([
    ["Operation", entry.operation ?? "none"],
    ["Service", provider?.title ?? entry.provider],
    ["Time", clock(entry.time)],
    ["Tenant", entry.tenant],
    ["Waited", waited && `${waited} since attempt ${entry.attempt - 1}`],
    ["Made from", entry.basis && `${basisName(entry.basis)}. ${basisSays(entry.basis)}`],
  ]);
}

function pairs(list) {
  const given = list.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return el("dl", { class: "pairs" }, ...given.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]));
}

function part(title, headers, body, query) {
  const count = Object.keys(headers).length;
  return el("section", { "aria-label": title },
    el("h3", {}, title),
    query.length ? el("div", {}, el("h4", {}, "Query"), pairs(query)) : null,
    count ? el("details", {}, el("summary", {}, "Headers ", el("span", { class: "count" }, String(count))), pairs(Object.entries(headers))) : null,
    ...bodies(title, body),
  );
}

function bodies(title, body) {
  if (!body) return [el("p", { class: "faint" }, "No body")];
  const sent = title === "Request" ? graphql(body) : null;
  if (!sent) return [labelled("Body", body, bodyView(body))];
  const query = el("pre", { class: "code", tabindex: "0" }, sent.query.trim());
  const variables = sent.variables ? labelled("Variables", sent.variables, bodyView(sent.variables)) : null;
  return [labelled("Query", sent.query, query), variables].filter(Boolean);
}

/** The document and the variables (as text, with every digit) of a GraphQL request, or null. */
function graphql(body) {
  if (!isJson(body)) return null;
  const read = JSON.parse(body);
  if (typeof read?.query !== "string" || !/[{]/.test(read.query)) return null;
  const has = read.variables && Object.keys(read.variables).length > 0;
  return { query: read.query, variables: has ? memberOf(body, "variables") : null };
}

/** The text of an outermost member, cut out of a JSON text. */
function memberOf(text, name) {
  const tokens = indented(text).filter(([, each]) => !/^\n/.test(each)).map(([, each]) => (each === ": " ? ":" : each));
  let depth = 0;
  let taken = null;
  for (let at = 0; at < tokens.length; at += 1) {
    if (depth === 1 && taken === null && tokens[at] === JSON.stringify(name) && tokens[at + 1] === ":") {
      taken = [];
      at += 1;
      continue;
    }
    if (depth === 1 && taken !== null && /^[,}]$/.test(tokens[at])) return taken.join("");
    if (/^[{[]$/.test(tokens[at])) depth += 1;
    if (/^[}\]]$/.test(tokens[at])) depth -= 1;
    taken?.push(tokens[at]);
  }
  return taken?.join("") ?? "";
}

function labelled(name, text, view) {
  view.setAttribute("aria-label", name);
  const bar = el("div", { class: "code-bar" }, el("h4", {}, name), copyButton(`Copy ${name.toLowerCase()}`, () => shown(text)));
  return el("div", { class: "block" }, bar, view);
}

const shown = (text) => (isJson(text) ? indented(text).map(([, part]) => part).join("") : text);

const OMITTED = new Set(["host", "content-length", "connection", "accept-encoding"]);

/** A curl command that sends the request again; masked credentials become `any`. */
export function curlOf(entry, provider) {
  const url = `${provider?.base_url ?? ""}${entry.path}${entry.raw_query ? `?${entry.raw_query}` : ""}`;
  const lines = Object.entries(entry.headers)
    .filter(([name]) => !OMITTED.has(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${unmasked(name, value)}`)}`);
  const body = entry.body ? [`--data-raw ${quoted(entry.body)}`] : [];
  return [`curl -X ${entry.method} ${quoted(url)}`, ...lines, ...body].join(" \\\n  ");
}

function unmasked(name, value) {
  if (!value.includes("***")) return value;
  return name === "authorization" && value === "***" ? "Bearer any" : value.replaceAll("***", "any");
}

/** A word of a POSIX shell. */
export const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

