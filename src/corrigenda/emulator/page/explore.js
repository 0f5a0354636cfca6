// The page of an API explorer: Swagger UI or GraphiQL, aimed at the emulator.

import * as api from "./api.js";
import { el } from "./dom.js";

const FILES = "/_emulator/assets/explorers";
const place = document.getElementById("explorer");

api.takeKey();
document.getElementById("back").href = api.keyed("/");
start().catch((error) => tell("The explorer cannot start", error.message));

async function start() {
  const name = decodeURIComponent(location.pathname.split("/").at(-1));
  const about = await api.about();
  const provider = about.providers.find((each) => each.name === name);
  if (!provider) return tell("No such service", `The emulator does not serve ${name}.`);
  document.title = `${provider.title} – API explorer`;
  document.getElementById("title").textContent = provider.title;
  document.getElementById("where").textContent = provider.base_url;
  if (!provider.explorer) return missing();
  const graph = provider.kind === "graphql";
  style(`${FILES}/${graph ? "graphiql.css" : "swagger-ui.css"}`);
  place.className = graph ? "graphiql-place" : "swagger-place";
  await (graph ? exploreGraph(provider) : exploreRest(provider));
}

/** The address of the service as this page reaches it, whatever name the browser used. */
const here = (provider) => location.origin + new URL(provider.base_url).pathname;

async function exploreGraph(provider) {
  const { mount } = await import(`${FILES}/graphiql.js`);
  const lines = provider.operations.map(({ does }) => `# ${does}`);
  mount(place, {
    url: here(provider),
    sdl: await api.schema(provider.name),
    headers: { Authorization: "Bearer any", ...provider.headers },
    query: ["# What this service is known to do:", ...lines, "", "{ __typename }", ""].join("\n"),
    theme: { light: "light", dark: "dark" }[document.documentElement.dataset.theme] ?? null,
  });
}

async function exploreRest(provider) {
  await script(`${FILES}/swagger-ui-bundle.js`);
  const schema = `/_emulator/schemas/${encodeURIComponent(provider.name)}`;
  const ui = globalThis.SwaggerUIBundle({
    domNode: place,
    url: schema,
    validatorUrl: null,
    deepLinking: false,
    persistAuthorization: false,
    plugins: [aimed(here(provider))],
    requestInterceptor: (request) => {
      if (request.url.endsWith(schema)) Object.assign(request.headers, api.headers());
      return request;
    },
    onComplete: () => authorize(ui),
  });
}

/** Requests go to the emulator, not to the servers that the schema names. */
function aimed(url) {
  const servers = [{ url, description: "this emulator" }];
  const swap = (before) => (spec) => before(typeof spec?.openapi === "string" ? { ...spec, servers } : spec);
  return { statePlugins: { spec: { wrapActions: { updateJsonSpec: swap } } } };
}

/** Gives every scheme a credential, since the emulator accepts any. */
function authorize(ui) {
  const schemes = ui.specSelectors.securityDefinitions()?.toJS() ?? {};
  for (const [name, scheme] of Object.entries(schemes)) {
    if (scheme.type === "http" && scheme.scheme?.toLowerCase() === "basic") ui.preauthorizeBasic(name, "any", "any");
    else if (scheme.type === "http" || scheme.type === "apiKey") ui.preauthorizeApiKey(name, "any");
  }
}

function missing() {
  tell(
    "The explorers are not part of this installation",
    "They come from npm when the wheel is built, so that nothing is loaded from elsewhere at run time. In a checkout, with npm installed, run:",
    el("pre", {}, "nox -s build"),
    el("p", {}, "It also builds a wheel that has them. Then start the emulator again."),
  );
}

function tell(title, text, ...more) {
  place.replaceChildren(el("div", { class: "explore-tell" }, el("h2", {}, title), el("p", {}, text), ...more));
}

function style(href) {
  document.head.append(el("link", { rel: "stylesheet", href }));
}

function script(src) {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`${src} does not load.`));
    document.head.append(el("script", { src, load: resolve, error: failed }));
  });
}
