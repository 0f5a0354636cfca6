// Talks to the control API. A key in the address is kept for this tab and taken out of the address.

import { parseExact } from "./json.js";

const KEY = "emulator-key";

/** Takes the key out of an address that ends with `#key=...`. */
export function takeKey() {
  const found = /^#key=(.+)$/.exec(location.hash);
  if (!found) return;
  sessionStorage.setItem(KEY, decodeURIComponent(found[1]));
  history.replaceState(null, "", location.pathname + location.search);
}

/** What a link to another page of the emulator ends with, so that it has the key, too. */
export function keyed(address) {
  const key = sessionStorage.getItem(KEY);
  return key ? `${address}#key=${encodeURIComponent(key)}` : address;
}

/** The headers of every call. */
export function headers() {
  const key = sessionStorage.getItem(KEY);
  return { "X-Emulator": "1", ...(key ? { "X-Emulator-Key": key } : {}) };
}

/** An answer of the control API that is no success; `status` is 0 if nothing came. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  const json = body === undefined ? {} : { "Content-Type": "application/json" };
  const init = { method, headers: { ...headers(), ...json }, cache: "no-store" };
  if (body !== undefined) init.body = JSON.stringify(body);
  let response;
  let text;
  try {
    response = await fetch(`/_emulator/${path}`, init);
    text = await response.text();
  } catch {
    throw new ApiError(0, "The emulator does not answer.");
  }
  if (!response.ok) throw new ApiError(response.status, reason(text, response.status));
  return text;
}

function reason(text, status) {
  try {
    return JSON.parse(text).message ?? `The emulator answered ${status}.`;
  } catch {
    return `The emulator answered ${status}.`;
  }
}

const query = (parts) =>
  new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== null)).toString();

const read = async (path) => JSON.parse(await call("GET", path));

export const about = () => read("");
export const requests = (after) => read(`requests?${query({ after })}`);
export const tenants = () => read("tenants");
export const faults = () => read("faults");
export const objects = async (asked) => parseExact(await call("GET", `objects?${query(asked)}`));
export const reset = (body) => call("POST", "reset", body);
export const takeSnapshot = async () => JSON.parse(await call("POST", "snapshots", {})).name;
export const restore = (name) => call("POST", "restore", { name });
export const addFault = (fault) => call("POST", "faults", fault);
export const replaceFaults = (list) => call("PUT", "faults", list);
export const clearFaults = () => call("DELETE", "faults");
export const schema = (provider) => call("GET", `schemas/${encodeURIComponent(provider)}`);
