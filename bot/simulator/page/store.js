// What the page knows: people, groups and the chats it has looked into.

import { get, follow } from "./api.js";

export const store = { bot: null, people: new Map(), groups: new Map(), languages: [], chats: new Map() };
const listeners = new Set();

export const listen = (listener) => listeners.add(listener);
const tell = (event) => listeners.forEach((listener) => listener(event));

export async function begin(lost) {
  const state = await get("/sim/state");
  store.bot = state.bot;
  store.languages = state.languages;
  state.people.forEach((person) => store.people.set(person.id, person));
  state.groups.forEach((group) => store.groups.set(group.id, group));
  follow(state.seq, take, lost);
}

// A chat with its messages, loaded when it is first wanted.
export async function chat(id) {
  if (!store.chats.has(id)) {
    const found = await get(`/sim/chats/${id}`);
    found.messages = new Map(found.messages.map((message) => [message.message_id, message]));
    found.topics = new Map(found.topics.map((topic) => [topic.message_thread_id, topic]));
    found.typing = new Map();
    store.chats.set(id, found);
  }
  return store.chats.get(id);
}

export const isOwn = (message) => message.from.id === store.bot.id;
export const topicOf = (message) => (message.is_topic_message ? message.message_thread_id : null);
export const language = (code) =>
  store.languages.find((one) => (one.hint || one.code) === code) || { code, name: code || "–", direction: "ltr" };

function take(event) {
  if (event.kind === "person") store.people.set(event.user.id, event.user);
  if (event.kind === "chat") store.groups.set(event.chat.id, event.chat);
  const known = store.chats.get(event.chat_id);
  if (known && event.seq > known.seq) change(known, event);
  tell(event);
}

const CHANGES = {
  message: (known, event) => {
    known.messages.set(event.message.message_id, event.message);
    known.typing.delete(topicOf(event.message));
    if (!isOwn(event.message)) known.started = true;
  },
  edit: (known, event) => known.messages.set(event.message.message_id, event.message),
  delete: (known, event) => event.message_ids.forEach((id) => known.messages.delete(id)),
  keyboard: (known, event) => { known.keyboard = event.keyboard; },
  blocked: (known, event) => { known.blocked = event.blocked; },
  pins: (known, event) => { known.pinned = event.pinned; },
  reaction: (known, event) => { known.reactions[event.message_id] = event.reactions; },
  topic: (known, event) => {
    if (event.topic.deleted) known.topics.delete(event.topic.message_thread_id);
    else known.topics.set(event.topic.message_thread_id, event.topic);
  },
  member: (known, event) => {
    known.members = known.members.filter((one) => one.user.id !== event.member.user.id);
    known.members.push(event.member);
  },
  action: (known, event) => known.typing.set(event.thread_id ?? null, Date.now() + 5000),
};

function change(known, event) {
  known.seq = event.seq;
  CHANGES[event.kind]?.(known, event);
}
