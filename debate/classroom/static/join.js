// The page where one joins: room code and name in, a token out, and on to one's seat. With #wall: on to the board for
// everybody. With a room code behind the #, as in the picture that phones read, only the name is missing.

import { choice, choose, forget, keep, token } from "./ticket.js";

const $ = (id) => document.getElementById(id);
const HELD = "This browser has a seat in this room.";
let kind = "student";

function say(sentence) {
  $("said").textContent = sentence;
}

function on(as) {
  location.assign(kind === "wall" ? "wall" : as === "page" ? "page" : "seat");
}

async function post(where, body) {
  let answer;
  try {
    answer = await fetch(where, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
  } catch {
    throw new Error("The teacher's computer does not answer. Are you in the same network?");
  }
  let said = {};
  try {
    said = await answer.json();
  } catch {
    // The sentence below is all there is to say.
  }
  if (!answer.ok) {
    throw new Error(said.sentence || `The teacher's computer refused (${answer.status}). Wait a moment, then try again.`);
  }
  return said;
}

function take(found, as) {
  if (!keep(kind, found.token)) {
    say("This browser may not keep anything, so it could not find back to your seat. Allow it to store data here.");
    return;
  }
  on(as);
}

async function join(event) {
  event.preventDefault();
  const code = $("code").value.trim();
  const name = kind === "wall" ? "Wall" : $("name").value.trim();
  const empty = code ? (name ? null : "name") : "code";
  if (empty) {
    say(empty === "code" ? "Type the room code first." : "Type your name first.");
    $(empty).focus();
    return;
  }
  const as = new FormData($("form")).get("as") || "terminal";
  say("");
  $("go").disabled = true;
  try {
    const found = await post("join", { code, name, kind });
    choose(as);
    take(found, as);
  } catch (problem) {
    say(problem.message);
  } finally {
    $("go").disabled = false;
  }
}

/** Who one is in the room that is hosted here now; null where the kept seat was one in another class, or is lost. */
async function seated() {
  try {
    const found = await post("held", { token: token(kind) });
    return found.held === "no" ? null : found;
  } catch {
    return {};
  }
}

async function show() {
  const wanted = location.hash.slice(1);
  const wall = wanted === "wall";
  kind = wall ? "wall" : "student";
  $("title").textContent = wall ? "The board for everybody" : "Join the class";
  $("name-field").hidden = $("as-field").hidden = wall;
  $("to-wall").hidden = wall;
  $("go").textContent = wall ? "Show the board" : "Let me in";
  if (!wall && /^[a-z]{6}$/i.test(wanted)) {
    $("code").value = wanted.toUpperCase();
  }
  const before = token(kind) ? await seated() : null;
  if (token(kind) && !before) forget(kind);
  const held = Boolean(before);
  $("held").textContent = before && before.name ? `This browser has a seat here, as ${before.name}.` : HELD;
  $("again").hidden = !held;
  $("form").hidden = held;
  $("back").textContent = wall ? "Show the board again" : "Back to my seat";
  if (!held) {
    ($("code").value && !wall ? $("name") : $("code")).focus();
  } else {
    $("back").focus();
  }
}

const liked = choice() || (matchMedia("(max-width: 640px)").matches ? "page" : "terminal");
document.querySelector(`input[name="as"][value="${liked === "page" ? "page" : "terminal"}"]`).checked = true;
$("form").addEventListener("submit", join);
$("back").addEventListener("click", () => on(liked));
$("other").addEventListener("click", () => {
  forget(kind);
  show();
});
addEventListener("hashchange", show);
show();
