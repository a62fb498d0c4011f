import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, type Context, type DbOrTx, ownEnterprises } from '@tarim/platform';
import { enterprisesByIds, enterprisesInUse } from '@tarim/registry/queries';
import { plusDays } from '@tarim/science';
import { statutoryTerm } from '@tarim/standards';
import type { OpenPermit, PermitClass, PermitDetail, PermitSummary } from '../../contract.ts';
import { type Standing, standingOf } from '../domain/permit.ts';
import { renewalOf, stateOf, WARN_DAYS } from '../domain/renewal.ts';
import { dutiesOf, quotasOf } from '../domain/reports.ts';
import { permitErrors as E } from '../errors.ts';
import { type ApplicationRow, applicationRows } from '../sql/applications.ts';
import { type PermitRow, permitRows, reportsOf, stepsOf } from '../sql/permits.ts';
import { FILE, MANAGE, READ } from './actions.ts';

const PAGE = 50;
const OPEN_PAGE = 20;
const MANY = 1_000;

/** @throws TarimError PERMIT_PERMIT_UNKNOWN, also where it is another enterprise's */
export async function requirePermit(
  db: DbOrTx,
  id: number,
  own: readonly number[] | null = null,
): Promise<PermitRow> {
  const [row] = await permitRows(db, { id, enterprises: own, limit: 1 });
  if (!row) throw new TarimError(E.permitUnknown, { id });
  return row;
}

/** Permits as lists show them, with the renewal and the reports that are late. */
export async function presentPermits(
  ctx: Context,
  db: DbOrTx,
  rows: readonly PermitRow[],
): Promise<PermitSummary[]> {
  const ids = rows.map(({ id }) => id);
  const steps = Map.groupBy(await stepsOf(db, ids), ({ permitId }) => permitId);
  const reports = Map.groupBy(await reportsOf(db, ids), ({ permitId }) => permitId);
  const asked = Map.groupBy(
    ids.length === 0 ? [] : await applicationRows(db, { permits: ids, limit: MANY }),
    ({ permitId }) => permitId!,
  );
  const names = await namesOf(
    db,
    rows.map(({ enterpriseId }) => enterpriseId),
  );
  const now = ctx.clock.now();
  const today = beijingDate(now);
  return rows.map((row) => {
    const standing = standingOf(steps.get(row.id)!.map(({ act }) => act));
    const { content } = standing;
    const state = stateOf(row.state, content.validTo, today);
    const askedOn = renewalAsked(standing, asked.get(row.id) ?? []);
    const duties = dutiesOf(content, row.reportsFrom, reports.get(row.id) ?? [], now, today);
    return {
      id: row.id,
      number: row.number,
      enterpriseId: row.enterpriseId,
      enterprise: names.get(row.enterpriseId) ?? '',
      unitPath: row.unitPath,
      class: content.class,
      issuer: row.issuer,
      validFrom: content.validFrom,
      validTo: content.validTo,
      state,
      renewal:
        row.state !== 'valid' || content.class === 'registration'
          ? null
          : renewalOf(content.validTo, askedOn, now),
      lateReports: duties.filter(({ late, submittedOn }) => late && submittedOn === null).length,
      simulated: row.simulated,
    };
  });
}

/** Day of the renewal that was asked for since the permit was last issued or renewed, and not sent back or refused. */
function renewalAsked({ renewedOn }: Standing, applications: readonly ApplicationRow[]): string | null {
  const open = applications.filter(
    ({ kind, state, submittedOn }) =>
      (kind === 'renew' || kind === 'reissue') &&
      (state === 'submitted' || state === 'accepted') &&
      submittedOn >= renewedOn,
  );
  return open.at(-1)?.submittedOn ?? null;
}

export async function namesOf(db: DbOrTx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  return new Map((await enterprisesByIds(db, [...new Set(ids)])).map(({ id, name }) => [id, name]));
}

/** Enterprises whose names hold a text. */
async function namedLike(db: DbOrTx, text: string): Promise<number[]> {
  const ids = (await enterprisesInUse(db)).map(({ id }) => id);
  return (await enterprisesByIds(db, ids)).filter(({ name }) => name.includes(text)).map(({ id }) => id);
}

export async function listPermits(
  ctx: Context,
  actor: Actor,
  query: {
    unit?: string;
    class?: PermitClass;
    enterpriseId?: number;
    renewal?: boolean;
    text?: string;
    before?: number;
    limit?: number;
  },
): Promise<{ permits: PermitSummary[]; before: number | null }> {
  const limit = query.limit ?? PAGE;
  const own = ownEnterprises(ctx, actor, READ);
  const asked = query.enterpriseId === undefined ? null : [query.enterpriseId];
  const enterprises = own && asked ? own.filter((id) => asked.includes(id)) : (own ?? asked);
  const text = query.text?.trim() || undefined;
  const ahead = statutoryTerm('permit-renewal-ask').length + WARN_DAYS;
  const rows = await permitRows(ctx.db, {
    enterprises,
    unit: query.unit,
    class: query.class,
    before: query.before,
    text,
    named: text ? await namedLike(ctx.db, text) : [],
    endingBy: query.renewal ? plusDays(beijingDate(ctx.clock.now()), ahead) : undefined,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  return {
    permits: await presentPermits(ctx, ctx.db, shown),
    before: rows.length > limit ? shown.at(-1)!.id : null,
  };
}

/** @throws TarimError PERMIT_PERMIT_UNKNOWN, FORBIDDEN */
export async function getPermit(
  ctx: Context,
  actor: Actor,
  id: number,
  db: DbOrTx = ctx.db,
): Promise<PermitDetail> {
  const row = await requirePermit(db, id, ownEnterprises(ctx, actor, READ));
  const [summary] = await presentPermits(ctx, db, [row]);
  const steps = await stepsOf(db, [id]);
  const standing = standingOf(steps.map(({ act }) => act));
  const submitted = await reportsOf(db, [id]);
  const now = ctx.clock.now();
  const { unitPath, enterpriseId } = row;
  return {
    ...summary!,
    content: standing.content,
    steps: steps.map(({ nth, act: { act, on, note }, by, at }) => ({
      nth,
      act,
      on,
      note,
      by,
      at: beijingIso(at.getTime()),
    })),
    reports: dutiesOf(standing.content, row.reportsFrom, submitted, now, beijingDate(now)),
    quotas: quotasOf(standing.content, submitted),
    mayFile: row.state === 'valid' && ctx.policy.can(actor, FILE, { unitPath, enterpriseId }),
    mayManage: row.state === 'valid' && ctx.policy.can(actor, MANAGE, { unitPath }),
  };
}

export async function listOpenPermits(
  ctx: Context,
  query: { text?: string; before?: number },
): Promise<{ permits: OpenPermit[]; before: number | null }> {
  const text = query.text?.trim() || undefined;
  const rows = await permitRows(ctx.db, {
    before: query.before,
    text,
    named: text ? await namedLike(ctx.db, text) : [],
    limit: OPEN_PAGE + 1,
  });
  const shown = rows.slice(0, OPEN_PAGE);
  const steps = Map.groupBy(
    await stepsOf(
      ctx.db,
      shown.map(({ id }) => id),
    ),
    ({ permitId }) => permitId,
  );
  const summaries = await presentPermits(ctx, ctx.db, shown);
  return {
    permits: summaries.map(
      ({ id, number, enterprise, issuer, validFrom, validTo, state, simulated, ...one }) => ({
        number,
        enterprise,
        class: one.class,
        issuer,
        validFrom,
        validTo,
        state,
        outlets: standingOf(steps.get(id)!.map(({ act }) => act)).content.outlets,
        simulated,
      }),
    ),
    before: rows.length > OPEN_PAGE ? shown.at(-1)!.id : null,
  };
}
