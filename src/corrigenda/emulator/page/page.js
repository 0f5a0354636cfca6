// The page: shows one view at a time, and asks the emulator what happened since.

import * as api from "./api.js";
import { copyButton, el, say } from "./dom.js";
import { makeFaults } from "./faults.js";
import { makeJournal } from "./journal.js";
import { listen } from "./keys.js";
import { makeObjects } from "./objects.js";
import { curlCode, legend, serviceCards } from "./services.js";
import { colouredCode } from "./json.js";

const VIEWS = ["requests", "services", "objects", "faults"];
const THEMES = { auto: "System", light: "Light", dark: "Dark" };

const byId = (id) => document.getElementById(id);
const state = { about: null, last: 0, alive: null, view: "requests" };

const journal = makeJournal({
  rows: byId("rows"), empty: byId("rows-empty"), more: byId("rows-more"), peek: byId("peek"),
  find: byId("find"), byService: byId("by-service"), byOperation: byId("by-operation"),
  byStatus: byId("by-status"), pause: byId("pause"), clear: byId("clear"), lesson,
});
const objects = makeObjects({
  form: byId("world"), seed: byId("seed"), snapshot: byId("snapshot"), snapshots: byId("snapshots"),
  shelves: byId("shelves"), kinds: byId("kinds"), documents: byId("documents"), empty: byId("objects-empty"),
}, worldChanged);
const faults = makeFaults({
  form: byId("fault"), operation: byId("fault-operation"), kind: byId("fault-kind"),
  fields: byId("fault-fields"), times: byId("fault-times"), says: byId("fault-says"),
  wrong: byId("fault-wrong"), list: byId("faults"), empty: byId("faults-empty"), clear: byId("faults-clear"),
}, (count) => counted("faults", count));

function counted(name, count) {
  document.querySelector(`[data-count="${name}"]`).textContent = count ? count.toLocaleString("en") : "";
}

// What to do first ---------------------------------------------------------------

function lesson() {
  const providers = state.about?.providers ?? [];
  const provider = providers.find((each) => each.kind === "rest") ?? providers[0];
  if (!provider) return [el("h2", {}, "Waiting for the emulator")];
  const command = curlCode(provider);
  const code = el("pre", { class: "code", tabindex: "0", "aria-label": "A first request" }, ...colouredCode(command));
  return [
    el("h2", {}, "No request yet"),
    el("p", {}, "Send one, and it appears here while you watch. Any token will do."),
    el("div", { class: "snippet" }, el("div", { class: "code-bar" }, el("h3", {}, "A first request"), copyButton("Copy the command", () => command)), code),
    el("p", {}, "Or take a client: ", el("a", { href: "#services" }, "Services"), " has snippets to copy."),
  ];
}

function objectsLesson() {
  return [el("h2", {}, "Nothing is stored"), el("p", {}, "A tenant appears with its first request, and gets the objects of the seed then. Create something, or reset with a seed and send a request.")];
}

// Views ----------------------------------------------------------------------------

function show() {
  const wanted = location.hash.slice(1);
  if (wanted === "main") return byId("main").focus();
  state.view = VIEWS.includes(wanted) ? wanted : "requests";
  for (const view of VIEWS) byId(`view-${view}`).hidden = view !== state.view;
  for (const link of document.querySelectorAll("nav[aria-label=Views] a")) {
    const here = link.hash === `#${state.view}`;
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  refreshView().catch(failed);
}

async function refreshView() {
  if (state.view === "objects") counted("objects", await objects.refresh());
  if (state.view === "faults") await faults.refresh();
}

async function worldChanged() {
  state.last = 0; // a reset forgets the requests, too
  journal.forget();
  counted("requests", 0);
  await describe();
  await faults.refresh();
  counted("objects", await objects.refresh());
}

async function describe() {
  const about = await api.about();
  const before = JSON.stringify(state.about);
  state.about = about;
  if (JSON.stringify(about) === before) return;
  byId("version").textContent = about.version;
  counted("services", about.providers.length);
  byId("services").replaceChildren(...serviceCards(about.providers));
  byId("legend").replaceChildren(...legend(about.providers));
  byId("objects-empty").replaceChildren(...objectsLesson());
  journal.describe(about.providers);
  objects.describe(about.providers, about.seed);
  faults.describe(about);
}

// The live connection -----------------------------------------------------------------

async function poll() {
  if (!state.alive) await begin();
  const fresh = await api.requests(state.last);
  if (!fresh.length) return 1000;
  state.last = fresh.at(-1).number;
  journal.add(fresh);
  counted("requests", state.last);
  // A failing side view must not stop the journal.
  refreshView().catch(failed);
  return 400;
}

/** After a start, ours or the emulator's: its numbers begin anew, so everything is read again. */
async function begin() {
  await describe();
  state.last = 0;
  journal.forget();
  live("live", "Live");
  counted("objects", await objects.refresh());
  await faults.refresh();
}

async function run() {
  let pause = 2000;
  try {
    if (!document.hidden) pause = await poll();
  } catch (error) {
    lost(error);
  }
  setTimeout(run, pause);
}

function lost(error) {
  live("lost", "Offline");
  const notice = byId("notice");
  notice.hidden = false;
  notice.textContent = error.status === 401 || error.status === 403
    ? "The emulator asks for a key. Open the address that it printed when it started; it ends with #key=…"
    : `${error.message} Trying again.`;
}

function live(name, word) {
  state.alive = name === "live";
  const place = byId("live");
  if (state.alive) byId("notice").hidden = true;
  if (place.dataset.state === name) return;
  place.dataset.state = name;
  place.querySelector(".word").textContent = word;
}

function failed(error) {
  if (error.status !== 0) say(error.message);
}

// Theme and keys -----------------------------------------------------------------------

function showTheme() {
  const theme = document.documentElement.dataset.theme;
  byId("theme").textContent = THEMES[theme];
  byId("theme").setAttribute("aria-label", `Theme: ${THEMES[theme]}. Change it`);
}

function nextTheme() {
  const names = Object.keys(THEMES);
  const root = document.documentElement;
  root.dataset.theme = names[(names.indexOf(root.dataset.theme) + 1) % names.length];
  localStorage.setItem("theme", root.dataset.theme);
  showTheme();
}

const go = (view) => () => (location.hash = view);

function inRequests(command) {
  return () => (state.view === "requests" ? command() : undefined);
}

function find() {
  location.hash = "requests";
  show();
  byId("find").focus();
}

api.takeKey();
byId("theme").addEventListener("click", nextTheme);
byId("help").addEventListener("click", () => byId("keys").showModal());
window.addEventListener("hashchange", () => (api.takeKey(), show()));
listen({
  ...Object.fromEntries(VIEWS.map((view, at) => [String(at + 1), go(view)])),
  "/": find,
  "?": () => byId("keys").showModal(),
  t: nextTheme,
  p: inRequests(journal.togglePause),
  c: inRequests(journal.clearView),
  ArrowDown: inRequests(() => journal.step(0)),
  ArrowUp: inRequests(() => journal.step(0)),
}, inRequests(journal.escape), byId("keys"), byId("keys-on"));
showTheme();
show();
run();
