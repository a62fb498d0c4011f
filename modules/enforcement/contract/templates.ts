import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Instant, orNull, UnitPath } from './parts.ts';

/**
 * Papers that have a template (文书格式): the filing, what goes out with a number, what a step is told by (named by the step;
 * `withdrawn` is the decision that withdraws a case), the whole file.
 */
export const TEMPLATE_KINDS = [
  'file',
  'notice',
  'decision',
  'no-penalty',
  'daily-notice',
  'daily-decision',
  'seal',
  'release',
  'transfer',
  'add-evidence',
  'order-correction',
  'recheck',
  'finish-investigation',
  'review',
  'assess',
  'record-waiver',
  'record-statement',
  'request-hearing',
  'hold-hearing',
  'legal-review',
  'discuss',
  'withdrawn',
  'deliver',
  'defer',
  'screen-crime',
  'pay',
  'pay-late',
  'remit-late',
  'demand',
  'apply-court',
  'pause',
  'extend',
  'extend-seal',
  'begin-test',
  'end-test',
  'limit-production',
  'file-plan',
  'lift-limit',
  'not-transferred',
  'hand-over',
  'record-answer',
  'publish',
  'apply-repair',
  'overturn',
  'withdraw-publication',
  'decide-repair',
  'close',
  'volume',
] as const;
export const TemplateKind = Type.Enum([...TEMPLATE_KINDS]);
export type TemplateKind = Static<typeof TemplateKind>;

/** Placeholders that every text of a template may use, beside those of its own: `{{party}}`. */
export const OFFERED = ['party', 'number', 'case', 'cause', 'authority', 'day', 'handlers'] as const;

const Key = Type.String({ pattern: '^[a-zA-Z.-]{1,60}$' });
const LONG = 4_000;

/** What an office may change of a paper. All texts are plain text with placeholders in double braces. */
export const TemplateBody = Type.Object(
  {
    title: plainText(60),
    /** Texts by the keys of their blocks. */
    texts: Type.Record(Key, plainText(LONG)),
    /** Keys of optional blocks that do not show. */
    hidden: Type.Array(Key, { maxItems: 20 }),
    /** Own paragraphs before what the paper says, and after it. */
    before: Type.Array(plainText(LONG), { maxItems: 10 }),
    after: Type.Array(plainText(LONG), { maxItems: 10 }),
    /** Lines of signature and seal at the end. */
    signature: Type.Array(plainText(200), { maxItems: 10 }),
    /** Format of the number (文号); null: the paper has none. */
    number: orNull(plainText(80)),
  },
  { additionalProperties: false },
);
export type TemplateBody = Static<typeof TemplateBody>;

/** A text of a paper that may be reworded. */
export const TemplateBlock = Type.Object({
  key: Type.String(),
  name: Type.String(),
  role: Type.Enum(['heading', 'text']),
  delivered: Type.String(),
  /** Placeholders that have to stand in it. */
  placeholders: Type.Array(Type.String()),
  /** May be left out. */
  optional: Type.Boolean(),
  /** Terms and remedies that have effect in law: reworded, never removed. */
  legal: Type.Boolean(),
  /** Of a legal text, what it has to go on saying: of each group one. */
  keeps: Type.Array(Type.Array(Type.String())),
});
export type TemplateBlock = Static<typeof TemplateBlock>;

/** What may be changed of one kind of paper, and how it is delivered (出厂格式). */
export const TemplateForm = Type.Object({
  kind: TemplateKind,
  name: Type.String(),
  blocks: Type.Array(TemplateBlock),
  /** Placeholders that the lines of signature together have to show. */
  signs: Type.Array(Type.String()),
  factory: TemplateBody,
});
export type TemplateForm = Static<typeof TemplateForm>;

/** `own`: a body of the unit; `factory`: as delivered; `inherit`: what holds for the unit above. */
const TEMPLATE_STATES = ['own', 'factory', 'inherit'] as const;
const TemplateState = Type.Enum([...TEMPLATE_STATES]);

export const TemplateVersion = Type.Object({
  unitPath: Type.String(),
  kind: TemplateKind,
  /** Counted from one for a unit and a kind. */
  version: Type.Integer(),
  state: TemplateState,
  body: orNull(TemplateBody),
  by: Type.String(),
  /** It holds from then on. */
  at: Instant,
});
export type TemplateVersion = Static<typeof TemplateVersion>;

/** What holds for a unit; null: as delivered. */
const Holding = orNull(Type.Omit(TemplateVersion, ['body']));

const Kind = Type.Object({ kind: TemplateKind });
const Of = Type.Object({ unit: UnitPath });

export const TemplateListed = Type.Object({
  kind: TemplateKind,
  name: Type.String(),
  numbered: Type.Boolean(),
  holding: Holding,
});
export type TemplateListed = Static<typeof TemplateListed>;

export const listTemplates = route({
  id: 'enforcement.listTemplates',
  method: 'GET',
  path: '/api/enforcement/templates',
  summary: '文书格式：每种文书对该单位适用哪一版',
  access: 'enforcement.read',
  query: Of,
  response: Type.Object({ kinds: Type.Array(TemplateListed) }),
});

export const TemplateDetail = Type.Object({
  form: TemplateForm,
  holding: Holding,
  /** What holds, in full. */
  body: TemplateBody,
  /** All versions of the unit itself, the newest first. */
  versions: Type.Array(TemplateVersion),
});
export type TemplateDetail = Static<typeof TemplateDetail>;

export const getTemplate = route({
  id: 'enforcement.getTemplate',
  method: 'GET',
  path: '/api/enforcement/templates/:kind',
  summary: '一种文书的格式：可改的文字与占位符、适用的一版、该单位的历次版本',
  access: 'enforcement.read',
  params: Kind,
  query: Of,
  response: TemplateDetail,
});

export const saveTemplate = route({
  id: 'enforcement.saveTemplate',
  method: 'POST',
  path: '/api/enforcement/templates/:kind',
  summary: '发布文书格式的新版本，或恢复出厂、沿用上级（也是一版；已办文书不变）',
  access: 'enforcement.decide',
  scope: 'unit',
  params: Kind,
  body: Type.Object({
    unitPath: UnitPath,
    /** Version of the unit that it was made from; 0: the unit had none. */
    basedOn: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    content: Type.Union([TemplateBody, Type.Literal('factory'), Type.Literal('inherit')]),
  }),
  response: TemplateDetail,
});

export const previewTemplate = route({
  id: 'enforcement.previewTemplate',
  method: 'POST',
  path: '/api/enforcement/templates/:kind/preview',
  summary: '按尚未保存的格式生成样例（标明样例；PDF、DOCX）',
  access: 'enforcement.decide',
  scope: 'unit',
  params: Kind,
  query: Type.Object({ format: Type.Enum(['pdf', 'docx']) }),
  body: Type.Object({ unitPath: UnitPath, body: TemplateBody }),
});
