import { type BoundRoute, implement } from '@tarim/platform';
import * as contract from '../contract.ts';
import { allRules } from './sql/rules.ts';
import { acknowledgeAlarm } from './use-cases/acknowledge-alarm.ts';
import { addNote } from './use-cases/add-note.ts';
import { closeAlarm } from './use-cases/close-alarm.ts';
import { countAlarms } from './use-cases/count-alarms.ts';
import { exportAlarms } from './use-cases/export-alarms.ts';
import { getAlarm } from './use-cases/get-alarm.ts';
import { listAlarms } from './use-cases/list-alarms.ts';
import { updateRule } from './use-cases/update-rule.ts';

// Every route but `public` ones has an actor: the platform answers 401 before the handler otherwise.
export const routes: readonly BoundRoute[] = [
  implement(contract.listAlarms, ({ actor, query }, ctx) => listAlarms(ctx, actor!, query)),
  implement(contract.countAlarms, ({ actor, query }, ctx) => countAlarms(ctx, actor!, query)),
  implement(contract.getAlarm, ({ actor, params }, ctx) => getAlarm(ctx, actor!, params.id)),
  implement(contract.exportAlarms, async ({ actor, query, reply }, ctx) => {
    const file = await exportAlarms(ctx, actor!, query);
    reply.type(file.mime).header('content-disposition', `attachment; filename="${file.name}"`);
    await reply.send(Buffer.from(file.bytes));
    return undefined;
  }),
  implement(contract.acknowledgeAlarm, ({ actor, params, body }, ctx) =>
    acknowledgeAlarm(ctx, actor!, params.id, body.note),
  ),
  implement(contract.addNote, ({ actor, params, body }, ctx) => addNote(ctx, actor!, params.id, body.text)),
  implement(contract.closeAlarm, ({ actor, params, body }, ctx) =>
    closeAlarm(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.listRules, async (_call, ctx) => ({ rules: await allRules(ctx.db) })),
  implement(contract.updateRule, ({ actor, params, body }, ctx) =>
    updateRule(ctx, actor!, params.kind, body),
  ),
];
