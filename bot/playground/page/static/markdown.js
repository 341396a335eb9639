// Discord's markdown as elements. What it doesn't know stays the text that it is.

import { h } from "./dom.js";
import { say, timestamp } from "./words.js";

const DEEPEST = 12;
const WEB = /^https?:\/\//i;

// Each pattern reads a text in one way only: whatever somebody writes, none tries again and again.
const INLINE = [
  ["escape", /^\\([^\w\s])/],
  ["code", /^``([\s\S]+?)``(?!`)/],
  ["code", /^`([^`]+?)`(?!`)/],
  ["strong", /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ["u", /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ["em", /^\*(?!\s)((?:\\[\s\S]|\*\*[^*\\]+\*\*|[^*\\])+)(?<!\s)\*(?!\*)/],
  ["em", /^_(?=\S)((?:\\[\s\S]|__[^_\\]+__|[^_\\])+)_(?!\w)/],
  ["s", /^~~([\s\S]+?)~~/],
  ["spoiler", /^\|\|([\s\S]+?)\|\|/],
  ["link", /^\[((?:\\[\s\S]|[^[\]\\]|\[[^\]]*\])+)\]\(\s*<?(https?:\/\/[^\s<>)]+(?:\([^\s<>)]*\)[^\s<>)]*)*)>?(?:\s+"[^"]*")?\s*\)/i],
  ["url", /^<(https?:\/\/[^\s>]+)>/i],
  ["url", /^(https?:\/\/[^\s<]+[^\s<.,:;"'\])}!?。、）」])/i],
  ["user", /^<@!?(\d{1,20})>/],
  ["role", /^<@&(\d{1,20})>/],
  ["channel", /^<#(\d{1,20})>/],
  ["command", /^<\/([^:>\n]{1,100}):\d{1,20}>/],
  ["time", /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/],
  ["emoji", /^<a?:(\w{2,32}):\d{1,20}>/],
];
const PLAIN = /^(?:[^\\`*_~|[<h\n]+|h(?!ttps?:\/\/)|[\s\S])/;

/**
 * The nodes of a text. `names` looks up users, roles and channels by id; `links` says whether `[words](address)` is a
 * link, as in what bots write, or the text that was typed.
 */
export function markdown(text, names = {}, { links = true } = {}) {
  return blocks(text.replaceAll("\r", ""), { names, links, depth: 0 });
}

/** The same as one line of plain words. */
export function inWords(text, names = {}) {
  return h("span", {}, markdown(text, names)).textContent.replaceAll(/\s+/g, " ").trim();
}

function blocks(text, how) {
  const nodes = [];
  let left = text;
  while (left) {
    const fence = left.match(/```(?:([\w+-]+)\n)?\n?([\s\S]*?)```\n?/);
    const before = fence ? left.slice(0, fence.index) : left;
    if (before) nodes.push(...lines(before, how));
    if (!fence) break;
    nodes.push(h("pre", {}, h("code", {}, fence[2].replace(/\n$/, ""))));
    left = left.slice(fence.index + fence[0].length);
  }
  return nodes;
}

const HEADINGS = { "#": "md-h1", "##": "md-h2", "###": "md-h3", "-#": "md-small" };

function lines(text, how) {
  const nodes = [];
  let plain = [];
  const flush = () => {
    if (plain.length) nodes.push(...inline(plain.join("\n"), how));
    plain = [];
  };
  const all = text.split("\n");
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at];
    const heading = line.match(/^(#{1,3}|-#) +(\S.*)$/);
    const item = line.match(/^( *)(?:[-*]|(\d{1,3})\.) +(\S.*)$/);
    if (line.startsWith(">>> ") && !how.quoted) {
      flush();
      nodes.push(h("blockquote", {}, blocks([line.slice(4), ...all.slice(at + 1)].join("\n"), { ...how, quoted: true })));
      return nodes;
    }
    if (line.startsWith("> ") && !how.quoted) {
      flush();
      const quoted = [];
      for (; at < all.length && all[at].startsWith("> "); at += 1) quoted.push(all[at].slice(2));
      at -= 1;
      nodes.push(h("blockquote", {}, lines(quoted.join("\n"), { ...how, quoted: true })));
    } else if (heading) {
      flush();
      nodes.push(h("div", { class: HEADINGS[heading[1]] }, inline(heading[2], how)));
    } else if (item) {
      flush();
      const mark = item[2] ? `${item[2]}.` : "•";
      nodes.push(h("div", { class: item[1] ? "md-item md-deeper" : "md-item", data: { mark } }, inline(item[3], how)));
    } else plain.push(line);
  }
  flush();
  return nodes;
}

function inline(text, how) {
  const nodes = [];
  let words = "";
  const flush = () => {
    if (words) nodes.push(words);
    words = "";
  };
  if (how.depth > DEEPEST) return [text];
  const deeper = { ...how, depth: how.depth + 1 };
  let left = text;
  while (left) {
    const found = match(left, how);
    if (found === null) {
      const [plain] = left.match(PLAIN);
      words += plain;
      left = left.slice(plain.length);
      continue;
    }
    const [kind, parts] = found;
    if (kind === "escape") words += parts[1];
    else {
      flush();
      nodes.push(node(kind, parts, deeper));
    }
    left = left.slice(parts[0].length);
  }
  flush();
  return nodes;
}

function match(left, how) {
  for (const [kind, pattern] of INLINE) {
    if (kind === "link" && !how.links) continue;
    const parts = left.match(pattern);
    if (parts) return [kind, parts];
  }
  return null;
}

function node(kind, parts, how) {
  const { names } = how;
  switch (kind) {
    case "code":
      return h("code", {}, parts[1]);
    case "spoiler":
      return spoiler(inline(parts[1], how));
    case "link":
      return link(parts[2], inline(parts[1], { ...how, links: false }));
    case "url":
      return link(parts[1], parts[1]);
    case "user":
      return h("span", { class: "mention" }, `@${names.users?.get(parts[1]) ?? parts[1]}`);
    case "role":
      return h("span", { class: "mention" }, `@${names.roles?.get(parts[1]) ?? parts[1]}`);
    case "channel":
      return h("span", { class: "mention" }, `#${names.channels?.get(parts[1]) ?? parts[1]}`);
    case "command":
      return h("span", { class: "mention" }, `/${parts[1]}`);
    case "time":
      return h("time", { class: "moment", title: timestamp(Number(parts[1]), "F") }, timestamp(Number(parts[1]), parts[2]));
    case "emoji":
      return `:${parts[1]}:`;
    default:
      return h(kind, {}, inline(parts[1], how));
  }
}

/** A link that leaves the page, for addresses of the web only; else its words. */
export function link(address, ...words) {
  if (!WEB.test(address)) return h("span", {}, ...words);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow", title: address }, ...words);
}

function spoiler(inside) {
  const show = () => {
    shown.classList.add("shown");
    shown.removeAttribute("role");
    shown.removeAttribute("aria-label");
  };
  const shown = h(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: 0,
      "aria-label": say("spoiler"),
      on: { click: show, keydown: (event) => (event.key === "Enter" || event.key === " ") && show() },
    },
    h("span", {}, ...inside),
  );
  return shown;
}
