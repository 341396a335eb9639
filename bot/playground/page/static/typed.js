// A line such as `/anime overseas 2024 private:true`, read as Discord's client fills a command's options.

const BOOLEAN = 5;
const QUOTED = '(?:^|(?<=[\\s:]))"[^"]*"(?=\\s|$)';

/** The command that a line names, the longest name that fits; null if it names none. */
export function commandOf(line, commands) {
  const fitting = commands.filter((c) => [c.name, c.shown].some((name) => `${line.trimEnd()} `.startsWith(`/${name} `)));
  return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

/** What follows the command's name in a line. */
export function restOf(line, command) {
  const name = [command.shown, command.name].find((each) => `${line.trimEnd()} `.startsWith(`/${each} `)) ?? "";
  return line.slice(name.length + 1).trim();
}

/**
 * The values by option: `name:value` anywhere; what stands before the first of them fills the required options in order,
 * all that is left the last of them; words between quotes are one, no name among them. Without required options, the
 * first option takes it.
 */
export function optionsOf(rest, command) {
  const names = command.options.flatMap((option) => [option.name, option.shown]);
  const pattern = new RegExp(`${QUOTED}|(?:^|(?<=\\s))(${names.map(escaped).join("|")}):`, "g");
  const marks = names.length ? [...rest.matchAll(pattern)].filter((mark) => mark[1]) : [];
  const values = {};
  marks.forEach((mark, index) => {
    const option = command.options.find((each) => [each.name, each.shown].includes(mark[1]));
    const end = marks[index + 1]?.index ?? rest.length;
    values[option.name] = unquoted(rest.slice(mark.index + mark[0].length, end).trim());
  });
  const loose = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  const open = command.options.filter((option) => option.required && !(option.name in values));
  const takers = open.length ? open : command.options.filter((option) => !(option.name in values)).slice(0, 1);
  let words = [...loose.matchAll(/"([^"]*)"|(\S+)/g)].map((each) => each[1] ?? each[2]);
  takers.forEach((option, index) => {
    if (!words.length) return;
    const taken = index === takers.length - 1 ? words : words.slice(0, 1);
    values[option.name] = taken.join(" ");
    words = words.slice(taken.length);
  });
  return values;
}

/** A value as it is sent: the choice of that name, true or false, or the text itself. */
export function meant(option, text) {
  const choice = option.choices.find((each) => [each.name, String(each.value)].includes(text));
  if (choice) return choice.value;
  return option.type === BOOLEAN ? text.toLowerCase() === "true" : text;
}

/** What stands between quotes where all of a value does. */
function unquoted(value) {
  return /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
