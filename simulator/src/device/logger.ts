import { type DecodedFrame, encodeRecord, type Message, parseStamp, qnOf } from '@tarim/hj212';
import { MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { chance } from '../noise.ts';
import { itemsOf, type Report, reportAt } from '../report.ts';
import type { Scenario } from '../scenario.ts';
import { answerTo } from './answers.ts';
import { Line } from './line.ts';
import { withOddity } from './oddities.ts';
import { Outbox, type Outstanding } from './outbox.ts';
import { Schedule } from './schedule.ts';
import { type LoggerSettings, secret, settingsOf, tuningOf } from './settings.ts';
import { type Counters, Holes, type Station } from './station.ts';
import { type HistoryCall, Store, type Stored } from './store.ts';
import { Tampering } from './tampering.ts';

export interface LoggerOptions {
  readonly host: string;
  readonly port: number;
  readonly faults: Scenario['faults'];
  /** Time of the simulated world, ms. */
  readonly now: () => number;
  /** Time on the wall, for answers that do not come. */
  readonly wall: () => number;
  /** Records under way at once. */
  readonly window: number;
  readonly counters: Counters;
  /** Pause before a lost line is dialled again, ms of the wall. */
  readonly firstPauseMs?: number;
}

/**
 * A data logger (数采仪): reports on time, keeps what was not answered and sends it again, newest first, marked RF=1 in 2025, and
 * does what the platform asks. It lives by `tick`, so that thousands share one timer.
 */
export class Logger implements Station {
  readonly device: SimDevice;
  readonly settings: LoggerSettings;
  readonly #options: LoggerOptions;
  readonly #line: Line;
  readonly #schedule: Schedule;
  readonly #store = new Store();
  readonly #outbox = new Outbox();
  readonly #holes: Holes;
  readonly #tampering: Tampering;
  readonly #startedAt: number;
  #lastQn = 0;
  #written = 0;
  #booted = false;
  #heldUntil = 0;

  constructor(device: SimDevice, options: LoggerOptions) {
    this.device = device;
    this.#options = options;
    this.#startedAt = options.now();
    this.settings = settingsOf(device);
    this.#schedule = new Schedule(device, this.settings, this.#startedAt);
    this.#holes = new Holes(device, this.#startedAt);
    this.#tampering = new Tampering(device);
    const key = () => (this.settings.sm4Key ? Buffer.from(this.settings.sm4Key, 'hex') : null);
    const events = {
      onOpen: () => this.#boot(),
      onClose: () => this.#lineLost(),
      onFrame: (frame: DecodedFrame) => this.#hear(frame),
    };
    this.#line = new Line(options.host, options.port, key, events, options.firstPauseMs);
  }

  start(): void {
    if (this.#heldUntil === 0) this.#line.open();
  }

  stop(): void {
    this.#heldUntil = Number.POSITIVE_INFINITY;
    this.#line.hold();
  }

  async finish(): Promise<void> {
    this.#heldUntil = Number.POSITIVE_INFINITY;
    await this.#line.end();
  }

  idle(): boolean {
    if (this.#heldUntil > 0) return this.#line.gone;
    if (!this.#line.up || !this.#line.drained) return false;
    this.#work();
    return !this.#outbox.awaits() && (this.#store.size === 0 || this.#outbox.size >= this.#options.window);
  }

  giveUp(): void {
    this.#outbox.giveUp();
  }

  cutLine(ms = Number.POSITIVE_INFINITY): void {
    this.#heldUntil = this.#options.now() + ms;
    this.#line.hold();
  }

  restore(): void {
    this.#heldUntil = 0;
    this.#line.open();
  }

  dropRecords(from: number, to: number): void {
    this.#holes.add(from, to);
  }

  dropped(time: number): boolean {
    return this.#holes.has(time);
  }

  store(reports: readonly Report[]): void {
    this.#store.pushPast(
      reports.filter((report) => !this.dropped(report.time) && this.#tampering.keepsOfPast(report)),
    );
  }

  get backlog(): number {
    return this.#store.size + this.#outbox.size;
  }

  /** The logger's own clock; some run wrong. */
  #clock(): number {
    return this.#options.now() + this.settings.clockOffsetMs;
  }

  tick(): void {
    const now = this.#options.now();
    this.#outage(now);
    if (this.#schedule.realtimeDue(now) && this.settings.realtime && this.#line.up) this.#sendInstant('2011');
    for (const report of this.#schedule.due(now)) {
      if (!this.dropped(report.time) && this.#tampering.keeps(report, now))
        this.#store.push({ report, again: !this.#line.up, call: null });
    }
    for (const report of this.#tampering.released(now)) this.#store.push({ report, again: true, call: null });
    if (this.#line.up) this.#tellSlopes(now);
    this.#resend();
    this.#work();
  }

  #tellSlopes(now: number): void {
    for (const { code, slope, at } of this.#tampering.slopesToTell(now))
      this.#post(
        {
          cn: '3020',
          dataTime: Math.floor((at + this.settings.clockOffsetMs) / 1_000) * 1_000,
          fields: { PolId: code },
          items: [{ code: 'i13008', attrs: { Info: String(slope) } }],
        },
        null,
      );
  }

  /** Lines of some devices fail for a quarter of an hour now and then; those behind a gateway all at once, when it goes out. */
  #outage(now: number): void {
    if (this.#heldUntil > 0) {
      if (now >= this.#heldUntil) this.restore();
      return;
    }
    const out = this.device.gateway?.outage;
    if (out) {
      const from = this.#startedAt + out.afterMinutes * MINUTE_MS;
      const until = from + out.minutes * MINUTE_MS;
      if (now >= from && now < until) this.cutLine(until - now);
      return;
    }
    const block = Math.floor(now / (30 * MINUTE_MS));
    const spared = now - this.#startedAt < 30 * MINUTE_MS;
    if (!this.device.outages || spared || chance(this.device.seed ^ 77, block) >= 0.03) return;
    const minutes = 3 + 12 * chance(this.device.seed, block);
    if (now < block * 30 * MINUTE_MS + minutes * MINUTE_MS) this.cutLine(minutes * MINUTE_MS);
  }

  /** First words of a logger that was switched on: when that was (2081), and what time it is (1013). 2005 knows neither. */
  #boot(): void {
    if (this.#booted) return;
    this.#booted = true;
    const { device } = this;
    if (device.kind === 'outlet-gas' || device.kind === 'outlet-water') this.#sendInstant('2021');
    if (device.edition === '2005') return;
    const restarted = qnOf(this.#startedAt + this.settings.clockOffsetMs).slice(0, 14);
    this.#post({ cn: '2081', dataTime: this.#second(), fields: { RestartTime: restarted } }, null);
    // Those with a wrong clock are the ones that never ask.
    if (device.clockOffsetMs === 0 && chance(device.seed, 92) < 0.2) this.#post({ cn: '1013' }, null);
  }

  #second(): number {
    return Math.floor(this.#clock() / 1_000) * 1_000;
  }

  #sendInstant(cn: '2011' | '2021'): void {
    const report = reportAt(cn, this.#second());
    if (cn === '2021') this.#store.push({ report, again: false, call: null });
    else this.#send({ report, again: false, call: null }, false);
  }

  #work(): void {
    while (this.#line.up && !this.#line.clogged && this.#outbox.size < this.#options.window) {
      const stored = this.#store.pop();
      if (!stored) return;
      this.#send(stored, true);
    }
  }

  #send(stored: Stored, answer: boolean): void {
    const { report } = stored;
    const { device, settings } = this;
    if (stored.call) this.#options.counters.history++;
    this.#post(
      {
        cn: report.cn,
        rf: stored.again && device.edition === '2025' ? 1 : null,
        dataTime: report.time,
        items: itemsOf(device, report, tuningOf(settings)),
        // Uploads of 2005 that want no answer carry no Flag.
        ...(answer ? {} : { answer: false, flag: device.edition === '2005' ? null : undefined }),
      },
      stored,
    );
  }

  #post(message: Omit<Message, 'edition'>, stored: Stored | null): void {
    const { device, settings } = this;
    const clock = this.#clock();
    // Numbers grow, but a clock that was set back takes them along.
    this.#lastQn = this.#lastQn - clock > MINUTE_MS ? clock : Math.max(clock, this.#lastQn + 1);
    const whole: Message = {
      edition: device.edition,
      qn: qnOf(this.#lastQn),
      st: device.st,
      pw: settings.password,
      mn: settings.mn,
      answer: true,
      ...message,
    };
    const key = secret(settings, message.cn);
    const frames = encodeRecord(whole, key);
    // Each packet of a split record has a number of its own.
    const qns = frames.map((_, index) => qnOf(parseStamp(whole.qn!) + index));
    this.#lastQn += frames.length - 1;
    const written = key.sm4Key ? frames : frames.map((frame) => withOddity(frame, device.oddity));
    const expected = whole.answer ? this.#outbox.add(qns, written, stored, this.#options.wall()) : null;
    this.#write(
      written.map((frame, index) => [qns[index]!, frame]),
      expected,
    );
  }

  /** @param expected what waits for the answers; null: nobody does */
  #write(frames: Iterable<readonly [qn: string, frame: Uint8Array]>, expected: Outstanding | null): void {
    const { faults, counters } = this.#options;
    for (const [qn, frame] of frames) {
      const dice = chance(this.device.seed ^ 101, this.#written++);
      if (expected && expected.tries > 1) counters.resent++;
      else counters.sent++;
      if (this.device.oddity === 'modbus-crc' || dice < faults.wrongCrc) expected?.silent.add(qn);
      else expected?.silent.delete(qn);
      if (dice < faults.wrongCrc) {
        counters.broken++;
        const wrong = Buffer.from(frame);
        wrong[Math.floor(wrong.length / 2)]! ^= 0x01;
        this.#line.write(wrong);
        continue;
      }
      this.#line.write(frame);
      if (dice > 1 - faults.duplicate) {
        counters.duplicated++;
        this.#line.write(frame);
      }
    }
  }

  #resend(): void {
    const now = this.#options.wall();
    for (const one of this.#outbox.overdue(now, this.settings.overTime * 1_000)) {
      if (one.tries > this.settings.reCount) {
        this.#line.cut();
        return;
      }
      one.tries++;
      one.sentAt = now;
      this.#write(one.packets, one);
    }
  }

  /** What was under way is kept and sent again over the next line; nobody waits for the end of a history call any more. */
  #lineLost(): void {
    for (const { stored } of this.#outbox.drain()) {
      if (stored && stored.report.cn !== '2011') this.#store.push({ ...stored, again: true });
    }
    this.#store.forgetCalls();
  }

  #hear(frame: DecodedFrame): void {
    if (frame.cn === '9014' || frame.cn === '9013') {
      const settled = frame.qn ? this.#outbox.answered(frame.qn) : null;
      if (settled) {
        this.#options.counters.answered++;
        if (settled.stored?.call) this.#countDown(settled.stored.call);
      }
      this.#work();
      return;
    }
    const answer = answerTo(this.device, this.settings, frame, this.#clock());
    if (!answer) return;
    this.#options.counters.requests++;
    for (const bytes of answer.frames) this.#line.write(bytes);
    if (answer.sendNow === '2011' || answer.sendNow === '2021') this.#sendInstant(answer.sendNow);
    if (answer.end) {
      // Asked for now: before anything else in the store, oldest first.
      const call: HistoryCall = { left: answer.history.length, end: answer.end };
      for (const report of answer.history.toReversed()) this.#store.push({ report, again: true, call });
    }
    this.#work();
  }

  /** The 9012 follows when all that was asked for was answered. */
  #countDown(call: HistoryCall): void {
    if (--call.left === 0) this.#line.write(call.end);
  }
}
