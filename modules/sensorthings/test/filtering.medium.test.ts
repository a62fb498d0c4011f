import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { STATION, STREAM, thingAt, world } from './world.ts';

type World = Awaited<ReturnType<typeof world>>;
const names = async (w: World, set: string, filter: string, key?: string | null) => {
  const { status, body } =
    key === undefined
      ? await w.filtered(set, filter)
      : await w.call('GET', `${set}?$filter=${encodeURIComponent(filter)}`, undefined, key);
  expect([filter, status, body.title]).toEqual([filter, 200, undefined]);
  return body.value.map((one: { name: string }) => one.name).sort();
};

const square = (x: number, y: number, size: number) => [
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ],
];

/** Shapes around a square from (80, 40) to (90, 50), whose relations to it can be read from a drawing. */
async function shapes(w: World): Promise<void> {
  const all: [string, object][] = [
    ['point in', { type: 'Point', coordinates: [85, 45] }],
    ['point on', { type: 'Point', coordinates: [80, 45] }],
    ['point out', { type: 'Point', coordinates: [93, 54, 1_200] }],
    ['square in', { type: 'Polygon', coordinates: square(82, 42, 2) }],
    ['square beside', { type: 'Polygon', coordinates: square(90, 40, 5) }],
    ['square across', { type: 'Polygon', coordinates: square(85, 45, 10) }],
    ['square around', { type: 'Polygon', coordinates: square(70, 30, 40) }],
    [
      'the same',
      { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: square(80, 40, 10) } },
    ],
    [
      'line across',
      {
        type: 'LineString',
        coordinates: [
          [75, 45],
          [95, 45],
        ],
      },
    ],
  ];
  for (const [name, location] of all) {
    const { status, body } = await w.call('POST', 'Things', thingAt(name, location));
    expect([name, status, body.title]).toEqual([name, 201, undefined]);
  }
}
const AREA = "geography'POLYGON ((80 40, 90 40, 90 50, 80 50, 80 40))'";

test('spatial functions relate any shape exactly, from either side and through ways', async () => {
  const w = await world();
  await shapes(w);
  const of = (filter: string) => names(w, 'Locations', filter);
  expect(await of(`st_within(location, ${AREA})`)).toEqual(['point in', 'square in', 'the same']);
  expect(await of(`st_contains(location, ${AREA})`)).toEqual(['square around', 'the same']);
  expect(await of(`st_contains(${AREA}, location)`)).toEqual(['point in', 'square in', 'the same']);
  expect(await of(`st_touches(location, ${AREA})`)).toEqual(['point on', 'square beside']);
  expect(await of(`st_overlaps(location, ${AREA})`)).toEqual(['square across']);
  expect(await of(`st_crosses(location, ${AREA})`)).toEqual(['line across']);
  expect(await of(`st_equals(location, ${AREA})`)).toEqual(['the same']);
  expect(await of(`st_disjoint(location, ${AREA})`)).toEqual(['point out']);
  expect(await of(`not geo.intersects(location, ${AREA})`)).toEqual(['point out']);
  expect(await of(`st_intersects(location, ${AREA})`)).toHaveLength(8);
  // Within, by its pattern (OGC 06-103r4 §6.1.15.3), and turned over.
  expect(await of(`st_relate(location, ${AREA}, 'T*F**F***')`)).toEqual([
    'point in',
    'square in',
    'the same',
  ]);
  expect(await of(`st_relate(${AREA}, location, 'T*F**F***')`)).toEqual(['square around', 'the same']);
  // From (90, 50) to (93, 54): 3-4-5. The line is 20 long, squares have a border.
  expect(await of(`geo.distance(location, ${AREA}) eq 5`)).toEqual(['point out']);
  expect(await of('geo.length(location) eq 20')).toEqual(['line across', 'square beside']);
  expect(await names(w, 'Things', `st_overlaps(Locations/location, ${AREA}) or name eq 'point out'`)).toEqual(
    ['point out', 'square across'],
  );
  const nearest = await w.call(
    'GET',
    `Locations?$orderby=${encodeURIComponent(`geo.distance(location, geography'POINT (95 56)'), name`)}&$top=3`,
  );
  // It lies within the first, one from the corner of the second, √8 from the third.
  expect(nearest.body.value.map((one: { name: string }) => one.name)).toEqual([
    'square around',
    'square across',
    'point out',
  ]);
  expect((await w.call('GET', nearest.body['@iot.nextLink'])).body.value).toHaveLength(3);
  // Nobody else sees any of it, whatever is asked.
  for (const key of [w.others, null])
    expect(await names(w, 'Locations', `st_intersects(location, ${AREA})`, key)).toEqual([]);
});

test('ways to many hold when one of them fits, each comparison for itself', async () => {
  const w = await world();
  const two = {
    ...STATION,
    name: '两流',
    Datastreams: [
      { ...STREAM, name: '甲' },
      { ...STREAM, name: '乙', properties: { rank: 2, note: "O'Neil" } },
    ],
  };
  await w.call('POST', 'Things', two);
  await w.call('POST', 'Things', { ...STATION, name: '一流', Datastreams: [{ ...STREAM, name: '甲' }] });
  await w.call('POST', 'Things', { name: '无流', description: 'x' });
  const of = (filter: string) => names(w, 'Things', filter);
  expect(await of("Datastreams/name eq '甲'")).toEqual(['一流', '两流']);
  expect(await of("Datastreams/name eq '甲' and Datastreams/name eq '乙'")).toEqual(['两流']);
  expect(await of("not Datastreams/name eq '甲'")).toEqual(['无流']);
  expect(await of("Datastreams/ObservedProperty/name in ('气温','x')")).toEqual(['一流', '两流']);
  expect(await of('Datastreams/properties/rank add 1 eq 3')).toEqual(['两流']);
  expect(await of("Datastreams/properties/note eq 'O''Neil'")).toEqual(['两流']);
  expect(await of("startswith(Datastreams/name, '乙')")).toEqual(['两流']);
  expect(await names(w, 'Datastreams', "Thing/Locations/name eq '楼顶' and Thing/name eq '一流'")).toEqual([
    '甲',
  ]);
  expect((await w.filtered('Things', 'Datastreams/Observations/result gt 1')).status).toBe(400);
  expect((await w.call('GET', 'Things?$orderby=Datastreams/name')).status).toBe(400);
});

test('times, texts and numbers as OData has them', async () => {
  const w = await world();
  const made = await w.call('POST', 'Things', STATION);
  const stream = (await w.call('GET', `${made.location}/Datastreams`)).body.value[0]['@iot.id'];
  await w.call('POST', `Datastreams(${stream})/Observations`, {
    phenomenonTime: '2026-11-24T03:20:30.250Z',
    result: 7.5,
    parameters: { depth: 2 },
  });
  const count = async (filter: string) => {
    const { status, body } = await w.filtered(`Datastreams(${stream})/Observations`, filter);
    expect([filter, status, body.title]).toEqual([filter, 200, undefined]);
    return body.value.length;
  };
  const one: [string, number][] = [
    ['year(phenomenonTime) eq 2026 and month(phenomenonTime) eq 11 and day(phenomenonTime) eq 24', 3],
    ['hour(phenomenonTime) eq 3 and minute(phenomenonTime) ge 10', 2],
    ['second(phenomenonTime) gt 30 and second(phenomenonTime) lt 31', 1],
    ['fractionalseconds(phenomenonTime) eq 0.25', 1],
    ['date(phenomenonTime) eq 2026-11-24', 3],
    ['time(phenomenonTime) lt 03:05:00', 1],
    ['totaloffsetminutes(phenomenonTime) eq 0', 3],
    ['phenomenonTime gt mindatetime() and phenomenonTime lt maxdatetime()', 3],
    ["phenomenonTime gt now() sub duration'PT50M'", 1],
    ["phenomenonTime lt now() sub duration'P1D'", 0],
    ['round(result) eq -4 or round(result) eq 8', 2],
    ['floor(result) eq -4 and ceiling(result) eq -3', 2],
    ['result mul 2 sub 1 eq 14 and result div 0 eq 1', 0],
    ['result mod 2 eq 1.5', 1],
    ['result in (-3.5, 7.5, 99)', 2],
    ['parameters/depth eq 2', 1],
    ['-result gt 3.4', 1],
    ['Datastream/id eq 1 or result eq 7.5', 1],
    ["concat(concat(Datastream/name, '-'), 'x') eq '室外温度-x'", 3],
    ["indexof(tolower('ABC'), 'c') eq 2 and length(trim('  ab ')) eq 2", 3],
    ["substring('abcde', 1, 2) eq 'bc' and toupper('b') eq 'B' and substringof('b', 'abc')", 3],
    ["contains('abc', 'b') and endswith('abc', 'bc') and not startswith('abc', 'b')", 3],
  ];
  for (const [filter, n] of one) expect([filter, await count(filter)]).toEqual([filter, n]);
});

test('what hostile texts ask for is refused or harmless, and nothing is changed by it', async () => {
  const w = await world();
  await w.call('POST', 'Things', STATION);
  const hostile = [
    "name eq ''; drop table sensorthings.thing; --'",
    "name eq 'x' or 1 eq 1) union select * from identity.api_key --",
    "properties/owner'); drop table sensorthings.thing; -- eq 'x'",
    "st_relate(Locations/location, geography'POINT (1 1)', '''; drop')",
    "st_within(Locations/location, geography'POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))')",
    "st_within(Locations/location, geography'POINT EMPTY')",
    "st_within(Locations/location, geography'LINESTRING (1 1)')",
    "geo.distance(Locations/location, geography'POINT (1e999 0)') lt 1",
    `st_within(Locations/location, geography'${'GEOMETRYCOLLECTION('.repeat(100)}')`,
    'st_within(name, name)',
    'geo.length(Locations) gt 1',
    "constructor eq 'x'",
    "__proto__/x eq 'x'",
    "Locations/constructor eq 'x'",
    `${'('.repeat(100)}true${')'.repeat(100)}`,
    `name in (${Array.from({ length: 300 }, (_, n) => n).join(',')})`,
    `name eq '${'a'.repeat(5_000)}'`,
    'day(maxdatetime()) eq 1 and name',
  ];
  for (const filter of hostile) {
    const { status, body } = await w.filtered('Things', filter);
    expect([filter.slice(0, 80), status, String(body.code)]).toEqual([
      filter.slice(0, 80),
      400,
      expect.stringMatching(/^SENSORTHINGS_(FILTER_INVALID|RANGE)$/),
    ]);
  }
  for (const harmless of [
    "properties/owner eq '''; drop table x; --'",
    "properties/a/b/c/d eq '%00'",
    "name eq '\\'",
  ])
    expect(await names(w, 'Things', harmless)).toEqual([]);
  const { rows } = await sql`select 1 from sensorthings.thing`.execute(w.ctx.db);
  expect(rows).toHaveLength(1);
});
