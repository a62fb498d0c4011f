import { type BoundRoute, implement, type Language, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import { allRules } from './sql/rules.ts';
import { acknowledgeAlarm } from './use-cases/acknowledge-alarm.ts';
import { addNote } from './use-cases/add-note.ts';
import { closeAlarm } from './use-cases/close-alarm.ts';
import { countAlarms } from './use-cases/count-alarms.ts';
import { exportAlarms } from './use-cases/export-alarms.ts';
import { getAlarm } from './use-cases/get-alarm.ts';
import { createHush, endHush, listHushes } from './use-cases/hushes.ts';
import { listAlarms } from './use-cases/list-alarms.ts';
import { getTrial, startTrial } from './use-cases/trials.ts';
import { updateRule } from './use-cases/update-rule.ts';
import {
  createWrittenRule,
  getWrittenRule,
  listRuleBook,
  reviseWrittenRule,
} from './use-cases/written-rules.ts';

/** Language of the names in an answer. */
function languageOf(request: { readonly headers: { readonly 'accept-language'?: string } }): Language {
  return negotiateLanguage(request.headers['accept-language']);
}

// Every route but `public` ones has an actor: the platform answers 401 before the handler otherwise.
export const routes: readonly BoundRoute[] = [
  implement(contract.listAlarms, ({ actor, query, request }, ctx) =>
    listAlarms(ctx, actor!, query, languageOf(request)),
  ),
  implement(contract.countAlarms, ({ actor, query }, ctx) => countAlarms(ctx, actor!, query)),
  implement(contract.getAlarm, ({ actor, params, request }, ctx) =>
    getAlarm(ctx, actor!, params.id, languageOf(request)),
  ),
  implement(contract.exportAlarms, async ({ actor, query, request, reply }, ctx) => {
    const file = await exportAlarms(ctx, actor!, query, languageOf(request));
    reply.type(file.mime).header('content-disposition', `attachment; filename="${file.name}"`);
    await reply.send(Buffer.from(file.bytes));
    return undefined;
  }),
  implement(contract.acknowledgeAlarm, ({ actor, params, body, request }, ctx) =>
    acknowledgeAlarm(ctx, actor!, params.id, languageOf(request), body.note),
  ),
  implement(contract.addNote, ({ actor, params, body, request }, ctx) =>
    addNote(ctx, actor!, params.id, languageOf(request), body.text),
  ),
  implement(contract.closeAlarm, ({ actor, params, body, request }, ctx) =>
    closeAlarm(ctx, actor!, params.id, languageOf(request), body.reason),
  ),
  implement(contract.listRules, async (_call, ctx) => ({ rules: await allRules(ctx.db) })),
  implement(contract.updateRule, ({ actor, params, body }, ctx) =>
    updateRule(ctx, actor!, params.kind, body),
  ),
  implement(contract.listRuleBook, (_call, ctx) => listRuleBook(ctx)),
  implement(contract.getWrittenRule, ({ params }, ctx) => getWrittenRule(ctx, params.key)),
  implement(contract.createWrittenRule, ({ actor, body }, ctx) => createWrittenRule(ctx, actor!, body)),
  implement(contract.reviseWrittenRule, ({ actor, params, body }, ctx) =>
    reviseWrittenRule(ctx, actor!, params.key, body),
  ),
  implement(contract.startTrial, ({ actor, body }, ctx) => startTrial(ctx, actor!, body)),
  implement(contract.getTrial, ({ params }, ctx) => getTrial(ctx, params.id)),
  implement(contract.listHushes, ({ actor, query, request }, ctx) =>
    listHushes(ctx, actor!, query, languageOf(request)),
  ),
  implement(contract.createHush, ({ actor, body, request }, ctx) =>
    createHush(ctx, actor!, body, languageOf(request)),
  ),
  implement(contract.endHush, ({ actor, params, request }, ctx) =>
    endHush(ctx, actor!, params.id, languageOf(request)),
  ),
];
