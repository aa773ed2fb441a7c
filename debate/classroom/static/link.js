// The line to the host: one WebSocket that opens itself anew, and says in words how it stands.

import { forget, keep, socketAddress, token } from "./ticket.js";

const WAITS = [300, 700, 1500, 3000, 6000, 10000];
const PING = 15000;
const SILENCE = 12000;

/**
 * kind: "student", "wall" or "teacher". hello(): what the first frame says beside the token. got: what to do with what
 * comes: output(bytes), frame(object), state(word, sentence). The words: "joining", "open", "lost", "over", "stranger", and
 * "gone" where there is nothing to come back to.
 */
export class Link {
  constructor(kind, hello, got) {
    Object.assign(this, { kind, hello, got, socket: null, tries: 0, opened: false, over: false, timer: 0, heard: 0 });
    this.token = token(kind);
    addEventListener("online", () => this.now());
    addEventListener("pageshow", () => this.now());
    document.addEventListener("visibilitychange", () => document.hidden || this.now());
    setInterval(() => this.ping(), PING);
  }

  start() {
    this.over = false;
    if (!this.token) {
      this.got.state("stranger", "");
      return;
    }
    this.tries = 0;
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    let socket;
    try {
      socket = new WebSocket(socketAddress());
    } catch {
      this.end("This browser does not let the game connect. Try another browser or device.", false);
      return;
    }
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.send({ t: "hello", token: this.token, ...this.hello() });
    socket.onmessage = (event) => socket === this.socket && this.take(event.data);
    socket.onclose = (event) => socket === this.socket && this.closed(event.code);
  }

  /** Try at once instead of waiting: the network is there again, or the page is looked at again. */
  now() {
    if (this.over || !this.token) return;
    if (this.socket && this.socket.readyState === WebSocket.OPEN) {
      this.ping();
    } else if (this.timer) {
      this.open();
    }
  }

  ping() {
    const socket = this.socket;
    if (!socket || socket.readyState !== WebSocket.OPEN || !this.opened) return;
    const asked = Date.now();
    this.send({ t: "ping" });
    setTimeout(() => {
      if (socket === this.socket && this.heard < asked) {
        socket.onclose = null;
        socket.close();
        this.closed();
      }
    }, SILENCE);
  }

  send(frame) {
    if (this.socket && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  take(data) {
    this.heard = Date.now();
    if (typeof data !== "string") {
      this.got.output(new Uint8Array(data));
      return;
    }
    const frame = JSON.parse(data);
    if (frame.t === "welcome") {
      // Kept first, and only then said so: until then the host knows the old token too.
      this.token = frame.token;
      keep(this.kind, frame.token);
      this.send({ t: "kept", token: frame.token });
      this.tries = 0;
      this.opened = true;
      this.got.state("open", "");
    } else if (frame.t === "bye") {
      if (frame.again) {
        this.why = frame.sentence;
      } else {
        this.end(frame.sentence);
      }
    } else {
      this.got.frame(frame);
    }
  }

  end(sentence) {
    this.over = true;
    this.said = sentence;
    clearTimeout(this.timer);
    this.timer = 0;
    this.got.state("over", sentence);
  }

  /** Come with the token kept last: another window of this browser may have got a newer one. */
  retry() {
    this.token = token(this.kind) || this.token;
    this.start();
  }

  forget() {
    forget(this.kind);
    this.token = "";
  }

  closed(code = 0) {
    this.socket = null;
    if (this.over) {
      // The host says that it goes away for this person: the class is over, or the teacher has sent them out.
      if (code === 1001 && this.said) {
        this.forget();
        this.got.state("gone", this.said);
      }
      return;
    }
    const wait = WAITS[Math.min(this.tries, WAITS.length - 1)] * (0.7 + Math.random() * 0.6);
    this.tries += 1;
    this.token = token(this.kind) || this.token;
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.open();
    }, wait);
    let sentence = this.why || "The connection is lost. Trying again: your seat and your cards are kept.";
    if (!this.opened && this.tries > 3) {
      sentence =
        "The host cannot be reached through a WebSocket. Either it is not running, or something between (a school " +
        "filter, a proxy) does not let it through: tell your teacher. Trying again.";
    }
    this.why = "";
    this.got.state("lost", sentence);
  }
}
