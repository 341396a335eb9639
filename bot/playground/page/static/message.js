// One message in the log, with everything that can be done with it.

import { components } from "./components.js";
import { fill, h } from "./dom.js";
import { attachment, embed } from "./embed.js";
import { inWords, markdown } from "./markdown.js";
import { moment, say } from "./words.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const REPLY = 19;
const MENU_COMMAND = 23;

export const nameOf = (user) => user.display_name ?? user.global_name ?? user.username;

/** Whether only the person sees it. */
export const isEphemeral = (message) => Boolean(message.flags & EPHEMERAL);

/**
 * The element of a message. `doing` has what can be done: use(message, component, values), reply(message),
 * menu(message, opener), dismiss(message).
 */
export function messageElement(message, around, doing) {
  const author = nameOf(message.author);
  const loading = Boolean(message.flags & LOADING);
  const element = h("article", {
    class: classes(message, around),
    id: `message-${message.id}`,
    data: { message: message.id, author: message.author.id },
    "aria-label": `${author}, ${moment(message.timestamp)}`,
    tabindex: -1,
  });
  const more = h(
    "button",
    { type: "button", class: "icon more", "aria-label": `${say("more")}: ${author}`, "aria-haspopup": "menu", on: { click: () => doing.menu(message, more) } },
    "⋯",
  );
  const answer = h("button", { type: "button", class: "icon", "aria-label": `${say("reply")}: ${author}`, title: say("reply"), on: { click: () => doing.reply(message) } }, "↩");
  element.append(
    h("span", { class: "avatar", "aria-hidden": "true", data: { hue: hue(message.author.id) } }, [...author][0] ?? "?"),
    h(
      "div",
      { class: "body" },
      before(message, around),
      h(
        "div",
        { class: "head" },
        h("strong", { class: "author" }, author),
        message.author.bot ? h("span", { class: "tag" }, say("bot")) : null,
        h("time", { datetime: message.timestamp }, moment(message.timestamp)),
      ),
      loading ? h("p", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }), `${author} ${say("thinking")}`) : content(message, around, doing),
      isEphemeral(message) ? ephemeral(message, doing) : null,
    ),
    h("div", { class: "tools" }, answer, more),
  );
  element.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a")) return;
    event.preventDefault();
    doing.menu(message, more);
  });
  return element;
}

function classes(message, around) {
  const mentioned = message.mentions.some((user) => user.id === around.me.id) && message.author.id !== around.me.id;
  return ["message", isEphemeral(message) ? "ephemeral" : "", mentioned ? "mentioned" : ""].filter(Boolean).join(" ");
}

function before(message, around) {
  if (message.type === REPLY) {
    const earlier = message.referenced_message;
    if (!earlier) return h("div", { class: "before" }, "↱ ", say("gone"));
    const title = inWords(earlier.content, around.names) || earlier.embeds[0]?.title || "…";
    const go = () => document.getElementById(`message-${earlier.id}`)?.scrollIntoView({ block: "center" });
    return h("button", { type: "button", class: "before", on: { click: go } }, `↱ ${nameOf(earlier.author)}: ${title.slice(0, 120)}`);
  }
  const used = message.interaction_metadata;
  if (!used?.name || used.type !== 2) return null;
  const name = message.type === MENU_COMMAND ? used.name : `/${used.name}`;
  return h("div", { class: "before" }, `↱ ${say("used", nameOf(used.user), name)}`);
}

function content(message, around, doing) {
  const parts = [];
  if (message.content) {
    const words = markdown(message.content, around.names, { links: message.author.bot });
    parts.push(h("div", { class: "words md", dir: "auto" }, words, message.edited_timestamp && !message.author.bot ? h("small", { class: "edited" }, ` ${say("edited")}`) : null));
  }
  parts.push(...shown(message, around));
  parts.push(...(message.message_snapshots ?? []).map(({ message: earlier }) => forwarded(earlier, around)));
  parts.push(...components(message.components, (component, values) => doing.use(message, component, values), around));
  return h("div", { class: "content" }, parts);
}

function shown(message, around) {
  return [...message.embeds.map((each) => embed(each, around.names)), ...message.attachments.map(attachment)];
}

function forwarded(earlier, around) {
  const words = h("div", { class: "words md", dir: "auto" }, markdown(earlier.content, around.names, { links: false }));
  return h("blockquote", {}, h("small", {}, `↪ ${say("forwarded")}`), words, ...shown(earlier, around));
}

function ephemeral(message, doing) {
  return h(
    "p",
    { class: "only-you" },
    h("span", { "aria-hidden": "true" }, "👁 "),
    say("only_you"),
    " · ",
    h("button", { type: "button", class: "plain", on: { click: () => doing.dismiss(message) } }, say("dismiss")),
  );
}

/** A line of the page itself in the log: what is being sent, or why something did not work. */
export function notice(text, { problem = false } = {}) {
  const words = h("span", {}, text);
  const element = h("p", { class: problem ? "notice problem" : "notice", role: problem ? "alert" : "status" }, words);
  element.change = (changed, { bad = false } = {}) => {
    fill(words, changed);
    element.classList.toggle("problem", bad);
    element.setAttribute("role", bad ? "alert" : "status");
  };
  return element;
}

function hue(id) {
  return Number(BigInt(id) % 6n);
}
