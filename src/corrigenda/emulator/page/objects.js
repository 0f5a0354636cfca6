// What each tenant holds, and the world as a whole: seeds, reset and snapshots.

import * as api from "./api.js";
import { chip, copyButton, el, say } from "./dom.js";
import { bodyView } from "./json.js";
import { plural } from "./words.js";

const PAGE = 50;

/** Sets up the view; `changed` is called after the world was changed from here. */
export function makeObjects(found, changed) {
  const { form, seed, snapshot, snapshots, shelves, kinds, documents, empty } = found;
  const state = { tenants: [], chosen: null, titles: new Map(), open: new Set(), seen: "" };

  const keyOf = (one) => `${one.provider}/${one.tenant}/${one.kind}`;
  const titleOf = (name) => state.titles.get(name) ?? name;

  async function refresh() {
    const before = JSON.stringify(state.tenants);
    state.tenants = await api.tenants();
    const all = state.tenants.flatMap(({ provider, tenant, objects }) =>
      Object.entries(objects).map(([kind, count]) => ({ provider, tenant, kind, count })));
    const filled = all.filter(({ count }) => count);
    const same = all.find((one) => state.chosen && keyOf(one) === keyOf(state.chosen));
    state.chosen = same ?? filled[0] ?? null;
    shelves.hidden = filled.length === 0;
    empty.hidden = !shelves.hidden;
    if (JSON.stringify(state.tenants) !== before) showKinds();
    if (state.chosen) await showDocuments();
    return filled.reduce((sum, { count }) => sum + count, 0);
  }

  function showKinds() {
    const focused = document.activeElement?.dataset?.shelf;
    kinds.replaceChildren(...state.tenants.map(tenantView));
    if (focused) kinds.querySelector(`[data-shelf="${CSS.escape(focused)}"]`)?.focus();
  }

  function tenantView({ provider, tenant, objects }) {
    const buttons = Object.entries(objects).map(([kind, count]) => {
      const one = { provider, tenant, kind, count };
      const here = state.chosen && keyOf(one) === keyOf(state.chosen);
      const choose = () => ((state.chosen = one), showKinds(), showDocuments().catch(failed));
      return el("li", {}, el("button", { type: "button", class: "kind", "aria-current": here ? "true" : false, "data-shelf": keyOf(one), click: choose },
        el("span", {}, kind), el("span", { class: "count" }, count.toLocaleString("en"))));
    });
    return el("section", { "aria-label": `${titleOf(provider)}, tenant ${tenant}` },
      el("h3", {}, titleOf(provider), " ", el("code", { class: "faint" }, tenant)),
      buttons.length ? el("ul", { class: "plain" }, ...buttons) : el("p", { class: "faint" }, "No objects"));
  }

  async function showDocuments() {
    const { chosen } = state;
    const first = await pageOf(chosen, 0);
    const seen = JSON.stringify([keyOf(chosen), first]);
    if (chosen !== state.chosen || seen === state.seen) return; // what is shown stays as it is
    state.seen = seen;
    const list = el("div", { class: "documents" });
    const more = el("button", { type: "button", class: "wide" });
    const head = el("p", { class: "faint" });
    let shown = 0;
    const add = (page) => {
      const total = Number(page.total?.rawJSON ?? page.total);
      list.append(...page.objects.map(documentView));
      shown += page.objects.length;
      head.textContent = `${plural(total, "object")} of kind ${chosen.kind}`;
      more.hidden = shown >= total || !page.objects.length;
      more.textContent = `Show ${Math.min(PAGE, total - shown)} more of ${(total - shown).toLocaleString("en")}`;
    };
    more.addEventListener("click", () => pageOf(chosen, shown).then(add).catch(failed));
    add(first);
    documents.replaceChildren(head, list, more);
  }

  const pageOf = ({ provider, tenant, kind }, offset) => api.objects({ provider, tenant, kind, offset, limit: PAGE });

  function documentView({ id, document }) {
    const name = String(id?.rawJSON ?? id);
    const key = `${keyOf(state.chosen)}/${name}`;
    const text = JSON.stringify(document);
    const view = el("details", { open: state.open.has(key) },
      el("summary", {}, el("code", {}, name), el("span", { class: "glimpse" }, glimpse(document))));
    const fill = () => {
      const bar = el("div", { class: "code-bar" }, el("h4", {}, "Document"), copyButton("Copy document", () => text));
      view.append(el("div", { class: "block" }, bar, bodyView(text)));
    };
    if (view.open) fill();
    view.addEventListener("toggle", () => {
      if (view.open) state.open.add(key);
      else state.open.delete(key);
      if (view.open && view.childElementCount === 1) fill();
    });
    return view;
  }

  // The world ------------------------------------------------------------------

  async function resetWorld(event) {
    event.preventDefault();
    const before = await api.takeSnapshot().catch(() => null); // only for the way back
    await api.reset({ seed: seed.value || null });
    await changed();
    say("Reset. Each tenant is filled anew with its next request.", before && { name: "Bring the objects back", run: () => goBack(before).catch(failed) });
  }

  async function goBack(name) {
    await api.restore(name);
    await changed();
    say("Restored");
  }

  async function takeSnapshot() {
    const name = await api.takeSnapshot();
    const back = () => goBack(name).catch(failed);
    snapshots.append(el("button", { type: "button", click: back, title: `Go back to ${name}` }, "Restore ", chip("", name)));
    say("Snapshot taken");
  }

  const failed = (error) => say(error.message);
  form.addEventListener("submit", (event) => resetWorld(event).catch(failed));
  snapshot.addEventListener("click", () => takeSnapshot().catch(failed));

  function describe(providers, now) {
    state.titles = new Map(providers.map((each) => [each.name, each.title]));
    showKinds(); // the tenants may have come first
    if (document.activeElement !== seed) seed.value = now ?? "";
  }

  return { refresh, describe };
}

/** The plain members of a document in one line, without its id. */
function glimpse(document) {
  const plain = Object.entries(document).filter(([name, value]) =>
    name !== "id" && value !== null && (typeof value !== "object" || value.rawJSON !== undefined));
  return plain.slice(0, 8).map(([name, value]) => `${name} ${value?.rawJSON ?? value}`).join("  ·  ");
}
