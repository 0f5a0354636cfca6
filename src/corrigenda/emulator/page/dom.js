// Makes elements. Text only ever becomes text nodes: nothing here, or anywhere, parses HTML.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  copy: "M5.5 5.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z",
  done: "m3 8.5 3.5 3.5L13 4.5",
  close: "m4 4 8 8M12 4l-8 8",
  retry: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3",
  fault: "M8.8 1.8 3.5 9H8l-.8 5.2L12.5 7H8z",
  open: "M6 3.5H3.5v9h9V10M9 3h4v4M13 3 7.5 8.5",
  more: "m4 6 4 4 4-4",
};

/** An element with attributes and children; functions become listeners, strings text. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** An icon, which screen readers skip. */
export function icon(name) {
  const made = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const attributes = { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  path.setAttribute("d", ICONS[name]);
  made.append(path);
  return made;
}

/** A button that copies what `text` returns, and shows for a moment that it did. */
export function copyButton(label, text, caption = "") {
  const button = el("button", { type: "button", class: caption ? "quiet" : "quiet only-icon", "aria-label": label, title: label });
  const rest = () => button.replaceChildren(icon("copy"), caption);
  rest();
  button.addEventListener("click", async () => {
    if (!(await copy(text()))) return say("The browser does not allow copying here.");
    button.replaceChildren(icon("done"), caption && "Copied");
    say("Copied");
    setTimeout(rest, 1500);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

let fading = 0;

/** Shows a short message at the foot of the page, with one action if it is given. */
export function say(text, action = null) {
  const place = document.querySelector("#toast");
  const undo = action && el("button", { type: "button", class: "link", click: action.run }, action.name);
  place.replaceChildren(el("span", {}, text), ...(undo ? [undo] : []));
  place.dataset.shown = "";
  clearTimeout(fading);
  fading = setTimeout(() => delete place.dataset.shown, undo ? 8000 : 1800);
}

/** The options of a `<select>`: `[value, text]` pairs, or `[label, pairs]` groups. */
export function fillSelect(select, options) {
  const before = select.value;
  const option = ([value, text]) => el("option", { value }, text);
  const made = options.map(([first, rest]) =>
    Array.isArray(rest) ? el("optgroup", { label: first }, ...rest.map(option)) : option([first, rest]),
  );
  select.replaceChildren(...made);
  if ([...select.options].some((each) => each.value === before)) select.value = before;
}

/** A small label. */
export function chip(kind, ...children) {
  return el("span", { class: `chip ${kind}` }, ...children);
}
