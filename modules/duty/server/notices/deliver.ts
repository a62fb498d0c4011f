import { MINUTE_MS } from '@tarim/kernel';
import type { Context, JobResult } from '@tarim/platform';
import type { ChannelKind } from '../../contract.ts';
import { type DueMessage, settleMessage, takeDue } from '../sql/messages.ts';
import { type ChannelRow, channelById } from '../sql/notices.ts';
import { sendEmail } from './channels/email.ts';
import type { Letter, Send } from './channels/port.ts';
import { sendSms, sendWebhook } from './channels/post.ts';

export const DELIVER_JOB = 'duty.deliver';

const SEND: Readonly<Record<ChannelKind, Send>> = {
  email: sendEmail,
  webhook: sendWebhook,
  sms: sendSms,
  record: async () => 'recorded',
};
/** Waits after each attempt that failed; after the last the message has failed. */
const WAITS_MIN = [1, 5, 15, 60, 240];
/** How long a message is somebody's who is sending it. */
const HOLD_MS = 2 * MINUTE_MS;
const AT_ONCE = 20;

/** Sends by a channel as it is set up, whether it is in use or not. */
export function sendBy(ctx: Context, channel: ChannelRow, letter: Letter): Promise<'sent' | 'recorded'> {
  const secret = channel.secret === null ? null : ctx.secrets.open(channel.secret);
  return SEND[channel.kind](letter, { settings: channel.settings, secret });
}

/** What people read of a failure: the first line of what the other side said, without addresses. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error))
    .split('\n')[0]!
    .replace(/[^\s@<]+@[^\s@>]+/g, '***')
    .slice(0, 200);

/** Sends all that is due; gives how many went out. Messages of one round go side by side. */
export async function deliver(ctx: Context, { signal }: { signal?: AbortSignal } = {}): Promise<JobResult> {
  let sent = 0;
  let failed = 0;
  while (!signal?.aborted) {
    const now = ctx.clock.now();
    const due = await takeDue(ctx.db, new Date(now), new Date(now + HOLD_MS), AT_ONCE);
    if (due.length === 0) break;
    const channels = new Map<number, ChannelRow | null>();
    for (const { channelId } of due)
      if (!channels.has(channelId)) channels.set(channelId, await channelById(ctx.db, channelId));
    const done = await Promise.all(due.map((one) => deliverOne(ctx, one, channels.get(one.channelId)!)));
    sent += done.filter(Boolean).length;
    failed += done.filter((one) => !one).length;
  }
  return { sent, failed };
}

async function deliverOne(ctx: Context, message: DueMessage, channel: ChannelRow): Promise<boolean> {
  try {
    const state = await sendBy(ctx, channel, message);
    await settleMessage(ctx.db, message.id, {
      state,
      error: null,
      sentAt: new Date(ctx.clock.now()),
      nextAt: null,
    });
    return true;
  } catch (error) {
    const wait = WAITS_MIN[message.attempts - 1];
    await settleMessage(ctx.db, message.id, {
      state: wait === undefined ? 'failed' : 'queued',
      error: reasonOf(error),
      sentAt: null,
      nextAt: wait === undefined ? null : new Date(ctx.clock.now() + wait * MINUTE_MS),
    });
    ctx.log.warn({ channel: channel.name, attempt: message.attempts }, 'a notice did not go out');
    return false;
  }
}
