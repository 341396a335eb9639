// What passes between this Discord and the bot: events out, requests in, how fast interactions are answered, violations.

import { fill, h } from "./dom.js";
import { say } from "./words.js";

const KEPT = 400;
const GROUPS = { event: "events", use: "events", request: "requests", answer: "answers", violation: "violations" };

export class Inspector {
  /** `counted(violations)` is called whenever there is another number of them. */
  constructor(place, counted) {
    this.place = place;
    this.counted = counted;
    this.entries = [];
    this.shown = new Set(["events", "requests", "answers", "violations"]);
    this.draw();
  }

  /** Forgets what another playground, or an earlier run of this one, told. */
  restart() {
    this.entries = [];
    this.draw();
  }

  add(entries) {
    this.entries.push(...entries);
    this.entries.splice(0, Math.max(0, this.entries.length - KEPT));
    if (!this.place.hidden) {
      const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
      this.list.append(...entries.filter((entry) => this.shown.has(GROUPS[entry.kind])).map(row));
      while (this.list.children.length > KEPT) this.list.firstChild.remove();
      if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    }
    this.sum();
  }

  draw() {
    const filters = Object.values(GROUPS).filter((name, at, all) => all.indexOf(name) === at).map((name) => {
      const box = h("input", { type: "checkbox", checked: this.shown.has(name) });
      box.addEventListener("change", () => {
        if (box.checked) this.shown.add(name);
        else this.shown.delete(name);
        this.draw();
      });
      return h("label", {}, box, " ", say(name));
    });
    this.summary = h("p", { class: "summary", role: "status" });
    const clear = h("button", { type: "button", class: "plain", on: { click: () => this.restart() } }, say("clear"));
    this.list = h("ol", { class: "entries", tabindex: 0, "aria-label": say("inspector") });
    const rows = this.entries.filter((entry) => this.shown.has(GROUPS[entry.kind])).map(row);
    fill(this.list, rows.length ? rows : []);
    fill(this.place, h("h2", {}, say("inspector")), h("div", { class: "filters" }, filters, clear), this.summary, this.list);
    this.list.scrollTop = this.list.scrollHeight;
    this.sum();
  }

  sum() {
    const times = this.entries.filter((entry) => entry.kind === "answer" && entry.milliseconds !== null).map((entry) => entry.milliseconds).sort((a, b) => a - b);
    const violations = this.entries.filter((entry) => entry.kind === "violation").length;
    const speed = times.length ? say("latency", times.length, times[Math.floor(times.length / 2)], times.at(-1)) : say("none_yet");
    fill(this.summary, `${speed} · ${violations ? say("some_violations", violations) : say("no_violations")}`);
    this.counted(violations);
  }
}

function row(entry) {
  const took = entry.milliseconds === null ? "" : `${entry.milliseconds} ms`;
  const line = h(
    "summary",
    {},
    h("span", { class: "when" }, entry.at.slice(11, 23)),
    h("span", { class: `kind ${entry.kind}` }, entry.kind),
    h("span", { class: "what" }, entry.name),
    h("span", { class: "detail" }, [entry.detail, took].filter(Boolean).join(" · ")),
  );
  const details = h("details", {}, line);
  details.addEventListener(
    "toggle",
    () => details.append(h("pre", {}, entry.body === null ? entry.detail : JSON.stringify(entry.body, null, 2))),
    { once: true },
  );
  return h("li", { class: entry.bad ? "bad" : "" }, details);
}
