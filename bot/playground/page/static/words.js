// What the page itself says, in the languages of its people.

const ENGLISH = {
  skip: "Skip to the message box",
  places: "Places",
  direct: "Direct message",
  you_are: "You are",
  language: "Language",
  menu: "Channels and person",
  theme: "Dark or light",
  inspector: "Inspector: what passes between Discord and the bot",
  hints: "What to try",
  messages: "Messages",
  message_to: (place) => `Message ${place}`,
  send: "Send",
  attach: "Attach a file",
  bot: "APP",
  used: (who, name) => `${who} used ${name}`,
  only_you: "Only you can see this",
  dismiss: "Dismiss",
  thinking: "thinking…",
  sending: "sending…",
  edited: "(edited)",
  reply: "Reply",
  replying: (who) => `Replying to ${who}`,
  stop_replying: "Do not reply",
  gone: "The message is gone.",
  forwarded: "Forwarded",
  copy: "Copy text",
  remove: "Delete message",
  apps: "Apps",
  more: "More",
  commands: "Commands",
  no_commands: "No command begins like that.",
  options_of: (name) => `Options of /${name}`,
  add_option: (name) => `Add ${name}`,
  required: "required",
  cancel: "Cancel",
  submit: "Submit",
  nothing_fits: "Nothing fits.",
  choose: "Choose",
  done: "Done",
  yes: "True",
  no: "False",
  failed: "The application did not respond",
  lost: "The connection to this Discord was lost; trying again…",
  hint_again: "Six things to try (? in the top line brings this back)",
  typing: (who) => `${who} is typing…`,
  spoiler: "Spoiler, press to show",
  filter: "Show",
  events: "Events",
  requests: "Requests",
  answers: "Answers",
  violations: "Violations",
  none_yet: "Nothing yet.",
  latency: (count, median, most) => `${count} answered: median ${median} ms, slowest ${most} ms`,
  clear: "Clear",
  no_violations: "no violations",
  some_violations: (count) => `${count} violations`,
  today_at: (time) => `Today at ${time}`,
  empty: "Nothing here yet. Say something, or type / for commands.",
  opens_elsewhere: "opens another page",
  file: "File",
};

const JAPANESE = {
  skip: "入力欄へ移動",
  places: "チャンネル",
  direct: "ダイレクトメッセージ",
  you_are: "あなた",
  language: "言語",
  menu: "チャンネルと人",
  theme: "ダーク／ライト",
  inspector: "インスペクター：Discordとボットの間のやりとり",
  hints: "試してみる",
  messages: "メッセージ",
  message_to: (place) => `${place}へメッセージを送信`,
  send: "送信",
  attach: "ファイルを添付",
  bot: "アプリ",
  used: (who, name) => `${who}が${name}を使用`,
  only_you: "これはあなただけに表示されています",
  dismiss: "閉じる",
  thinking: "考え中…",
  sending: "送信中…",
  edited: "（編集済み）",
  reply: "返信",
  replying: (who) => `${who}に返信中`,
  stop_replying: "返信をやめる",
  gone: "メッセージは削除されました。",
  forwarded: "転送されたメッセージ",
  copy: "テキストをコピー",
  remove: "メッセージを削除",
  apps: "アプリ",
  more: "その他",
  commands: "コマンド",
  no_commands: "該当するコマンドはありません。",
  options_of: (name) => `/${name} のオプション`,
  add_option: (name) => `${name}を追加`,
  required: "必須",
  cancel: "キャンセル",
  submit: "送信",
  nothing_fits: "該当なし。",
  choose: "選択",
  done: "決定",
  yes: "はい",
  no: "いいえ",
  failed: "アプリケーションが応答しませんでした",
  lost: "このDiscordとの接続が切れました。再接続しています…",
  hint_again: "まずは六つ（上の「?」でいつでも表示）",
  typing: (who) => `${who}が入力中…`,
  spoiler: "ネタバレ。押すと表示",
  filter: "表示",
  events: "イベント",
  requests: "リクエスト",
  answers: "応答",
  violations: "違反",
  none_yet: "まだありません。",
  latency: (count, median, most) => `応答${count}件：中央値${median}ミリ秒、最長${most}ミリ秒`,
  clear: "消去",
  no_violations: "違反なし",
  some_violations: (count) => `違反${count}件`,
  today_at: (time) => `今日 ${time}`,
  empty: "まだ何もありません。話しかけるか、/ でコマンドを入力してください。",
  opens_elsewhere: "別のページが開きます",
  file: "ファイル",
};

export const LANGUAGES = [
  { locale: "en-US", name: "English" },
  { locale: "ja", name: "日本語" },
];

let words = ENGLISH;
let locale = "en-US";

/** Sets the language of everything that is said from now on. */
export function speak(wanted) {
  locale = wanted;
  words = wanted === "ja" ? JAPANESE : ENGLISH;
  document.documentElement.lang = wanted === "ja" ? "ja" : "en";
}

/** The words of that name; those that hold something take it as arguments. */
export function say(name, ...given) {
  const found = words[name];
  return typeof found === "function" ? found(...given) : found;
}

/** A moment as people read it: the time today, else the date too. */
export function moment(iso) {
  const at = new Date(iso);
  const time = at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
  return at.toDateString() === new Date().toDateString() ? say("today_at", time) : `${at.toLocaleDateString(locale)} ${time}`;
}

const STYLES = {
  t: { hour: "numeric", minute: "2-digit" },
  T: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  d: { year: "numeric", month: "2-digit", day: "2-digit" },
  D: { year: "numeric", month: "long", day: "numeric" },
  f: { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" },
  F: { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" },
};
const UNITS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

/** Discord's `<t:seconds:style>` in words. */
export function timestamp(seconds, style = "f") {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return String(seconds);
  if (style !== "R") return at.toLocaleString(locale, STYLES[style] ?? STYLES.f);
  const away = seconds - Date.now() / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(away / size), unit);
}
