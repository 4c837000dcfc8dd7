// Texts with entities turned into elements. Offsets are UTF-16 units, as in JavaScript itself.

import { h } from "./dom.js";
import { words } from "./strings.js";

// Phones find numbers in plain text by themselves; so does the page.
const PHONE = /(?<![\w+/.,-])(?:\+\d{1,3}|0\d{2,5})(?:[ \-/()]{0,2}\d){4,12}(?![\w])/g;

const WRAPPERS = {
  bold: () => h("strong"),
  italic: () => h("em"),
  underline: () => h("u"),
  strikethrough: () => h("s"),
  code: () => h("code"),
  pre: () => h("pre"),
  blockquote: () => h("blockquote"),
  expandable_blockquote: () => h("blockquote"),
  mention: () => h("span", { class: "mention" }),
  hashtag: () => h("span", { class: "mention" }),
  text_mention: () => h("span", { class: "mention" }),
  spoiler: () => spoiler(),
  url: (text) => link(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`),
  text_link: (_, entity) => link(entity.url),
  email: (text) => h("a", { href: `mailto:${text}` }),
  phone_number: (text) => h("a", { href: `tel:${text.replace(/[^\d+]/g, "")}` }),
};

const link = (href) => h("a", { href, target: "_blank", rel: "noopener noreferrer" });

// Part of the text itself: a real button would count as a picture where lines find their direction.
function tappable(kind, run) {
  return h("a", { href: "#", role: "button", class: kind, onclick: (event) => { event.preventDefault(); run(event.currentTarget); } });
}

function spoiler() {
  const cover = tappable("spoiler", (element) => { element.classList.add("open"); element.removeAttribute("aria-label"); });
  cover.setAttribute("aria-label", `${words.hidden}: ${words.show}`);
  return cover;
}

// Nodes for `text`; `onCommand` is called with a command that is tapped.
export function rich(text, entities = [], onCommand = null) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, sorted, onCommand);
}

function pieces(text, from, to, entities, onCommand) {
  const nodes = [];
  let at = from;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const end = Math.min(to, entity.offset + entity.length);
    if (entity.offset < at || entity.offset >= to) continue;
    nodes.push(...plain(text.slice(at, entity.offset)));
    const inner = entities.slice(index + 1).filter((one) => one.offset < end);
    const element = wrapper(entity, text.slice(entity.offset, end), onCommand);
    element.append(...(inner.length || entity.type === "bold" ? pieces(text, entity.offset, end, inner, onCommand) : [text.slice(entity.offset, end)]));
    nodes.push(element);
    at = end;
  }
  nodes.push(...plain(text.slice(at, to)));
  return nodes;
}

function wrapper(entity, text, onCommand) {
  if (entity.type === "bot_command") {
    return tappable("command", () => onCommand?.(text));
  }
  return (WRAPPERS[entity.type] || (() => h("span")))(text, entity);
}

function plain(text) {
  const nodes = [];
  let at = 0;
  for (const hit of text.matchAll(PHONE)) {
    nodes.push(text.slice(at, hit.index), h("a", { href: `tel:${hit[0].replace(/[^\d+]/g, "")}` }, hit[0]));
    at = hit.index + hit[0].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}
