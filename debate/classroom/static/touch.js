// A row of keys for devices without a keyboard: what they have no letter for.

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

export function touchKeys(bar, type, after) {
  if (!matchMedia("(pointer: coarse)").matches) return;
  for (const [shown, sent, name] of KEYS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = shown;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => {
      type(sent);
      after();
    });
    bar.append(button);
  }
  bar.hidden = false;
}
