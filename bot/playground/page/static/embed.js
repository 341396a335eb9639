// An embed, and the files of a message, as Discord draws them.

import { h } from "./dom.js";
import { link, markdown } from "./markdown.js";
import { moment, say } from "./words.js";

const OWN = new RegExp(`^https?://${location.host.replaceAll(".", "\\.")}/`);

/** One embed: colour, author, title, words, fields side by side, pictures, footer. */
export function embed(what, names) {
  const colour = what.color === undefined || what.color === null ? null : `#${what.color.toString(16).padStart(6, "0")}`;
  const box = h("section", { class: "embed", "aria-label": what.title ?? what.author?.name });
  if (colour) box.style.setProperty("--edge", colour);
  const text = h("div", { class: "embed-text" });
  if (what.author?.name) {
    text.append(h("div", { class: "embed-author" }, what.author.url ? link(what.author.url, what.author.name) : what.author.name));
  }
  if (what.title) {
    const title = markdown(what.title, names, { links: false });
    text.append(h("h4", { class: "embed-title" }, what.url ? link(what.url, ...title) : title));
  }
  if (what.description) text.append(h("div", { class: "embed-words md" }, markdown(what.description, names)));
  if (what.fields?.length) text.append(fields(what.fields, names));
  const body = h("div", { class: "embed-body" }, text);
  if (what.thumbnail?.url) body.append(picture(what.thumbnail, "embed-thumbnail"));
  box.append(body);
  if (what.image?.url) box.append(picture(what.image, "embed-image"));
  if (what.footer?.text || what.timestamp) {
    const parts = [what.footer?.text, what.timestamp ? moment(what.timestamp) : null].filter(Boolean);
    box.append(h("footer", { class: "embed-footer" }, parts.join(" • ")));
  }
  return box;
}

function fields(all, names) {
  const rows = [];
  for (const field of all) {
    const last = rows.at(-1);
    if (field.inline && last?.inline && last.fields.length < 3) last.fields.push(field);
    else rows.push({ inline: field.inline, fields: [field] });
  }
  return h(
    "div",
    { class: "embed-fields" },
    rows.map((row) =>
      h(
        "dl",
        { class: row.inline ? "embed-row inline" : "embed-row" },
        row.fields.map((field) =>
          h("div", {}, h("dt", {}, markdown(field.name, names)), h("dd", { class: "md" }, markdown(field.value, names))),
        ),
      ),
    ),
  );
}

/** A picture that this playground serves; one that lies elsewhere is not fetched, just named. */
export function picture(media, className) {
  if (!OWN.test(media.url)) return h("div", { class: className }, link(media.url, media.url));
  const shown = h("img", { src: media.url, alt: media.description ?? "", class: className, loading: "lazy" });
  if (media.width && media.height) Object.assign(shown, { width: media.width, height: media.height });
  return shown;
}

/** A file that was sent along. */
export function attachment(what) {
  if (!OWN.test(what.url)) return link(what.url, what.filename);
  if (what.content_type?.startsWith("image/")) {
    return h("a", { href: what.url, target: "_blank", rel: "noopener", title: what.filename }, picture(what, "attached-image"));
  }
  const size = what.size < 1024 ? `${what.size} B` : `${(what.size / 1024).toFixed(1)} KB`;
  return h(
    "a",
    { class: "attached-file", href: what.url, download: what.filename, rel: "noopener" },
    h("span", { "aria-hidden": "true" }, "🗎 "),
    `${what.filename} `,
    h("small", {}, `${say("file")}, ${size}`),
  );
}
