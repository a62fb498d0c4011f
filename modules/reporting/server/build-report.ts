import type { DocumentContent, Part } from '@tarim/documents';
import { beijingIso } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { Provenance, ReportKind } from '../contract.ts';
import { periodName, periodOf } from './domain/period.ts';
import { fill, wordsFor } from './domain/template.ts';
import { SECTIONS } from './sections/index.ts';
import type { SectionInput } from './sections/section.ts';
import type { ReportRecord } from './sql/reports.ts';
import { templateById } from './sql/templates.ts';
import { reportUnit } from './units.ts';
import { valuesOf } from './values.ts';
import { type T, type WordKey, wordsIn } from './words.ts';

export interface BuiltReport {
  readonly content: DocumentContent;
  readonly provenance: readonly Provenance[];
  readonly simulated: boolean;
  /** What is kept as JSON: the content, what made it and what it rests on. */
  readonly record: object;
}

/** The content of a report by the revision of the template that was present when it was asked for. */
export async function buildReport(
  ctx: Pick<Context, 'db' | 'clock'>,
  report: ReportRecord,
  progress: (share: number, note?: string) => Promise<void>,
): Promise<BuiltReport> {
  const { db } = ctx;
  const { kind, language, number } = report;
  const now = ctx.clock.now();
  const t = wordsIn(language);
  const period = periodOf(kind, report.period)!;
  const unit = await reportUnit(db, report.unitPath, language);
  const template = await templateById(db, report.templateId);
  const values = valuesOf({ unit, period, language, now, number, revision: template.revision });
  const kept = new Map<string, Promise<unknown>>();
  const input: SectionInput = {
    db,
    unit,
    period,
    language,
    now,
    t,
    shared<V>(key: string, make: () => Promise<V>): Promise<V> {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as Promise<V>;
    },
  };

  const parts: Part[] = [];
  const provenance: Provenance[] = [];
  let simulated = false;
  const items = template.content.items.filter((one) => one.on);
  for (const [at, item] of items.entries()) {
    await progress(at / items.length, item.type === 'section' ? item.id : undefined);
    if (item.type === 'text') {
      const heading = fill(wordsFor(item.heading, language), values).trim();
      if (heading) parts.push({ kind: 'heading', level: 1, text: heading });
      for (const text of paragraphs(fill(wordsFor(item.text, language), values)))
        parts.push({ kind: 'paragraph', text });
      continue;
    }
    const section = SECTIONS.find(({ id }) => id === item.id);
    if (!section) continue;
    const made = await section.make(input);
    parts.push({ kind: 'heading', level: 1, text: t(section.title) }, ...made.parts);
    provenance.push({ section: section.id, title: t(section.title), ...made.provenance });
    simulated ||= made.simulated;
  }
  if (simulated) parts.unshift({ kind: 'note', text: t('doc.simulatedNote') });
  parts.push(...sources(provenance, t, t(WORDS[kind].note)));

  const title = fill(wordsFor(template.content.title, language), values);
  const content: DocumentContent = {
    language,
    title,
    subtitle: `${unit.name} · ${periodName(period.key, language)}`,
    meta: [
      { label: t('doc.metaUnit'), value: unit.name },
      { label: t('doc.metaPeriod'), value: periodName(period.key, language) },
      { label: t('doc.metaMade'), value: beijingIso(now).slice(0, 16).replace('T', ' ') },
      { label: t('doc.metaNumber'), value: t('doc.numberValue', { n: number }) },
      { label: t('doc.metaTemplate'), value: t('doc.templateValue', { n: template.revision }) },
      { label: t('doc.metaNature'), value: t(simulated ? 'doc.natureSimulated' : WORDS[kind].nature) },
    ],
    header: `${unit.name} ${title}`,
    footer: t('doc.footer', { unit: unit.code, period: period.key, n: number }),
    simulated: simulated ? t('doc.simulated') : null,
    madeAt: beijingIso(now),
    parts,
  };
  const { revision, content: templateContent } = template;
  const record = {
    report: { id: report.id, kind, unitPath: unit.path, period: period.key, language, number },
    template: { revision, content: templateContent },
    simulated,
    provenance,
    content,
  };
  return { content, provenance, simulated, record };
}

/** A blank line parts paragraphs. */
function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** What a kind of report rests on, and how far back its figures can be followed. */
const MEASURED = { nature: 'doc.natureMeasured', note: 'doc.sourcesNote' } as const;
const WORDS = {
  daily: MEASURED,
  monthly: MEASURED,
  annual: MEASURED,
  redline: { nature: 'doc.natureRedline', note: 'doc.sourcesNoteRedline' },
} as const satisfies Readonly<Record<ReportKind, { nature: WordKey; note: WordKey }>>;

const MOST_MISSING = 6;

/** The last chapter of every report: on what it rests and what is not there. */
function sources(provenance: readonly Provenance[], t: T, note: string): Part[] {
  const missingOf = ({ missing }: Provenance) => {
    const shown = missing.slice(0, MOST_MISSING).join(t('doc.clauseMark'));
    const more = missing.length - MOST_MISSING;
    return more > 0 ? `${shown}${t('doc.moreMissing', { n: more })}` : shown || t('doc.nothingMissing');
  };
  return [
    { kind: 'heading', level: 1, text: t('doc.sources') },
    {
      kind: 'table',
      caption: t('doc.sourcesTable'),
      columns: [
        { title: t('doc.chapter'), share: 1.6 },
        { title: t('doc.inputs'), align: 'end', share: 1.5 },
        { title: t('doc.rules'), share: 2.2 },
        { title: t('doc.missing'), share: 3.6 },
      ],
      rows: provenance.map((one) => [
        one.title,
        one.expected === null ? String(one.inputs) : `${one.inputs} / ${one.expected}`,
        one.rules.join('\n') || '—',
        missingOf(one),
      ]),
      empty: t('doc.noSources'),
    },
    { kind: 'note', text: note },
  ];
}
