import type { Context } from '@tarim/platform';
import type { RuleBody } from '../../contract.ts';
import FACTORY from '../factory-rules.json' with { type: 'json' };
import { addVersion, versionsOf } from '../sql/rule-book.ts';

/** A rule as it comes with the platform: switched off, until somebody has tried it on the history of the place. */
export interface FactoryRule {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly source: string;
  /** `practice`: custom of the trade; `memory`: not checked against its source. Neither is law. */
  readonly confidence: 'practice' | 'memory';
  readonly body: RuleBody;
}

export const FACTORY_RULES = FACTORY as unknown as readonly FactoryRule[];

/** Puts the delivered rules into the book where they are not there yet; what people made of them stays. */
export async function plantFactoryRules(ctx: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return ctx.db.transaction().execute(async (tx) => {
    let planted = 0;
    for (const rule of FACTORY_RULES) {
      if ((await versionsOf(tx, rule.key)).length > 0) continue;
      await addVersion(tx, { ...rule, enabled: false, changedBy: null, reason: 'factory' }, ctx.clock.now());
      planted += 1;
    }
    return planted;
  });
}
