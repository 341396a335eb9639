// Buttons, selects and the newer layout components of a message.

import { fill, h, newId } from "./dom.js";
import { attachment, picture } from "./embed.js";
import { link, markdown } from "./markdown.js";
import { say } from "./words.js";

const BUTTONS = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary" };

/**
 * The elements of a list of components. `use(component, values)` is called when one is used (for a button without
 * values) and gives a promise; `around` knows names, members, roles and channels.
 */
export function components(list, use, around) {
  return list.map((each) => component(each, use, around));
}

function component(what, use, around) {
  const inside = () => components(what.components ?? [], use, around);
  switch (what.type) {
    case 1:
      return h("div", { class: "row" }, inside());
    case 2:
      return button(what, use);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(what, (values) => use(what, values), around);
    case 9:
      return h("div", { class: "section" }, h("div", {}, inside()), component(what.accessory, use, around));
    case 10:
      return h("div", { class: "md" }, markdown(what.content, around.names));
    case 11:
      return picture({ ...what.media, description: what.description }, "embed-thumbnail");
    case 12:
      return h("div", { class: "gallery" }, what.items.map((item) => picture({ ...item.media, description: item.description }, "attached-image")));
    case 13:
      return attachment({ ...what.file, filename: what.name ?? what.file.url.split("/").at(-1), size: what.size ?? 0 });
    case 14:
      return h("hr", { class: what.divider === false ? "blank" : "" });
    case 17: {
      const box = h("div", { class: "embed container" }, inside());
      if (what.accent_color) box.style.setProperty("--edge", `#${what.accent_color.toString(16).padStart(6, "0")}`);
      return box;
    }
    default:
      return h("span", {}, `[component ${what.type}]`);
  }
}

function emoji(what) {
  return what?.name ? h("span", { "aria-hidden": "true" }, what.id ? `:${what.name}:` : what.name, " ") : null;
}

function button(what, use) {
  if (what.style === 5) {
    const shown = link(what.url, emoji(what.emoji) ?? "", what.label ?? "", h("span", { "aria-hidden": "true" }, " ↗"));
    shown.className = "button secondary";
    return shown;
  }
  const press = async () => {
    if (shown.hasAttribute("aria-busy")) return; // and not disabled, which would lose the focus
    shown.setAttribute("aria-busy", "true");
    try {
      await use(what);
    } finally {
      shown.removeAttribute("aria-busy");
    }
  };
  const shown = h(
    "button",
    { type: "button", class: `button ${BUTTONS[what.style] ?? "secondary"}`, disabled: what.disabled, on: { click: press } },
    emoji(what.emoji),
    what.label ?? what.emoji?.name ?? "",
  );
  return shown;
}

/** What a select of any kind offers: label, value, description, and whether it is chosen already. */
export function choicesOf(what, around) {
  if (what.options) return what.options.map((o) => ({ ...o, chosen: Boolean(o.default) }));
  const people = () => around.people.map((p) => ({ label: `@${p.display_name ?? p.username}`, value: p.id }));
  const roles = () => around.roles.map((r) => ({ label: `@${r.name.replace(/^@/, "")}`, value: r.id }));
  const channels = () => around.channels.map((c) => ({ label: `#${c.name}`, value: c.id }));
  const kinds = { 5: people, 6: roles, 7: () => [...people(), ...roles()], 8: channels };
  const before = new Set((what.default_values ?? []).map((each) => each.id));
  return (kinds[what.type]?.() ?? []).map((each) => ({ ...each, chosen: before.has(each.value) }));
}

/** A select: a button that opens a list; one choice is sent at once, several when the person is done. */
export function select(what, chosen, around) {
  const offered = choicesOf(what, around);
  const least = what.min_values ?? 1;
  const most = what.max_values ?? 1;
  const several = most > 1 || least === 0;
  const list = newId("choices");
  const title = what.placeholder || say("choose");
  const current = () => offered.filter((each) => each.chosen).map((each) => each.label).join(", ") || title;
  const face = h("span", {}, current());
  const send = async () => {
    close();
    opener.disabled = true;
    try {
      await chosen(offered.filter((each) => each.chosen).map((each) => each.value));
    } finally {
      opener.disabled = Boolean(what.disabled);
      fill(face, current());
    }
  };
  const pick = (choice) => {
    if (several) choice.chosen = !choice.chosen;
    else for (const each of offered) each.chosen = each === choice;
    if (!several) send();
    else mark();
  };
  const options = offered.map((choice) =>
    h(
      "li",
      { role: "option", tabindex: -1, on: { click: () => pick(choice) } },
      emoji(choice.emoji),
      h("span", {}, choice.label),
      choice.description ? h("small", {}, choice.description) : null,
    ),
  );
  const finish = h("button", { type: "button", class: "button primary", on: { click: send } }, say("done"));
  const mark = () => {
    options.forEach((each, index) => each.setAttribute("aria-selected", String(offered[index].chosen)));
    const count = offered.filter((each) => each.chosen).length;
    finish.disabled = count < least || count > most;
  };
  const listed = h("ul", { id: list, role: "listbox", "aria-label": title, "aria-multiselectable": several ? "true" : null }, options);
  const popup = h("div", { class: "choices", hidden: true }, listed, several ? finish : null);
  const open = () => {
    mark();
    popup.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    (options.find((each) => each.getAttribute("aria-selected") === "true") ?? options[0])?.focus();
  };
  const close = () => {
    popup.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  };
  const keys = (event) => {
    const at = options.indexOf(document.activeElement);
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) options[(at + steps[event.key] + options.length) % options.length]?.focus();
    else if ((event.key === "Enter" || event.key === " ") && at >= 0) pick(offered[at]);
    else if (event.key === "Escape") {
      close();
      opener.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  popup.addEventListener("keydown", keys);
  const opener = h(
    "button",
    {
      type: "button",
      class: "select",
      disabled: what.disabled,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": list,
      on: { click: () => (popup.hidden ? open() : close()) },
    },
    face,
    h("span", { "aria-hidden": "true" }, "▾"),
  );
  const whole = h("div", { class: "select-box" }, opener, popup);
  whole.addEventListener("focusout", (event) => !whole.contains(event.relatedTarget) && close());
  return whole;
}
