// A chat or a topic on the screen: its messages and the line to write in.

import { act } from "./api.js";
import { bubble, preview } from "./bubble.js";
import { alertBox, h, icon, iconButton, showMenu, toast, toastBox } from "./dom.js";
import { listen, topicOf } from "./store.js";
import { locale, words } from "./strings.js";

const DAY = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const KINDS = ["photo", "voice", "location", "sticker", "document", "contact", "album", "video_note"];
const EMOJI = ["👍", "❤", "🙏", "😢", "🎉"];

export class ChatView {
  // `chat` from the store; `topic` a thread id, null for General, undefined for private chats.
  constructor({ chat, topic, actor, commands = () => [] }) {
    Object.assign(this, { chat, topic, actor, commands, pending: new Map(), replyTo: null, editing: null });
    this.list = h("ol", { class: "messages", role: "log", "aria-label": words.messages, tabIndex: 0 });
    this.bar = h("div", { class: "context-bar", hidden: true });
    this.foot = h("div", { class: "foot" });
    this.toasts = toastBox();
    this.root = h("div", { class: "chat" }, this.list, this.foot, this.toasts);
    this.input = this.makeInput();
    this.stop = listen((event) => this.hear(event));
    this.drawAll();
    this.drawFoot();
  }

  get inGroup() { return this.topic !== undefined; }
  get where() { return this.inGroup ? { chat_id: this.chat.chat.id, ...(this.topic ? { topic_id: this.topic } : {}) } : {}; }
  inside(message) { return !this.inGroup || topicOf(message) === this.topic; }

  hear(event) {
    if (!this.root.isConnected && this.shown) return;
    this.shown = this.root.isConnected;
    if (event.kind === "answer") this.answered(event);
    if (event.chat_id !== this.chat.chat.id) return;
    if (event.kind === "message" && this.inside(event.message)) this.add(event.message);
    if (event.kind === "edit" && this.inside(event.message)) this.redraw(event.message.message_id);
    if (event.kind === "delete") event.message_ids.forEach((id) => this.find(id)?.remove());
    if (event.kind === "reaction") this.redraw(event.message_id);
    if (["keyboard", "blocked"].includes(event.kind)) this.drawFoot();
  }

  // -- messages ----------------------------------------------------------------------------

  find(id) { return this.list.querySelector(`[data-id="${id}"]`); }

  drawAll() {
    this.list.replaceChildren();
    this.lastDay = null;
    [...this.chat.messages.values()].filter((one) => this.inside(one)).forEach((one) => this.append(one));
    requestAnimationFrame(() => { this.list.scrollTop = this.list.scrollHeight; });
  }

  add(message) {
    const near = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 160;
    const own = message.from.id === this.actor();
    this.append(message);
    if (near || own) this.list.scrollTo({ top: this.list.scrollHeight, behavior: "smooth" });
    if (own && !this.inGroup && this.chat.messages.size <= 2) this.drawFoot();
  }

  append(message) {
    this.list.querySelector(".empty")?.remove();
    const day = new Date(message.date * 1000).toDateString();
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.list.append(h("li", { class: "service day" }, h("span", {}, dayName(day))));
    }
    this.list.append(this.draw(message));
  }

  redraw(id) {
    const message = this.chat.messages.get(id);
    const old = this.find(id);
    if (message && old) old.replaceWith(this.draw(message));
  }

  draw(message) {
    const mine = message.from.id === this.actor();
    return bubble(message, {
      mine,
      names: this.inGroup && !mine ? message.sender_chat?.title || message.from.first_name : null,
      reactions: this.chat.reactions[message.message_id],
      onCommand: (command) => this.say(command),
      onPress: (button, element) => this.press(message, button, element),
      onActions: (anchor) => this.showActions(anchor, message, mine),
      reply: (id) => this.find(id)?.scrollIntoView({ block: "center", behavior: "smooth" }),
    });
  }

  showActions(anchor, message, mine) {
    const text = message.text ?? message.caption;
    const where = { message_id: message.message_id, chat_id: this.chat.chat.id };
    const items = [{ icon: "reply", label: words.reply, run: () => this.setReply(message) }];
    if (mine && text !== undefined) items.push({ icon: "edit", label: words.edit, run: () => this.setEdit(message) });
    if (text) items.push({ icon: "copy", label: words.copy, run: () => navigator.clipboard?.writeText(text) });
    items.push({ icon: "remove", label: words.remove, run: () => this.do("deletes", { message_ids: [message.message_id], chat_id: this.chat.chat.id }) });
    EMOJI.forEach((emoji) => items.push({ emoji, label: `${words.react} ${emoji}`, run: () => this.do("reacts", { ...where, emoji }) }));
    showMenu(anchor, words.actions, items);
  }

  // -- doing -------------------------------------------------------------------------------

  async do(name, values) {
    try {
      return await act(this.actor(), name, values);
    } catch (error) {
      toast(error.message, this.toasts);
      return null;
    }
  }

  say(text) { return this.do("says", { text, ...this.where, ...this.takeReply() }); }

  takeReply() {
    const reply = this.replyTo ? { reply_to: this.replyTo.message_id } : {};
    this.setReply(null);
    return reply;
  }

  attach(kind) {
    const where = { ...this.where, ...this.takeReply() };
    if (kind === "location") return this.do("sends_location", where);
    if (kind === "contact") return this.do("sends_contact", where);
    if (kind === "album") return this.do("sends_album", { kinds: ["photo", "photo"], ...this.where });
    return this.do("sends", { kind, ...where });
  }

  async press(message, button, element) {
    if (button.callback_data === undefined) return;
    element.classList.add("waiting");
    element.setAttribute("aria-busy", "true");
    const values = { message_id: message.message_id, data: button.callback_data, chat_id: this.chat.chat.id };
    const pressed = await this.do("presses", values);
    if (pressed) this.pending.set(pressed.callback_query_id, element);
    if (this.early?.has(pressed?.callback_query_id)) this.answered(this.early.get(pressed.callback_query_id));
    setTimeout(() => release(element), 8000);
  }

  answered(event) {
    const element = this.pending.get(event.callback_query_id);
    // The answer may be quicker than the reply to the press itself.
    if (!element) { (this.early ||= new Map()).set(event.callback_query_id, event); return; }
    this.pending.delete(event.callback_query_id);
    release(element);
    const { text, show_alert: loud } = event.answer;
    if (text && loud) alertBox(text);
    else if (text) toast(text, this.toasts);
  }

  // -- the line to write in ----------------------------------------------------------------

  makeInput() {
    const input = h("textarea", { rows: 1, placeholder: words.write, "aria-label": words.write, enterKeyHint: "send" });
    input.addEventListener("input", () => { this.fit(); this.suggest(); });
    input.addEventListener("keydown", (event) => this.key(event));
    return input;
  }

  fit() {
    this.input.dir = this.input.value ? "auto" : "";
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
    this.foot.classList.toggle("writing", this.input.value.trim() !== "");
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") {
      this.setReply(null);
      this.setEdit(null);
    }
  }

  suggest() {
    if (this.input.value === "/" && this.commands().length) this.showCommands(this.input);
  }

  submit() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.fit();
    if (this.editing) {
      const where = { message_id: this.editing.message_id, chat_id: this.chat.chat.id };
      this.do("edits", { ...where, text });
      this.setEdit(null);
    } else {
      this.say(text);
    }
    this.input.focus();
  }

  setReply(message) {
    this.replyTo = message;
    this.editing = null;
    this.drawBar(message && `${words.replyTo} ${message.from.first_name}`, message);
  }

  setEdit(message) {
    this.editing = message;
    this.replyTo = null;
    if (message) this.input.value = message.text ?? message.caption;
    this.drawBar(message && words.editing, message);
    this.fit();
  }

  drawBar(title, message) {
    this.bar.hidden = !message;
    if (!message) return;
    const cancel = iconButton("close", words.cancel, () => { if (this.editing) this.input.value = ""; this.setReply(null); this.fit(); });
    this.bar.replaceChildren(h("div", { class: "quote" }, h("strong", { dir: "auto" }, title), h("span", { dir: "auto" }, preview(message))), cancel);
    this.input.focus();
  }

  showCommands(anchor) {
    const items = this.commands().map((one) => ({
      label: `/${one.command}`, hint: one.description,
      run: () => { this.input.value = ""; this.fit(); this.say(`/${one.command}`); },
    }));
    showMenu(anchor, words.commandsOf, items, { above: true, wide: true });
  }

  drawFoot() {
    const focused = document.activeElement === this.input;
    this.foot.replaceChildren(...this.footParts());
    if (focused) this.input.focus();
  }

  footParts() {
    if (!this.inGroup && this.chat.blocked) {
      const back = async () => { await this.do("unblocks_bot"); await this.say("/start"); };
      return [h("button", { type: "button", class: "wide-button", onclick: back }, words.restart)];
    }
    if (!this.inGroup && !this.chat.started) {
      return [h("button", { type: "button", class: "wide-button", onclick: () => this.say("/start") }, words.start)];
    }
    return [this.bar, this.composer(), this.keyboard()].filter(Boolean);
  }

  composer() {
    const attach = iconButton("attach", words.attach, (event) =>
      showMenu(event.currentTarget, words.attach, KINDS.map((kind) => ({ icon: kind, label: words[kind], run: () => this.attach(kind) })), { above: true }),
      { "aria-haspopup": "menu" });
    const send = iconButton("send", words.send, () => this.submit(), { class: "icon-button send" });
    const menu = !this.inGroup && h("button", {
      type: "button", class: "commands-button", "aria-haspopup": "menu", "aria-label": words.commandsOf,
      onclick: (event) => this.showCommands(event.currentTarget),
    }, icon("menu"), h("span", {}, words.commands));
    return h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      menu || null, h("div", { class: "field" }, this.input, attach), send);
  }

  keyboard() {
    const markup = !this.inGroup && this.chat.keyboard;
    if (!markup) return null;
    const key = (button) => {
      const text = typeof button === "string" ? button : button.text;
      const run = button.request_contact ? () => this.attach("contact") : button.request_location ? () => this.attach("location") : () => this.say(text);
      return h("button", { type: "button", class: "key", dir: "auto", onclick: run }, h("span", {}, text));
    };
    return h("div", { class: "keys keyboard", role: "group", "aria-label": words.keyboard },
      markup.keyboard.map((row) => h("div", { class: "row" }, row.map(key))));
  }
}

function release(element) {
  element.classList.remove("waiting");
  element.removeAttribute("aria-busy");
}

function dayName(day) {
  const date = new Date(day);
  const days = Math.round((new Date(new Date().toDateString()) - date) / 86400000);
  return days === 0 ? words.today : days === 1 ? words.yesterday : DAY.format(date);
}

