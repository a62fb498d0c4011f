import { decodeFrame, type FrameHeader, type RawFrame, type Request, type SessionAction } from '@tarim/hj212';
import { beijingIso, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { type ConfirmedSetting, confirmDeviceSetting } from '@tarim/registry/queries';
import { LIVE_COMMANDS } from '../../contract.ts';
import { requestOf, settingOf } from '../commands/command-types.ts';
import { DATA_STEP, stepText } from '../commands/step-text.ts';
import type { DeviceDirectory } from '../devices/directory.ts';
import {
  abandonOpenCommands,
  type CommandAnswer,
  type StoredCommand,
  type StoredStep,
  takeWaiting,
  updateCommand,
  waitingMns,
} from '../sql/commands.ts';
import type { ConnectionBook } from './connections.ts';
import { DeviceSessions } from './device-sessions.ts';

interface Running {
  readonly id: string;
  readonly mn: string;
  readonly actor: Actor | null;
  readonly steps: StoredStep[];
  state: StoredCommand['state'];
  code: number | null;
  endedAt: number | null;
  dirty: boolean;
  /** The last data frame that it answered with. */
  answer: CommandAnswer | null;
  /** What the device confirmed and the registry does not know yet. */
  setting: ConfirmedSetting | null;
}

const TICK_MS = 250;
/** How often it is looked for commands that other processes ask for. */
const LOOK_TICKS = 4;
/** A command whose device no gateway has is over after this. */
const WAITS_MS = 10_000;
/** Under way with one device at once; its session takes 64. */
const MOST_OF_ONE = 16;
/** Items of an answer that are kept with the command; the frame has them all. */
const MOST_ITEMS = 20;
const ENDED = new Set(['refused', 'done', 'failed', 'timeout']);

/** Speaks to devices: sends what people ask, follows the answers and keeps every step. */
export class CommandRunner {
  readonly #ctx: Context;
  readonly #book: ConnectionBook;
  readonly #directory: DeviceDirectory;
  readonly #sessions: DeviceSessions;
  /** Commands under way, by MN and QN. */
  readonly #running = new Map<string, Running>();
  /** Commands that are over, until their rows say so. */
  readonly #ended = new Set<Running>();
  #timer: NodeJS.Timeout | null = null;
  #saving: Promise<void> = Promise.resolve();
  #ticks = 0;
  #looking: Promise<void> = Promise.resolve();

  constructor(ctx: Context, book: ConnectionBook, directory: DeviceDirectory) {
    this.#ctx = ctx;
    this.#book = book;
    this.#directory = directory;
    this.#sessions = new DeviceSessions(directory, book);
  }

  async start(): Promise<void> {
    await abandonOpenCommands(this.#ctx.db, this.#ctx.clock.now());
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#looking;
    await this.#save();
  }

  /** Whether the device has a connection on which it proved itself. */
  connected(mn: string): boolean {
    return this.#book.of(mn) !== null;
  }

  /** Sends a command that is stored as queued. Its further course is written to its row. */
  async run(
    command: Pick<StoredCommand, 'id' | 'mn'>,
    request: Request,
    actor: Actor | null = null,
  ): Promise<void> {
    const { id, mn } = command;
    const running: Running = {
      id,
      mn,
      actor,
      steps: [],
      state: 'queued',
      code: null,
      endedAt: null,
      dirty: true,
      answer: null,
      setting: null,
    };
    const session = await this.#sessions.of(mn);
    const answer = session && this.#book.of(mn) ? session.request(request, this.#ctx.clock.now()) : null;
    if (!answer?.ok) {
      running.state = 'failed';
      running.endedAt = this.#ctx.clock.now();
      running.steps.push(this.#note(answer ? answer.problem.message : '设备未连接 not connected'));
      return this.#write(running);
    }
    this.#running.set(`${mn}/${answer.qn}`, running);
    this.#act(mn, answer.actions, null);
    await this.#write(running);
  }

  /**
   * A frame that was kept, of a device that proved itself: perhaps an answer to what was asked, or a site that asks for
   * the time.
   */
  heard(frame: RawFrame, header: FrameHeader, mn: string, lsn: number): void {
    const asks = header.cn === '1013' || header.cn === '1014' || header.cn === '1001';
    if (!asks && !this.#sessions.asking(mn)) return;
    this.#sessions
      .of(mn)
      .then((session) => {
        if (!session) return;
        const key = this.#directory.get(mn)?.sm4Key;
        const decoded = decodeFrame(frame.bytes, key ? { sm4Key: key } : undefined);
        this.#act(mn, session.frame(header, decoded, this.#ctx.clock.now()), lsn);
      })
      .catch((error: unknown) =>
        this.#ctx.log.error({ err: error, mn }, 'an answer of a device could not be followed'),
      );
  }

  #tick(): void {
    const now = this.#ctx.clock.now();
    for (const [mn, session] of this.#sessions.due(now)) this.#act(mn, session.tick(now), null);
    void this.#save();
    if (this.#ticks++ % LOOK_TICKS === 0)
      this.#looking = this.#looking
        .then(() => this.#takeWaiting())
        .catch((error: unknown) =>
          this.#ctx.log.error({ err: error }, 'waiting commands could not be looked for'),
        );
  }

  /** Commands that jobs and other processes left for the gateway (`queueCommand`). */
  async #takeWaiting(): Promise<void> {
    const mns = await waitingMns(this.#ctx.db);
    if (mns.length === 0) return;
    const now = this.#ctx.clock.now();
    const under = new Map<string, number>();
    for (const { mn } of this.#running.values()) under.set(mn, (under.get(mn) ?? 0) + 1);
    const taken = await takeWaiting(this.#ctx.db, {
      connected: mns.filter((mn) => this.connected(mn)),
      busy: [...under].filter(([, count]) => count >= MOST_OF_ONE).map(([mn]) => mn),
      olderThan: now - WAITS_MS,
      perDevice: MOST_OF_ONE,
    });
    for (const row of taken) await this.run(row, requestOf(row.command, row.args, now));
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
    if (step.state === 'data' && step.data) running.answer = answerOf(step.data, lsn);
    const stored: StoredStep = {
      at: beijingIso(step.at),
      direction: step.state === 'sent' ? 'out' : step.state === 'timeout' ? 'note' : 'in',
      text: stepText(step),
      lsn,
    };
    // Thousands of data frames of a history call are one step that counts.
    if (step.state === 'data' && running.steps.at(-1)?.text.startsWith(DATA_STEP))
      running.steps[running.steps.length - 1] = stored;
    else running.steps.push(stored);
    if (!ENDED.has(step.state)) return;
    running.endedAt = step.at;
    if (step.state === 'done') running.setting = settingOf(step.request);
    this.#running.delete(`${mn}/${step.qn}`);
    this.#ended.add(running);
    void this.#save();
  }

  /** Writes what changed, one after another; what cannot be written is tried again at the next tick. */
  #save(): Promise<void> {
    for (const running of [...this.#running.values(), ...this.#ended]) {
      if (!running.dirty) continue;
      running.dirty = false;
      this.#saving = this.#saving.then(async () => {
        try {
          await this.#write(running);
          if (running.endedAt !== null) this.#ended.delete(running);
        } catch (error) {
          running.dirty = true;
          this.#ctx.log.error({ err: error, command: running.id }, 'a command could not be saved');
        }
      });
    }
    return this.#saving;
  }

  async #write(running: Running): Promise<void> {
    running.dirty = false;
    if (running.setting) await this.#confirm(running, running.setting);
    else await updateCommand(this.#ctx.db, running.id, running);
    this.#ctx.live.publish(LIVE_COMMANDS, { id: running.id, state: running.state });
  }

  /** The registry learns what the device confirmed in the step in which the command ends, and nobody keeps the old. */
  async #confirm(running: Running, setting: ConfirmedSetting): Promise<void> {
    const { mn, actor } = running;
    try {
      await this.#ctx.db.transaction().execute(async (tx) => {
        await confirmDeviceSetting(this.#ctx, tx, mn, setting, actor);
        await updateCommand(tx, running.id, running);
      });
    } catch (error) {
      // The registry says no (the MN was given to another meanwhile): a person has to look; the row must say so.
      if (!(error instanceof TarimError)) throw error;
      this.#ctx.log.error({ err: error, mn }, 'a setting that a device confirmed could not be registered');
      running.steps.push(this.#note(`设备已生效，登记未更新 the registry was not updated: ${error.message}`));
      await updateCommand(this.#ctx.db, running.id, running);
    }
    running.setting = null;
    this.#directory.forget();
    await this.#directory.prepare([mn, ...(setting.mn ? [setting.mn] : [])]).catch(() => {});
    this.#sessions.forget(mn);
  }

  #note(text: string): StoredStep {
    return { at: beijingIso(this.#ctx.clock.now()), direction: 'note', text, lsn: null };
  }
}

function answerOf(
  data: NonNullable<Extract<SessionAction, { type: 'requestState' }>['data']>,
  lsn: number | null,
): CommandAnswer {
  return {
    fields: { ...data.fields },
    items: data.items.slice(0, MOST_ITEMS).map(({ code, attrs }) => ({
      code,
      attrs: Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, String(value)])),
    })),
    lsn,
  };
}
