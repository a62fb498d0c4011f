import { type DecodedFrame, encodeRecord, qnOf } from '@tarim/hj212';
import { DAY_MS, HOUR_MS, MINUTE_MS, periodStart } from '@tarim/kernel';
import { chance, hash32 } from '../noise.ts';
import { itemsOf, type Report } from '../report.ts';
import type { Scenario, SimDevice } from '../scenario.ts';
import { answerTo, type LoggerSettings, secret } from './answers.ts';
import { Line } from './line.ts';

export interface LoggerOptions {
  readonly host: string;
  readonly port: number;
  readonly faults: Scenario['faults'];
  readonly now: () => number;
  /** Records under way at once while stored ones are sent again. */
  readonly window: number;
  readonly counters: NetworkCounters;
}

export interface NetworkCounters {
  sent: number;
  answered: number;
  resent: number;
  broken: number;
  requests: number;
}

interface Outstanding {
  readonly report: Report;
  readonly frames: Uint8Array[];
  readonly qns: Set<string>;
  sentAt: number;
  tries: number;
}

/** What a logger can keep while its line is down. */
const MAX_STORED = 20_000;

/**
 * A data logger (数采仪): reports on time, keeps what was not answered and sends it again, newest first, marked RF=1 in 2025,
 * and does what the platform asks. All its times come from `tick`, so that thousands share one timer.
 */
export class Logger {
  readonly device: SimDevice;
  readonly settings: LoggerSettings;
  readonly #options: LoggerOptions;
  readonly #line: Line;
  /** Not sent yet, or to be sent again; the end is sent first. */
  #stored: { report: Report; again: boolean }[] = [];
  readonly #outstanding = new Map<string, Outstanding>();
  #historyEnd: Uint8Array | null = null;
  #due: { rtd: number; minute: number; hour: number; day: number };
  #lastQn = 0;
  #downUntil = 0;
  readonly #startedAt: number;

  constructor(device: SimDevice, options: LoggerOptions) {
    this.device = device;
    this.#options = options;
    const now = options.now();
    this.#startedAt = now;
    this.settings = {
      rtdInterval: device.rtdInterval,
      minuteInterval: device.minuteInterval,
      password: device.password,
      overTime: 10,
      reCount: 3,
      realtime: true,
      clockOffsetMs: device.clockOffsetMs,
      parameters: new Map(),
    };
    const key = device.sm4Key ? Buffer.from(device.sm4Key, 'hex') : null;
    this.#line = new Line(options.host, options.port, key, {
      onOpen: () => {},
      onClose: () => this.#lineLost(),
      onFrame: (frame) => this.#hear(frame),
    });
    const phase = hash32(device.seed, 90) % (device.rtdInterval * 1_000);
    this.#due = {
      rtd: now + (phase % 15_000),
      minute: this.#nextMinute(now),
      hour: periodStart('hour', now) + HOUR_MS,
      day: periodStart('day', now) + DAY_MS,
    };
  }

  start(): void {
    this.#line.open();
  }

  stop(): void {
    this.#line.stop();
  }

  /** Cuts the line for a while: what is measured meanwhile is stored and sent later. */
  cutLine(ms: number): void {
    this.#downUntil = this.#options.now() + ms;
    this.#line.cut();
  }

  /** Stored records, to be sent when the line allows: the newest go first. */
  store(reports: readonly Report[]): void {
    this.#stored.unshift(...reports.map((report) => ({ report, again: true })));
    if (this.#stored.length > MAX_STORED) this.#stored.splice(0, this.#stored.length - MAX_STORED);
  }

  get backlog(): number {
    return this.#stored.length + this.#outstanding.size;
  }

  #nextMinute(now: number): number {
    const step = (this.settings.minuteInterval ?? 0) * MINUTE_MS;
    return step > 0 ? (Math.floor(now / step) + 1) * step : Number.POSITIVE_INFINITY;
  }

  /** The logger's own clock; some run wrong. */
  #clock(): number {
    return this.#options.now() + this.settings.clockOffsetMs;
  }

  /** Lets time pass: reports what is due, sends again what was not answered, works off the store. */
  tick(): void {
    const now = this.#options.now();
    if (
      this.device.outages &&
      this.#line.up &&
      chance(this.device.seed ^ 77, Math.floor(now / (30 * MINUTE_MS))) < 0.03 &&
      now > this.#downUntil + 30 * MINUTE_MS
    ) {
      this.cutLine((3 + 12 * chance(this.device.seed, Math.floor(now / DAY_MS))) * MINUTE_MS);
    }
    this.#report(now);
    this.#resend(now);
    this.#work();
  }

  #report(now: number): void {
    if (now >= this.#due.rtd) {
      this.#due.rtd = now + this.settings.rtdInterval * 1_000;
      if (this.settings.realtime && this.#line.up)
        this.#send({ cn: '2011', time: Math.floor(this.#clock() / 1_000) * 1_000 }, false);
    }
    // A few seconds after the period, as loggers do, not all in the same moment.
    const lag = 2_000 + (this.device.seed % 20_000);
    if (now >= this.#due.minute + lag) {
      const step = (this.settings.minuteInterval ?? 60) * MINUTE_MS;
      this.#keep({ cn: '2051', time: this.#due.minute - step });
      this.#due.minute += step;
      if (this.#due.minute + lag < now - step) this.#due.minute = this.#nextMinute(now);
    }
    if (now >= this.#due.hour + lag + 10_000) {
      this.#keep({ cn: '2061', time: this.#due.hour - HOUR_MS });
      this.#due.hour += HOUR_MS;
    }
    if (now >= this.#due.day + lag + 60_000) {
      this.#keep({ cn: '2031', time: this.#due.day - DAY_MS });
      this.#due.day += DAY_MS;
    }
  }

  #keep(report: Report): void {
    if (this.inHole(report.time)) return;
    this.#stored.push({ report, again: false });
    if (this.#stored.length > MAX_STORED) this.#stored.shift();
  }

  /** Periods that this logger measured and keeps but never reported by itself: a history call brings them. */
  inHole(time: number): boolean {
    const hole = this.device.hole;
    if (!hole) return false;
    const hour = Math.floor(this.#startedAt / HOUR_MS) * HOUR_MS;
    return time >= hour - hole.fromHoursAgo * HOUR_MS && time < hour - hole.toHoursAgo * HOUR_MS;
  }

  #work(): void {
    if (!this.#line.up || this.#options.now() < this.#downUntil) return;
    while (this.#stored.length > 0 && this.#outstanding.size < this.#options.window) {
      const { report, again } = this.#stored.pop()!;
      this.#send(report, again);
    }
    this.#finishHistory();
  }

  #send(report: Report, again: boolean): void {
    const { device, settings } = this;
    this.#lastQn = Math.max(this.#clock(), this.#lastQn + 1);
    const answer = report.cn !== '2011';
    const frames = encodeRecord(
      {
        edition: device.edition,
        qn: qnOf(this.#lastQn),
        st: device.st,
        cn: report.cn,
        pw: settings.password,
        mn: device.mn,
        answer,
        flag: device.edition === '2005' && !answer ? null : undefined,
        rf: again && device.edition === '2025' ? 1 : null,
        dataTime: report.time,
        items: itemsOf(device, report),
      },
      secret(device, report.cn),
    );
    const outstanding: Outstanding = {
      report,
      frames,
      qns: new Set([qnOf(this.#lastQn)]),
      sentAt: this.#options.now(),
      tries: 1,
    };
    if (answer) this.#outstanding.set(qnOf(this.#lastQn), outstanding);
    this.#write(frames);
  }

  #write(frames: readonly Uint8Array[]): void {
    const { faults, counters } = this.#options;
    for (const frame of frames) {
      const dice = chance(this.device.seed ^ 101, counters.sent);
      if (dice < faults.wrongCrc) {
        const wrong = Buffer.from(frame);
        wrong[Math.floor(wrong.length / 2)]! ^= 0x01;
        counters.broken++;
        this.#line.write(wrong);
        continue;
      }
      this.#line.write(frame);
      counters.sent++;
      if (dice > 1 - faults.duplicate) this.#line.write(frame);
    }
  }

  #resend(now: number): void {
    for (const [qn, one] of this.#outstanding) {
      if (now - one.sentAt < this.settings.overTime * 1_000) continue;
      if (one.tries > this.settings.reCount) {
        this.#outstanding.delete(qn);
        this.#stored.push({ report: one.report, again: true });
        this.#line.cut();
        return;
      }
      one.tries++;
      one.sentAt = now;
      this.#options.counters.resent++;
      this.#write(one.frames);
    }
  }

  #lineLost(): void {
    for (const one of this.#outstanding.values()) this.#stored.push({ report: one.report, again: true });
    this.#outstanding.clear();
  }

  #hear(frame: DecodedFrame): void {
    if (frame.cn === '9014' || frame.cn === '9013') {
      if (frame.qn && this.#outstanding.delete(frame.qn)) this.#options.counters.answered++;
      this.#work();
      return;
    }
    const answer = answerTo(this.device, this.settings, frame, this.#clock());
    if (!answer) return;
    this.#options.counters.requests++;
    this.#write(answer.frames);
    if (answer.history.length > 0) {
      // They are asked for now: before anything else in the store.
      this.#stored.push(...answer.history.map((report) => ({ report, again: true })).reverse());
      if (answer.end) this.#historyEnd = answer.end;
      this.#work();
    }
  }

  /** The 9012 follows when all that was asked for has been sent. */
  #finishHistory(): void {
    if (!this.#historyEnd || this.#stored.length > 0 || this.#outstanding.size > 0) return;
    this.#line.write(this.#historyEnd);
    this.#historyEnd = null;
  }
}
