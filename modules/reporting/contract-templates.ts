import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  Instant,
  IntegerOrNull,
  PeriodKey,
  Reason,
  ReportKind,
  ReportLanguage,
  StringOrNull,
  UnitPath,
} from './contract-parts.ts';

/** What a person writes, in the languages of reports; an empty English one means the Chinese. */
const words = (longest: number) => Type.Object({ zh: plainText(longest), en: plainText(longest) });
export type Words = { readonly zh: string; readonly en: string };

/** A chapter that a section of the registry writes, or one that a person writes, with placeholders. */
export const TemplateItem = Type.Union([
  Type.Object({ type: Type.Literal('section'), id: Type.String({ maxLength: 64 }), on: Type.Boolean() }),
  Type.Object({
    type: Type.Literal('text'),
    on: Type.Boolean(),
    /** Empty: it goes on under the chapter before it. */
    heading: words(100),
    text: words(4_000),
  }),
]);
export type TemplateItem = Static<typeof TemplateItem>;

export const TemplateContent = Type.Object({
  title: words(100),
  items: Type.Array(TemplateItem, { minItems: 1, maxItems: 60 }),
});
export type TemplateContent = Static<typeof TemplateContent>;

export const TemplateRevision = Type.Object({
  id: Type.Integer(),
  kind: ReportKind,
  /** Counts from 1, the one that came with the platform. */
  revision: Type.Integer(),
  content: TemplateContent,
  savedAt: Instant,
  /** null: came with the platform. */
  savedBy: StringOrNull,
  reason: StringOrNull,
  /** The earlier revision that it brings back. */
  restores: IntegerOrNull,
});
export type TemplateRevision = Static<typeof TemplateRevision>;

/** Values that a text may name: `{{unit}}`. */
export const PLACEHOLDERS = ['unit', 'period', 'from', 'to', 'days', 'madeOn', 'number', 'template'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export const SectionInfo = Type.Object({
  id: Type.String(),
  /** In the language of the request. */
  title: Type.String(),
  about: Type.String(),
  kinds: Type.Array(ReportKind),
});

export const listTemplates = route({
  id: 'reporting.listTemplates',
  method: 'GET',
  path: '/api/reporting/templates',
  summary: '报告模板及其历次修订（新的在前）、可用的章节',
  access: 'reporting.read',
  response: Type.Object({ sections: Type.Array(SectionInfo), revisions: Type.Array(TemplateRevision) }),
});

const OfKind = Type.Object({ kind: ReportKind });

/** Writes the next revision; reports that were made keep theirs. */
export const saveTemplate = route({
  id: 'reporting.saveTemplate',
  method: 'PUT',
  path: '/api/reporting/templates/:kind',
  summary: '保存报告模板（产生新修订）',
  access: 'reporting.template',
  params: OfKind,
  body: Type.Object({
    content: TemplateContent,
    reason: Reason,
    /** The revision that was edited: if another was saved meanwhile, nothing is overwritten. */
    basedOn: Type.Integer(),
  }),
  response: TemplateRevision,
});

export const restoreTemplate = route({
  id: 'reporting.restoreTemplate',
  method: 'POST',
  path: '/api/reporting/templates/:kind/restore',
  summary: '恢复到较早的模板修订（产生新修订）',
  access: 'reporting.template',
  params: OfKind,
  body: Type.Object({ revision: Type.Integer({ minimum: 1, maximum: 1_000_000 }), reason: Reason }),
  response: TemplateRevision,
});

/** How the texts read when filled in, without making a report. */
export const previewTemplate = route({
  id: 'reporting.previewTemplate',
  method: 'POST',
  path: '/api/reporting/templates/:kind/preview',
  summary: '以给定单元与时段预览模板文字',
  access: 'reporting.template',
  params: OfKind,
  body: Type.Object({
    content: TemplateContent,
    unitPath: UnitPath,
    period: PeriodKey,
    language: ReportLanguage,
  }),
  response: Type.Object({
    title: Type.String(),
    subtitle: Type.String(),
    items: Type.Array(Type.Object({ section: StringOrNull, heading: StringOrNull, text: Type.String() })),
    /** Placeholders that nothing fills. */
    unknown: Type.Array(Type.String()),
  }),
});
