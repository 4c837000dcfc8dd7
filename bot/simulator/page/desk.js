// The volunteers' group: topics on one side, the open one beside them.

import { preview, serviceText } from "./bubble.js";
import { ChatView } from "./chatview.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { isOwn, listen, topicOf } from "./store.js";
import { words } from "./strings.js";

export class Desk {
  constructor(chat, onBack) {
    Object.assign(this, { chat, onBack, open: undefined, unread: new Set(), view: null });
    this.actor = this.volunteers()[0]?.user.id;
    this.topics = h("div", { class: "topics" });
    this.pane = h("div", { class: "pane" });
    this.root = h("div", { class: "desk-inner" }, this.topics, this.pane);
    listen((event) => this.hear(event));
    this.drawTopics();
    this.drawPane();
  }

  volunteers() { return this.chat.members.filter((one) => !one.user.is_bot && !["left", "kicked"].includes(one.status)); }

  hear(event) {
    if (event.chat_id !== this.chat.chat.id) return;
    if (event.kind === "message" && topicOf(event.message) !== this.open) this.unread.add(topicOf(event.message));
    if (event.kind === "topic" && event.topic.deleted && event.topic.message_thread_id === this.open) this.show(undefined);
    if (event.kind === "pins" || event.kind === "topic") this.drawHead();
    if (["message", "topic", "edit", "delete", "member"].includes(event.kind)) this.drawTopics();
    if (event.kind === "member") this.drawHead();
    if (event.kind === "topic" && this.open === undefined) this.drawPane();
  }

  lastOf(topic) {
    return [...this.chat.messages.values()].reverse().find((one) => topicOf(one) === topic);
  }

  drawTopics() {
    const rows = [...this.chat.topics.values()].sort((a, b) => (this.lastOf(b.message_thread_id)?.message_id || 0) - (this.lastOf(a.message_thread_id)?.message_id || 0));
    const entry = (id, name, closed, color) => {
      const last = this.lastOf(id);
      const sign = h("span", { class: "topic-sign", "aria-hidden": "true" }, id === null ? "#" : [...name][0] || "?");
      if (color) sign.style.background = `#${color.toString(16).padStart(6, "0")}`;
      return h("button", { type: "button", class: "person topic", "aria-current": this.open === id ? "true" : null, onclick: () => this.show(id) },
        sign,
        h("span", { class: "person-words" },
          h("span", { dir: "auto" }, name, closed ? h("span", { class: "lock", role: "img", "aria-label": words.closed, title: words.closed }, icon("lock")) : null),
          h("small", { dir: "auto" }, last ? `${isOwn(last) || serviceText(last) ? "" : `${last.from.first_name}: `}${preview(last)}` : "")),
        this.unread.has(id) ? h("span", { class: "dot", role: "img", "aria-label": words.unread }) : null);
    };
    this.topics.replaceChildren(
      h("header", { class: "bar" }, iconButton("back", words.back, this.onBack, { class: "icon-button only-narrow" }),
        h("div", { class: "bar-words" }, h("h2", { dir: "auto" }, this.chat.chat.title), h("span", { class: "status" }, words.topics))),
      h("div", { class: "person-list" }, rows.map((one) => entry(one.message_thread_id, one.name, one.closed, one.icon_color)), entry(null, words.general, false, null)),
      rows.length ? "" : h("p", { class: "hint" }, words.noTopics));
  }

  show(topic) {
    this.open = topic;
    this.unread.delete(topic);
    this.root.classList.toggle("topic-open", topic !== undefined);
    this.drawTopics();
    this.drawPane();
  }

  drawPane() {
    if (this.open === undefined) {
      this.view = null;
      this.pane.replaceChildren(h("p", { class: "hint middle" }, this.chat.topics.size ? words.pickTopic : words.noTopics));
      return;
    }
    this.view = new ChatView({ chat: this.chat, topic: this.open, actor: () => this.actor });
    this.head = h("div", { class: "pane-head" });
    this.pane.replaceChildren(this.head, this.view.root);
    this.drawHead();
  }

  drawHead() {
    if (!this.view) return;
    const topic = this.chat.topics.get(this.open);
    const name = this.open === null ? words.general : topic?.name || "";
    const choose = h("select", { "aria-label": words.actAs, onchange: (event) => { this.actor = Number(event.target.value); this.drawPane(); } },
      this.volunteers().map((one) => h("option", { value: one.user.id, selected: one.user.id === this.actor }, one.user.first_name)));
    const bar = h("header", { class: "bar" }, iconButton("back", words.back, () => this.show(undefined), { class: "icon-button only-narrow" }),
      avatar(name, this.open), h("div", { class: "bar-words" }, h("h2", { dir: "auto" }, name), h("span", { class: "status" }, topic?.closed ? words.closed : "")),
      h("label", { class: "act-as" }, h("span", {}, words.actAs), choose));
    this.head.replaceChildren(bar, ...this.pinned());
  }

  pinned() {
    const last = this.chat.pinned.map((id) => this.chat.messages.get(id)).filter((one) => one && topicOf(one) === this.open).at(-1);
    if (!last) return [];
    return [h("button", { type: "button", class: "pinned", onclick: () => this.view.find(last.message_id)?.scrollIntoView({ block: "center", behavior: "smooth" }) },
      icon("pin"), h("span", {}, h("strong", {}, words.pinned), h("span", { dir: "auto" }, preview(last))))];
  }
}
