import { describe, expect, it } from 'vitest';
import type { Actor } from '../contract/index.ts';
import type { ModuleDefinition, Policy } from '../module.ts';
import type { DatasetDefinition, SharingClass } from './definition.ts';
import { ANYBODY, type Reader, sightOf } from './reader.ts';
import { type Dataset, shelfOf } from './shelf.ts';

const text = { zh: '', en: '' };
const declared = (sharing: SharingClass, open?: string): DatasetDefinition => ({
  id: 'things',
  titles: text,
  abstracts: text,
  keywords: { zh: [], en: [] },
  element: 'base',
  owner: text,
  source: text,
  sharing,
  action: 'things.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'name', titles: text, type: 'text', sql: 'd.name' },
    { name: 'contact', titles: text, type: 'text', sql: 'd.contact', internal: true },
  ],
  relation: {
    from: 'things.thing d',
    id: { sql: 'd.id', type: 'integer' },
    unitPath: 'd.unit_path',
    enterpriseId: 'd.enterprise_id',
    revision: 'select 1',
    ...(open ? { open } : {}),
  },
});
const set = (sharing: SharingClass, open?: string): Dataset => ({
  ...declared(sharing, open),
  module: 'things',
});
const actor: Actor = { userId: '1', name: '', posts: [] };
/** People with these enterprises of their own, who may read things in these units. */
const policy = (unitPaths: string[], enterpriseIds: number[] = []): { policy: Policy } => ({
  policy: {
    can: (_actor, action) => action === 'things.read' && unitPaths.includes('/'),
    require: () => {},
    scope: (_actor, action) =>
      action === 'things.read'
        ? { unitPaths, enterpriseIds: [], reading: true }
        : { unitPaths: [], enterpriseIds, reading: true },
  },
});
const keyFor = (dataset: string, fields: string[] | null = null, unitPath = '/'): Reader => ({
  actor: null,
  key: { id: 'k', scopes: [{ dataset, fields, unitPath }] },
});

describe('what a reader sees of a data set', () => {
  it('shows nobody but people with the action what is not open', () => {
    for (const sharing of ['on-request', 'internal', 'secret'] as const) {
      expect(sightOf(policy([]), ANYBODY, set(sharing))).toBeNull();
      expect(sightOf(policy([]), { actor, key: null }, set(sharing))).toBeNull();
    }
    const seen = sightOf(policy(['/']), { actor, key: null }, set('secret'));
    expect(seen?.rows).toBe('all');
    expect([...seen!.fields]).toEqual(['name', 'contact']);
  });

  it('shows anybody the open rows without internal fields', () => {
    const seen = sightOf(policy([]), ANYBODY, set('on-request', 'd.public'));
    expect(seen).toMatchObject({ rows: { unitPaths: [], enterpriseIds: [] }, open: true });
    expect([...seen!.fields]).toEqual(['name']);
  });

  it('shows an enterprise its own rows', () => {
    const seen = sightOf(policy([], [7]), { actor, key: null }, set('internal'));
    expect(seen).toMatchObject({ rows: { unitPaths: [], enterpriseIds: [7] }, open: false });
    expect([...seen!.fields]).toEqual(['name']);
    expect(sightOf(policy([], [7]), { actor, key: null }, set('secret'))).toBeNull();
  });

  it('shows a key what was granted, and never what is internal or secret', () => {
    expect(sightOf(policy([]), keyFor('things'), set('internal'))).toBeNull();
    expect(sightOf(policy([]), keyFor('things'), set('secret'))).toBeNull();
    expect(sightOf(policy([]), keyFor('others'), set('on-request'))).toBeNull();
    const seen = sightOf(policy([]), keyFor('things', ['name', 'contact'], '/65/'), set('on-request'));
    expect(seen?.rows).toEqual({ unitPaths: ['/65/'], enterpriseIds: [] });
    expect([...seen!.fields]).toEqual(['name']);
  });
});

describe('the shelf of data sets', () => {
  const module = (...datasets: DatasetDefinition[]): ModuleDefinition => ({ name: 'things', datasets });

  it('refuses what contradicts itself', () => {
    expect(() => shelfOf([module(declared('open'), declared('open'))])).toThrow('twice');
    expect(() => shelfOf([module(declared('secret', 'true'))])).toThrow('open rows');
    expect(() => shelfOf([module({ ...declared('open'), id: 'Not a name' })])).toThrow('name');
    const look = { colour: '#000', labelField: 'nothing' };
    expect(() => shelfOf([module({ ...declared('open'), look })])).toThrow('nothing');
  });
});
