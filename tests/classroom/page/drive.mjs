// A browser that a test drives: reads one JSON command a line from standard input, answers each with one JSON line.
//
// Needs `playwright-core` and `axe-core`, found from the folder in DEBATE_NODE (see test_browser.py).

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.env.DEBATE_NODE}/package.json`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const browser = await chromium.launch({ executablePath: process.env.DEBATE_CHROMIUM, args: flags });
const pages = new Map();
const asked = new Set();

const commands = {
  // `beside`: a window that shares its storage with that of another page; `before`: a script that runs first; `alone`:
  // every request to another host than that of the address is refused.
  async open({ page, url, width = 360, height = 740, dark = false, scale = 1, beside = "", before = "", alone = false }) {
    const context = beside ? pages.get(beside).context() : await browser.newContext({
      viewport: { width: Math.round(width / scale), height: Math.round(height / scale) },
      deviceScaleFactor: scale,
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
    });
    const made = await context.newPage();
    if (before) await made.addInitScript(before);
    const { host } = new URL(url);
    if (alone) await made.route((to) => to.host !== host, (way) => way.abort());
    made.on("request", (request) => asked.add(new URL(request.url()).host));
    made.on("pageerror", (problem) => (made.problems ||= []).push(String(problem)));
    made.on("console", (line) => line.type() === "error" && (made.problems ||= []).push(line.text()));
    pages.set(page, made);
    await made.goto(url);
  },
  async fill({ page, label, text }) {
    await pages.get(page).getByLabel(label, { exact: true }).fill(text);
  },
  async check({ page, label }) {
    await pages.get(page).getByLabel(label).check();
  },
  async click({ page, role = "button", name, exact = false }) {
    await pages.get(page).getByRole(role, { name, exact }).first().click({ timeout: 5000 });
  },
  async press({ page, key }) {
    await pages.get(page).keyboard.press(key);
  },
  // A key as a keyboard of some layout sends it: what it writes, and where it stands. `command`: what the browser's own
  // shortcut would do, where the page leaves the key to it.
  async key({ page, key, code, ctrl = false, shift = false, command = "" }) {
    const line = await pages.get(page).context().newCDPSession(pages.get(page));
    const modifiers = (ctrl ? 2 : 0) | (shift ? 8 : 0);
    const number = /^(Key|Digit)/.test(code) ? code.charCodeAt(code.length - 1) : 0;
    const told = { key, code, modifiers, windowsVirtualKeyCode: number };
    const text = ctrl || key.length !== 1 ? {} : { text: key };
    const type = text.text ? "keyDown" : "rawKeyDown";
    await line.send("Input.dispatchKeyEvent", { type, ...told, ...text, ...(command ? { commands: [command] } : {}) });
    await line.send("Input.dispatchKeyEvent", { type: "keyUp", ...told });
    await line.detach();
  },
  // A letter from an input method, which tells of no key.
  async written({ page, text }) {
    await pages.get(page).keyboard.insertText(text);
  },
  async clipboard({ page, text = null }) {
    await pages.get(page).context().grantPermissions(["clipboard-read", "clipboard-write"]);
    if (text !== null) return pages.get(page).evaluate((words) => navigator.clipboard.writeText(words), text);
    return pages.get(page).evaluate(() => navigator.clipboard.readText());
  },
  async until({ page, text, of = "body", gone = false }) {
    await pages.get(page).waitForFunction(
      ([words, place, away]) => document.querySelector(place).innerText.includes(words) !== away, [text, of, gone],
      { timeout: 8000 },
    );
  },
  async text({ page, of = "body" }) {
    return pages.get(page).locator(of).first().innerText();
  },
  async run({ page, code }) {
    return pages.get(page).evaluate(code);
  },
  async axe({ page }) {
    await pages.get(page).evaluate(axe);
    const found = await pages.get(page).evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
    return found.violations.map((fault) => ({
      id: fault.id,
      impact: fault.impact,
      nodes: fault.nodes.map((node) => `${node.target} ${node.failureSummary}`),
    }));
  },
  async shot({ page, path, whole = true }) {
    await pages.get(page).screenshot({ path, fullPage: whole });
  },
  // What stands on the screen now, not the whole page.
  async screen({ page, path }) {
    await pages.get(page).screenshot({ path });
  },
  // Press on a button, slip off it and let go.
  async slip({ page, name }) {
    const box = await pages.get(page).getByRole("button", { name }).first().boundingBox();
    const mouse = pages.get(page).mouse;
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(1, 1);
    await mouse.up();
  },
  async size({ page, width, height }) {
    await pages.get(page).setViewportSize({ width, height });
  },
  async colours({ page, forced }) {
    await pages.get(page).emulateMedia({ forcedColors: forced });
  },
  // [name, content in base64] of the file that a button gives.
  async download({ page, name }) {
    const coming = pages.get(page).waitForEvent("download", { timeout: 20000 });
    await pages.get(page).getByRole("button", { name }).first().click({ timeout: 5000 });
    const file = await coming;
    return [file.suggestedFilename(), readFileSync(await file.path()).toString("base64")];
  },
  async problems({ page }) {
    return pages.get(page).problems || [];
  },
  async hosts() {
    return [...asked];
  },
  async close() {
    await browser.close();
    setTimeout(() => process.exit(0), 10);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...given } = JSON.parse(line);
  try {
    const value = await commands[name](given);
    console.log(JSON.stringify({ value: value ?? null }));
  } catch (problem) {
    console.log(JSON.stringify({ problem: String(problem).slice(0, 2000) }));
  }
}
