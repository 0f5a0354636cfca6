// Faults on demand: the form offers what the emulator lists, and says what it refuses.

import * as api from "./api.js";
import { chip, el, fillSelect, say } from "./dom.js";
import { plural } from "./words.js";

const NUMBERS = new Set(["status", "retry_after", "delay", "pace", "after"]);
const USUAL = { status: "503", delay: "2", pace: "0.05" };
const LABELS = { retry_after: "Retry after, s", delay: "Delay, s", pace: "Pace, s", after: "Skip first" };

/** Sets up the view; `counted` is told how many faults are active. */
export function makeFaults(found, counted) {
  const { form, operation, kind, fields, times, says, wrong, list, empty, clear } = found;
  const state = { kinds: [], changes: [], faults: [] };

  function describe({ providers, fault_kinds: kinds, fault_changes: changes }) {
    state.kinds = kinds;
    state.changes = changes ?? [];
    fillSelect(operation, providers.map((each) => [each.title, operationsOf(each)]));
    fillSelect(kind, kinds.map((each) => [each.kind, each.kind.replaceAll("_", " ")]));
    offerFields();
  }

  const operationsOf = ({ name, title, operations }) => [
    ...operations.map((each) => [`${name}.${each.name}`, `${name}.${each.name}`]),
    [`${name}.*`, `all of ${title}`],
  ];

  function offerFields() {
    const chosen = state.kinds.find((each) => each.kind === kind.value);
    if (!chosen) return;
    const before = new Map([...fields.querySelectorAll("input, select")].map((input) => [input.name, input.value]));
    const asked = chosen.fields.filter((name) => name !== "times");
    fields.replaceChildren(...asked.map((name) => fieldView(name, before.get(name))));
    says.textContent = `${capital(chosen.says.replace(/\.$/, ""))}. Without a number of times, it lasts until it is cleared.`;
  }

  function fieldView(name, before) {
    const choices = name === "change" && state.changes.length ? state.changes : null;
    const input = el(choices ? "select" : "input", { name, autocomplete: "off", spellcheck: "false" });
    if (choices) fillSelect(input, choices.map((each) => [each, each]));
    input.value = before ?? USUAL[name] ?? choices?.[0] ?? "";
    if (NUMBERS.has(name)) input.inputMode = "decimal";
    return el("label", { class: "short" }, LABELS[name] ?? capital(name.replaceAll("_", " ")), " ", input);
  }

  async function refresh() {
    const before = JSON.stringify(state.faults);
    state.faults = await api.faults();
    if (state.faults.length && JSON.stringify(state.faults) === before) return;
    list.replaceChildren(...state.faults.map(faultView));
    empty.hidden = state.faults.length > 0;
    clear.hidden = state.faults.length === 0;
    if (!empty.hidden) empty.replaceChildren(...lesson());
    counted(state.faults.filter((each) => each.left !== 0).length);
  }

  function lesson() {
    return [el("h2", {}, "Everything works"), el("p", {}, "Add a fault above: a 503 that goes away after one attempt shows whether your client tries again.")];
  }

  function faultView(fault) {
    const { id, operation: name, kind: what, left, hits } = fault;
    const asked = state.kinds.find((each) => each.kind === what)?.fields ?? [];
    const told = asked.filter((field) => field !== "times" && fault[field]);
    const remaining = left === null || left === undefined ? "until cleared" : left === 0 ? "spent" : `${left} left`;
    return el("li", { class: "card fault", "data-spent": left === 0 },
      el("code", {}, name),
      told.includes(what) ? null : chip("fault", what.replaceAll("_", " ")),
      ...told.map((field) => chip(field === what ? "fault" : "", `${(LABELS[field] ?? field).replace(", s", "").toLowerCase()} ${fault[field]}`)),
      el("span", { class: "gap" }),
      el("span", { class: "faint" }, `${plural(hits ?? 0, "hit")}, ${remaining}`),
      el("button", { type: "button", "aria-label": `Remove the fault of ${name}`, click: () => remove(id).catch(failed) }, "Remove"));
  }

  async function add(event) {
    event.preventDefault();
    wrong.hidden = true;
    const given = [...fields.querySelectorAll("input, select")].filter((input) => input.value.trim() !== "");
    const values = given.map((input) => [input.name, valueOf(input.name, input.value.trim())]);
    await api.addFault({
      operation: operation.value, kind: kind.value, ...Object.fromEntries(values),
      times: times.value === "" ? null : Number(times.value),
    });
    await refresh();
    say("Fault added");
  }

  async function remove(id) {
    const rest = state.faults.filter((each) => each.id !== id && each.left !== 0);
    await api.replaceFaults(rest.map(({ id: _id, hits: _hits, left, ...fault }) => ({ ...fault, times: left ?? fault.times ?? null })));
    await refresh();
  }

  function failed(error) {
    wrong.textContent = error.message;
    wrong.hidden = false;
  }

  form.addEventListener("submit", (event) => add(event).catch(failed));
  kind.addEventListener("change", offerFields);
  clear.addEventListener("click", async () => {
    await api.clearFaults().catch(failed);
    await refresh().catch(failed);
    operation.focus();
  });
  return { describe, refresh };
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A number where the field is one and the text, too; else the text, for the emulator to judge. */
function valueOf(name, text) {
  return NUMBERS.has(name) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
