// Where one writes: a message, or a slash command with its options.

import { fill, h, newId } from "./dom.js";
import { readFile } from "./form.js";
import { nameOf } from "./message.js";
import { Picker } from "./picker.js";
import { commandOf, meant, optionsOf, restOf } from "./typed.js";
import { say } from "./words.js";

const MOST_OFFERED = 25;
const WAIT = 120;
const BOOLEAN = 5;
const OBJECTS = { 6: "people", 7: "channels", 8: "roles", 9: "people" };
const FILE = 11;

export class Composer {
  /**
   * `doing` has say(text, files, replyTo), command(name, shown, options) and suggest(name, focused, value, options);
   * `around` is a function that gives what is around.
   */
  constructor(place, around, doing) {
    this.place = place;
    this.around = around;
    this.doing = doing;
    this.replyTo = null;
    this.files = [];
    this.plain();
  }

  // --- a message --------------------------------------------------------------------------------------------------

  plain(text = "") {
    this.command = null;
    const box = h("textarea", {
      id: "box",
      rows: 1,
      maxlength: 4000,
      "aria-label": say("message_to", this.around().title),
      placeholder: say("message_to", this.around().title),
      autocomplete: "off",
      spellcheck: "false",
    });
    box.value = text;
    const file = h("input", { type: "file", multiple: true, class: "unseen", tabindex: -1, "aria-label": say("attach") });
    file.addEventListener("change", () => {
      this.files.push(...file.files);
      this.showExtras();
    });
    this.extras = h("div", { class: "extras" });
    const attach = h("button", { type: "button", class: "icon", "aria-label": say("attach"), title: say("attach"), on: { click: () => file.click() } }, "＋");
    const send = h("button", { type: "button", class: "icon send", "aria-label": say("send"), title: say("send"), on: { click: () => this.send() } }, "➤");
    const bar = h("div", { class: "bar" }, attach, file, box, send);
    fill(this.place, this.extras, bar);
    this.box = box;
    this.picker = new Picker(box, this.place);
    box.addEventListener("input", () => this.typed());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.picker.close());
    this.showExtras();
    this.grow();
  }

  focus() {
    (this.command ? this.place.querySelector(".slot input, .slot select, .send") : this.box)?.focus();
  }

  /** Whether something is being written that a change of place must not throw away. */
  get busy() {
    return Boolean(this.command) || this.box.value.trim() !== "";
  }

  key(event) {
    const enters = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!(enters && this.whole()) && this.picker.takes(event)) return;
    if (enters) {
      event.preventDefault();
      this.picker.close();
      this.send();
    } else if (event.key === "Escape" && this.replyTo) this.reply(null);
  }

  /** Whether a command stands there with all that it needs: Enter sends it instead of taking what is offered. */
  whole() {
    const text = this.box.value.trim();
    const typed = text.startsWith("/") ? commandOf(text, this.around().commands) : null;
    return typed !== null && complete(typed, optionsOf(restOf(text, typed), typed));
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 220)}px`;
  }

  typed() {
    this.grow();
    const text = this.box.value;
    const { commands, people, bot } = this.around();
    if (text.startsWith("/") && !text.includes("\n")) {
      const named = text.endsWith(" ") && commands.find((c) => [c.name, c.shown].some((name) => text.trimEnd() === `/${name}`));
      if (named) {
        this.enter(named, {});
        return;
      }
      const wanted = text.slice(1).toLowerCase().trimStart();
      const first = wanted.split(" ")[0];
      const fitting = commands.filter((c) => [c.name, c.shown].some((name) => name.startsWith(wanted)));
      const rest = commands.filter((c) => !fitting.includes(c) && !wanted.includes(" ") && [c.name, c.shown, c.description].some((words) => words.toLowerCase().includes(first)));
      const typed = commandOf(text, commands);
      const offered = typed && !fitting.length ? [typed] : [...fitting, ...rest];
      if (!offered.length) {
        this.picker.close();
        return;
      }
      this.picker.offer(
        offered.slice(0, MOST_OFFERED).map((c) => ({ label: `/${c.shown}`, detail: c.description, pick: () => this.enter(c, c === typed ? optionsOf(restOf(text, c), c) : {}) })),
        { title: say("commands") },
      );
      return;
    }
    const at = text.slice(0, this.box.selectionStart).match(/(?:^|\s)@([^\s@]*)$/);
    if (!at) {
      this.picker.close();
      return;
    }
    const whom = [bot, ...people].filter((user) => [user.username, nameOf(user)].some((name) => name.toLowerCase().startsWith(at[1].toLowerCase())));
    if (!whom.length) this.picker.close();
    else this.picker.offer(whom.map((user) => ({ label: `@${nameOf(user)}`, detail: user.username, pick: () => this.mention(user, at[1].length) })), { title: "@" });
  }

  mention(user, typed) {
    const end = this.box.selectionStart;
    this.box.setRangeText(`${user.username} `, end - typed, end, "end");
    this.box.focus();
  }

  /** A typed name after an @ as the mention that Discord sends. */
  withMentions(text) {
    const { people, bot } = this.around();
    const byLength = [bot, ...people].sort((a, b) => b.username.length - a.username.length);
    return byLength.reduce((sent, user) => sent.replaceAll(new RegExp(`(^|[\\s(])@${user.username.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`, "gi"), `$1<@${user.id}>`), text);
  }

  async send() {
    const text = this.box.value.trim();
    const typed = text.startsWith("/") ? commandOf(text, this.around().commands) : null;
    if (typed) {
      const values = optionsOf(restOf(text, typed), typed);
      if (complete(typed, values)) {
        this.plain();
        this.focus();
        await this.run(typed, values);
      } else this.enter(typed, values);
      return;
    }
    if (!text && !this.files.length) return;
    const files = await Promise.all(this.files.map(readFile));
    const { replyTo } = this;
    this.files = [];
    this.replyTo = null;
    this.plain();
    this.focus();
    if (await this.doing.say(this.withMentions(text), files, replyTo)) return;
    if (!this.busy) this.plain(text); // what could not be sent is not lost
  }

  /** Answers a message with the next one; null answers none. */
  reply(message) {
    if (this.command) this.plain();
    this.replyTo = message;
    this.showExtras();
    this.focus();
  }

  showExtras() {
    const replying = this.replyTo
      ? h(
          "p",
          {},
          say("replying", nameOf(this.replyTo.author)),
          " ",
          h("button", { type: "button", class: "icon", "aria-label": say("stop_replying"), on: { click: () => this.reply(null) } }, "✕"),
        )
      : null;
    const files = this.files.map((file) =>
      h("button", { type: "button", class: "chip", on: { click: () => { this.files = this.files.filter((each) => each !== file); this.showExtras(); } } }, `${file.name} ✕`),
    );
    fill(this.extras, replying, files);
  }

  // --- a slash command ----------------------------------------------------------------------------------------------

  /** Opens a command with its options, some of them filled in. */
  enter(command, values) {
    this.command = command;
    this.fields = new Map();
    this.slots = h("div", { class: "slots" });
    this.more = h("div", { class: "extras", role: "group", "aria-label": say("options_of", command.shown) });
    const form = h(
      "form",
      { class: "bar command", "aria-label": `/${command.shown}` },
      h("span", { class: "chip name" }, `/${command.shown}`),
      this.slots,
      h("button", { type: "button", class: "icon", "aria-label": say("cancel"), on: { click: () => this.cancel() } }, "✕"),
      h("button", { type: "submit", class: "icon send", "aria-label": say("send"), title: say("send") }, "➤"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendCommand();
    });
    this.hint = h("p", { class: "hint", "aria-live": "polite" }, command.description);
    fill(this.place, this.hint, this.more, form);
    for (const option of command.options) if (option.required || option.name in values) this.addField(option, values[option.name] ?? "");
    this.showMore();
    const first = command.options.find((option) => option.required && !this.fields.get(option.name)?.text);
    (first ? this.fields.get(first.name).input : (this.slots.querySelector("input, select") ?? form.querySelector(".send"))).focus();
  }

  cancel(text = "") {
    this.plain(text);
    this.focus();
  }

  showMore() {
    const left = this.command.options.filter((option) => !this.fields.has(option.name));
    fill(
      this.more,
      left.map((option) =>
        h(
          "button",
          { type: "button", class: "chip", title: option.description, "aria-label": say("add_option", option.shown), on: { click: () => { this.addField(option, "").input.focus(); this.showMore(); } } },
          `＋ ${option.shown}`,
        ),
      ),
    );
  }

  addField(option, text) {
    const id = newId("option");
    const field = { option, text, value: text };
    const slot = h("div", { class: "slot" });
    field.input = this.inputOf(field, id, slot);
    slot.prepend(h("label", { for: id }, option.shown), field.input);
    field.input.addEventListener("focus", () => fill(this.hint, `${option.shown}: ${option.description}`));
    this.fields.set(option.name, field);
    this.slots.append(slot);
    return field;
  }

  inputOf(field, id, slot) {
    const { option } = field;
    if (option.type === FILE) {
      const input = h("input", { id, type: "file" });
      input.addEventListener("change", async () => { field.value = input.files[0] ? await readFile(input.files[0]) : ""; });
      return input;
    }
    const listed = option.type === BOOLEAN ? [{ name: say("yes"), value: "true" }, { name: say("no"), value: "false" }] : this.objects(option);
    if (listed) {
      const input = h("select", { id }, h("option", { value: "" }, "—"), listed.map((each) => h("option", { value: each.value, selected: String(each.value) === String(field.text).toLowerCase() }, each.name)));
      input.addEventListener("change", () => { field.value = field.text = input.value; });
      input.addEventListener("keydown", (event) => this.optionKey(event, field));
      return input;
    }
    const input = h("input", { id, type: "text", autocomplete: "off", spellcheck: "false", inputmode: option.type === 4 ? "numeric" : null });
    input.value = field.text;
    const picker = option.autocomplete || option.choices.length ? new Picker(input, slot) : null;
    field.picker = picker;
    const suggest = later(() => this.suggest(field));
    input.addEventListener("input", () => {
      field.text = field.value = input.value;
      suggest();
    });
    input.addEventListener("focus", () => picker && this.suggest(field));
    input.addEventListener("blur", () => picker?.close());
    input.addEventListener("keydown", (event) => this.optionKey(event, field));
    return input;
  }

  objects(option) {
    const kind = OBJECTS[option.type];
    if (!kind) return null;
    return this.around()[kind].map((each) => ({ name: each.username ? nameOf(each) : each.name, value: each.id }));
  }

  async suggest(field) {
    const { option, picker } = field;
    if (!picker) return;
    let choices = option.choices.filter((choice) => choice.name.toLowerCase().includes(String(field.text).toLowerCase()));
    if (option.autocomplete) {
      field.asked = (field.asked ?? 0) + 1;
      const { asked } = field;
      try {
        choices = await this.doing.suggest(this.command.name, option.name, field.text, this.values());
      } catch {
        choices = [];
      }
      if (asked !== field.asked) return;
    }
    if (document.activeElement !== field.input) return;
    picker.offer(
      choices.map((choice) => ({
        label: choice.name,
        pick: () => {
          field.input.value = field.text = choice.name;
          field.value = choice.value;
          this.onwards(field);
        },
      })),
      { title: option.shown, mark: field.text !== "" },
    );
  }

  onwards(field) {
    const fields = [...this.fields.values()];
    const next = fields.find((each) => each !== field && each.option.required && each.value === "");
    (next ?? field).input.focus();
    if (!next) field.picker?.close();
  }

  optionKey(event, field) {
    if (field.picker?.takes(event)) return;
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.sendCommand();
    } else if (event.key === "Escape") this.cancel();
    else if (event.key === "Backspace" && field.text === "" && field === [...this.fields.values()][0]) {
      event.preventDefault();
      this.cancel(`/${this.command.shown}`);
      this.typed();
    }
  }

  values() {
    const given = {};
    for (const { option, value } of this.fields.values()) if (value !== "") given[option.name] = value;
    return given;
  }

  async sendCommand() {
    const { command } = this;
    const values = this.values();
    const missing = command.options.find((option) => option.required && !(option.name in values));
    if (missing) {
      fill(this.hint, `${missing.shown}: ${say("required")}`);
      this.fields.get(missing.name).input.focus();
      return;
    }
    this.plain();
    this.focus();
    if (!(await this.run(command, values)) && !this.busy) this.enter(command, values);
  }

  run(command, values) {
    const given = {};
    for (const option of command.options) {
      if (!(option.name in values)) continue;
      const value = values[option.name];
      given[option.name] = typeof value === "string" ? meant(option, value) : value;
    }
    return this.doing.command(command, given);
  }

  /** Does what a line says, as if it had been typed and sent; `to` is mentioned before what is no command. */
  async enact(line, to) {
    const command = line.startsWith("/") ? commandOf(line, this.around().commands) : null;
    if (command) await this.run(command, optionsOf(restOf(line, command), command));
    else await this.doing.say(to ? `<@${to.id}> ${line}` : line, [], null);
  }
}

function complete(command, values) {
  return command.options.every((option) => !option.required || option.name in values);
}

function later(act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, WAIT);
  };
}
