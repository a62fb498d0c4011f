import { type BoundRoute, implement, negotiateLanguage, templateOf, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { addAnswerSetting, getAnswerSettings } from './notices/answer-settings.ts';
import {
  addChannel,
  addNoticeRule,
  listChannels,
  listMessages,
  putChannel,
  putNoticeRule,
  removeNoticeRule,
  retryMessage,
  testChannel,
} from './notices/settings.ts';
import {
  addContact,
  finishHandOver,
  listHandOvers,
  putContact,
  removeContact,
  takeHandOver,
  writeHandOver,
} from './roster/book.ts';
import { importRoster, ROSTER_COLUMNS, ROSTER_SHEET } from './roster/import.ts';
import { getRoster, putShift, setHours, whoIsOnDuty } from './roster/roster.ts';
import { contactRows } from './sql/book.ts';
import { inboxOf, markRead, unreadOf } from './sql/messages.ts';
import { noticeRuleRows } from './sql/notices.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const INBOX_SHOWN = 100;

export const routes: readonly BoundRoute[] = [
  implement(contract.getRoster, ({ query }, ctx) => getRoster(ctx, query)),
  implement(contract.putShift, ({ actor, body }, ctx) => putShift(ctx, actor!, body)),
  implement(contract.setHours, ({ actor, body }, ctx) => setHours(ctx, actor!, body)),
  implement(contract.rosterTemplate, async ({ reply }) => {
    const bytes = await templateOf(ROSTER_SHEET, ROSTER_COLUMNS);
    reply.type(XLSX).header('content-disposition', 'attachment; filename="roster.xlsx"');
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.importRoster, async ({ actor, query, request }, ctx) =>
    importRoster(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh',
    ),
  ),
  implement(contract.whoIsOnDuty, ({ query }, ctx) => whoIsOnDuty(ctx, query.unitPath)),
  implement(contract.listContacts, async ({ query }, ctx) => ({
    contacts: await contactRows(ctx.db, query),
  })),
  implement(contract.addContact, ({ actor, body }, ctx) => addContact(ctx, actor!, body)),
  implement(contract.putContact, ({ actor, params, body }, ctx) => putContact(ctx, actor!, params.id, body)),
  implement(contract.removeContact, ({ actor, params }, ctx) => removeContact(ctx, actor!, params.id)),
  implement(contract.listHandOvers, ({ query }, ctx) => listHandOvers(ctx, query.unitPath, query.limit)),
  implement(contract.writeHandOver, ({ actor, body }, ctx) => writeHandOver(ctx, actor!, body)),
  implement(contract.takeHandOver, ({ actor, params }, ctx) => takeHandOver(ctx, actor!, params.id)),
  implement(contract.finishHandOver, ({ actor, params }, ctx) => finishHandOver(ctx, actor!, params.id)),
  implement(contract.listChannels, (_call, ctx) => listChannels(ctx)),
  implement(contract.addChannel, ({ actor, body }, ctx) => addChannel(ctx, actor!, body)),
  implement(contract.putChannel, ({ actor, params, body }, ctx) => putChannel(ctx, actor!, params.id, body)),
  implement(contract.testChannel, ({ actor, params, body }, ctx) =>
    testChannel(ctx, actor!, params.id, body.to),
  ),
  implement(contract.listNoticeRules, async (_call, ctx) => ({ rules: await noticeRuleRows(ctx.db) })),
  implement(contract.addNoticeRule, ({ actor, body }, ctx) => addNoticeRule(ctx, actor!, body)),
  implement(contract.putNoticeRule, ({ actor, params, body }, ctx) =>
    putNoticeRule(ctx, actor!, params.id, body),
  ),
  implement(contract.removeNoticeRule, ({ actor, params }, ctx) => removeNoticeRule(ctx, actor!, params.id)),
  implement(contract.getAnswerSettings, ({ query }, ctx) => getAnswerSettings(ctx, query.unitPath)),
  implement(contract.addAnswerSetting, ({ actor, body }, ctx) => addAnswerSetting(ctx, actor!, body)),
  implement(contract.listMessages, ({ actor, query }, ctx) => listMessages(ctx, actor!, query)),
  implement(contract.retryMessage, ({ actor, params }, ctx) => retryMessage(ctx, actor!, params.id)),
  implement(contract.getInbox, async ({ actor, query }, ctx) => ({
    unread: await unreadOf(ctx.db, actor!.userId),
    items: await inboxOf(ctx.db, actor!.userId, query.unread ?? false, INBOX_SHOWN),
  })),
  implement(contract.readInbox, async ({ actor, body }, ctx) => {
    await markRead(ctx.db, actor!.userId, body.upTo, new Date(ctx.clock.now()));
    return { unread: await unreadOf(ctx.db, actor!.userId) };
  }),
];
