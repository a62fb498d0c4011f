import { encodeFrame } from './encode.ts';
import { problem } from './problems.ts';
import { ackFor } from './replies.ts';
import type { Request, Target } from './request-types.ts';
import { buildRequest, isNotice } from './requests.ts';
import type {
  RequestAnswer,
  RequestState,
  RequestStep,
  RequestView,
  SessionAction,
} from './session-types.ts';
import { qnOf } from './stamp.ts';
import type { DecodedFrame, FrameHeader } from './types.ts';

export interface SessionOptions extends Target {
  /** Seconds until a resend (OverTime) and number of resends (ReCount); 10 × 3 is the standard's default for TCP. */
  readonly overTime?: number;
  readonly reCount?: number;
  /** Silence after acceptance, or after the last data frame, that ends a request as timeout. */
  readonly executionMs?: number;
  /** Whether the session sends 9013/9014 itself. A gateway answers elsewhere, once the frame is durable (default). */
  readonly acknowledge?: boolean;
  /** Sets the clock of a site that asks (1013). On by default. */
  readonly answerTimeRequests?: boolean;
  /** Encrypts 1014, the one request that must not travel in clear. */
  readonly sm4Key?: Uint8Array | undefined;
}

const MOST_OPEN = 64;
const MOST_FINISHED = 100;
const DATA_CN = /^(1[0-9]{3}|2[0-9]{3}|3[0-9]{3})$/;

interface Pending {
  readonly qn: string;
  readonly cn: string;
  readonly request: Request;
  readonly bytes: Uint8Array;
  readonly steps: RequestStep[];
  state: RequestState;
  attempt: number;
  frames: number;
  dueAt: number;
}

/**
 * The platform's side of a connection to one site, as a pure state machine: frames, requests and ticks go in, actions come out.
 * It has no clock and no socket. Flow (HJ 212-2017 §6.6): request → 9011 QnRtn → data … → 9012 ExeRtn; notices end with 9013.
 * A request that is not answered is sent again with the same QN.
 */
export class PlatformSession {
  #target: Target;
  #overTimeMs: number;
  #reCount: number;
  #lastQn = 0;
  readonly #options: SessionOptions;
  readonly #open = new Map<string, Pending>();
  readonly #finished: Pending[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#target = { edition: options.edition, mn: options.mn, pw: options.pw, st: options.st };
    this.#overTimeMs = (options.overTime ?? 10) * 1000;
    this.#reCount = options.reCount ?? 3;
  }

  /** Instant at which `tick` has something to do; null when nothing waits. */
  get dueAt(): number | null {
    let due: number | null = null;
    for (const { dueAt } of this.#open.values()) if (due === null || dueAt < due) due = dueAt;
    return due;
  }

  /** Open requests, then the latest finished ones, each with its steps. */
  get requests(): RequestView[] {
    return [...this.#open.values(), ...this.#finished.toReversed()].map(
      ({ qn, cn, request, state, steps }) => ({ qn, cn, request, state, steps }),
    );
  }

  /** Sends a command. The QN is made of `nowMs`, moved on until it is new. */
  request(request: Request, nowMs: number): RequestAnswer {
    if (this.#open.size >= MOST_OPEN)
      return { ok: false, problem: problem('tooManyRequests', { limit: MOST_OPEN }) };
    this.#lastQn = Math.max(nowMs, this.#lastQn + 1);
    const qn = qnOf(this.#lastQn);
    const built = buildRequest(request, this.#target, qn);
    if (!built.ok) return built;
    const { message } = built;
    const bytes = encodeFrame(message, message.cn === '1014' ? { sm4Key: this.#options.sm4Key } : {});
    const dueAt = nowMs + this.#overTimeMs;
    const pending: Pending = {
      qn,
      cn: message.cn,
      request,
      bytes,
      steps: [],
      state: 'sent',
      attempt: 1,
      frames: 0,
      dueAt,
    };
    this.#open.set(qn, pending);
    return { ok: true, qn, actions: [this.#send(pending), this.#step(pending, 'sent', null, nowMs)] };
  }

  /** Takes a frame from the site. `decoded` is needed for codes and data; without it replies count as code unknown. */
  frame(header: FrameHeader, decoded: DecodedFrame | undefined, nowMs: number): SessionAction[] {
    const { cn } = header;
    const qn = decoded?.qn ?? header.qn;
    const actions: SessionAction[] = [];
    if (this.#options.acknowledge) {
      const bytes = ackFor(header, this.#target.edition);
      if (bytes) actions.push({ type: 'send', bytes, cn: header.cn?.startsWith('2') ? '9014' : '9013', qn });
    }
    if (cn === null) return actions;
    if (cn === '9011' || cn === '9012' || cn === '9013')
      return [...actions, ...this.#reply(cn, qn, decoded, nowMs)];
    const pending = this.#owner(cn, qn, decoded);
    if (pending !== undefined) {
      pending.frames++;
      pending.dueAt = nowMs + this.#executionMs;
      const data = decoded === undefined ? null : { fields: decoded.fields, items: decoded.items };
      return [...actions, this.#step(pending, 'data', null, nowMs, data)];
    }
    if (cn === '1013' && (this.#options.answerTimeRequests ?? true)) {
      const polId = decoded?.fields.PolId;
      const answer = this.request(
        { kind: 'set-time', time: nowMs, ...(polId === undefined ? {} : { polId }) },
        nowMs,
      );
      if (answer.ok) actions.push(...answer.actions);
    } else if (cn === '1001' || cn === '1014' || cn === '2072') {
      actions.push({
        type: 'notice',
        cn,
        header,
        fields: decoded?.fields ?? {},
        items: decoded?.items ?? [],
      });
    }
    return actions;
  }

  /** Lets time pass: resends what is overdue and gives up what was sent often enough. */
  tick(nowMs: number): SessionAction[] {
    const actions: SessionAction[] = [];
    for (const pending of this.#open.values()) {
      if (pending.dueAt > nowMs) continue;
      if (pending.state === 'sent' && pending.attempt <= this.#reCount) {
        pending.attempt++;
        pending.dueAt = nowMs + this.#overTimeMs;
        actions.push(this.#send(pending), this.#step(pending, 'sent', null, nowMs));
      } else actions.push(this.#finish(pending, 'timeout', null, nowMs));
    }
    return actions;
  }

  get #executionMs(): number {
    return this.#options.executionMs ?? 120_000;
  }

  #send(pending: Pending): SessionAction {
    return { type: 'send', bytes: pending.bytes, cn: pending.cn, qn: pending.qn };
  }

  #reply(cn: string, qn: string | null, decoded: DecodedFrame | undefined, nowMs: number): SessionAction[] {
    const pending = qn === null ? undefined : this.#open.get(qn);
    if (pending === undefined) return [{ type: 'stray', cn, qn }];
    if (cn === '9013')
      return isNotice(pending.cn)
        ? [this.#finish(pending, 'done', null, nowMs)]
        : [{ type: 'stray', cn, qn }];
    const code = codeOf(decoded, cn === '9011' ? 'QnRtn' : 'ExeRtn');
    if (cn === '9011') {
      if (code !== 1) return [this.#finish(pending, 'refused', code, nowMs)];
      // A resend is answered again; the second 9011 changes nothing.
      if (pending.state !== 'sent') return [];
      pending.dueAt = nowMs + this.#executionMs;
      return [this.#step(pending, 'accepted', code, nowMs)];
    }
    if (code === 1) this.#learn(pending.request);
    return [this.#finish(pending, code === 1 ? 'done' : 'failed', code, nowMs)];
  }

  /** A setting that the site confirmed holds for the session too. */
  #learn(request: Request): void {
    if (request.kind === 'set-password') this.#target = { ...this.#target, pw: request.password };
    else if (request.kind === 'set-mn') this.#target = { ...this.#target, mn: request.mn };
    else if (request.kind === 'set-timeouts') {
      this.#overTimeMs = request.overTime * 1000;
      this.#reCount = request.reCount;
    }
  }

  /**
   * The open request that a data frame answers. By QN where the site keeps it; stored data have a QN of their own for each record
   * (§6.6), so they are known by command and time.
   */
  #owner(cn: string, qn: string | null, decoded: DecodedFrame | undefined): Pending | undefined {
    if (!DATA_CN.test(cn)) return undefined;
    const exact = qn === null ? undefined : this.#open.get(qn);
    if (exact !== undefined && exact.cn === cn) return exact;
    for (const pending of this.#open.values()) {
      if (pending.cn !== cn || pending.request.kind !== 'history') continue;
      const time = decoded?.dataTime;
      if (
        time === null ||
        time === undefined ||
        (time >= pending.request.begin && time <= pending.request.end)
      )
        return pending;
    }
    return undefined;
  }

  #step(
    pending: Pending,
    state: RequestState,
    code: number | null,
    at: number,
    data: { fields: Record<string, string>; items: DecodedFrame['items'] } | null = null,
  ): SessionAction {
    pending.state = state;
    const step: RequestStep = { at, state, code, attempt: pending.attempt, frames: pending.frames };
    // A history call may bring thousands of frames: its data steps are one step that counts.
    if (state === 'data' && pending.steps.at(-1)?.state === 'data')
      pending.steps[pending.steps.length - 1] = step;
    else pending.steps.push(step);
    return { type: 'requestState', qn: pending.qn, cn: pending.cn, request: pending.request, data, ...step };
  }

  #finish(pending: Pending, state: RequestState, code: number | null, at: number): SessionAction {
    this.#open.delete(pending.qn);
    this.#finished.push(pending);
    if (this.#finished.length > MOST_FINISHED) this.#finished.shift();
    return this.#step(pending, state, code, at);
  }
}

function codeOf(decoded: DecodedFrame | undefined, name: string): number | null {
  const text = decoded?.fields[name];
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : null;
}

/** What the platform asks at first contact (HJ 212-2017 §6.7), as far as the edition knows it. */
export function firstContact(
  edition: Target['edition'],
  nowMs: number,
  settings: { overTime?: number; reCount?: number; realtimeSeconds?: number; minuteMinutes?: number } = {},
): Request[] {
  const requests: Request[] = [
    { kind: 'set-time', time: nowMs },
    { kind: 'set-timeouts', overTime: settings.overTime ?? 10, reCount: settings.reCount ?? 3 },
    { kind: 'set-realtime-interval', seconds: settings.realtimeSeconds ?? 60 },
  ];
  if (edition !== '2005')
    requests.push({ kind: 'set-minute-interval', minutes: settings.minuteMinutes ?? 10 });
  requests.push({ kind: 'start-realtime' }, { kind: 'start-status' });
  return requests;
}
