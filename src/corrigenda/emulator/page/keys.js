// Keyboard shortcuts. Single keys can be turned off, for people whose tools type them.

const OFF = "single-keys-off";

/** Listens for the keys of `commands`; `escape` is for Esc, which always works. */
export function listen(commands, escape, dialog, toggle) {
  toggle.checked = localStorage.getItem(OFF) === null;
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || dialog.open) return;
    if (event.key === "Escape") return escape();
    const writing = event.target.matches("input, select, textarea");
    const command = commands[event.key];
    if (!command || writing || !toggle.checked) return;
    event.preventDefault();
    command();
  });
}
