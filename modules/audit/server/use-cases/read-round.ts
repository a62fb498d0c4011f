import { fatalTitle } from '@tarim/enforcement/queries';
import { beijingIso } from '@tarim/kernel';
import type { Actor, Context, DbOrTx } from '@tarim/platform';
import type { RoundDetail } from '../../contract.ts';
import { frequentFaults, rankingOf } from '../domain/ranking.ts';
import { paperRows } from '../sql/papers.ts';
import type { Tongue } from '../words.ts';
import { opinionsOf } from './opinions.ts';
import { presentPaper } from './papers.ts';
import { presentRound, requireRound } from './round-rows.ts';

/** A round with its sample, the ranking of its units, and what is said to them. @throws TarimError AUDIT_ROUND_UNKNOWN */
export async function getRound(
  ctx: Context,
  actor: Actor,
  id: number,
  tongue: Tongue,
  db: DbOrTx = ctx.db,
): Promise<RoundDetail> {
  const row = await requireRound(db, id);
  const sample = (await paperRows(db, { roundId: id })).map(presentPaper);
  const opinions = await opinionsOf(ctx, actor, { roundId: id }, db);
  const marked = sample.map(({ auditedPath, state, score, fatal }) => ({
    auditedPath,
    signed: state === 'signed',
    score,
    fatal,
  }));
  const units = row.audited.map(({ path, name }) => {
    const opinion = opinions.find(({ auditedPath }) => auditedPath === path);
    return {
      path,
      name,
      pool: row.files.filter(({ auditedPath }) => auditedPath === path).length,
      rectified: opinion ? opinion.state === 'accepted' : null,
    };
  });
  return {
    ...presentRound(row),
    rate: row.rate,
    deviation: row.deviation,
    commitment: row.commitment,
    seed: row.seed,
    hash: row.hash,
    by: row.by,
    drawnAt: row.drawnAt && beijingIso(row.drawnAt.getTime()),
    sample,
    ranking: rankingOf(units, marked),
    faults: frequentFaults(marked).map((one) => ({ ...one, title: fatalTitle(one.no, tongue) })),
    opinions,
  };
}
