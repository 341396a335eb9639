// The menu of a message.

import { h } from "./dom.js";

/** Shows a menu of { label, act } beside what opened it, and gives it the keyboard until it closes. */
export function openMenu(opener, entries, title) {
  document.querySelector(".menu")?.remove();
  const items = entries.map((entry) =>
    entry.heading
      ? h("li", { role: "presentation", class: "heading" }, entry.heading)
      : h("li", { role: "none" }, h("button", { type: "button", role: "menuitem", tabindex: -1, on: { click: () => { close(); entry.act(); } } }, entry.label)),
  );
  const menu = h("ul", { class: "menu", role: "menu", "aria-label": title }, items);
  const buttons = [...menu.querySelectorAll("button")];
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    opener.setAttribute("aria-expanded", "false");
  };
  const outside = (event) => !menu.contains(event.target) && close();
  menu.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) buttons[(buttons.indexOf(document.activeElement) + steps[event.key] + buttons.length) % buttons.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      opener.focus();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("pointerdown", outside, true);
  document.body.append(menu);
  opener.setAttribute("aria-expanded", "true");
  const near = opener.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  menu.style.left = `${Math.max(8, Math.min(near.right - offsetWidth, innerWidth - offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(near.bottom + 4, innerHeight - offsetHeight - 8))}px`;
  buttons[0]?.focus();
}
