// The page: a client of the Discord on this machine. It knows Discord, and nothing of the bot behind it.

import { Composer } from "./composer.js";
import { fill, h } from "./dom.js";
import { showForm } from "./form.js";
import { Inspector } from "./inspector.js";
import { Line } from "./line.js";
import { openMenu } from "./menu.js";
import { isEphemeral, messageElement, nameOf, notice } from "./message.js";
import { drawPlaces, drawSelf } from "./side.js";
import { say, speak } from "./words.js";

const byId = (id) => document.getElementById(id);
const kept = {
  get: (name) => localStorage.getItem(`playground.${name}`) ?? "",
  set: (name, value) => localStorage.setItem(`playground.${name}`, value),
};
const GROUPED = 5 * 60 * 1000;
const TYPING_FOR = 9_000;

const page = {
  around: { me: { id: "", roles: {} }, bot: { id: "", username: "" }, people: [], guilds: [], direct: { id: "" } },
  tries: [],
  channel: "",
  inside: { messages: [], commands: [], message_menu: [], members: [], roles: [] },
  unread: new Set(),
  dismissed: new Set(),
  wantsHints: kept.get("hints") !== "seen",
};

const line = new Line(hear, (connected) => {
  byId("lost").hidden = connected;
  fill(byId("lost"), connected ? "" : say("lost"));
});
const inspector = new Inspector(byId("inspector"), (violations) => {
  byId("violations").hidden = violations === 0;
  fill(byId("violations"), String(violations));
});
let composer = null;

// --- what happens ---------------------------------------------------------------------------------------------------

function hear(event) {
  switch (event.event) {
    case "start":
      start(event);
      break;
    case "around":
      Object.assign(page.around, event);
      if (!places().some((channel) => channel.id === page.channel)) open(places()[0].id);
      side();
      refresh();
      break;
    case "commands":
      refresh();
      break;
    case "message":
      arrived(event.message);
      break;
    case "edit":
      changed(event.message);
      break;
    case "gone":
      byId(`message-${event.message}`)?.remove();
      break;
    case "typing":
      if (event.channel === page.channel) typing(event.user);
      break;
    case "log":
      inspector.add(event.entries);
      break;
  }
}

function start(event) {
  page.around = event;
  page.tries = event.tries;
  document.title = event.title;
  speak(event.me.locale);
  kept.set("who", event.me.id);
  inspector.restart();
  dress();
  const all = places().map((channel) => channel.id);
  const wanted = [location.hash.slice(1), page.channel, kept.get("channel")].find((id) => all.includes(id));
  open(wanted ?? all[0]);
}

const places = () => [...page.around.guilds.flatMap((guild) => guild.channels), page.around.direct];

async function open(channel) {
  page.channel = channel;
  page.unread.delete(channel);
  kept.set("channel", channel);
  history.replaceState(null, "", `#${channel}`);
  byId("side").classList.remove("open");
  byId("open-side").setAttribute("aria-expanded", "false");
  const inside = await line.act("open", { channel });
  if (channel !== page.channel) return;
  page.inside = inside;
  side();
  fill(byId("where"), title());
  byId("log").setAttribute("aria-label", `${say("messages")}, ${title()}`);
  drawLog();
  composer = new Composer(byId("composer"), surroundings, { say: send, command, suggest });
  if (matchMedia("(min-width: 720px)").matches) composer.focus();
}

/** The commands may be others now. */
async function refresh() {
  const { channel } = page;
  const inside = await line.act("open", { channel }).catch(() => null); // gone by now: another is opened
  if (inside && channel === page.channel) page.inside = { ...inside, messages: page.inside.messages };
}

function title() {
  const { channel } = page;
  const place = places().find((each) => each.id === channel);
  return channel === page.around.direct.id ? `@${page.around.bot.username}` : `#${place?.name ?? ""}`;
}

function names() {
  const { people, bot } = page.around;
  return {
    users: new Map([bot, ...people].map((user) => [user.id, nameOf(user)])),
    channels: new Map(places().map((channel) => [channel.id, channel.name])),
    roles: new Map(page.inside.roles.map((role) => [role.id, role.name])),
  };
}

function surroundings() {
  const { bot, me } = page.around;
  const guild = page.around.guilds.find((each) => each.channels.some((channel) => channel.id === page.channel));
  const channels = guild?.channels ?? [];
  return { me, bot, title: title(), commands: page.inside.commands, people: page.inside.members, roles: page.inside.roles, channels, names: names() };
}

// --- the log --------------------------------------------------------------------------------------------------------

const doing = { use, reply: (message) => composer.reply(message), menu: messageMenu, dismiss };

function drawLog() {
  const log = byId("log");
  fill(log, page.inside.messages.filter((message) => !page.dismissed.has(message.id)).map(element));
  if (!log.children.length) log.append(h("p", { class: "empty" }, say("empty")));
  group();
  toEnd();
}

const element = (message) => messageElement(message, surroundings(), doing);

function arrived(message) {
  if (message.channel_id !== page.channel) {
    if (!isEphemeral(message)) page.unread.add(message.channel_id);
    side();
    return;
  }
  if (message.author.id === page.around.bot.id) typing(null);
  const log = byId("log");
  log.querySelector(".empty")?.remove();
  const near = nearEnd();
  page.inside.messages.push(message);
  log.append(element(message));
  group();
  if (near || message.author.id === page.around.me.id) toEnd();
}

function changed(message) {
  const old = byId(`message-${message.id}`);
  if (!old) return;
  const near = nearEnd();
  const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
  const fresh = element(message);
  old.replaceWith(fresh);
  if (focused) ([...fresh.querySelectorAll("button")].find((each) => each.textContent === focused) ?? fresh).focus();
  group();
  if (near) toEnd();
}

/** Messages of one author in a row show the author once. */
function group() {
  let before = null;
  for (const each of byId("log").children) {
    const at = Date.parse(each.querySelector("time")?.dateTime ?? "");
    const same = before && each.dataset.author === before.author && at - before.at < GROUPED && !each.querySelector(".before");
    each.classList.toggle("grouped", Boolean(each.dataset.message && same));
    before = each.dataset.message ? { author: each.dataset.author, at } : null;
  }
}

const nearEnd = () => byId("log").scrollHeight - byId("log").scrollTop - byId("log").clientHeight < 160;
const toEnd = () => { byId("log").scrollTop = byId("log").scrollHeight; };

let wasNearEnd = true;
byId("log").addEventListener("scroll", () => { wasNearEnd = nearEnd(); }, { passive: true });
new ResizeObserver(() => wasNearEnd && toEnd()).observe(byId("log"));

let typingUntil;
function typing(who) {
  clearTimeout(typingUntil);
  fill(byId("typing"), who ? say("typing", who) : "");
  if (who) typingUntil = setTimeout(() => typing(null), TYPING_FOR);
}

function note(text, how) {
  const shown = notice(text, how);
  byId("log").querySelector(".empty")?.remove();
  byId("log").append(shown);
  toEnd();
  return shown;
}

function dismiss(message) {
  page.dismissed.add(message.id);
  byId(`message-${message.id}`)?.remove();
  group();
  composer.focus();
}

// --- what one does --------------------------------------------------------------------------------------------------

async function send(text, files, replyTo) {
  try {
    await line.act("say", { channel: page.channel, text, files, reply_to: replyTo?.id });
    return true;
  } catch (reason) {
    note(reason.message, { problem: true });
    return false;
  }
}

async function command(which, options) {
  const pending = note(`${say("used", nameOf(page.around.me), `/${which.shown}`)} · ${say("sending")}`);
  return interact(() => line.act("command", { channel: page.channel, name: which.name, options }), pending);
}

/** Does what leads to an interaction: a form that it opens is shown, a failure said. Whether it was taken. */
async function interact(act, pending) {
  try {
    const { modal } = await act();
    pending?.remove();
    if (modal) showForm(byId("form"), modal, surroundings(), (fields) => submit(modal, fields));
    return true;
  } catch (reason) {
    const why = /did not respond/.test(reason.message) ? `${say("failed")}: ${reason.message}` : reason.message;
    if (pending) pending.change(why, { bad: true });
    else note(why, { problem: true });
    return /did not respond/.test(reason.message);
  }
}

async function submit(modal, fields) {
  const { modal: next } = await line.act("submit", { opened_by: modal.opened_by, fields });
  if (next) setTimeout(() => showForm(byId("form"), next, surroundings(), (more) => submit(next, more)));
}

async function suggest(name, focused, value, options) {
  const { choices } = await line.act("autocomplete", { channel: page.channel, name, focused, value, options });
  return choices;
}

function use(message, component, values) {
  const about = { channel: page.channel, message: message.id, custom_id: component.custom_id };
  return interact(() => (values ? line.act("choose", { ...about, values }) : line.act("click", about)));
}

function messageMenu(message, opener) {
  const own = message.author.id === page.around.me.id;
  const text = [message.content, ...message.embeds.flatMap((each) => [each.title, each.description])].filter(Boolean).join("\n");
  openMenu(
    opener,
    [
      { label: say("reply"), act: () => composer.reply(message) },
      { label: say("copy"), act: () => navigator.clipboard?.writeText(text) },
      ...(page.inside.message_menu.length ? [{ heading: say("apps") }] : []),
      ...page.inside.message_menu.map(({ name, shown }) => ({ label: shown, act: () => interact(() => line.act("menu", { channel: page.channel, message: message.id, name })) })),
      ...(own ? [{ label: say("remove"), act: () => interact(() => line.act("delete", { channel: page.channel, message: message.id })) }] : []),
    ],
    say("more"),
  );
}

// --- around the log -------------------------------------------------------------------------------------------------

function side() {
  drawPlaces(byId("places"), page.around, page.channel, page.unread, open);
  drawSelf(byId("self"), page.around, become, language);
}

function become(person) {
  fill(byId("composer")); // until it is known what this person may do
  page.inside = { ...page.inside, messages: [] };
  line.connect(person);
}

async function language(locale) {
  Object.assign(page.around, await line.act("speak", { locale }));
  speak(locale);
  dress();
  await open(page.channel);
}

/** Words that stand on the page whatever is shown on it. */
function dress() {
  fill(byId("side-title"), page.around.application.name);
  byId("skip").setAttribute("aria-label", say("skip"));
  for (const each of document.querySelectorAll("[data-words]")) fill(each, say(each.dataset.words));
  for (const [id, word] of [["open-side", "menu"], ["theme", "theme"], ["open-inspector", "inspector"], ["open-hints", "hints"]]) {
    byId(id).setAttribute("aria-label", say(word));
    byId(id).title = say(word);
  }
  inspector.draw();
  hints();
}

function hints() {
  const place = byId("hints");
  place.hidden = !page.wantsHints || !page.tries.length;
  byId("open-hints").hidden = !page.tries.length;
  const chips = page.tries.map((each) => h("button", { type: "button", class: "chip", on: { click: () => attempt(each) } }, each.text));
  const close = h("button", { type: "button", class: "icon", "aria-label": say("dismiss"), on: { click: () => wantHints(false) } }, "✕");
  fill(place, h("div", { class: "hints-head" }, h("h3", {}, say("hint_again")), close), h("div", { class: "extras" }, chips));
}

function wantHints(wanted) {
  page.wantsHints = wanted;
  kept.set("hints", wanted ? "" : "seen");
  hints();
}

async function attempt({ text, mention }) {
  const direct = page.channel === page.around.direct.id;
  await composer.enact(text, mention && !direct ? page.around.bot : null);
}

byId("open-hints").addEventListener("click", () => wantHints(byId("hints").hidden));
byId("open-inspector").addEventListener("click", () => {
  const panel = byId("inspector");
  panel.hidden = !panel.hidden;
  byId("open-inspector").setAttribute("aria-expanded", String(!panel.hidden));
  if (!panel.hidden) inspector.draw();
});
byId("open-side").addEventListener("click", () => {
  const opened = byId("side").classList.toggle("open");
  byId("open-side").setAttribute("aria-expanded", String(opened));
  if (opened) byId("places").querySelector("button")?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && byId("side").classList.contains("open")) byId("open-side").click();
});

const dark = matchMedia("(prefers-color-scheme: dark)");
function theme() {
  document.documentElement.dataset.theme = kept.get("theme") || (dark.matches ? "dark" : "light");
}
byId("theme").addEventListener("click", () => {
  kept.set("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  theme();
});
dark.addEventListener("change", theme);
theme();
line.connect(kept.get("who"));
