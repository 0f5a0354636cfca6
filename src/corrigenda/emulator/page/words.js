// The words for what the emulator says in codes.

/** How well an operation is evidenced, from best to least. */
export const BASES = {
  page: ["documented", "A documentation page states it."],
  sample: ["printed sample", "A request or response printed in the documentation shows it."],
  table: ["table", "A table of the documentation lists it."],
  prose: ["prose", "The text of the documentation describes it."],
  resource: ["from the schema’s paths", "Derived: the schema has collections and items, so objects are created, read, changed and deleted."],
  example: ["schema example", "The response is an example out of the schema. It does not follow what you sent."],
  schema: ["made from the schema", "The response is made up to fit the schema. It does not follow what you sent."],
  assumed: ["assumed", "The documentation is silent; the emulator does what similar services do."],
};

/** The short words for a basis that may be unknown. */
export const basisName = (basis) => BASES[basis]?.[0] ?? basis;

/** One sentence about a basis that may be unknown. */
export const basisSays = (basis) => BASES[basis]?.[1] ?? "";

const REASONS = {
  200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 301: "Moved Permanently",
  302: "Found", 304: "Not Modified", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
  404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 412: "Precondition Failed",
  415: "Unsupported Media Type", 422: "Unprocessable Content", 429: "Too Many Requests",
  500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
  504: "Gateway Timeout",
};

export const reasonOf = (status) => REASONS[status] ?? "";

/** `ok`, `moved`, `wrong` or `broken`: the colour of a status; `none` if no response was sent. */
export function tone(status) {
  if (!status) return "none";
  return ["", "ok", "ok", "moved", "wrong", "broken"][Math.floor(status / 100)] ?? "none";
}

/** A duration as short as it is readable. */
export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return "";
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** The time of day. */
export function clock(iso) {
  return new Date(iso).toLocaleTimeString("en-GB", { hour12: false });
}

export const plural = (count, one, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
