// The page's line to the playground: acts go out, events come in; when it breaks, it comes back by itself.

const LONGEST_PAUSE = 5_000;

export class Line {
  /** `hear(event)` is called for every event, `changed(connected)` when the connection comes or goes. */
  constructor(hear, changed) {
    this.hear = hear;
    this.changed = changed;
    this.waiting = new Map();
    this.next = 1;
    this.pause = 250;
    this.socket = null;
    this.who = "";
  }

  /** Logs in as somebody, by id; without one as the first person there is. */
  connect(who) {
    this.who = who;
    const socket = new WebSocket(`ws://${location.host}/page/line?as=${encodeURIComponent(who)}`);
    const before = this.socket;
    this.socket = socket;
    before?.close();
    socket.addEventListener("open", () => {
      this.pause = 250;
      this.changed(true);
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.socket) this.take(JSON.parse(data));
    });
    socket.addEventListener("close", () => {
      if (socket !== this.socket) return;
      this.giveUp("the connection was lost");
      this.changed(false);
      setTimeout(() => socket === this.socket && this.connect(this.who), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    });
  }

  /** Does something; resolves to its result, and rejects with why it can't be done. */
  act(name, given = {}) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      if (this.socket?.readyState !== WebSocket.OPEN) {
        reject(new Error("not connected"));
        return;
      }
      this.waiting.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ ...given, do: name, id }));
    });
  }

  take(event) {
    if (event.event !== "reply") {
      this.hear(event);
      return;
    }
    const waiting = this.waiting.get(event.to);
    this.waiting.delete(event.to);
    if (event.error) waiting?.reject(new Error(event.error));
    else waiting?.resolve(event.result);
  }

  giveUp(why) {
    for (const { reject } of this.waiting.values()) reject(new Error(why));
    this.waiting.clear();
  }
}
