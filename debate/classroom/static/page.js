// The game as a page: it lays out the blocks and choices that the host sends, and sends what is chosen.
//
// Texts are only ever set as texts. Where a page changes, what has not changed stays where it is in the document, so
// that a screen reader keeps its place and the focus stays on what it was on.

import { Link } from "./link.js";
import { Requests } from "./requests.js";
import { blockNodes, choiceNodes, element, fill, goalNodes, headNodes, newsNode, patch, speak } from "./layout.js";

const $ = (id) => document.getElementById(id);
const NOW = "now";
let shown = null;
let heard = -1;
let until = 0;
let away = false;

// Which page is read stands behind the # of the address, so that the browser's way back works.

function wanted() {
  const name = decodeURIComponent(location.hash.replace(/^#\/?/, ""));
  return /^[A-Za-z0-9][A-Za-z0-9 ._:/-]{0,79}$/.test(name) ? name : NOW;
}

function look() {
  away = true;
  link.send({ t: "look", page: wanted() });
}

function go(page) {
  if (wanted() === page) look();
  else location.hash = `/${page}`;
}

addEventListener("hashchange", look);
$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("main").focus();
});

// What is said aloud.

function aloud(place, text) {
  const said = element("p", text);
  $(place).append(said);
  setTimeout(() => said.remove(), 5000);
}

function note(sentence, done) {
  $("said").textContent = sentence;
  $("said").classList.toggle("done", done);
  $("said").hidden = !sentence;
  if (sentence) aloud(done ? "politely" : "at-once", sentence);
}

function trouble(sentence) {
  const before = $("trouble").textContent;
  $("trouble").textContent = sentence;
  $("trouble").hidden = !sentence;
  if (sentence && sentence !== before) aloud("at-once", sentence);
}

// The page.

const URGENT = ["choose", "judge", "confirm", "foretell", "appraise", "believe", "ticket", "out", "unsaved"];
/** Pages on the way to a choice; once it is made they lead back. */
const ON_THE_WAY = ["play", "foretell", "appraise", "believe", "judged"];

function show(frame) {
  speak(frame.spoken);
  const before = shown;
  const turned = !before || before.page !== frame.page;
  shown = frame;
  // What was said of the choice before is said no longer once something else is asked.
  if (before && (before.heading !== frame.heading || before.asking.what !== frame.asking.what)) note("", true);
  document.title = `${frame.heading} · ${frame.asking.sentence}`.slice(0, 150);
  set("status", frame.status);
  patch($("head"), headNodes(frame.head));
  patch($("goals"), goalNodes(frame.goals, frame.head));
  $("goals").hidden = !frame.goals.words;
  set("heading", frame.heading);
  set("asked", frame.asking.sentence);
  set("message", frame.message ? `From your teacher: ${frame.message}` : "");
  $("message").hidden = !frame.message;
  document.body.classList.toggle("stopped", frame.asking.what === "paused");
  document.body.classList.toggle("eyes-up", Boolean(frame.eyes));
  $("asked-box").hidden = false;
  $("to-now").hidden = frame.page === NOW || !URGENT.includes(frame.asking.what);
  const links = (more) => frame.nav.filter((item) => item.more === more).map((item) => navLink(item, top(frame.page)));
  set("to-now-link", frame.page.startsWith("play/") ? "Back to all your moves" : "Go to what is asked");
  patch($("nav"), links(false));
  patch($("nav-rest"), links(true));
  $("nav-more").hidden = !frame.nav.some((item) => item.more);
  keepFocus(() => {
    const [first, second] = frame.ahead ? ["choices", "blocks"] : ["blocks", "choices"];
    if ($(first).nextElementSibling !== $(second)) $(first).after($(second));
    patch($("lead"), blockNodes(frame.lead));
    patch($("choices"), choiceNodes(frame.choices, actions, frame.heading));
    patch($("blocks"), blockNodes(frame.blocks));
  });
  picture(frame.picture);
  patch(
    $("news"),
    [...frame.news].reverse().map((item) => [String(item.n), () => newsNode(item)]),
  );
  $("news-box").hidden = frame.news.length === 0;
  timer(frame.left);
  tell(frame, before);
  stillThere(frame);
  if (turned && wanted() !== frame.page) history.replaceState(null, "", `#/${frame.page}`);
  if (turned && !frame.nav.some((item) => item.more && item.page === top(frame.page))) $("nav-more").open = false;
  if (turned && before && away) {
    note("", true);
    scrollTo(0, 0);
    $("heading").focus();
  }
  away = false;
}

/** A drawing that one can keep; it is text as text, and loads nothing. */
function picture(drawn) {
  $("picture").hidden = !drawn;
  if (!drawn) return;
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`;
  const [image, save] = [$("picture").querySelector("img"), $("picture").querySelector("a")];
  if (image.getAttribute("src") !== address) {
    image.src = address;
    save.href = address;
  }
}

function navLink(item, current) {
  const mark = (node) => {
    if (item.page === current) node.firstElementChild.setAttribute("aria-current", "page");
    else node.firstElementChild.removeAttribute("aria-current");
  };
  return [item.page, () => element("li", [element("a", item.label, { href: `#/${item.page}` })]), mark];
}

function set(id, text) {
  if ($(id).textContent !== text) fill($(id), text);
}

function top(page) {
  const kind = page.split("/")[0];
  return { play: NOW, foretell: NOW, believe: NOW, judged: NOW, told: "floor", card: "hand", move: "moves" }[kind] || kind;
}

/** Run what changes the page, and put the focus back where it was if its element was made anew. */
function keepFocus(change) {
  const key = document.activeElement?.getAttribute?.("data-key");
  const inside = $("main").contains(document.activeElement) && document.activeElement !== $("main");
  change();
  if (!inside || document.activeElement !== document.body) return;
  const same = key && [...document.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
  (same || $("heading")).focus({ preventScroll: Boolean(same) });
}

function tell(frame, before) {
  const asked = frame.asking;
  if (!before || before.asking.sentence !== asked.sentence) {
    const urgent = URGENT.includes(asked.what) && (!before || before.asking.what !== asked.what || asked.what === "choose");
    aloud(urgent ? "at-once" : "politely", asked.sentence);
  }
  const latest = frame.news.length ? frame.news[frame.news.length - 1].n : 0;
  if (heard >= 0) {
    const fresh = frame.news.filter((item) => item.n > heard).map((item) => item.text);
    if (fresh.length) aloud("politely", fresh.join(" "));
  }
  // A host that was started anew counts from the beginning.
  heard = latest;
}

// Time that was given is a hint; it is shown, not said aloud.

function timer(left) {
  until = left === null ? 0 : Date.now() + left * 1000;
  tick();
}

function tick() {
  $("time").hidden = !until;
  if (!until) return;
  const left = Math.max(0, Math.round((until - Date.now()) / 1000));
  const minutes = Math.floor(left / 60);
  const seconds = String(left % 60).padStart(2, "0");
  set("time", left ? `Time: ${minutes}:${seconds} left. Nothing is chosen for you.` : "Time is up. You can still choose.");
}
setInterval(tick, 1000);

// Choosing.

let asking = null;

const actions = {
  go,
  current: (id) => shown && shown.choices.find((choice) => choice.id === id),
  choose(choice, fields, from) {
    const wish = { kind: choice.do.kind, at: choice.do.at, fields: { ...choice.do.fields, ...fields } };
    if (!choice.confirm) {
      requests.ask(wish);
      return;
    }
    asking = { id: choice.id, wish, from };
    $("sure-words").textContent = choice.confirm;
    $("sure-yes").textContent = choice.yes;
    $("sure").showModal();
    $("sure-yes").focus();
  },
};

$("sure-yes").addEventListener("click", () => {
  const wish = asking?.wish;
  $("sure").close();
  if (wish) requests.ask(wish);
});
$("sure-no").addEventListener("click", () => $("sure").close());
$("sure").addEventListener("close", () => {
  const key = asking?.from;
  asking = null;
  const back = [...document.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
  (back || $("heading")).focus();
});

/** A question about a choice that is gone goes too. */
function stillThere(frame) {
  if (asking && !frame.choices.some((choice) => choice.id === asking.id)) {
    $("sure").close();
    note("The game has gone on meanwhile. Look at what is asked now.", false);
  }
}

function answered(frame) {
  if (frame.t === "done") {
    note(frame.words, true);
    if (shown && ON_THE_WAY.includes(shown.page.split("/")[0])) go(NOW);
  } else {
    note(frame.sentence, false);
  }
}

// The line to the host.

const link = new Link("student", () => ({ as: "page", cols: 80, rows: 24, reader: true }), {
  output: () => {},
  frame: (frame) => {
    if (frame.t === "page") {
      if (away && shown && frame.page !== wanted() && frame.page !== NOW) return;
      if (!shown && !away && frame.page !== wanted()) look();
      else show(frame);
    } else if (frame.t === "done" || frame.t === "refused") {
      if (requests.answered(frame)) answered(frame);
    }
  },
  state: (word, sentence) => {
    if (word === "open") {
      trouble("");
      requests.again();
    } else if (word === "lost") {
      trouble(sentence);
    } else if (word === "stranger") {
      leave("This browser has no seat in this room yet. Join with the code that your teacher shows.", false);
    } else if (word === "over") {
      leave(sentence, true);
    } else if (word === "gone") {
      leave(sentence, false, "The end");
    }
  },
});
const requests = new Requests((frame) => link.send(frame));

/** Not in the room: only how to come in. */
function leave(sentence, again, heading = "Not connected") {
  trouble("");
  requests.forget();
  shown = null;
  if ($("sure").open) $("sure").close();
  $("asked-box").hidden = $("news-box").hidden = true;
  patch($("nav"), []);
  $("nav-more").hidden = true;
  patch($("lead"), []);
  $("picture").hidden = true;
  patch($("choices"), []);
  set("status", "");
  patch($("head"), []);
  $("goals").hidden = true;
  set("heading", heading);
  const nodes = [["p " + sentence, () => element("p", sentence)]];
  if (again) {
    nodes.push([
      "again",
      () => {
        const button = element("button", "Try again", { type: "button" });
        button.addEventListener("click", () => link.retry());
        return element("p", [button]);
      },
    ]);
  }
  nodes.push(["join", () => element("p", [element("a", "Join with a code", { href: "./" })])]);
  patch($("blocks"), nodes);
  aloud("at-once", sentence);
  $("heading").focus();
}

if ("WebSocket" in window) {
  link.start();
} else {
  leave("This browser cannot keep a connection open (WebSocket). Use a newer one.", false);
}
