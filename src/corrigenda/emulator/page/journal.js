// The live list of requests: keeps what arrived, filters it, and shows the newest 200 rows.

import { chip, el, fillSelect, icon } from "./dom.js";
import { detail, pathOf } from "./detail.js";
import { clock, duration, plural, tone } from "./words.js";

const KEPT = 10_000;
const PAGE = 200;

/** Sets up the view and returns `add`, `forget`, `describe` and the keys it handles. */
export function makeJournal(found) {
  const { rows, empty, more, peek, find, byService, byOperation, byStatus, pause, clear } = found;
  const wide = matchMedia("(min-width: 1000px)");
  const state = {
    entries: [], // oldest first
    waiting: [], // arrived while paused
    shown: PAGE,
    from: 0, // entries up to this number are cleared from the view
    chosen: null,
    paused: false,
    providers: new Map(),
  };

  // Matching -----------------------------------------------------------------

  const haystack = (entry) =>
    (entry.haystack ??= [pathOf(entry, provider(entry)), entry.operation, entry.provider, entry.method,
      entry.status, entry.fault, entry.body, entry.answer.slice(0, 20_000)].join("\n").toLowerCase());

  function matches(entry) {
    if (entry.number <= state.from) return false;
    if (byService.value && entry.provider !== byService.value) return false;
    if (byOperation.value && `${entry.provider}.${entry.operation}` !== byOperation.value) return false;
    return matchesStatus(entry) && haystack(entry).includes(find.value.trim().toLowerCase());
  }

  function matchesStatus(entry) {
    const wanted = byStatus.value;
    if (wanted === "fault") return Boolean(entry.fault);
    if (wanted === "retry") return entry.attempt > 1;
    return !wanted || String(entry.status).startsWith(wanted);
  }

  const provider = (entry) => state.providers.get(entry.provider);

  // Rows ---------------------------------------------------------------------

  function row(entry) {
    const button = el("button", {
      type: "button", class: "row", tabindex: "-1", "aria-expanded": "false",
      "data-number": entry.number, "data-tone": tone(entry.status),
    });
    const operation = entry.operation ?? "no operation";
    const service = provider(entry)?.title ?? entry.provider;
    button.append(
      el("span", { class: "status" }, entry.status ? String(entry.status) : "—"),
      el("span", { class: "method" }, entry.method),
      el("span", { class: "path" }, pathOf(entry, provider(entry))),
      el("span", { class: "chips" }, ...notes(entry)),
      el("span", { class: "operation", "data-service": service }, operation),
      el("span", { class: "service" }, service),
      el("span", { class: "took" }, duration(entry.milliseconds)),
      el("time", { class: "when", datetime: entry.time }, clock(entry.time)),
    );
    return el("li", {}, button);
  }

  function notes(entry) {
    const after = entry.delay === null || entry.delay === undefined ? "" : ` after ${duration(entry.delay * 1000)}`;
    return [
      entry.attempt > 1 ? chip("retry", icon("retry"), `attempt ${entry.attempt}${after}`) : null,
      entry.fault ? chip("fault", icon("fault"), entry.fault) : null,
    ].filter(Boolean);
  }

  /** Builds the list anew, after a change of the filter. */
  function rebuild() {
    const matching = state.entries.filter(matches);
    const page = matching.slice(-state.shown).reverse();
    rows.replaceChildren(...page.map(row));
    finish(matching.length);
  }

  /** Puts new entries on top without touching the rows below. */
  function prepend(fresh) {
    const matching = fresh.filter(matches);
    if (!matching.length) return finish(rows.childElementCount + left());
    const hidden = left();
    const before = rows.childElementCount;
    rows.prepend(...matching.slice(-state.shown).reverse().map(row));
    while (rows.childElementCount > state.shown) rows.lastElementChild.remove();
    finish(before + hidden + matching.length);
  }

  const left = () => (more.hidden ? 0 : Number(more.dataset.left));

  function finish(total) {
    const rest = Math.max(0, Math.min(total, KEPT) - rows.childElementCount);
    more.hidden = rest === 0;
    more.dataset.left = rest;
    more.textContent = `Show ${Math.min(rest, PAGE)} older of ${rest.toLocaleString("en")}`;
    empty.hidden = rows.childElementCount > 0;
    if (!empty.hidden) empty.replaceChildren(...emptyState());
    if (state.chosen && !rowOf(state.chosen)) close();
    else if (state.chosen) mark();
    if (!rows.querySelector('[tabindex="0"]')) rows.querySelector(".row")?.setAttribute("tabindex", "0");
  }

  function emptyState() {
    const hiding = state.entries.some((entry) => entry.number > state.from);
    if (hiding) {
      const all = el("button", { type: "button", click: unfilter }, "Show all requests");
      return [el("h2", {}, "No request matches"), el("p", {}, `${plural(state.entries.length, "request")} arrived, none of them like this.`), all];
    }
    if (!state.entries.length) return found.lesson();
    const all = el("button", { type: "button", click: () => ((state.from = 0), rebuild()) }, "Show them again");
    return [el("h2", {}, "The view is clear"), el("p", {}, "New requests appear here. The emulator still has the earlier ones."), all];
  }

  function unfilter() {
    for (const input of [find, byService, byOperation, byStatus]) input.value = "";
    offerOperations();
    rebuild();
    find.focus();
  }

  // The chosen request --------------------------------------------------------

  const rowOf = (entry) => rows.querySelector(`[data-number="${entry.number}"]`);

  function open(entry) {
    const button = rowOf(entry);
    const change = state.chosen !== entry;
    state.chosen = entry;
    if (change) place(button, detail(entry, provider(entry), close));
    mark();
    focusable(button);
  }

  function place(button, view) {
    rows.querySelector(".inline-detail")?.remove();
    peek.replaceChildren();
    peek.hidden = !wide.matches;
    if (wide.matches) peek.append(view);
    else button.after(el("div", { class: "inline-detail" }, view));
  }

  function mark() {
    for (const each of rows.querySelectorAll('[aria-expanded="true"]')) each.setAttribute("aria-expanded", "false");
    rowOf(state.chosen)?.setAttribute("aria-expanded", "true");
  }

  function close() {
    const button = state.chosen && rowOf(state.chosen);
    state.chosen = null;
    peek.hidden = true;
    peek.replaceChildren();
    rows.querySelector(".inline-detail")?.remove();
    button?.setAttribute("aria-expanded", "false");
    button?.focus({ preventScroll: true });
  }

  function focusable(button) {
    for (const each of rows.querySelectorAll('[tabindex="0"].row')) each.setAttribute("tabindex", "-1");
    button?.setAttribute("tabindex", "0");
  }

  function step(by) {
    const all = [...rows.querySelectorAll(".row")];
    const here = all.indexOf(document.activeElement);
    const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? 0 : here + by))];
    if (!next) return;
    focusable(next);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    if (state.chosen && wide.matches) open(entryOf(next));
  }

  const entryOf = (button) => state.entries.find((each) => each.number === Number(button.dataset.number));

  // Commands -----------------------------------------------------------------

  function togglePause() {
    state.paused = !state.paused;
    pause.setAttribute("aria-pressed", String(state.paused));
    if (!state.paused) add(state.waiting.splice(0));
    label();
  }

  function label() {
    const count = state.waiting.length;
    pause.textContent = state.paused ? `Resume${count ? ` (${count.toLocaleString("en")} new)` : ""}` : "Pause";
  }

  function clearView() {
    state.from = Math.max(state.from, ...state.entries.slice(-1).map((entry) => entry.number));
    state.shown = PAGE;
    rebuild();
  }

  function add(fresh) {
    if (state.paused) {
      state.waiting.push(...fresh);
      return label();
    }
    state.entries.push(...fresh);
    if (state.entries.length > KEPT) state.entries.splice(0, state.entries.length - KEPT);
    prepend(fresh);
  }

  /** Forgets everything, because the emulator was started anew. */
  function forget() {
    Object.assign(state, { entries: [], waiting: [], from: 0, shown: PAGE });
    label();
    rebuild();
  }

  function describe(providers) {
    state.providers = new Map(providers.map((each) => [each.name, each]));
    fillSelect(byService, [["", "All services"], ...providers.map((each) => [each.name, each.title])]);
    offerOperations();
    rebuild();
  }

  function offerOperations() {
    const wanted = [...state.providers.values()].filter((each) => !byService.value || each.name === byService.value);
    const groups = wanted.map((each) => [each.title, each.operations.map(({ name }) => [`${each.name}.${name}`, name])]);
    fillSelect(byOperation, [["", "All operations"], ...groups]);
  }

  rows.addEventListener("click", (event) => {
    const button = event.target.closest(".row");
    if (!button) return;
    const entry = entryOf(button);
    if (state.chosen === entry) close();
    else open(entry);
  });
  rows.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 }[event.key];
    if (!by || !event.target.matches(".row")) return;
    event.preventDefault();
    step(by);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") event.preventDefault(), step(0);
  });
  const refilter = () => ((state.shown = PAGE), rebuild());
  find.addEventListener("input", refilter);
  byService.addEventListener("change", () => (offerOperations(), refilter()));
  byOperation.addEventListener("change", refilter);
  byStatus.addEventListener("change", refilter);
  more.addEventListener("click", () => {
    const last = rows.childElementCount;
    state.shown += PAGE;
    rebuild();
    rows.children[last]?.firstElementChild.focus({ preventScroll: true });
  });
  pause.addEventListener("click", togglePause);
  clear.addEventListener("click", clearView);
  wide.addEventListener("change", () => {
    if (state.chosen) place(rowOf(state.chosen), detail(state.chosen, provider(state.chosen), close));
  });

  /** Closes what is open, or empties the filter. */
  function escape() {
    if (state.chosen) return close();
    if (find.value) return (find.value = ""), refilter();
    find.blur();
  }

  return { add, forget, describe, escape, togglePause, clearView, step };
}
