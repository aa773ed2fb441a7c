// Python, and what to do when it dies: begin again from what is kept.

const PATIENCE = 30000;
let worker = null;
let heard = 0;
let deaths = 0;
let parts = null;

function start() {
  if (worker) worker.terminate();
  worker = new Worker(URL.createObjectURL(new Blob([parts.code], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => died(event.message || "Python could not be started");
  heard = 0;
  worker.postMessage({ kind: "begin", ...parts.given, ...measured(), saved: Object.fromEntries(games) });
}

/** What is done with each kind of message; the parts that come later add theirs. */
const answers = {
  paint: (data) => term.write(data.bytes),
  kept: (data) => keep(data.path, data.bytes),
  thinking: (data) => thinking(data.share),
  failed: (data) => died(data.sentence),
};

function hear(data) {
  heard = Date.now();
  if (data.kind !== "thinking") thinking(1);
  if (data.kind in answers) answers[data.kind](data);
}

/** How far an opponent that looks ahead has got; 1: nothing is thought about. */
function thinking(share) {
  const mark = $("thinking");
  mark.hidden = share >= 1;
  mark.value = share;
}

function died(why) {
  document.body.dataset.failed = why;
  deaths += 1;
  if (deaths > 3) {
    worker.terminate();
    worker = null;
    say(words.stopped, true);
    return;
  }
  say(words.again, true);
  start();
}

setInterval(() => {
  if (!worker || !heard) return;
  if (Date.now() - heard > PATIENCE && document.visibilityState === "visible") died("Python does not answer");
  else worker.postMessage({ kind: "alive", at: Date.now() });
}, 5000);
