import { TarimError } from '@tarim/kernel';
import type { Actor, Context, FieldAct, FieldItem, FieldWork } from '@tarim/platform';
import { enterprisesByIds, type RegisteredEnterprise } from '@tarim/registry/queries';
import { industryOf } from './domain/checks.ts';
import { both, RECORD_FORMS, recordFormOf, siteFormOf } from './domain/forms.ts';
import { inspectionErrors as E } from './errors.ts';
import { recordRows } from './sql/records.ts';
import { type KeptVisit, plannedVisits } from './sql/visits.ts';
import { takeRecord } from './use-cases/records.ts';
import { RECORD } from './use-cases/visits.ts';
import type { Key } from './words.ts';

/** 检查任务 outside: the record of the site, what was sampled and the inquiries, signed on the glass. */
export const inspectionFieldWork: FieldWork = {
  kind: 'inspection.visit',
  titles: both('record.kind'),
  action: RECORD,
  forms: RECORD_FORMS,
  items,
  taken: async (ctx, _subject, actId) => (await recordRows(ctx.db, { act: actId })).length > 0,
  take,
};

async function items(ctx: Context, actor: Actor, limit: number): Promise<FieldItem[]> {
  const { unitPaths } = ctx.policy.scope(actor, RECORD);
  const visits = await plannedVisits(ctx.db, unitPaths, actor.name, limit);
  const places = new Map(
    (
      await enterprisesByIds(
        ctx.db,
        visits.map(({ enterpriseId }) => enterpriseId),
      )
    ).map((one) => [one.id, one]),
  );
  return visits.map((visit) => itemOf(visit, places.get(visit.enterpriseId)));
}

function itemOf(
  visit: KeptVisit,
  at: Pick<RegisteredEnterprise, 'address' | 'lon' | 'lat' | 'industry'> | undefined,
): FieldItem {
  const facts = [
    { titles: both('field.uscc'), value: visit.uscc },
    { titles: both('record.address'), value: at?.address ?? '' },
    {
      titles: both('field.team'),
      value: visit.team.map(({ name, certificate }) => `${name}（${certificate}）`).join('、'),
    },
    { titles: both('field.appointment'), value: appointmentText(visit) },
    { titles: both('field.source'), value: visit.drawNumber ?? visit.why ?? '' },
    {
      titles: both('field.counts'),
      value: visit.exemption ? both(`exemption.${visit.exemption}` as Key).zh : both('visits.counts').zh,
    },
  ];
  return {
    subject: String(visit.id),
    revision: `${visit.plannedAt.toISOString()} ${visit.appointment?.from ?? ''}`.trim(),
    title: visit.enterprise,
    summary: visit.drawNumber ?? visit.why ?? '',
    state: both('visits.planned'),
    deadline: null,
    place: at && at.lon !== null && at.lat !== null ? [at.lon, at.lat] : null,
    geometry: null,
    facts: facts.filter(({ value }) => value !== ''),
    acts: [siteFormOf(industryOf(at?.industry ?? null)), 'sampling', 'inquiry'],
    simulated: visit.simulated,
  };
}

/** `2026-11-28 10:00–12:00` */
const appointmentText = ({ appointment }: KeptVisit): string =>
  appointment ? `${appointment.from.slice(0, 16).replace('T', ' ')}–${appointment.to.slice(11, 16)}` : '';

/** @throws TarimError INSPECTION_VISIT_UNKNOWN, INSPECTION_VISIT_DONE, FORBIDDEN */
async function take(ctx: Context, actor: Actor, form: string, act: FieldAct): Promise<void> {
  if (!/^[1-9]\d{0,8}$/.test(act.subject))
    throw new TarimError(E.visitUnknown, { id: act.subject.slice(0, 20) });
  await takeRecord(ctx, actor, Number(act.subject), recordFormOf(form), act);
}
