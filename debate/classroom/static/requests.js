// What was chosen, until the host has answered it: sent again after the line was lost, so that nothing is lost with it.
// The host does nothing twice that has the same id.

const KEY = `debate ${new URL(".", location.href).pathname} sent`;

export class Requests {
  constructor(send) {
    this.send = send;
    this.waiting = new Map(kept());
  }

  /** wish: {kind, at, fields}. */
  ask(wish) {
    const frame = { t: "do", id: newId(), ...wish };
    this.waiting.set(frame.id, frame);
    this.changed();
    this.send(frame);
  }

  /** Everything that was not answered, once more. */
  again() {
    for (const frame of this.waiting.values()) this.send(frame);
  }

  /** Whether this frame answers something that was asked here. */
  answered(frame) {
    const ours = this.waiting.delete(frame.id);
    if (ours) this.changed();
    return ours;
  }

  /** Nobody is here any more who could be answered. */
  forget() {
    this.waiting.clear();
    this.changed();
  }

  changed() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...this.waiting]));
    } catch {
      // Then it is sent again only while this page stays open.
    }
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) || "[]");
  } catch {
    return [];
  }
}

/** crypto.randomUUID is not there on a page that came over plain HTTP. */
function newId() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return [...numbers].map((number) => number.toString(36)).join("-");
}
