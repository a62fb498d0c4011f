import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { enterprisesByIds, pointsByIds } from '@tarim/registry/queries';
import type { Publication, setPublication as route } from '../../contract.ts';
import { factorNames, nameOf } from '../domain/words.ts';
import { disclosureErrors } from '../errors.ts';
import { publicationRows, putPublication, removePublication } from '../sql/publications.ts';

/** A factor is hidden at every point: that is for those who are competent everywhere. */
const EVERYWHERE = '/';

/** What is held back from the portal, newest first, with names. */
export async function publications(ctx: Context): Promise<{ publications: Publication[] }> {
  const rows = await publicationRows(ctx.db);
  const ids = (subject: string) =>
    rows.filter((row) => row.subject === subject).map((row) => Number(row.key));
  const [points, owners] = await Promise.all([
    pointsByIds(ctx.db, ids('point')),
    enterprisesByIds(ctx.db, ids('enterprise')),
  ]);
  return {
    publications: rows.map((row) => {
      if (row.subject === 'code') return { ...row, label: factorNames(row.key), unitPath: EVERYWHERE };
      const found = (row.subject === 'point' ? points : owners).find((one) => String(one.id) === row.key);
      return { ...row, label: nameOf(found?.name ?? row.key), unitPath: found?.unitPath ?? EVERYWHERE };
    }),
  };
}

/**
 * Hides something from the portal, or shows it again (`true` or null). Cannot reveal what the registry keeps back.
 * @throws TarimError DISCLOSURE_SUBJECT_UNKNOWN, DISCLOSURE_NOT_PUBLIC_IN_REGISTRY, FORBIDDEN
 */
export async function setPublication(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof route.body>>,
): Promise<{ publications: Publication[] }> {
  const { subject, key, reason } = body;
  const unitPath = await unitOf(ctx, body);
  ctx.policy.require(actor, 'disclosure.publish', { unitPath });
  await ctx.db.transaction().execute(async (tx) => {
    if (body.public === false) {
      await putPublication(
        tx,
        { subject, key, public: false, reason, changedBy: actor.name },
        ctx.clock.now(),
      );
    } else await removePublication(tx, subject, key);
    await ctx.audit.record(tx, {
      actor,
      action: body.public === false ? 'disclosure.hidden' : 'disclosure.shown',
      subject: `${subject}/${key}`,
      unitPath,
      detail: { reason },
    });
  });
  return publications(ctx);
}

/** Unit that is competent for the subject. */
async function unitOf(ctx: Context, body: Static<NonNullable<typeof route.body>>): Promise<string> {
  const { subject, key } = body;
  if (subject === 'code') return EVERYWHERE;
  const id = /^\d{1,9}$/.test(key) ? Number(key) : 0;
  if (subject === 'point') {
    const [point] = await pointsByIds(ctx.db, [id]);
    if (!point) throw new TarimError(disclosureErrors.subjectUnknown, { key });
    if (body.public === true && !point.public)
      throw new TarimError(disclosureErrors.notPublic, { key: point.name });
    return point.unitPath;
  }
  const [owner] = await enterprisesByIds(ctx.db, [id]);
  if (!owner) throw new TarimError(disclosureErrors.subjectUnknown, { key });
  return owner.unitPath;
}
