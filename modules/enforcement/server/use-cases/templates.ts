import { type DocumentFile, documentFile, type Format } from '@tarim/documents';
import { beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Static } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { bodyOf } from '@tarim/supervision/queries';
import {
  placeholdersOf,
  type saveTemplate as saveRoute,
  TEMPLATE_KINDS,
  type TemplateBody,
  type TemplateDetail,
  type TemplateForm,
  type TemplateKind,
  type TemplateListed,
  type TemplateVersion,
  templateFaults,
} from '../../contract.ts';
import { KINDS } from '../documents/kinds.ts';
import { broughtUp, factoryBody, paperWords } from '../documents/paper-words.ts';
import { samplePaper } from '../documents/sample.ts';
import { holdingAt, type VersionRow } from '../domain/templates.ts';
import { enforcementErrors as E } from '../errors.ts';
import { insertTemplate, kindsNumbered, lockTemplates, templateRows } from '../sql/templates.ts';
import { type Key, wordsIn } from '../words.ts';
import { DECIDE } from './actions.ts';
import type { Tongue } from './read-cases.ts';
import { faultError } from './template-faults.ts';

type Asked = Static<NonNullable<typeof saveRoute.body>>;
type Holding = TemplateDetail['holding'];

const told = (row: VersionRow): TemplateVersion => ({
  ...row,
  body: row.body && broughtUp(KINDS[row.kind], row.body),
  at: beijingIso(row.at.getTime()),
});
const headOf = (row: VersionRow | null): Holding => {
  if (!row) return null;
  const { body: _, ...head } = told(row);
  return head;
};

/** What may be changed of a kind of paper; names are in the reader's tongue, texts as they stand on paper. */
function formOf(kind: TemplateKind, tongue: Tongue): TemplateForm {
  const spec = KINDS[kind];
  const t = wordsIn(tongue);
  const factory = factoryBody(spec);
  return {
    kind,
    name: t(spec.title),
    blocks: spec.blocks.map(({ key, role, optional = false, keeps }) => ({
      key,
      name: t(`block.${key}` as Key),
      role,
      delivered: factory.texts[key]!,
      placeholders: placeholdersOf(factory.texts[key]!),
      optional,
      legal: keeps !== undefined,
      keeps: (keeps ?? []).map((group) => [...group]),
    })),
    signs: [...spec.signs],
    factory,
  };
}

/** @throws TarimError ENFORCEMENT_UNIT_UNKNOWN */
async function requireUnit(ctx: Context, unitPath: string): Promise<void> {
  if (unitPath !== '/' && !(await unitByPath(ctx.db, unitPath)))
    throw new TarimError(E.unitUnknown, { unit: unitPath });
}

/** Each kind with what holds for a unit now. */
export async function listTemplates(
  ctx: Context,
  unit: string,
  tongue: Tongue,
): Promise<{ kinds: TemplateListed[] }> {
  await requireUnit(ctx, unit);
  const versions = await templateRows(ctx.db, unit);
  const now = new Date(ctx.clock.now());
  return {
    kinds: TEMPLATE_KINDS.map((kind) => ({
      kind,
      name: wordsIn(tongue)(KINDS[kind].title),
      numbered: KINDS[kind].number !== null,
      holding: headOf(holdingAt(versions, kind, unit, now)),
    })),
  };
}

/** One kind for a unit: what may be changed, what holds, all versions of the unit. */
export async function getTemplate(
  ctx: Context,
  kind: TemplateKind,
  unit: string,
  tongue: Tongue,
  db: DbOrTx = ctx.db,
): Promise<TemplateDetail> {
  await requireUnit(ctx, unit);
  const versions = await templateRows(db, unit, kind);
  const holding = holdingAt(versions, kind, unit, new Date(ctx.clock.now()));
  const form = formOf(kind, tongue);
  return {
    form,
    holding: headOf(holding),
    body: (holding && told(holding).body) ?? form.factory,
    versions: versions
      .filter(({ unitPath }) => unitPath === unit)
      .reverse()
      .map(told),
  };
}

/**
 * A new version, from now on; papers of steps that were taken before stay as they are.
 * @throws TarimError of `template-faults.ts`; ENFORCEMENT_TEMPLATE_MOVED where somebody saved since, ENFORCEMENT_TEMPLATE_NUMBER_TAKEN,
 * ENFORCEMENT_UNIT_UNKNOWN, FORBIDDEN
 */
export async function saveTemplate(
  ctx: Context,
  actor: Actor,
  kind: TemplateKind,
  { unitPath, basedOn, content }: Asked,
  tongue: Tongue,
): Promise<TemplateDetail> {
  ctx.policy.require(actor, DECIDE, { unitPath });
  await requireUnit(ctx, unitPath);
  if (typeof content === 'object') requireFit(kind, content, tongue);
  return asActor(ctx, actor, DECIDE, async (tx) => {
    await lockTemplates(tx);
    const own = (await templateRows(tx, unitPath, kind)).filter((one) => one.unitPath === unitPath);
    const last = own.at(-1);
    if ((last?.version ?? 0) !== basedOn)
      throw new TarimError(E.templateMoved, { version: last?.version ?? 0, by: last?.by ?? '' });
    if (typeof content === 'object') await requireNumberFree(tx, kind, content.number, tongue);
    const version = basedOn + 1;
    await insertTemplate(tx, {
      unitPath,
      kind,
      version,
      ...(typeof content === 'object' ? { state: 'own', body: content } : { state: content, body: null }),
      by: actor.name,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'enforcement.template.saved',
      subject: `template/${kind}`,
      unitPath,
      detail: { kind, version, state: typeof content === 'object' ? 'own' : content },
    });
    return getTemplate(ctx, kind, unitPath, tongue, tx);
  });
}

/** 样例 of what is not saved yet. @throws TarimError of `template-faults.ts`, ENFORCEMENT_UNIT_UNKNOWN, FORBIDDEN */
export async function previewTemplate(
  ctx: Context,
  actor: Actor,
  kind: TemplateKind,
  { unitPath, body }: { unitPath: string; body: TemplateBody },
  format: Format,
  tongue: Tongue,
): Promise<DocumentFile> {
  ctx.policy.require(actor, DECIDE, { unitPath });
  await requireUnit(ctx, unitPath);
  requireFit(kind, body, tongue);
  const issuer = await bodyOf(ctx.db, unitPath);
  return documentFile(samplePaper(kind, paperWords(body, null), issuer), `sample-${kind}`, format);
}

function requireFit(kind: TemplateKind, body: TemplateBody, tongue: Tongue): void {
  const form = formOf(kind, tongue);
  const [fault] = templateFaults(form, body);
  if (fault) throw faultError(form, fault, tongue);
}

/** Two series with one format would sooner or later give one number to two documents. */
async function requireNumberFree(
  tx: DbOrTx,
  kind: TemplateKind,
  number: string | null,
  tongue: Tongue,
): Promise<void> {
  if (number === null) return;
  // Decisions to punish and not to punish are of one series, and share their format as they are delivered.
  const series = (one: TemplateKind) => KINDS[one].number;
  const issued = await kindsNumbered(tx, number);
  const delivered = TEMPLATE_KINDS.filter((one) => factoryBody(KINDS[one]).number === number);
  const taken = [...issued, ...delivered].find((one) => series(one) !== series(kind));
  if (taken)
    throw new TarimError(E.templateNumberTaken, { number, kind: wordsIn(tongue)(KINDS[taken].title) });
}
