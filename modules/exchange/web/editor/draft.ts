import type {
  Check,
  FieldMapping,
  FileRef,
  PipelineDetail,
  PipelineSpec,
  Preview,
  SourceSpec,
} from '../../contract.ts';

/** A pipeline as somebody is making it: what the server will not take yet may stand in it. */
export interface Draft {
  readonly slug: string;
  readonly unitPath: string | undefined;
  readonly active: boolean;
  /** Absent: the kept one stays; empty: it is forgotten. */
  readonly secret?: string | undefined;
  readonly spec: PipelineSpec;
}

export const STEPS = ['source', 'preview', 'mapping', 'checks', 'publish'] as const;
export type Step = (typeof STEPS)[number];

const SOURCES: { readonly [K in SourceSpec['kind']]: Extract<SourceSpec, { kind: K }> } = {
  upload: { kind: 'upload' },
  folder: { kind: 'folder', pattern: '*.csv', move: true },
  sftp: {
    kind: 'sftp',
    host: '',
    port: 22,
    user: '',
    hostKey: '',
    path: '/',
    pattern: '*.csv',
    move: false,
    timeoutSeconds: 60,
  },
  http: {
    kind: 'http',
    url: '',
    headers: [],
    secretHeader: null,
    rows: '',
    paging: { kind: 'none' },
    timeoutSeconds: 30,
  },
  database: { kind: 'database', statement: '', timeoutSeconds: 60 },
};
/** A source of a kind before anybody has said more about it. */
export const emptySource = (kind: SourceSpec['kind']): SourceSpec => SOURCES[kind];

/** Whether the source asks for a password, key or connection string. */
export const needsSecret = (source: SourceSpec): boolean =>
  source.kind === 'database' ||
  source.kind === 'sftp' ||
  (source.kind === 'http' && source.secretHeader != null);

export const newDraft = (unitPath: string | undefined): Draft => ({
  slug: '',
  unitPath,
  active: true,
  spec: {
    titleZh: '',
    titleEn: '',
    abstractZh: '',
    abstractEn: '',
    element: 'other',
    sourceZh: '',
    sourceEn: '',
    source: emptySource('upload'),
    format: 'auto',
    layer: null,
    crs: null,
    place: { kind: 'none' },
    geometryType: null,
    fields: [],
    checks: [],
    maxRejectedShare: 0.2,
    mode: 'replace',
    keys: [],
    timeField: null,
    labelField: null,
    cron: null,
    retry: { attempts: 3, waitSeconds: 60 },
    sharing: 'internal',
    rhythm: 'irregular',
    simulated: false,
  },
});

export const draftOf = ({ pipeline, spec }: PipelineDetail): Draft => ({
  slug: pipeline.slug,
  unitPath: pipeline.unitPath,
  active: pipeline.active,
  spec,
});

/** Takes what a first look at the source proposes: mapping, place, checks, and keys where there are telling ones. */
export function adopt(draft: Draft, { proposal, layer, layers }: Preview, file: FileRef | null): Draft {
  const { place, geometryType, fields, checks, keys } = proposal;
  const label = fields.find((one) => one.name === 'name')?.name ?? null;
  const times = fields.filter((one) => one.type === 'date' || one.type === 'instant');
  const name = file?.name.replace(/\.[^.]+$/, '') ?? '';
  const { spec } = draft;
  return {
    ...draft,
    slug: draft.slug || slugOf(name),
    spec: {
      ...spec,
      titleZh: spec.titleZh || name.slice(0, 80),
      layer: layers.length > 1 ? layer : null,
      place,
      geometryType: geometryType as PipelineSpec['geometryType'],
      fields,
      checks,
      keys,
      mode: keys.length > 0 ? 'upsert' : 'replace',
      labelField: label,
      timeField: times.length === 1 ? times[0]!.name : null,
    },
  };
}

/** `2026 County Ledger` → `county-ledger`; nothing where no Latin letter stands. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const slug = (words ?? [])
    .join('-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 41)
    .replace(/-$/, '');
  return slug.length > 1 ? slug : '';
}

/** Another name for a field: checks, keys and roles follow it. */
export function renameField(spec: PipelineSpec, index: number, name: string): PipelineSpec {
  const was = spec.fields[index]!.name;
  const fields = spec.fields.map((one, at) => (at === index ? { ...one, name } : one));
  // Of two fields with one name nobody knows which one a check meant.
  if (spec.fields.filter((one) => one.name === was).length > 1) return { ...spec, fields };
  const follow = (one: string) => (one === was ? name : one);
  return {
    ...spec,
    fields,
    checks: spec.checks.map((one) => ('field' in one ? { ...one, field: follow(one.field) } : one)),
    keys: spec.keys.map(follow),
    timeField: spec.timeField == null ? null : follow(spec.timeField),
    labelField: spec.labelField == null ? null : follow(spec.labelField),
  };
}

export function removeField(spec: PipelineSpec, index: number): PipelineSpec {
  const { name } = spec.fields[index]!;
  const fields = spec.fields.filter((_, at) => at !== index);
  if (fields.some((one) => one.name === name)) return { ...spec, fields };
  return {
    ...spec,
    fields,
    checks: spec.checks.filter((one) => !('field' in one) || one.field !== name),
    keys: spec.keys.filter((one) => one !== name),
    timeField: spec.timeField === name ? null : spec.timeField,
    labelField: spec.labelField === name ? null : spec.labelField,
  };
}

/** A new field that holds a constant until it is told where it comes from. */
export function addField(spec: PipelineSpec): PipelineSpec {
  const names = new Set(spec.fields.map((one) => one.name));
  let n = spec.fields.length + 1;
  while (names.has(`field${n}`)) n++;
  const field: FieldMapping = { name: `field${n}`, titleZh: '', titleEn: '', type: 'text', from: null };
  return { ...spec, fields: [...spec.fields, field] };
}

export const emptyCheck = (kind: Check['kind'], field: string): Check => {
  switch (kind) {
    case 'required':
    case 'unique':
      return { kind, field, severity: 'reject' };
    case 'range':
      return { kind, field, severity: 'reject', min: null, max: null };
    case 'pattern':
      return { kind, field, severity: 'reject', pattern: '' };
    case 'in-region':
      return { kind, severity: 'warn', within: 'region' };
    case 'geometry':
      return { kind, severity: 'warn' };
    case 'place':
      return { kind, severity: 'reject' };
  }
};

/** As it is sent: English that was left out is the Chinese, spaces around texts are none. */
export function specOf({ spec }: Draft): PipelineSpec {
  const text = (one: string) => one.trim();
  const or = (one: string, other: string) => text(one) || text(other);
  return {
    ...spec,
    titleZh: text(spec.titleZh),
    titleEn: or(spec.titleEn, spec.titleZh),
    abstractZh: text(spec.abstractZh),
    abstractEn: or(spec.abstractEn, spec.abstractZh),
    sourceZh: text(spec.sourceZh),
    sourceEn: or(spec.sourceEn, spec.sourceZh),
    crs: spec.crs?.trim() || null,
    cron: spec.source.kind === 'upload' ? null : spec.cron?.trim() || null,
    fields: spec.fields.map((one) => ({
      ...one,
      titleZh: text(one.titleZh) || one.name,
      titleEn: or(one.titleEn, one.titleZh) || one.name,
    })),
  };
}

/** Codes a line each, parted by a tab (as copied out of a table) or the first `=`. */
export function readCodes(text: string): { from: string; to: string }[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.includes('\t') ? line.indexOf('\t') : line.indexOf('=');
      return at < 0
        ? { from: line.trim(), to: line.trim() }
        : { from: line.slice(0, at).trim(), to: line.slice(at + 1).trim() };
    });
}

export const writeCodes = (codes: readonly { from: string; to: string }[]): string =>
  codes.map(({ from, to }) => `${from} = ${to}`).join('\n');
