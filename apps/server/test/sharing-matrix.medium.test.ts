import type { Dataset } from '@tarim/platform';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ROLE_ACTIONS } from '../../../modules/identity/server/domain/roles.ts';
import { ENTERPRISE, TARGET_UNIT } from './permissions/objects.ts';
import { EVERYBODY, PEOPLE, type Who } from './permissions/people.ts';
import { makeWorld, type World } from './permissions/world.ts';

const KEYS = ['key', 'key for another', 'expired key', 'revoked key'] as const;
type Reader = Who | (typeof KEYS)[number];
const isWho = (reader: Reader): reader is Who => (EVERYBODY as string[]).includes(reader);

/** Whose role reads the set, as the table of roles says; enterprises read by what is their own. */
const holds = (who: Who, action: string): boolean =>
  (PEOPLE[who] ?? []).some((post) => (ROLE_ACTIONS[post.role] as readonly string[]).includes(action));

/** Keys as the sharing flow makes them, for all that may be shared, within the unit of the target. */
async function keysOf({ app, ctx, headersOf }: World, shared: readonly Dataset[]) {
  const post = async (url: string, payload: object, who: Who = 'anon') => {
    const answer = await app.inject({ method: 'POST', url, headers: headersOf(who), payload });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const make = async (datasets: readonly Dataset[]): Promise<{ id: number; secret: string }> => {
    const { id, receipt } = await post('/api/catalog/requests', {
      body: '水利厅',
      applicantName: '张工',
      contact: '000-0000000',
      purpose: '核对权限',
      legalBasis: '职责',
      datasets: datasets.map((one) => ({ dataset: one.id, fields: null })),
      unitPath: TARGET_UNIT,
      validTo: '2027-05-31',
      dailyRows: 1_000_000,
    });
    await post(`/api/catalog/requests/${id}/approve`, { perMinute: 6_000 }, 'admin');
    return { id, secret: (await post('/api/catalog/receipts/key', { receipt })).secret };
  };
  const [good, gone, over] = [await make(shared), await make(shared), await make(shared)];
  await post(`/api/catalog/requests/${gone.id}/revoke`, { reason: '核对权限' }, 'admin');
  await sql`update catalog.request set expires_at = ${new Date(ctx.clock.now())} where id = ${over.id}`.execute(
    ctx.db,
  );
  const another = new Map<string, string>();
  for (const [index, set] of shared.entries())
    another.set(set.id, (await make([shared[(index + 1) % shared.length]!])).secret);
  return { good: good.secret, gone: gone.secret, over: over.secret, another };
}

/** Ids of rows by conditions written here, from the declared relation. */
async function idsWhere({ ctx }: World, { relation }: Dataset, where: string): Promise<Set<string>> {
  const { rows } = await sql
    .raw<{ id: string }>(`select (${relation.id.sql})::text as id from ${relation.from} where ${where}`)
    .execute(ctx.db);
  return new Set(rows.map((one) => one.id));
}

test('no reader gets a row or a field of a data set that is not meant for him', {
  timeout: 300_000,
}, async () => {
  const world = await makeWorld();
  const sets = [...world.ctx.datasets.values()];
  const shared = sets.filter((one) => one.sharing === 'open' || one.sharing === 'on-request');
  expect(shared.length).toBeGreaterThan(1);
  const keys = await keysOf(world, shared);
  const headersOf = (reader: Reader, set: Dataset): Record<string, string> => {
    if (isWho(reader)) return world.headersOf(reader);
    const other = keys.another.get(set.id) ?? keys.good;
    const secret = {
      key: keys.good,
      'key for another': other,
      'expired key': keys.over,
      'revoked key': keys.gone,
    };
    return { authorization: `Bearer ${secret[reader]}` };
  };
  const found: string[] = [];
  for (const set of sets) {
    const { relation } = set;
    const openSql = set.sharing === 'secret' ? 'false' : (relation.open ?? String(set.sharing === 'open'));
    const open = await idsWhere(world, set, openSql);
    const below = relation.unitPath
      ? await idsWhere(world, set, `${relation.unitPath} like '${TARGET_UNIT}%'`)
      : new Set<string>();
    const mine = relation.enterpriseId
      ? await idsWhere(world, set, `${relation.enterpriseId} = ${ENTERPRISE}`)
      : new Set<string>();
    const internal = set.fields.filter((one) => one.internal).map((one) => one.name);
    for (const reader of [...EVERYBODY, ...KEYS]) {
      const headers = headersOf(reader, set);
      const get = async (path: string) => {
        const answer = await world.app.inject({ url: `/api/catalog/datasets${path}`, headers });
        return { status: answer.statusCode, text: answer.body };
      };
      const wrong = (what: string) => found.push(`${set.id} ${reader}: ${what}`);
      const list = await get('?q=');
      const entry = await get(`/${set.id}`);
      const sample = await get(`/${set.id}/sample`);
      const file = await get(`/${set.id}/export?format=csv`);
      if (reader === 'expired key' || reader === 'revoked key') {
        for (const one of [list, entry, sample, file])
          if (one.status !== 401) wrong(`${one.status}, not 401`);
        continue;
      }
      if (isWho(reader) && holds(reader, set.action)) continue;
      const signedIn = isWho(reader) && reader !== 'anon';
      const mayKnow =
        set.sharing === 'open' || set.sharing === 'on-request' || (set.sharing === 'internal' && signedIn);
      const listed = (JSON.parse(list.text).entries as { id: string }[]).some((one) => one.id === set.id);
      const owns = (reader === 'own' || reader === 'other') && relation.enterpriseId !== undefined;
      if (listed !== (entry.status === 200)) wrong('list and entry differ');
      if (listed && !mayKnow && !owns) wrong('knows of it');
      if (!listed && mayKnow) wrong('does not know of it');
      for (const name of internal) {
        if (entry.text.includes(`"name":"${name}"`) || sample.text.includes(`"${name}":`))
          wrong(`sees ${name}`);
        const asked = await get(`/${set.id}/export?format=csv&fields=${name}`);
        if (asked.status === 200) wrong(`exports ${name}`);
      }
      if (sample.status !== file.status) wrong(`sample ${sample.status}, export ${file.status}`);
      if (sample.status !== 200) continue;
      const mayHave = (id: string) =>
        open.has(id) ||
        (reader === 'key' && shared.includes(set) && below.has(id)) ||
        (reader === 'own' && mine.has(id)) ||
        // The neighbour's own rows are nobody's of these.
        (reader === 'other' && relation.enterpriseId !== undefined && !mine.has(id));
      for (const row of JSON.parse(sample.text).rows as { id: string | number }[])
        if (!mayHave(String(row.id))) wrong(`samples row ${row.id}`);
      if (relation.geometry) {
        const features = await get(`/${set.id}/export?format=geojson`);
        for (const one of JSON.parse(features.text).features as {
          id: string | number;
          properties: object;
        }[]) {
          if (!mayHave(String(one.id))) wrong(`exports row ${one.id}`);
          for (const name of internal) if (name in one.properties) wrong(`exports ${name} of ${one.id}`);
        }
      }
    }
  }
  expect(found).toEqual([]);
});

test('a key reads the rows of its unit, and search never tells what an entry hides', async () => {
  const world = await makeWorld();
  const set = world.ctx.datasets.get('enterprises')!;
  const keys = await keysOf(world, [set, world.ctx.datasets.get('monitoring-points')!]);
  const read = async (secret: string) =>
    (
      await world.app.inject({
        url: '/api/catalog/datasets/enterprises/export?format=geojson',
        headers: { 'x-api-key': secret },
      })
    ).json();
  // Enterprises have no open rows: nothing without the key, those of the unit with it.
  expect((await read(keys.good)).features.length).toBe(3);
  expect((await read(keys.another.get('enterprises')!)).code).toBe('CATALOG_ROWS_CLOSED');
  const search = async (who: Who) =>
    (
      await world.app.inject({
        url: '/api/catalog/datasets?q=%E8%81%94%E7%B3%BB%E4%BA%BA',
        headers: world.headersOf(who),
      })
    )
      .json()
      .entries.map((one: { id: string }) => one.id);
  // 联系人 is the title of an internal field.
  expect(await search('anon')).not.toContain('enterprises');
  expect(await search('admin')).toContain('enterprises');
});
