// What a key means to the terminal, whatever layout the keyboard has. Nothing here touches the page.

/** The Latin letter or digit of the physical key, or "" where it has none or the browser does not say. */
export function physical(event) {
  const found = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(event.code || "");
  return found ? (found[1] || found[2]).toLowerCase() : "";
}

/** The Latin letter that a shortcut means: what the key writes, else, on a layout of another script, where it stands. */
export function shortcut(event) {
  const key = event.key.toLowerCase();
  return /^\P{ASCII}$/u.test(key) ? physical(event) : key;
}

/**
 * What the terminal does with a key: "leave" it to the browser, "send" a text in its place, or "type" it as it is.
 * A letter of another script is sent together with the key that wrote it: the game knows which of the two is meant.
 */
export function reading(event, selected) {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  const letter = shortcut(event);
  if (/^f\d+$/.test(letter)) return { does: "leave" };
  if (command && letter === "v") return { does: "leave" };
  if (command && letter === "c" && selected) return { does: "leave" };
  if (event.metaKey) return { does: "leave" };
  const latin = physical(event);
  const plain = !event.ctrlKey && !event.altKey && !event.isComposing;
  if (plain && latin && /^\p{L}$/u.test(event.key) && /^\P{ASCII}+$/u.test(event.key.normalize("NFKC"))) {
    return { does: "send", text: `\x1b[${event.key.codePointAt(0)}::${latin.charCodeAt(0)}u` };
  }
  return { does: "type" };
}
