// The page: people on one side, the phone in the middle, the desk beside it.

import { act, get, post } from "./api.js";
import { ChatView } from "./chatview.js";
import { Desk } from "./desk.js";
import { avatar, h, icon, iconButton, showDialog, showMenu, toast } from "./dom.js";
import { begin, chat, isOwn, language, listen, store } from "./store.js";
import { words } from "./strings.js";

const byId = (id) => document.getElementById(id);
const unread = new Set();
let current = null;
let view = null;
let seen = null;
let timer = 0;

// -- people ------------------------------------------------------------------------------------

const deskPeople = () => new Set([...store.groups.keys()].flatMap((id) => (store.chats.get(id)?.members || []).map((one) => one.user.id)));
const newcomers = () => [...store.people.values()].filter((person) => !deskPeople().has(person.id));

function drawPeople() {
  const entry = (person) =>
    h("button", {
      type: "button", class: "person", "aria-current": person.id === current ? "true" : null,
      onclick: () => open(person.id),
    }, avatar(person.first_name, person.id),
      h("span", { class: "person-words" }, h("span", { dir: "auto" }, person.first_name), h("small", { dir: "auto" }, language(person.language_code).name)),
      unread.has(person.id) ? h("span", { class: "dot", title: words.unread, role: "img", "aria-label": words.unread }) : null);
  byId("people").replaceChildren(
    h("header", {}, h("h1", {}, "ALL IN"), h("p", {}, words.about)),
    h("div", { class: "person-list" }, newcomers().map(entry)),
    h("button", { type: "button", class: "add", onclick: newPerson }, icon("plus"), h("span", {}, words.newPerson)));
}

// Person A, B, … Z, A2, …
function nextName() {
  const count = newcomers().length;
  const round = Math.floor(count / 26);
  return `${words.person} ${String.fromCharCode(65 + (count % 26))}${round ? round + 1 : ""}`;
}

async function newPerson() {
  const code = await chooseLanguage(current !== null);
  if (!code) return;
  const person = await post("/sim/people", { first_name: nextName(), language_code: code });
  store.people.set(person.id, person);
  await open(person.id);
}

async function chooseLanguage(closable, now = null) {
  const choices = store.languages.map((one) =>
    h("button", {
      type: "button", class: "choice", value: one.hint || one.code, lang: one.code, dir: one.direction,
      "aria-pressed": String((one.hint || one.code) === now), "data-find": `${one.name} ${one.english || ""} ${one.code}`.toLowerCase(),
      onclick: (event) => event.currentTarget.closest("dialog").close(one.hint || one.code),
    }, h("span", {}, one.name), h("small", { lang: "en" }, one.english || "")));
  const find = h("input", {
    type: "search", placeholder: words.search, "aria-label": words.search, dir: "auto",
    oninput: (event) => choices.forEach((one) => { one.hidden = !one.dataset.find.includes(event.target.value.toLowerCase()); }),
  });
  const title = h("div", { class: "dialog-head" }, h("h2", { tabIndex: -1, autofocus: true }, words.choose),
    closable ? iconButton("close", words.close, (event) => event.currentTarget.closest("dialog").close("")) : null);
  return showDialog(words.choose, h("div", { class: "languages" }, title, h("p", {}, words.chooseHint), find, h("div", { class: "choices" }, choices)), { closable });
}

// -- the phone ---------------------------------------------------------------------------------

async function open(id) {
  current = id;
  unread.delete(id);
  sessionStorage.setItem("person", id);
  const known = await chat(id);
  seen = await get(`/sim/people/${id}/bot`);
  view = new ChatView({ chat: known, actor: () => id, commands: () => seen.commands });
  drawPhone();
  drawPeople();
  if (matchMedia("(hover: hover)").matches) view.input.focus();
}

function drawPhone() {
  const person = store.people.get(current);
  const phone = byId("phone");
  phone.dir = language(person.language_code).direction || "ltr";
  phone.lang = person.language_code || "";
  const status = h("span", { class: "status", role: "status" }, words.bot);
  const head = h("header", { class: "bar" },
    avatar(seen.name, store.bot.id),
    h("div", { class: "bar-words" }, h("h2", { dir: "auto" }, seen.name), status),
    deskChat() ? iconButton("desk", words.desk, () => showDesk(true), { class: "icon-button only-narrow" }) : null,
    iconButton("more", words.menu, (event) => showMenu(event.currentTarget, words.menu, menuItems(person)), { "aria-haspopup": "menu" }));
  phone.replaceChildren(head, view.root);
  drawIntro();
}

function drawIntro() {
  if (!view.chat.messages.size && seen.description) {
    view.list.replaceChildren(h("li", { class: "service intro empty" }, h("span", { dir: "auto" }, seen.description)));
  } else if (!view.chat.messages.size) {
    view.list.replaceChildren(h("li", { class: "service empty" }, h("span", {}, words.empty)));
  }
}

function menuItems(person) {
  const blocked = store.chats.get(person.id).blocked;
  const items = [
    { icon: "language", label: words.phoneLanguage, hint: language(person.language_code).name, run: () => changeLanguage(person) },
    { icon: "plus", label: words.newPerson, run: newPerson },
    { icon: "block", label: blocked ? words.unblock : words.block, run: () => tryTo(act(person.id, blocked ? "unblocks_bot" : "blocks_bot")) },
  ];
  const others = newcomers().filter((one) => one.id !== person.id);
  return [...items, ...others.map((one) => ({ icon: "contact", label: one.first_name, hint: language(one.language_code).name, run: () => open(one.id) }))];
}

async function changeLanguage(person) {
  const code = await chooseLanguage(true, person.language_code);
  if (code) await tryTo(act(person.id, "changes", { language_code: code }));
}

const tryTo = (promise) => promise.catch((error) => toast(error.message));

function drawStatus() {
  const until = view?.chat.typing.get(null) || 0;
  const status = byId("phone").querySelector(".status");
  if (!status) return;
  const typing = until > Date.now();
  status.textContent = typing ? words.typing : words.bot;
  status.classList.toggle("typing", typing);
  clearTimeout(timer);
  if (typing) timer = setTimeout(drawStatus, until - Date.now() + 20);
}

// -- the desk ----------------------------------------------------------------------------------

let desk = null;
const deskChat = () => [...store.groups.values()].find((group) => group.is_forum);

async function drawDesk() {
  const group = deskChat();
  if (!group || desk) return;
  desk = new Desk(await chat(group.id), () => showDesk(false));
  byId("desk").replaceChildren(desk.root);
  byId("desk").hidden = false;
  document.body.classList.add("with-desk");
}

function showDesk(shown) {
  document.body.classList.toggle("desk-open", shown);
}

// -- events ------------------------------------------------------------------------------------

async function hear(event) {
  if (event.kind === "bot" && current) {
    seen = await get(`/sim/people/${current}/bot`);
    drawPhone();
  }
  if (event.kind === "person") { drawPeople(); if (event.user.id === current && view) drawPhone(); }
  if (event.kind === "chat" && event.chat.is_forum) { await drawDesk(); drawPeople(); }
  if (event.kind === "member") drawPeople();
  if (event.kind === "message" && store.people.has(event.chat_id) && event.chat_id !== current && isOwn(event.message)) {
    unread.add(event.chat_id);
    drawPeople();
  }
  if (event.chat_id === current) drawStatus();
}

let gone = false;
function lost() {
  if (!gone) toast(words.lost);
  gone = true;
}

async function main() {
  document.title = `ALL IN · ${words.title}`;
  await begin(lost);
  listen((event) => { gone = false; hear(event); });
  await drawDesk();
  drawPeople();
  const last = Number(sessionStorage.getItem("person"));
  if (store.people.has(last)) await open(last);
  else await newPerson();
}

main();
