// Listening: times that play what is said then, and the player of the open transcript, whose words are followed.

import { button, h, icon } from "./dom.js";
import { highlight, rangeOf } from "./marking.js";
import { clock } from "./words.js";

const STEP = 5; // seconds
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

/** A recording's address at another host, at a time where its host understands one. */
function linkAt(url, seconds) {
  const address = new URL(url);
  const at = Math.floor(seconds);
  const host = address.hostname.replace(/^(www|m)\./, "");
  if (["youtube.com", "youtu.be"].includes(host)) address.searchParams.set("t", `${at}s`);
  else if (host === "vimeo.com") address.hash = `t=${at}s`;
  else if (/\.\w{3,4}$/.test(address.pathname)) address.hash = `t=${at}`; // a file: browsers begin there
  return address.href;
}

/** A time as a clock shows it: `play` plays it where the recording is here; else a link, or only the time. */
export function timeView(app, source, seconds, play) {
  const { words } = app;
  const recording = app.recordings.get(source);
  const label = words.say("listen_at", { time: clock(seconds) });
  if (recording?.kind === "link") {
    const link = { class: "time", href: linkAt(recording.url, seconds), target: "_blank", rel: "noreferrer", "aria-label": label, title: label };
    return h("a", link, clock(seconds), icon("out"));
  }
  if (!recording || !play) return clock(seconds);
  return button([icon("play"), clock(seconds)], (event) => play(event.currentTarget), { class: "time", "aria-label": label, title: label });
}

export class Player {
  /** Makes a player of a transcript's recording that is here; `moments` are [second, until, start, end, chunk]. */
  constructor(app, recording, moments) {
    Object.assign(this, { app, moments, spoken: [] });
    const address = new URL(`../..${recording.path}`, import.meta.url).href;
    this.media = h(recording.kind, { src: address, controls: true, preload: "metadata", playsinline: true, "aria-label": app.words.say("recording") });
    this.media.addEventListener("timeupdate", () => this.follow());
    this.media.addEventListener("error", () => this.app.say(this.app.words.say("listen_failed"), "failure"));
  }

  view() {
    const { words } = this.app;
    const step = (by, label) => button(label, () => this.step(by), { "aria-label": words.say(by < 0 ? "listen_back" : "listen_on"), title: words.say(by < 0 ? "listen_back" : "listen_on") });
    const speeds = SPEEDS.map((speed) => h("option", { value: speed, selected: speed === this.media.playbackRate }, `${speed}×`));
    this.speed = h("select", { "aria-label": words.say("listen_speed"), title: words.say("listen_speed"), on: { change: () => this.hasten(Number(this.speed.value)) } }, speeds);
    return h("div", { class: "player", role: "group", "aria-label": words.say("recording") }, this.media, h("span", {}, step(-STEP, "−5 s"), step(STEP, "+5 s"), this.speed));
  }

  play(seconds) {
    this.media.currentTime = seconds;
    this.isSought = true;
    return this.media.play().catch(() => null); // what is wrong is told by its error
  }

  step(by) {
    this.media.currentTime = Math.max(0, this.media.currentTime + by);
    this.isSought = true;
  }

  hasten(speed) {
    this.media.playbackRate = speed;
    this.speed.value = String(speed);
  }

  /** k plays and stops, j and l go back and on, < and > change the speed; whether it was one of these. */
  key(key) {
    const faster = (by) => this.hasten(SPEEDS[Math.min(Math.max(SPEEDS.indexOf(this.media.playbackRate) + by, 0), SPEEDS.length - 1)]);
    const toggle = () => (this.media.paused ? this.play(this.media.currentTime) : this.media.pause());
    const act = { k: toggle, j: () => this.step(-STEP), l: () => this.step(STEP), "<": () => faster(-1), ">": () => faster(1) }[key];
    act?.();
    return Boolean(act);
  }

  /** Highlight the words that are said; scroll to them if those before were in view, for who reads elsewhere stays there. */
  async follow() {
    const now = this.media.currentTime;
    const spoken = this.moments.filter(([from, until]) => from <= now && now < until);
    if (spoken[0] === this.spoken[0]) return;
    const wasInView = this.isInView();
    this.spoken = spoken;
    if (spoken.length && (wasInView || this.isSought)) {
      const [, , start, end, at] = spoken[0];
      await this.app.source.rows.showRange(at, start, end);
    }
    this.isSought = false;
    this.paint();
  }

  ranges() {
    const { chunks } = this.app.source.rows;
    return this.spoken.map(([, , start, end, at]) => chunks[at].firstChild && rangeOf(chunks[at], start, end)).filter(Boolean);
  }

  isInView() {
    const box = this.app.source.text.getBoundingClientRect();
    return this.ranges().some((range) => {
      const { top, bottom } = range.getBoundingClientRect();
      return top < box.bottom && bottom > box.top;
    });
  }

  paint() {
    highlight("spoken", this.ranges());
  }

  close() {
    this.media.pause();
    this.media.removeAttribute("src");
    this.media.load();
    highlight("spoken", []);
  }
}
