// Building elements, icons, menus and dialogs.

import { words } from "./strings.js";

// Element of a tag; `props` are properties or, with a dash or as data, attributes.
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") element.className = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.includes("-")) element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  send: "M3 20.5v-7l10-1.5-10-1.5v-7l18.5 8.5z",
  attach: "M16.5 6.5v10a4.5 4.5 0 0 1-9 0V5.5a3 3 0 0 1 6 0v10a1.5 1.5 0 0 1-3 0v-9",
  more: "M12 5.2v.1M12 12v.1M12 18.7v.1",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  plus: "M12 5v14M5 12h14",
  photo: "M4 6h16v13H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.1",
  voice: "M12 3.5a2.8 2.8 0 0 1 2.8 2.8v5a2.8 2.8 0 0 1-5.6 0v-5A2.8 2.8 0 0 1 12 3.500zM6 11.500a6 6 0 0 0 12 0M12 17.500v3.200",
  document: "M6 3.500h8l4.500 4.500v12.500H6zM14 3.500V8h4.500",
  sticker: "M12 3.500a8.500 8.500 0 1 0 8.500 8.500M12 3.500c0 5 3.500 8.500 8.500 8.500M12 3.500L20.500 12M9 10.500v.1M14.500 10.500v.1M8.800 14.500a4 4 0 0 0 6 0",
  location: "M12 21s-6.500-6-6.500-11a6.500 6.500 0 0 1 13 0c0 5-6.500 11-6.500 11zM12 12.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z",
  contact: "M12 11.500a3.700 3.700 0 1 0 0-7.400 3.700 3.700 0 0 0 0 7.400zM4.500 20c.8-4 3.800-5.800 7.500-5.800s6.700 1.800 7.500 5.800",
  album: "M7 7h13v12H7zM4 16V4h13M7 16l4-4 3 3 2-2 4 4",
  video_note: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM10 8.500v7l5.500-3.500z",
  language: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM3.500 12h17M12 3.500c-5.500 5.500-5.500 11.500 0 17M12 3.500c5.500 5.500 5.500 11.500 0 17",
  block: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM6 6l12 12",
  desk: "M4 5h16v11H9l-5 4zM8 9.500h8M8 12.500h5",
  reply: "M10 6L4 12l6 6M4 12h9c4 0 6.500 2 7 6",
  edit: "M4 20l1-4.500L16 4.500l3.500 3.500-11 11z",
  remove: "M5 7h14M9.500 7V4.500h5V7M7 7l1 13h8l1-13",
  copy: "M8 8h11v12H8zM5 16V4h11",
  react: "M12 20.500S4 15.500 4 9.500A4.200 4.200 0 0 1 12 7.500a4.200 4.200 0 0 1 8 2c0 6-8 11-8 11z",
  lock: "M6.500 11h11v9h-11zM9 11V8a3 3 0 0 1 6 0v3",
  pin: "M9 4h6l-.8 6 3.300 3.500h-11L9.800 10zM12 13.500V20.500",
  play: "M8 5.500v13l11-6.500z",
  pause: "M8.500 5.500v13M15.500 5.500v13",
  open: "M8 16L17 7M10 7h7v7",
  check: "M5 12.500l4.500 4.500L19 7.500",
};
const THICK = new Set(["more"]);
const FILLED = new Set(["send", "play"]);

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  if (FILLED.has(name)) svg.classList.add("filled");
  if (THICK.has(name)) svg.classList.add("thick");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, extra = {}) {
  return h("button", { type: "button", class: "icon-button", title: label, "aria-label": label, onclick, ...extra }, icon(name));
}

let openMenu = null;

export function closeMenu(focus = false) {
  if (!openMenu) return;
  const { menu, anchor } = openMenu;
  openMenu = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (focus) anchor.focus();
}

// A menu beside a button: items are {icon, label, hint, run}. Arrows move, Escape closes.
export function showMenu(anchor, label, items, { above = false, wide = false, focus = true } = {}) {
  const again = openMenu?.anchor === anchor && focus;
  closeMenu();
  if (again || !items.length) return null;
  const entry = (item) =>
    h("button", {
      type: "button", role: "menuitem", class: "menu-item", tabIndex: -1,
      onclick: () => { closeMenu(true); item.run(); },
    }, item.icon ? icon(item.icon) : null, item.emoji ? h("span", { class: "menu-emoji" }, item.emoji) : null,
      h("span", { class: "menu-label", dir: "auto" }, item.label),
      item.hint ? h("span", { class: "menu-hint", dir: "auto" }, item.hint) : null);
  const menu = h("div", { role: "menu", class: `menu${wide ? " wide" : ""}`, "aria-label": label }, items.map(entry));
  document.body.append(menu);
  place(menu, anchor, above);
  anchor.setAttribute("aria-expanded", "true");
  openMenu = { menu, anchor };
  if (focus) menu.firstElementChild.focus();
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu));
  return menu;
}

function place(menu, anchor, above) {
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8));
  const top = above || at.bottom + size.height + 8 > innerHeight ? at.top - size.height - 8 : at.bottom + 6;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}

function moveInMenu(event, menu) {
  const items = [...menu.children];
  const now = items.indexOf(document.activeElement);
  const steps = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 };
  if (event.key in steps) {
    items.at(steps[event.key] % items.length).focus();
    event.preventDefault();
  } else if (event.key === "Escape" || event.key === "Tab") {
    closeMenu(true);
    event.preventDefault();
  }
}

addEventListener("pointerdown", (event) => {
  if (openMenu && !openMenu.menu.contains(event.target) && !openMenu.anchor.contains(event.target)) closeMenu();
});
addEventListener("resize", () => closeMenu());

// A dialog over the page; resolves when it is closed.
export function showDialog(label, content, { closable = true } = {}) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "dialog", "aria-label": label }, content);
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue); });
    dialog.addEventListener("cancel", (event) => { if (!closable) event.preventDefault(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export const toastBox = () => h("div", { class: "toasts", role: "status", "aria-live": "polite" });

export function toast(text, box = document.getElementById("toasts")) {
  const note = h("div", { class: "toast", dir: "auto" }, text);
  box.append(note);
  setTimeout(() => note.remove(), 4000);
}

export function alertBox(text) {
  const button = h("button", { class: "primary", onclick: (event) => event.target.closest("dialog").close() }, words.ok);
  return showDialog(words.bot, h("div", { class: "alert" }, h("p", { dir: "auto" }, text), button));
}

const HUES = [205, 150, 265, 25, 335, 185, 95];

export function avatar(name, seed) {
  // “Person A” and “Volunteer A” are told apart by their last letter.
  const last = name.trim().match(/ (\p{Lu}\d*)$/u);
  const first = name.match(/\p{L}|\p{N}/u);
  const element = h("span", { class: "avatar", "aria-hidden": "true" }, (last?.[1] || first?.[0] || "?").toUpperCase());
  element.style.setProperty("--hue", HUES[Math.abs(Number(seed) || 0) % HUES.length]);
  return element;
}
