// The services: where they are, how a client reaches them, what they serve and on what evidence.

import { keyed } from "./api.js";
import { chip, copyButton, el, icon } from "./dom.js";
import { quoted } from "./detail.js";
import { colouredCode } from "./json.js";
import { BASES, basisName, basisSays, plural } from "./words.js";

/** The cards of all services. */
export function serviceCards(providers) {
  return providers.map(card);
}

/** The legend of the bases that these services use. */
export function legend(providers) {
  const used = new Set(providers.flatMap((each) => each.operations.map(({ basis }) => basis)));
  return Object.keys(BASES).filter((basis) => used.has(basis)).flatMap((basis) => [
    el("dt", {}, basisChip(basis)),
    el("dd", {}, basisSays(basis)),
  ]);
}

function card(provider) {
  return el("article", { class: "card service-card", id: `service-${provider.name}`, "aria-label": provider.title },
    el("header", {},
      el("h3", {}, provider.title),
      chip("", provider.kind === "graphql" ? "GraphQL" : "REST"),
      el("span", { class: "faint" }, plural(provider.operations.length, "operation")),
      el("span", { class: "gap" }),
      explorer(provider),
    ),
    el("div", { class: "address" },
      el("code", {}, provider.base_url),
      copyButton(`Copy the base URL of ${provider.title}`, () => provider.base_url),
    ),
    snippets(provider),
    operations(provider),
  );
}

function explorer(provider) {
  const name = provider.kind === "graphql" ? "GraphiQL" : "Swagger UI";
  const address = keyed(`/_emulator/explore/${encodeURIComponent(provider.name)}`);
  return el("a", { class: "button", href: address, target: "_blank" }, `Explore in ${name}`, icon("open"));
}

function snippets(provider) {
  const choices = [
    ...(provider.client ? [["Python", syncCode(provider)], ["Python, async", asyncCode(provider)]] : []),
    ["curl", curlCode(provider)],
  ];
  const code = el("pre", { class: "code", tabindex: "0", role: "tabpanel", "aria-label": "Snippet", id: `snippet-${provider.name}` });
  const place = el("div", { class: "copy-place" });
  const tabs = choices.map(([name], at) =>
    el("button", { type: "button", role: "tab", "aria-controls": code.id, click: () => choose(at) }, name),
  );
  function choose(at) {
    tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === at));
      tab.setAttribute("tabindex", index === at ? "0" : "-1");
    });
    code.replaceChildren(...colouredCode(choices[at][1]));
    place.replaceChildren(copyButton("Copy the snippet", () => choices[at][1]));
  }
  const bar = el("div", { role: "tablist", "aria-label": `Client of ${provider.title}` }, ...tabs);
  bar.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = (tabs.indexOf(document.activeElement) + by + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  });
  choose(0);
  return el("div", { class: "snippet" }, el("div", { class: "code-bar" }, bar, place), code);
}

const listing = (provider) => provider.operations.find(({ name }) => name.startsWith("list_"))?.name;

function arguments_(provider) {
  const credentials = provider.client.credentials.map((name) => `${name}="any"`);
  return [...credentials, `base_url=${JSON.stringify(provider.base_url)}`].join(", ");
}

function syncCode(provider) {
  const { distribution, module, class: name } = provider.client;
  const list = listing(provider);
  return `# pip install ${distribution}
from ${module} import ${name}

with ${name}(${arguments_(provider)}) as client:
    print(${list ? `client.${list}()` : "client"})
`;
}

function asyncCode(provider) {
  const { distribution, module, async_class: name } = provider.client;
  const list = listing(provider);
  return `# pip install ${distribution}
import asyncio

from ${module} import ${name}


async def main():
    async with ${name}(${arguments_(provider)}) as client:
        print(${list ? `await client.${list}()` : "client"})


asyncio.run(main())
`;
}

/** A command that sends a first request. */
export function curlCode(provider) {
  const headers = ["Authorization: Bearer any", ...Object.entries(provider.headers ?? {}).map(([name, value]) => `${name}: ${value}`)];
  const given = headers.map((each) => ` \\\n  -H ${quoted(each)}`).join("");
  if (provider.kind === "graphql") {
    return `curl ${quoted(provider.base_url)}${given} \\\n  -H 'Content-Type: application/json' \\\n  -d '{"query": "{ __typename }"}'`;
  }
  const first = provider.operations.find(({ does }) => /^GET [^{]*$/.test(does));
  return `curl ${quoted(provider.base_url + (first ? first.does.slice(4) : "/"))}${given}`;
}

function operations(provider) {
  const rows = provider.operations.map((each) =>
    el("tr", {},
      el("th", { scope: "row" }, each.name),
      el("td", {}, el("code", {}, each.does)),
      el("td", {}, basisChip(each.basis, each.evidence)),
    ),
  );
  const head = el("tr", {}, ...["Operation", "Does", "Evidence"].map((name) => el("th", { scope: "col" }, name)));
  const table = el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows));
  return el("details", { class: "operations", open: provider.operations.length <= 8 }, el("summary", {}, "Operations"), table);
}

function basisChip(basis, evidence) {
  if (!basis) return chip("basis", "behaviour by hand");
  const made = chip("basis", basisName(basis));
  made.dataset.basis = basis;
  made.title = [basisSays(basis), evidence].filter(Boolean).join(" ");
  return made;
}
