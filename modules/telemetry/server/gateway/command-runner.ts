import {
  decodeFrame,
  EXE_RTN,
  PlatformSession,
  peekHeader,
  QN_RTN,
  type RawFrame,
  type Request,
  type SessionAction,
} from '@tarim/hj212';
import { beijingIso } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { LIVE_COMMANDS } from '../../contract.ts';
import type { DeviceDirectory } from '../devices/directory.ts';
import { commandTitle } from '../explain/meanings.ts';
import { abandonOpenCommands, type StoredCommand, type StoredStep, updateCommand } from '../sql/commands.ts';
import type { DeviceConnection } from './connection.ts';
import type { ConnectionBook } from './connections.ts';

interface Running {
  readonly id: string;
  readonly steps: StoredStep[];
  state: StoredCommand['state'];
  code: number | null;
  endedAt: number | null;
  dirty: boolean;
}

const TICK_MS = 250;
const DEFAULT_PASSWORD = '123456';
const ENDED = new Set(['refused', 'done', 'failed', 'timeout']);

/** Speaks to devices: sends what people ask, follows the answers and keeps every step. One session a device. */
export class CommandRunner {
  readonly #ctx: Context;
  readonly #book: ConnectionBook;
  readonly #directory: DeviceDirectory;
  readonly #sessions = new Map<string, PlatformSession>();
  /** Commands under way, by MN and QN. */
  readonly #running = new Map<string, Running>();
  readonly #systemTypes = new Map<string, string>();
  #timer: NodeJS.Timeout | null = null;
  #saving: Promise<void> = Promise.resolve();

  constructor(ctx: Context, book: ConnectionBook, directory: DeviceDirectory) {
    this.#ctx = ctx;
    this.#book = book;
    this.#directory = directory;
  }

  async start(): Promise<void> {
    await abandonOpenCommands(this.#ctx.db, this.#ctx.clock.now());
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#save();
    await this.#saving;
  }

  connected(mn: string): boolean {
    return this.#book.of(mn) !== null;
  }

  /** Sends a command that is stored as queued. Its further course is written to its row. */
  async run(command: Pick<StoredCommand, 'id' | 'mn'>, request: Request): Promise<void> {
    const running: Running = {
      id: command.id,
      steps: [],
      state: 'queued',
      code: null,
      endedAt: null,
      dirty: true,
    };
    const session = await this.#session(command.mn);
    const answer =
      session && this.#book.of(command.mn) ? session.request(request, this.#ctx.clock.now()) : null;
    if (!answer?.ok) {
      running.state = 'failed';
      running.endedAt = this.#ctx.clock.now();
      running.steps.push(this.#note(answer ? answer.problem.message : '设备未连接 not connected'));
      return this.#write(running);
    }
    this.#running.set(`${command.mn}/${answer.qn}`, running);
    this.#act(command.mn, answer.actions, null);
    await this.#write(running);
  }

  /** A frame that was kept: perhaps an answer to what was asked, or a site that asks for the time. */
  heard(_connection: DeviceConnection, frame: RawFrame, mn: string, lsn: number): void {
    const header = peekHeader(frame.bytes);
    if (header.st && header.st !== '91') this.#systemTypes.set(mn, header.st);
    const known = this.#sessions.get(mn);
    const asks = header.cn === '1013' || header.cn === '1014' || header.cn === '1001';
    if (!asks && !known?.requests.some((one) => !ENDED.has(one.state))) return;
    void this.#session(mn).then((session) => {
      if (!session) return;
      const key = this.#directory.get(mn)?.sm4Key;
      const decoded = decodeFrame(frame.bytes, key ? { sm4Key: key } : undefined);
      this.#act(mn, session.frame(header, decoded, this.#ctx.clock.now()), lsn);
    });
  }

  async #session(mn: string): Promise<PlatformSession | null> {
    const known = this.#sessions.get(mn);
    if (known) return known;
    await this.#directory.prepare([mn]).catch(() => {});
    const device = this.#directory.get(mn);
    if (!device) return null;
    const session = new PlatformSession({
      edition: device.edition,
      mn,
      pw: device.password ?? DEFAULT_PASSWORD,
      st: this.#systemTypes.get(mn) ?? '31',
      sm4Key: device.sm4Key ?? undefined,
    });
    this.#sessions.set(mn, session);
    return session;
  }

  #tick(): void {
    const now = this.#ctx.clock.now();
    for (const [mn, session] of this.#sessions) {
      const due = session.dueAt;
      if (due !== null && due <= now) this.#act(mn, session.tick(now), null);
    }
    this.#save();
  }

  #act(mn: string, actions: readonly SessionAction[], lsn: number | null): void {
    for (const action of actions) {
      if (action.type === 'send') this.#book.of(mn)?.send(action.bytes);
      else if (action.type === 'requestState') this.#follow(mn, action, lsn);
      else if (action.type === 'notice')
        this.#ctx.log.info({ mn, cn: action.cn }, 'a device asks for a setting that a person has to decide');
    }
  }

  #follow(mn: string, step: Extract<SessionAction, { type: 'requestState' }>, lsn: number | null): void {
    const running = this.#running.get(`${mn}/${step.qn}`);
    if (!running) return;
    running.state = step.state === 'data' ? 'accepted' : step.state;
    running.code = step.code ?? running.code;
    running.dirty = true;
    const stored: StoredStep = {
      at: beijingIso(step.at),
      direction: step.state === 'sent' ? 'out' : step.state === 'timeout' ? 'note' : 'in',
      text: textOf(step),
      lsn,
    };
    const last = running.steps.at(-1);
    // Thousands of data frames of a history call are one step that counts.
    if (step.state === 'data' && last?.text.startsWith('收到数据'))
      running.steps[running.steps.length - 1] = stored;
    else running.steps.push(stored);
    if (ENDED.has(step.state)) {
      running.endedAt = step.at;
      this.#running.delete(`${mn}/${step.qn}`);
      this.#saving = this.#saving.then(() => this.#write(running)).catch(() => {});
    }
  }

  #save(): void {
    for (const running of this.#running.values()) {
      if (!running.dirty) continue;
      this.#saving = this.#saving
        .then(() => this.#write(running))
        .catch((error: unknown) => this.#ctx.log.error({ err: error }, 'a command could not be saved'));
    }
  }

  async #write(running: Running): Promise<void> {
    running.dirty = false;
    await updateCommand(this.#ctx.db, running.id, running);
    this.#ctx.live.publish(LIVE_COMMANDS, { id: running.id, state: running.state });
  }

  #note(text: string): StoredStep {
    return { at: beijingIso(this.#ctx.clock.now()), direction: 'note', text, lsn: null };
  }
}

function textOf(step: Extract<SessionAction, { type: 'requestState' }>): string {
  const title = commandTitle(step.cn);
  const qnRtn = step.code === null ? '' : (QN_RTN[step.code]?.zh ?? '');
  const exeRtn = step.code === null ? '' : (EXE_RTN[step.code]?.zh ?? '');
  switch (step.state) {
    case 'sent':
      return step.attempt === 1
        ? `下发 ${step.cn} ${title}，QN=${step.qn}`
        : `第 ${step.attempt} 次下发（超时重发）`;
    case 'accepted':
      return `9011 QnRtn=${step.code} ${qnRtn}`;
    case 'refused':
      return `9011 QnRtn=${step.code} ${qnRtn}`;
    case 'data':
      return `收到数据 ${step.frames} 帧${dataText(step.data)}`;
    case 'done':
    case 'failed':
      return step.code === null ? '9013 通知应答' : `9012 ExeRtn=${step.code} ${exeRtn}`;
    case 'timeout':
      return '超时，未再收到应答';
  }
}

/** Short answers are shown whole: a clock, an interval, a parameter. */
function dataText(data: Extract<SessionAction, { type: 'requestState' }>['data']): string {
  if (!data) return '';
  const fields = Object.entries(data.fields).map(([name, value]) => `${name}=${value}`);
  const items = data.items
    .slice(0, 4)
    .flatMap((item) => Object.entries(item.attrs).map(([attr, value]) => `${item.code}-${attr}=${value}`));
  const text = [...fields, ...items].join('; ');
  return text ? `：${text.slice(0, 300)}` : '';
}
