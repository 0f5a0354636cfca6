// The GraphQL explorer: GraphiQL with everything it needs, in one module without a CDN.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { buildSchema } from "graphql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";

const WORKERS = { json: "json.worker.js", graphql: "graphql.worker.js" };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) =>
    new Worker(new URL(WORKERS[label] ?? "editor.worker.js", import.meta.url)),
};

/** Shows GraphiQL in an element, for the service at `url` with the schema `sdl`. */
export function mount(element, { url, sdl, headers, query, theme }) {
  const schema = buildSchema(sdl, { assumeValid: true });
  createRoot(element).render(
    createElement(GraphiQL, {
      fetcher: createGraphiQLFetcher({ url, enableIncrementalDelivery: false }),
      schema,
      defaultQuery: query,
      initialHeaders: JSON.stringify(headers, null, 2),
      defaultTheme: theme,
      shouldPersistHeaders: false,
    }),
  );
}
