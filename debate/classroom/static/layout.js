// From blocks and choices, which are plain values, to elements of the document.

/** Texts of the page that hold words in another language than the page's own -> their parts, each with its language. */
let spoken = new Map();

/** Say how the texts of the page that follows are to be spoken. */
export function speak(texts) {
  spoken = new Map(Object.entries(texts || {}));
}

/** Put a text into an element, so that each part is spoken in its language. */
export function fill(node, text) {
  const parts = spoken.get(text);
  if (!parts) {
    node.textContent = text;
    return;
  }
  node.replaceChildren(
    ...parts.map(([words, language]) => {
      if (language === document.documentElement.lang) return words;
      const part = document.createElement("span");
      part.lang = language;
      part.textContent = words;
      return part;
    }),
  );
}

/** An element with this text or these children. */
export function element(name, inside = "", attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (Array.isArray(inside)) made.append(...inside);
  else fill(made, inside);
  return made;
}

/**
 * Give a parent these children: pairs of a key and what makes the node. A child whose key was there before stays as it
 * is; those that stay in order are not touched at all.
 */
export function patch(parent, wanted) {
  const kept = new Map();
  for (const child of parent.children) kept.set(child.patchKey, child);
  const seen = new Map();
  const nodes = wanted.map(([name, make, refresh]) => {
    const count = seen.get(name) || 0;
    seen.set(name, count + 1);
    const key = count ? `${name} #${count}` : name;
    const node = kept.get(key) || make();
    kept.delete(key);
    node.patchKey = key;
    if (refresh) refresh(node);
    return node;
  });
  for (const child of kept.values()) child.remove();
  let here = parent.firstElementChild;
  for (const node of nodes) {
    if (node === here) here = here.nextElementSibling;
    else parent.insertBefore(node, here);
  }
}

// The first lines: who one is, and what one plays for. Signs are for the eye; words beside them say the same.

function unseen(text) {
  return element("span", text, { class: "unseen" });
}

function sign(text, look = "") {
  return element("span", text, { "aria-hidden": "true", class: `sign ${look}`.trim() });
}

export function headNodes(head) {
  const make = () => {
    const parts = [];
    if (head.mark) parts.push(sign(head.mark, `sigil role${(head.place % 4) + 1}`));
    parts.push(element("b", head.who), head.motive ? `, ${head.motive}` : "");
    if (head.most >= 0) parts.push(unseen(` Capital ${head.has} of ${head.most}.`));
    return element("span", parts, { class: "who" });
  };
  const nodes = [[JSON.stringify(head), make]];
  const when = () => element("span", [head.round, element("span", head.phase ? `: ${head.phase}` : "", { class: "phase" })]);
  if (head.round) nodes.push([`round ${head.round} ${head.phase}`, when]);
  return nodes;
}

/** The score on its scale with par as a mark. */
function scale(goals) {
  const bar = sign("", "scale");
  const full = element("i");
  full.style.width = `${goals.score}%`;
  bar.append(full);
  if (goals.par >= 0) {
    const par = element("u");
    par.style.left = `${goals.par}%`;
    bar.append(par);
  }
  return bar;
}

function moved(text, good) {
  return sign(text, good > 0 ? "good" : good < 0 ? "bad" : "");
}

function signed(number) {
  return `${number > 0 ? "+" : "−"}${Math.abs(number)}`;
}

export function goalNodes(goals, head) {
  if (!goals.words) return [];
  const chip = (parts) => element("span", parts, { class: "want", "aria-hidden": "true" });
  const make = () => {
    const score = ["★ ", element("b", goals.score < 0 ? "?" : String(goals.score)), " "];
    if (goals.score >= 0) score.push(scale(goals));
    if (goals.par >= 0) score.push(` par ${goals.par} `);
    if (goals.moved) score.push(moved(signed(goals.moved), goals.moved));
    score.push(sign("●".repeat(Math.max(0, head.has)) + "○".repeat(Math.max(0, head.most - head.has)), "dots"));
    const parts = [unseen(goals.words), element("span", score, { class: "score", "aria-hidden": "true" })];
    for (const want of goals.wants) {
      parts.push(chip([`${want.chip} ${want.name} `, element("b", want.value), moved(want.moved, want.good)]));
    }
    if (goals.says >= 0) {
      const by = goals.says_moved ? [moved(` ${signed(goals.says_moved)}`, goals.says_moved)] : [];
      parts.push(chip(["◎ you say ", element("b", String(goals.says)), ...by]));
    }
    return element("span", parts);
  };
  return [[JSON.stringify([goals, head]), make]];
}

// Blocks.

function pageLink(text, page, attributes = {}) {
  return element("a", text, { href: `#/${page}`, "data-key": `link ${page} ${text}`, ...attributes });
}

function itemNode(block) {
  const item = element("li", block.text);
  if (block.page) {
    item.append(" ", pageLink(block.more, block.page, { class: "more", "aria-label": `${block.more} ${block.of}` }));
  }
  return item;
}

/** Items in lists, deeper ones inside the item before them. */
function listNode(items) {
  const list = element("ul");
  const open = [{ level: items[0].level, list }];
  for (const block of items) {
    while (open.length > 1 && block.level < open[open.length - 1].level) open.pop();
    let last = open[open.length - 1];
    if (block.level > last.level && last.list.lastElementChild) {
      const inner = element("ul");
      last.list.lastElementChild.append(inner);
      last = { level: block.level, list: inner };
      open.push(last);
    }
    last.list.append(itemNode(block));
  }
  return list;
}

/** What belongs together, under its heading or behind a summary that opens. */
function groupNode(block) {
  const inside = orderedNodes(block.inside).map(([, make]) => make());
  if (block.kind === "fold") {
    const fold = element("details", [element("summary", block.text), ...inside]);
    fold.open = block.look === "roomy" && matchMedia("(min-width: 60rem)").matches;
    return fold;
  }
  if (block.kind === "beside" || block.kind === "part") return element("div", inside, { class: block.kind });
  return element("section", inside, { class: `group ${block.look || ""}`.trim() });
}

/**
 * Blocks whose headings leave out no level below the page's own, also inside groups: `deep` is what to show them as.
 * `open`: the headings that what follows stands under, each with the level that it has in its text and on the page.
 */
function inOrder(blocks, open = []) {
  return blocks.map((block) => {
    if (block.kind === "head") {
      while (open.length && open[open.length - 1].level >= block.level) open.pop();
      open.push({ level: block.level, deep: (open[open.length - 1]?.deep ?? 1) + 1 });
      return { ...block, deep: Math.min(4, open[open.length - 1].deep) };
    }
    return block.inside ? { ...block, inside: inOrder(block.inside, open) } : block;
  });
}

/** A heading; one that stands higher than in its text looks as it does there. */
function headNode(block) {
  const look = Math.min(4, Math.max(2, block.level));
  return element(`h${block.deep}`, block.text, look > block.deep ? { class: "low" } : {});
}

/** The nodes of a page's blocks, as :func:`patch` takes them. */
export function blockNodes(blocks) {
  return orderedNodes(inOrder(blocks));
}

function orderedNodes(blocks) {
  const nodes = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    const kind = block.kind;
    if (kind === "item" || kind === "link") {
      const together = [block];
      while (at + 1 < blocks.length && blocks[at + 1].kind === kind) together.push(blocks[(at += 1)]);
      const make = () => {
        if (kind === "item") return listNode(together);
        const links = together.map((each) => element("li", [pageLink(each.text, each.page)]));
        return element("ul", links, { class: "links" });
      };
      nodes.push([JSON.stringify(together), make]);
    } else if (kind === "head") {
      nodes.push([JSON.stringify(block), () => headNode(block)]);
    } else if (["group", "fold", "beside", "part"].includes(kind)) {
      nodes.push([JSON.stringify(block), () => groupNode(block)]);
    } else {
      nodes.push([JSON.stringify(block), () => element("p", block.text)]);
    }
  }
  return nodes;
}

export function newsNode(item) {
  const node = element("li", item.text);
  if (item.page) node.append(" ", pageLink("Read more", item.page, { "aria-label": `Read more: ${item.text}` }));
  return node;
}

// Choices. actions: go(page), current(id): the choice as the host sent it last, choose(choice, fields, key).

export function choiceNodes(choices, actions, heading = "") {
  const groups = new Map();
  for (const choice of choices) {
    const name = choice.group || "Your choice";
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(choice);
  }
  return [...groups].map(([name, inside]) => [
    `group ${name === heading ? "" : name} ${inside[0].folded ? "folded" : "open"} ${inside[0].about || ""}`,
    () => {
      const about = inside[0].about ? [element("p", inside[0].about, { class: "about" })] : [];
      const alone = groups.size === 1 && name.split(" ").length < 4 ? { class: "alone" } : {};
      const list = element("ul", "", { class: "choices" });
      if (inside[0].folded) return element("details", [element("summary", name), ...about, list]);
      const named = name === heading ? [] : [element("h2", name, alone)];
      return element("div", [...named, ...about, list]);
    },
    (node) =>
      patch(
        node.querySelector("ul"),
        inside.map((choice) => [
          JSON.stringify({ ...choice, do: null, confirm: "" }),
          () => choiceNode(choice, actions),
        ]),
      ),
  ]);
}

function choiceNode(choice, actions) {
  const key = `choice ${choice.id}`;
  const id = `help-${choice.id.replace(/[^A-Za-z0-9]/g, "-")}`;
  const item = element("li", "", choice.own ? { class: "own" } : {});
  if (choice.items) {
    item.append(pickNode(choice, actions, key));
  } else if (choice.text) {
    item.append(textNode(choice, actions, key));
  } else if (choice.page) {
    item.append(element("a", choice.label, { class: "button", href: `#/${choice.page}`, "data-key": key }));
    if (choice.price) {
      item.firstElementChild.append(sign(choice.price, "price"));
      item.append(element("span", choice.priced, { id: `${id}-price`, class: "unseen" }));
    }
  } else {
    const button = element("button", choice.label, { type: "button", "data-key": key });
    if (choice.own) button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => actions.choose(actions.current(choice.id) || choice, {}, key));
    item.append(button);
  }
  if (choice.help && !choice.items && !choice.text) {
    item.append(element("p", choice.help, { id }));
    item.firstElementChild.setAttribute("aria-describedby", choice.price ? `${id} ${id}-price` : id);
  }
  return item;
}

/** Some of several things are ticked. */
function pickNode(choice, actions, key) {
  const count = element("p", "", { role: "status" });
  const button = element("button", choice.label, { type: "button", "data-key": key });
  const boxes = choice.items.map((each) => {
    const box = element("input", "", { type: "checkbox", value: each.id, "data-key": `${key} ${each.id}` });
    box.checked = each.ticked === true;
    return [box, element("label", [box, element("b", each.label)])];
  });
  const told = choice.items.map((each) => element("p", [element("b", each.label), " ", element("span", each.help)]));
  const more = element("details", [element("summary", "What these cards say"), ...told]);
  more.open = matchMedia("(min-width: 60rem)").matches;
  const ticked = () => boxes.map(([box]) => box).filter((box) => box.checked);
  const say = () => {
    const many = ticked().length;
    count.textContent = many === choice.pick ? `${many} ticked: that is right.` : `${many} of ${choice.pick} ticked.`;
    return many === choice.pick;
  };
  for (const [box] of boxes) box.addEventListener("change", say);
  button.addEventListener("click", () => {
    if (!say()) return;
    const now = actions.current(choice.id) || choice;
    const move = [now.do.fields.move, ...ticked().map((box) => box.value)].join(" ");
    actions.choose(now, { move }, key);
  });
  const legend = element("legend", choice.help);
  const field = element("fieldset", [legend, ...boxes.map(([, label]) => label)]);
  say();
  return element("div", [field, count, button, more]);
}

/** A text is typed. */
function textNode(choice, actions, key) {
  const input = element("input", "", {
    id: `typed-${choice.id.replace(/[^A-Za-z0-9]/g, "-")}`,
    maxlength: String(choice.most || 80),
    autocomplete: "off",
    spellcheck: "false",
    required: "",
    "data-key": `${key} typed`,
  });
  const label = element("label", choice.label, { for: input.id });
  const hint = element("small", choice.help, { id: `${input.id}-hint` });
  input.setAttribute("aria-describedby", hint.id);
  const button = element("button", choice.yes || "Send", { type: "submit", "data-key": key });
  const form = element("form", [label, input, hint, button], { class: "typed" });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = actions.current(choice.id) || choice;
    if (input.value.trim()) actions.choose(now, { [choice.text]: input.value.trim() }, key);
  });
  return form;
}
