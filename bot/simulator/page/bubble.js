// One message as it stands in a chat.

import { fileUrl } from "./api.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { rich } from "./text.js";
import { locale, words } from "./strings.js";

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const seconds = (count) => `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
const kilobytes = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

// `context`: mine, names, onCommand, onPress(button, element), onActions(anchor), reactions, reply(id).
export function bubble(message, context) {
  const service = serviceText(message);
  if (service) return h("li", { class: "service", "data-id": message.message_id }, h("span", { dir: "auto" }, service));
  const bare = Boolean(message.sticker || message.video_note || message.dice) && !message.reply_markup;
  const body = h("div", { class: `bubble${bare ? " bare" : ""}` }, head(message, context), media(message), words_(message, context));
  const tools = iconButton("more", words.actions, (event) => context.onActions(event.currentTarget), { class: "icon-button tools", "aria-haspopup": "menu" });
  const side = context.mine ? "mine" : "theirs";
  const item = h("li", { class: `message ${side}${message.reply_markup ? " has-buttons" : ""}`, "data-id": message.message_id },
    h("div", { class: "column" }, h("div", { class: "line" }, body, tools), shownReactions(context.reactions), buttons(message, context)));
  return item;
}

function head(message, context) {
  const parts = [];
  if (context.names) parts.push(h("div", { class: "sender", dir: "auto" }, context.names));
  const origin = message.forward_origin;
  if (origin) parts.push(h("div", { class: "forwarded", dir: "auto" }, `${words.forwarded}: ${originName(origin)}`));
  const answered = message.reply_to_message;
  if (answered && !answered.forum_topic_created) parts.push(quote(answered, context));
  return parts;
}

const originName = (origin) => origin.sender_user?.first_name || origin.sender_user_name || origin.sender_chat?.title || "";

function quote(answered, context) {
  return h("button", { type: "button", class: "quote", onclick: () => context.reply(answered.message_id) },
    h("strong", { dir: "auto" }, answered.from.first_name), h("span", { dir: "auto" }, preview(answered)));
}

export function preview(message) {
  if (message.text || message.caption) return (message.text || message.caption).split("\n")[0];
  const kind = ["photo", "voice", "sticker", "location", "contact", "video_note", "document", "video"].find((one) => message[one]);
  return (kind && words[kind]) || serviceText(message) || "…";
}

function words_(message, context) {
  const text = message.text ?? message.caption;
  const stamp = meta(message);
  if (text === undefined) return h("div", { class: "stamp-only" }, stamp);
  const entities = message.entities || message.caption_entities || [];
  const onlyEmoji = !entities.length && /^(\p{Extended_Pictographic}[\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}]*){1,3}$/u.test(text);
  return h("div", { class: `text${onlyEmoji ? " big" : ""}`, dir: "auto" }, rich(text, entities, context.onCommand), stamp);
}

// Whether the last line of a text runs from right to left: the time then stands at its left end.
function endsRightToLeft(text) {
  const strong = text.split("\n").at(-1).match(/\p{L}/u);
  return Boolean(strong) && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(strong[0]);
}

function meta(message) {
  const sent = new Date(message.date * 1000);
  const left = endsRightToLeft(message.text ?? message.caption ?? "");
  return h("span", { class: `meta${left ? " left" : ""}` }, h("bdi", { dir: "ltr" },
    message.edit_date ? `${words.edited} ` : "", h("time", { dateTime: sent.toISOString() }, clock.format(sent))));
}

const SHOWN = {
  photo: (sizes) => {
    const best = sizes.at(-1);
    return h("img", { class: "picture", src: fileUrl(best.file_id), alt: words.photo, width: best.width, height: best.height, loading: "lazy" });
  },
  sticker: (one) => h("img", { class: "sticker", src: fileUrl(one.file_id), alt: `${words.sticker} ${one.emoji || ""}`, width: 160, height: 160 }),
  voice: (one) => sound(one),
  audio: (one) => sound(one),
  video: (one) => h("video", { class: "picture", src: fileUrl(one.file_id), controls: true, preload: "metadata" }),
  animation: (one) => h("video", { class: "picture", src: fileUrl(one.file_id), controls: true, loop: true, muted: true }),
  video_note: (one) => h("video", { class: "round", src: fileUrl(one.file_id), controls: true, preload: "metadata" }),
  document: (one) => h("a", { class: "file", href: fileUrl(one.file_id), target: "_blank", rel: "noopener" },
    h("span", { class: "file-sign" }, icon("document")),
    h("span", { class: "file-words" }, h("span", { dir: "auto" }, one.file_name || words.document), h("small", {}, kilobytes(one.file_size || 0)))),
  venue: (one) => [map(one.location), h("div", { class: "venue", dir: "auto" }, h("strong", {}, one.title), h("span", {}, one.address))],
  location: (one) => map(one),
  contact: (one) => h("div", { class: "card" }, avatar(one.first_name, one.user_id),
    h("span", { class: "file-words" }, h("strong", { dir: "auto" }, one.first_name), h("a", { href: `tel:${one.phone_number}` }, one.phone_number))),
  dice: (one) => h("div", { class: "dice" }, `${one.emoji} ${one.value}`),
};

function media(message) {
  const kind = ["animation", "venue", ...Object.keys(SHOWN)].find((one) => message[one]);
  return kind ? [SHOWN[kind](message[kind])].flat() : [];
}

function map(place) {
  const where = `${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}`;
  return h("a", { class: "map", href: `geo:${place.latitude},${place.longitude}`, "aria-label": `${words.location} ${where}` },
    icon("location"), h("small", {}, where));
}

function sound(one) {
  const audio = new Audio(fileUrl(one.file_id));
  audio.preload = "none";
  const button = iconButton("play", words.play, () => (audio.paused ? audio.play() : audio.pause()), { class: "icon-button play" });
  const show = () => {
    button.replaceChildren(icon(audio.paused ? "play" : "pause"));
    button.setAttribute("aria-label", audio.paused ? words.play : words.pause);
  };
  ["play", "pause", "ended"].forEach((kind) => audio.addEventListener(kind, show));
  const bars = Array.from({ length: 28 }, (_, index) => {
    const bar = h("i");
    bar.style.height = `${4 + Math.abs(Math.sin(index * 1.7) * Math.cos(index * 0.6)) * 18}px`;
    return bar;
  });
  return h("div", { class: "sound" }, button, h("span", { class: "wave", "aria-hidden": "true" }, bars), h("small", {}, seconds(one.duration)));
}

function shownReactions(reactions = []) {
  if (!reactions.length) return null;
  return h("div", { class: "reactions" }, reactions.map((one) => h("span", {}, one.emoji)));
}

function buttons(message, context) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const one = (button) => {
    const style = button.style ? ` ${button.style}` : "";
    if (button.url) {
      return h("a", { class: `key${style}`, href: button.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" },
        h("span", {}, button.text), h("span", { class: "corner", title: words.opens }, icon("open")));
    }
    return h("button", { type: "button", class: `key${style}`, dir: "auto", onclick: (event) => context.onPress(button, event.currentTarget) },
      h("span", {}, button.text));
  };
  return h("div", { class: "keys" }, rows.map((row) => h("div", { class: "row" }, row.map(one))));
}

const quoteName = (name) => (locale === "de" ? `„${name}“` : `“${name}”`);

export function serviceText(message) {
  const who = message.sender_chat?.title || message.from?.first_name || "";
  if (message.new_chat_members) return `${message.new_chat_members.map((one) => one.first_name).join(", ")} ${words.joined}`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} ${words.left}`;
  if (message.forum_topic_created) return `${who} ${words.topicMade} ${quoteName(message.forum_topic_created.name)}`;
  if (message.forum_topic_edited) return `${who} ${words.topicRenamed} ${quoteName(message.forum_topic_edited.name || "")}`;
  if (message.forum_topic_closed) return `${who} ${words.topicClosed}`;
  if (message.forum_topic_reopened) return `${who} ${words.topicReopened}`;
  if (message.pinned_message) return `${who} ${words.pinnedThis}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "→";
  return null;
}
