import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Language, Static } from '@tarim/platform';
import type {
  listTemplates as listRoute,
  previewTemplate as previewRoute,
  ReportKind,
  saveTemplate as saveRoute,
  TemplateContent,
  TemplateRevision,
} from '../../contract.ts';
import { periodOf } from '../domain/period.ts';
import { fill, unknownPlaceholders, wordsFor, wrongSections } from '../domain/template.ts';
import { reportingErrors } from '../errors.ts';
import { SECTIONS } from '../sections/index.ts';
import { insertTemplate, lockTemplates, presentTemplate, templateRevisions } from '../sql/templates.ts';
import { reportUnit } from '../units.ts';
import { valuesOf } from '../values.ts';
import { wordsIn } from '../words.ts';

export async function listTemplates(
  ctx: Context,
  language: Language,
): Promise<Static<NonNullable<typeof listRoute.response>>> {
  const t = wordsIn(language === 'en' ? 'en' : 'zh-CN');
  return {
    sections: SECTIONS.map(({ id, title, about, kinds }) => ({
      id,
      title: t(title),
      about: t(about),
      kinds: [...kinds],
    })),
    revisions: await templateRevisions(ctx.db),
  };
}

/**
 * Writes the next revision of a template.
 * @throws TarimError REPORTING_TEMPLATE_STALE, REPORTING_PLACEHOLDER_UNKNOWN, REPORTING_SECTION_INVALID, FORBIDDEN
 */
export async function saveTemplate(
  ctx: Context,
  actor: Actor,
  kind: ReportKind,
  { content, reason, basedOn }: Static<NonNullable<typeof saveRoute.body>>,
): Promise<TemplateRevision> {
  ctx.policy.require(actor, 'reporting.template');
  check(kind, content);
  return nextRevision(ctx, actor, kind, reason, (revisions) => {
    const present = revisions[0]!.revision;
    if (present !== basedOn) throw new TarimError(reportingErrors.templateStale, { revision: present });
    return { content, restores: null };
  });
}

/**
 * Brings an earlier revision back, as a new one.
 * @throws TarimError REPORTING_REVISION_INVALID, REPORTING_SECTION_INVALID, FORBIDDEN
 */
export async function restoreTemplate(
  ctx: Context,
  actor: Actor,
  kind: ReportKind,
  { revision, reason }: { readonly revision: number; readonly reason: string },
): Promise<TemplateRevision> {
  ctx.policy.require(actor, 'reporting.template');
  return nextRevision(ctx, actor, kind, reason, (revisions) => {
    const wanted = revisions.find((one) => one.revision === revision);
    if (!wanted) throw new TarimError(reportingErrors.revisionUnknown, { revision });
    check(kind, wanted.content);
    return { content: wanted.content, restores: revision };
  });
}

async function nextRevision(
  ctx: Context,
  actor: Actor,
  kind: ReportKind,
  reason: string,
  decide: (revisions: readonly TemplateRevision[]) => Pick<TemplateRevision, 'content' | 'restores'>,
): Promise<TemplateRevision> {
  return ctx.db.transaction().execute(async (tx) => {
    await lockTemplates(tx, kind);
    const revisions = await templateRevisions(tx, kind);
    const next = decide(revisions);
    const saved = await insertTemplate(
      tx,
      { ...next, kind, revision: revisions[0]!.revision + 1, savedBy: actor.name, reason: reason.trim() },
      ctx.clock.now(),
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'reporting.template.saved',
      subject: `template/${kind}`,
      detail: { revision: saved.revision, restores: saved.restores, reason: saved.reason },
    });
    return saved;
  });
}

/** How the texts of a template read for a unit and a period. @throws TarimError REPORTING_PERIOD_INVALID, REPORTING_UNIT_INVALID */
export async function previewTemplate(
  ctx: Context,
  kind: ReportKind,
  { content, unitPath, period, language }: Static<NonNullable<typeof previewRoute.body>>,
): Promise<Static<NonNullable<typeof previewRoute.response>>> {
  const whole = periodOf(kind, period);
  if (!whole) throw new TarimError(reportingErrors.periodInvalid, { period });
  const t = wordsIn(language);
  const unit = await reportUnit(ctx.db, unitPath, language);
  const { revision } = await presentTemplate(ctx.db, kind);
  const values = valuesOf({
    unit,
    period: whole,
    language,
    now: ctx.clock.now(),
    number: 1,
    revision: revision + 1,
  });
  return {
    title: fill(wordsFor(content.title, language), values),
    subtitle: `${values.unit} · ${values.period}`,
    items: content.items
      .filter((one) => one.on)
      .map((one) => {
        if (one.type === 'text') {
          const heading = fill(wordsFor(one.heading, language), values);
          return {
            section: null,
            heading: heading || null,
            text: fill(wordsFor(one.text, language), values),
          };
        }
        const section = SECTIONS.find(({ id }) => id === one.id);
        return {
          section: one.id,
          heading: section ? t(section.title) : one.id,
          text: section ? t(section.about) : '',
        };
      }),
    unknown: unknownPlaceholders(content),
  };
}

function check(kind: ReportKind, content: TemplateContent): void {
  const unknown = unknownPlaceholders(content);
  if (unknown.length > 0)
    throw new TarimError(reportingErrors.placeholderUnknown, {
      names: unknown.map((name) => `{{${name}}}`).join(' '),
    });
  const wrong = wrongSections(content, kind, SECTIONS);
  if (wrong.length > 0) throw new TarimError(reportingErrors.sectionWrong, { names: wrong.join(', ') });
}
