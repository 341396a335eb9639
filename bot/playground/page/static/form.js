// A form that a bot opens in front of the person.

import { fill, h, newId } from "./dom.js";
import { choicesOf, select } from "./components.js";
import { markdown } from "./markdown.js";
import { say } from "./words.js";

/** Shows a modal; `submit(fields)` gives a promise, whose failure stays in the form as words. */
export function showForm(dialog, modal, around, submit) {
  const fields = new Map();
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const parts = modal.components.map((each) => part(each, fields, around));
  const sending = h("button", { type: "submit", class: "button primary" }, say("submit"));
  const title = newId("form");
  const form = h(
    "form",
    { method: "dialog" },
    h("h3", { id: title }, modal.title),
    parts,
    problem,
    h(
      "div",
      { class: "row end" },
      h("button", { type: "button", class: "button secondary", on: { click: () => dialog.close() } }, say("cancel")),
      sending,
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    sending.disabled = true;
    problem.hidden = true;
    try {
      const given = {};
      for (const [name, read] of fields) given[name] = await read();
      await submit(given);
      dialog.close();
    } catch (reason) {
      fill(problem, reason.message);
      problem.hidden = false;
    } finally {
      sending.disabled = false;
    }
  });
  dialog.setAttribute("aria-labelledby", title);
  fill(dialog, form);
  dialog.showModal();
  form.querySelector("input, textarea, button.select")?.focus();
}

function part(what, fields, around) {
  if (what.type === 10) return h("div", { class: "md" }, markdown(what.content, around.names));
  const field = what.type === 18 ? what.component : what.components[0];
  const label = what.label ?? field.label;
  const id = newId("field");
  const input = inputOf(field, id, fields, around);
  const needed = field.required === false ? null : h("span", { class: "needed", title: say("required") }, " *");
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label, needed),
    what.description ? h("small", {}, what.description) : null,
    input,
  );
}

function inputOf(field, id, fields, around) {
  switch (field.type) {
    case 4: {
      const attributes = {
        id,
        name: field.custom_id,
        placeholder: field.placeholder,
        maxlength: field.max_length ?? 4000,
        minlength: field.min_length,
        required: field.required !== false,
      };
      const input = field.style === 2 ? h("textarea", { ...attributes, rows: 5 }) : h("input", attributes);
      input.value = field.value ?? "";
      fields.set(field.custom_id, async () => input.value);
      return input;
    }
    case 19: {
      const input = h("input", { id, type: "file", multiple: (field.max_values ?? 1) > 1, required: field.required !== false });
      fields.set(field.custom_id, () => Promise.all([...input.files].map(readFile)));
      return input;
    }
    case 23: {
      const input = h("input", { id, type: "checkbox", checked: Boolean(field.default) });
      fields.set(field.custom_id, async () => input.checked);
      return input;
    }
    case 21:
    case 22: {
      const kind = field.type === 21 ? "radio" : "checkbox";
      const inputs = field.options.map((each) => h("input", { type: kind, name: field.custom_id, value: each.value, checked: each.default }));
      fields.set(field.custom_id, async () => inputs.filter((each) => each.checked).map((each) => each.value));
      return h("div", { id, role: "group" }, inputs.map((each, at) => h("label", {}, each, ` ${field.options[at].label}`)));
    }
    default: {
      let chosen = choicesOf(field, around).filter((each) => each.chosen).map((each) => each.value);
      fields.set(field.custom_id, async () => chosen);
      const box = select(field, async (values) => { chosen = values; }, around);
      box.querySelector("button.select").id = id;
      return box;
    }
  }
}

/** A file of the person's machine as it goes over the line. */
export function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve({ name: file.name, content: reader.result.split(",")[1] ?? "" }));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
