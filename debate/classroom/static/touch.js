// A row of keys for devices that are touched: what they have no letter for. Their own keyboard would cover half of the
// game whenever the screen is touched, so it stays down until it is asked for.

const KEYS = [
  ["↑", "\x1b[A", "Up"],
  ["↓", "\x1b[B", "Down"],
  ["←", "\x1b[D", "Left"],
  ["→", "\x1b[C", "Right"],
  ["⏎", "\r", "Enter"],
  ["space", " ", "Space"],
  ["tab", "\t", "Next part"],
  ["esc", "\x1b", "Back"],
  ["?", "?", "Help"],
];

function button(shown, name, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = shown;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", pressed);
  return made;
}

/** Fill the bar where there is a touch screen. `typing`: the field behind the terminal that takes letters. */
export function touchKeys(bar, type, typing) {
  if (!matchMedia("(pointer: coarse)").matches) return;
  for (const [shown, sent, name] of KEYS) bar.append(button(shown, name, () => type(sent)));
  typing.inputMode = "none";
  const letters = button("abc", "Letters", () => {
    const up = typing.inputMode === "none";
    typing.inputMode = up ? "text" : "none";
    letters.setAttribute("aria-pressed", String(up));
    typing.blur();
    typing.focus();
  });
  letters.setAttribute("aria-pressed", "false");
  bar.append(letters);
  bar.hidden = false;
}
