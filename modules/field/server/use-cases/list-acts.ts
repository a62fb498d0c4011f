import type { Actor, Context, Language } from '@tarim/platform';
import type { FieldActRow } from '../../contract.ts';
import { type ActRow, allActs, ownActs } from '../sql/acts.ts';

const PAGE = 100;

export function presentAct(one: ActRow, language: Language): FieldActRow {
  const { evidence } = JSON.parse(one.sealed) as { evidence: unknown[] };
  return {
    id: one.id,
    device: one.device,
    user: one.user,
    kind: one.kind,
    form: one.form,
    subject: one.subject,
    title: one.title,
    madeAt: one.madeAt.toISOString(),
    receivedAt: one.receivedAt.toISOString(),
    chained: one.chained,
    evidence: evidence.length,
    state: one.state,
    code: one.code,
    reason: one.reason && (language === 'en' ? one.reason.en : one.reason.zh),
  };
}

export async function listOwnActs(ctx: Context, actor: Actor, language: Language) {
  return { acts: (await ownActs(ctx.db, actor.userId)).map((one) => presentAct(one, language)) };
}

export async function listActs(
  ctx: Context,
  { state, before }: { readonly state?: string; readonly before?: string },
  language: Language,
) {
  const rows = await allActs(ctx.db, {
    state: state ?? null,
    before: before ? new Date(before) : null,
    limit: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE);
  return {
    acts: shown.map((one) => presentAct(one, language)),
    next: rows.length > PAGE ? shown.at(-1)!.receivedAt.toISOString() : null,
  };
}
