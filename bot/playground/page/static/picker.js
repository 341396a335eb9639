// A list that comes up while something is typed, driven from the text box: arrows, Enter or Tab, Escape.

import { fill, h, newId } from "./dom.js";
import { say } from "./words.js";

export class Picker {
  /** `input` is the box typed into; `above` the element in which the list stands. */
  constructor(input, above) {
    this.input = input;
    this.items = [];
    this.at = -1;
    this.list = h("ul", { role: "listbox", id: newId("picker"), class: "picker", hidden: true });
    above.append(this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
  }

  get open() {
    return !this.list.hidden;
  }

  /** Offers items of { label, detail, pick }; the first is marked if `mark`. */
  offer(items, { title = "", mark = true } = {}) {
    this.items = items;
    this.list.setAttribute("aria-label", title);
    this.options = items.map((item, index) =>
      h(
        "li",
        {
          id: `${this.list.id}-${index}`,
          role: "option",
          on: {
            mousedown: (event) => event.preventDefault(),
            click: () => this.pick(index),
            mousemove: () => this.mark(index),
          },
        },
        h("span", {}, item.label),
        item.detail ? h("small", {}, item.detail) : null,
      ),
    );
    fill(this.list, this.options.length ? this.options : h("li", { class: "nothing", role: "presentation" }, say("nothing_fits")));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(mark && items.length ? 0 : -1);
  }

  mark(index) {
    this.at = index;
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const marked = this.options[index];
    marked?.scrollIntoView({ block: "nearest" });
    if (marked) this.input.setAttribute("aria-activedescendant", marked.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  pick(index) {
    const item = this.items[index];
    this.close();
    item?.pick();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Whether the key was for the list. */
  takes(event) {
    if (!this.open || event.isComposing) return false;
    const count = this.items.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (count) this.mark((this.at + (event.key === "ArrowDown" ? 1 : -1) + (this.at < 0 && event.key === "ArrowUp" ? 1 : 0) + count) % count);
    } else if ((event.key === "Enter" || event.key === "Tab") && this.at >= 0 && !event.shiftKey) this.pick(this.at);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    return true;
  }
}
