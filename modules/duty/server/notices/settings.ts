import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import type {
  Channel,
  ChannelInput,
  ChannelKind,
  ChannelSettings,
  Message,
  listMessages as messagesRoute,
  NoticeRule,
  NoticeRuleInput,
} from '../../contract.ts';
import { dutyErrors as E } from '../errors.ts';
import { requireUnit } from '../roster/frame.ts';
import { messageById, messageRows, queueAgain } from '../sql/messages.ts';
import {
  type ChannelRow,
  channelById,
  channelRows,
  insertChannel,
  insertNoticeRule,
  noticeRuleById,
  takeOffRule,
  updateChannel,
  updateNoticeRule,
} from '../sql/notices.ts';
import { DELIVER_JOB, reasonOf, sendBy } from './deliver.ts';

const MANAGE = 'duty.manage';
const NEEDED: Readonly<Record<ChannelKind, readonly (keyof ChannelSettings)[]>> = {
  email: ['host', 'from'],
  webhook: ['url'],
  sms: ['url'],
  record: [],
};

const present = ({ secret, ...channel }: ChannelRow): Channel => ({ ...channel, hasSecret: secret !== null });

export async function listChannels(ctx: Context): Promise<{ channels: Channel[] }> {
  return { channels: (await channelRows(ctx.db)).map(present) };
}

/** @throws TarimError DUTY_CHANNEL_INCOMPLETE */
function kept(ctx: Context, input: ChannelInput) {
  const missing = NEEDED[input.kind].filter((key) => input.settings[key] === undefined);
  if (missing.length > 0) throw new TarimError(E.channelIncomplete, { missing: missing.join('、') });
  return { ...input, secret: input.secret === undefined ? null : ctx.secrets.seal(input.secret) };
}

export async function addChannel(ctx: Context, actor: Actor, input: ChannelInput): Promise<Channel> {
  return ctx.db.transaction().execute(async (tx) => {
    const channel = await insertChannel(tx, kept(ctx, input));
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.channel.added',
      subject: `duty/channel/${channel.id}`,
      detail: { kind: channel.kind, name: channel.name },
    });
    return present(channel);
  });
}

/** @throws TarimError DUTY_CHANNEL_UNKNOWN */
async function knownChannel(ctx: Context, id: number): Promise<ChannelRow> {
  const channel = await channelById(ctx.db, id);
  if (!channel) throw new TarimError(E.channelUnknown, { id });
  return channel;
}

/** @throws TarimError DUTY_CHANNEL_UNKNOWN, DUTY_CHANNEL_KIND_FIXED, DUTY_CHANNEL_INCOMPLETE */
export async function putChannel(
  ctx: Context,
  actor: Actor,
  id: number,
  input: ChannelInput,
): Promise<Channel> {
  const before = await knownChannel(ctx, id);
  if (before.kind !== input.kind) throw new TarimError(E.channelKind);
  return ctx.db.transaction().execute(async (tx) => {
    const channel = await updateChannel(tx, id, kept(ctx, input));
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.channel.changed',
      subject: `duty/channel/${id}`,
      detail: { enabled: input.enabled, secret: input.secret === undefined ? 'kept' : 'replaced' },
    });
    return present(channel);
  });
}

/** One message at once, beside the queue: whoever sets a channel up wants to see it work. */
export async function testChannel(
  ctx: Context,
  actor: Actor,
  id: number,
  to: string,
): Promise<{ state: 'sent' | 'recorded' | 'failed'; error: string | null }> {
  const channel = await knownChannel(ctx, id);
  requireAddress(channel.kind, to);
  const at = new Date(ctx.clock.now());
  await ctx.audit.record(ctx.db, { actor, action: 'duty.channel.tested', subject: `duty/channel/${id}` });
  try {
    const state = await sendBy(ctx, channel, {
      key: `test:${id}:${at.getTime()}`,
      occasion: 'alarm-fired',
      address: to,
      subject: '塔里木平台通知渠道试验',
      body: `渠道“${channel.name}”的试验消息，无须处理。`,
      unitPath: '/',
      simulated: true,
      createdAt: at,
    });
    return { state, error: null };
  } catch (error) {
    return { state: 'failed', error: reasonOf(error) };
  }
}

const ADDRESS: Readonly<Partial<Record<ChannelKind, RegExp>>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  sms: /^[+0-9][0-9 -]{2,30}$/,
};

/** @throws TarimError DUTY_ADDRESS_WRONG */
function requireAddress(kind: ChannelKind, address: string): void {
  const form = ADDRESS[kind];
  if (form && !form.test(address)) throw new TarimError(E.addressWrong, { kind });
}

/** @throws TarimError DUTY_UNIT_UNKNOWN, DUTY_CHANNEL_UNKNOWN, DUTY_ADDRESS_WRONG, FORBIDDEN */
async function checkRule(ctx: Context, actor: Actor, input: NoticeRuleInput): Promise<void> {
  ctx.policy.require(actor, MANAGE, { unitPath: input.unitPath });
  await requireUnit(ctx.db, input.unitPath);
  const channel = input.channelId === null ? null : await knownChannel(ctx, input.channelId);
  if (input.to.kind === 'address') {
    if (channel === null) throw new TarimError(E.addressWrong, { kind: 'inbox' });
    requireAddress(channel.kind, input.to.address);
  }
}

export async function addNoticeRule(ctx: Context, actor: Actor, input: NoticeRuleInput): Promise<NoticeRule> {
  await checkRule(ctx, actor, input);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insertNoticeRule(tx, input);
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.notice-rule.added',
      subject: `duty/notice-rule/${id}`,
      unitPath: input.unitPath,
      detail: { occasion: input.occasion, severity: input.severity, channelId: input.channelId },
    });
    return (await noticeRuleById(tx, id))!;
  });
}

/** @throws TarimError DUTY_NOTICE_RULE_UNKNOWN */
async function knownRule(ctx: Context, actor: Actor, id: number): Promise<NoticeRule> {
  const rule = await noticeRuleById(ctx.db, id);
  if (!rule) throw new TarimError(E.ruleUnknown, { id });
  ctx.policy.require(actor, MANAGE, { unitPath: rule.unitPath });
  return rule;
}

export async function putNoticeRule(
  ctx: Context,
  actor: Actor,
  id: number,
  input: NoticeRuleInput,
): Promise<NoticeRule> {
  await knownRule(ctx, actor, id);
  await checkRule(ctx, actor, input);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    await updateNoticeRule(tx, id, input);
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.notice-rule.changed',
      subject: `duty/notice-rule/${id}`,
      unitPath: input.unitPath,
      detail: { enabled: input.enabled, severity: input.severity },
    });
    return (await noticeRuleById(tx, id))!;
  });
}

export async function removeNoticeRule(ctx: Context, actor: Actor, id: number): Promise<undefined> {
  const rule = await knownRule(ctx, actor, id);
  await asActor(ctx, actor, MANAGE, async (tx) => {
    if (!(await takeOffRule(tx, id, new Date(ctx.clock.now())))) throw new TarimError(E.ruleRemoved);
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.notice-rule.removed',
      subject: `duty/notice-rule/${id}`,
      unitPath: rule.unitPath,
    });
  });
  return undefined;
}

/** What went out of the units that the reader manages. */
export async function listMessages(
  ctx: Context,
  actor: Actor,
  { state, before, limit = 100 }: Static<NonNullable<typeof messagesRoute.query>>,
): Promise<{ messages: Message[]; next: number | null }> {
  const { unitPaths } = ctx.policy.scope(actor, MANAGE);
  const rows = await messageRows(ctx.db, { state, before, units: unitPaths, limit: limit + 1 });
  const messages = rows.slice(0, limit);
  return { messages, next: rows.length > limit ? messages.at(-1)!.id : null };
}

/** @throws TarimError DUTY_MESSAGE_UNKNOWN, DUTY_MESSAGE_NOT_FAILED, FORBIDDEN */
export async function retryMessage(ctx: Context, actor: Actor, id: number): Promise<Message> {
  const message = await messageById(ctx.db, id);
  if (!message) throw new TarimError(E.messageUnknown, { id });
  ctx.policy.require(actor, MANAGE, { unitPath: message.unitPath });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    if (!(await queueAgain(tx, id, new Date(ctx.clock.now())))) throw new TarimError(E.messageNotFailed);
    await ctx.jobs.enqueue(DELIVER_JOB, {}, { tx, singletonKey: 'now' });
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.message.again',
      subject: `duty/message/${id}`,
      unitPath: message.unitPath,
    });
    return (await messageById(tx, id))!;
  });
}
