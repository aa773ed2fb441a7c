// What this browser keeps between pages: who one is in this room (a token, which never goes into an address), and
// whether one likes the terminal or the page. `kind` is "student", "wall" or "teacher".
//
// Several rooms may be behind one proxy, so everything is kept under the folder that the pages lie in.

const folder = new URL(".", location.href).pathname;

function key(name) {
  return `debate ${folder} ${name}`;
}

/** The token kept for this kind of person, or "". */
export function token(kind) {
  try {
    return localStorage.getItem(key(kind)) || "";
  } catch {
    return "";
  }
}

/** Keep a token. Call it with the one of each "welcome", and only then send "kept". False: the browser keeps nothing. */
export function keep(kind, value) {
  try {
    localStorage.setItem(key(kind), value);
    return localStorage.getItem(key(kind)) === value;
  } catch {
    return false;
  }
}

/** Forget the token: the host said that it is no good any more. */
export function forget(kind) {
  try {
    localStorage.removeItem(key(kind));
  } catch {
    // Nothing was kept.
  }
}

/** "terminal" or "page", as it was chosen here before; "" when it never was. */
export function choice() {
  try {
    return localStorage.getItem(key("as")) || "";
  } catch {
    return "";
  }
}

export function choose(as) {
  try {
    localStorage.setItem(key("as"), as);
  } catch {
    // It is asked again next time.
  }
}

/** The address of the room's WebSocket, beside the page itself. */
export function socketAddress() {
  const address = new URL("ws", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.hash = "";
  return address.href;
}
