// The list of places, and who one is.

import { fill, h, newId } from "./dom.js";
import { nameOf } from "./message.js";
import { LANGUAGES, say } from "./words.js";

/** Draws the servers with their channels and the direct message; `open(channel)` is called for the one chosen. */
export function drawPlaces(nav, around, current, unread, open) {
  nav.setAttribute("aria-label", say("places"));
  const entry = (channel, label) =>
    h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: unread.has(channel.id) ? "place unread" : "place",
          "aria-current": channel.id === current ? "page" : null,
          on: { click: () => open(channel.id) },
        },
        label,
      ),
    );
  fill(
    nav,
    around.guilds.map((guild) => {
      const title = newId("guild");
      return h(
        "section",
        { "aria-labelledby": title },
        h("h2", { id: title }, guild.name),
        h("ul", {}, guild.channels.map((channel) => entry(channel, `# ${channel.name}`))),
      );
    }),
    h("section", {}, h("h2", {}, say("direct")), h("ul", {}, entry(around.direct, `@ ${around.bot.username}`))),
  );
}

/** Draws who one is, with the switches of person and of language. */
export function drawSelf(place, around, become, speak) {
  const described = (person) => {
    const roles = [...new Set(Object.values(person.roles).flat())];
    return roles.length ? `${nameOf(person)} (${roles.join(", ")})` : nameOf(person);
  };
  const people = h("select", { id: "who", on: { change: () => become(people.value) } }, around.people.map((p) => h("option", { value: p.id, selected: p.id === around.me.id }, described(p))));
  const languages = h("select", { id: "language", on: { change: () => speak(languages.value) } }, LANGUAGES.map((l) => h("option", { value: l.locale, selected: l.locale === around.me.locale }, l.name)));
  fill(place, h("label", { for: "who" }, say("you_are")), people, h("label", { for: "language" }, say("language")), languages);
}
