// Builds elements. Text is only ever set as text: nothing of a message can become markup.

/**
 * An element with attributes and children. `on` holds listeners by event, `data` the dataset; false, null and undefined
 * attributes are left out. Children are nodes or strings.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

let numbers = 0;

/** A new id for an element that another one names. */
export function newId(prefix) {
  numbers += 1;
  return `${prefix}-${numbers}`;
}
