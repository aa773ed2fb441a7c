// The terminal.

const term = new Terminal({
  allowProposedApi: true,
  cursorBlink: false,
  cursorInactiveStyle: "none",
  fontFamily: '"DejaVu Sans Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace',
  scrollback: 0,
  theme: { background: "#121212" },
});
const fit = new FitAddon();
term.loadAddon(fit);
term.loadAddon(new Unicode11Addon());
term.open($("screen"));
term.unicode.activeVersion = "11";

function resize() {
  const box = $("screen").getBoundingClientRect();
  for (let size = lettersFor(box.width, box.height, term.options.fontFamily); size >= LEAST; size -= 0.5) {
    term.options.fontSize = size;
    const found = fit.proposeDimensions();
    if (!found || !found.cols || (found.cols >= columns.least && found.rows >= columns.leastRows)) break;
  }
  fit.fit();
}

const measured = () => ({
  cols: Math.max(20, Math.min(240, term.cols)),
  rows: Math.max(5, Math.min(80, term.rows)),
});

let settle = 0;
new ResizeObserver(() => {
  clearTimeout(settle);
  settle = setTimeout(resize, 80);
}).observe($("screen"));

const send = (kind, more = {}) => worker && worker.postMessage({ kind, ...more });
term.onResize(() => send("size", measured()));
term.onData((text) => send("keys", { text: text.slice(0, 4000) }));
term.attachCustomKeyEventHandler((event) => {
  const read = reading(event, term.hasSelection());
  if (read.does === "send" && event.type === "keydown") {
    event.preventDefault();
    send("keys", { text: read.text });
  }
  return read.does === "type";
});
touchKeys($("keys"), (text) => send("keys", { text }), term.textarea);
$("reader").addEventListener("change", (event) => {
  term.options.screenReaderMode = event.target.checked;
  term.focus();
});
