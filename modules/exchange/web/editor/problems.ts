import { RESERVED_FIELDS } from '../../contract.ts';
import { type Draft, needsSecret, type Step } from './draft.ts';

/** What keeps a draft from being taken: at which step, at which place, and the key of what is said about it. */
export interface DraftProblem {
  readonly step: Step;
  readonly at: string;
  readonly key: string;
}

const NAME = /^[a-z][A-Za-z0-9]{0,40}$/;
const SLUG = /^[a-z][a-z0-9-]{1,40}$/;
const HOST = /^[0-9A-Za-z.:-]{1,120}$/;
const HOST_KEY = /^SHA256:[A-Za-z0-9+/]{43}$/;
const HEADER = /^[A-Za-z0-9-]{1,60}$/;

/** Everything at once, in the order of the steps (pure). */
export function problemsOf(
  draft: Draft,
  { isNew, hasSecret }: { readonly isNew: boolean; readonly hasSecret: boolean },
): DraftProblem[] {
  const found: DraftProblem[] = [];
  const tell = (step: Step, at: string, key: string) => found.push({ step, at, key });
  ofSource(draft, hasSecret, tell);
  ofFields(draft, tell);
  ofChecks(draft, tell);
  const { spec } = draft;
  if (isNew && !SLUG.test(draft.slug)) tell('publish', 'slug', 'wrong.slug');
  if (!spec.titleZh.trim()) tell('publish', 'titleZh', 'wrong.required');
  if (!spec.sourceZh.trim()) tell('publish', 'sourceZh', 'wrong.required');
  if (spec.cron && spec.source.kind !== 'upload' && spec.cron.trim().split(/\s+/).length !== 5)
    tell('publish', 'cron', 'wrong.cron');
  return found;
}

type Tell = (step: Step, at: string, key: string) => void;

function ofSource({ unitPath, secret, spec: { source } }: Draft, hasSecret: boolean, tell: Tell): void {
  if (!unitPath) tell('source', 'unitPath', 'wrong.required');
  if (source.kind === 'folder' || source.kind === 'sftp') {
    if (!source.pattern.trim()) tell('source', 'pattern', 'wrong.required');
    else if (/[/\\]/.test(source.pattern)) tell('source', 'pattern', 'wrong.pattern');
  }
  if (source.kind === 'http') {
    if (!/^https?:\/\//.test(source.url) || !URL.canParse(source.url)) tell('source', 'url', 'wrong.url');
    else {
      const { username, password } = new URL(source.url);
      if (username || password) tell('source', 'url', 'wrong.urlSecret');
    }
    if (source.rows != null && !/^(\/.*)?$/.test(source.rows)) tell('source', 'rows', 'wrong.pointer');
    if (source.paging.kind === 'next' && !source.paging.pointer.startsWith('/'))
      tell('source', 'paging', 'wrong.pointer');
    if (source.paging.kind === 'page' && !/^[A-Za-z0-9_.-]{1,40}$/.test(source.paging.parameter))
      tell('source', 'paging', 'wrong.parameter');
    source.headers.forEach((one, index) => {
      if (!HEADER.test(one.name)) tell('source', `headers.${index}`, 'wrong.header');
    });
    if (source.secretHeader != null && !HEADER.test(source.secretHeader))
      tell('source', 'secretHeader', 'wrong.header');
  }
  if (source.kind === 'sftp') {
    if (!HOST.test(source.host)) tell('source', 'host', 'wrong.host');
    if (!source.user.trim()) tell('source', 'user', 'wrong.required');
    if (!HOST_KEY.test(source.hostKey)) tell('source', 'hostKey', 'wrong.hostKey');
    if (!source.path.trim()) tell('source', 'path', 'wrong.required');
  }
  if (source.kind === 'database' && !source.statement.trim()) tell('source', 'statement', 'wrong.required');
  if (needsSecret(source) && !secret && !(hasSecret && secret === undefined))
    tell('source', 'secret', 'wrong.required');
}

function ofFields({ spec: { fields, place, geometryType } }: Draft, tell: Tell): void {
  if (fields.length === 0) tell('mapping', 'fields', 'wrong.fields');
  const seen = new Map<string, number>();
  for (const { name } of fields) seen.set(name, (seen.get(name) ?? 0) + 1);
  fields.forEach(({ name, from, constant, lookup }, index) => {
    if (!NAME.test(name)) tell('mapping', `fields.${index}.name`, 'wrong.name');
    else if (RESERVED_FIELDS.includes(name)) tell('mapping', `fields.${index}.name`, 'wrong.taken');
    else if (seen.get(name)! > 1) tell('mapping', `fields.${index}.name`, 'wrong.twice');
    if (from === null && (constant ?? '') === '') tell('mapping', `fields.${index}.from`, 'wrong.nothing');
    if (lookup && lookup.codes.length === 0) tell('mapping', `fields.${index}.lookup`, 'wrong.codes');
  });
  if (place.kind === 'columns' && (!place.x || !place.y)) tell('preview', 'place', 'wrong.columns');
  if (place.kind === 'wkt' && !place.column) tell('preview', 'place', 'wrong.columns');
  if (place.kind !== 'none' && geometryType === null) tell('preview', 'geometryType', 'wrong.required');
  if (place.kind === 'columns' && geometryType !== null && geometryType !== 'Point')
    tell('preview', 'geometryType', 'wrong.point');
}

function ofChecks({ spec: { checks, fields, mode, keys } }: Draft, tell: Tell): void {
  checks.forEach((one, index) => {
    const at = `checks.${index}`;
    const field = 'field' in one ? fields.find(({ name }) => name === one.field) : undefined;
    if ('field' in one && !field) tell('checks', at, 'wrong.checkField');
    if (one.kind === 'pattern' && !one.pattern) tell('checks', at, 'wrong.required');
    if (one.kind !== 'range') return;
    const { min = null, max = null } = one;
    if (min === null && max === null) tell('checks', at, 'wrong.bounds');
    else if (min !== null && max !== null && min > max) tell('checks', at, 'wrong.boundsOrder');
    else if (field && field.type !== 'integer' && field.type !== 'number')
      tell('checks', at, 'wrong.figures');
  });
  if (mode === 'upsert' && keys.length === 0) tell('checks', 'keys', 'wrong.keys');
}
