import { beijingDate, beijingIso, DAY_MS } from '@tarim/kernel';
import {
  type Context,
  type Dataset,
  type DatasetRow,
  type Reader,
  readDataset,
  type Static,
  sightOf,
} from '@tarim/platform';
import type { EntryDetail, EntryRow, getSample, listEntries } from '../../contract.ts';
import { freshnessOf } from '../domain/freshness.ts';
import { lineageOf } from '../domain/lineage.ts';
import { searchEntry } from '../domain/search.ts';
import { formatsOf } from '../formats.ts';
import { type FigureRow, figures } from '../sql/figures.ts';
import { daysOfUse, sumsSince } from '../sql/use.ts';
import { fieldsTold, sightFor, visibleSet, visibleSets } from './visible.ts';

const USE_DAYS = 30;
const SAMPLE = 20;
type Query = Static<NonNullable<typeof listEntries.query>>;
const FACETS = ['element', 'sharing', 'module'] as const;

const since = (ctx: Context) => beijingDate(ctx.clock.now() - (USE_DAYS - 1) * DAY_MS);

/** The catalogue (数据资源目录) as the reader may see it: by words, the best find first; by facets. */
export async function searchCatalog(
  ctx: Context,
  reader: Reader,
  query: Query,
): Promise<Static<NonNullable<typeof listEntries.response>>> {
  const [known, used] = await Promise.all([figures(ctx.db), sumsSince(ctx.db, since(ctx))]);
  const found = [...visibleSets(ctx, reader).values()].flatMap((set) => {
    const hit = searchEntry(query.q ?? '', {
      titles: set.titles,
      keywords: set.keywords,
      fields: fieldsTold(ctx, reader, set).map((one) => one.titles),
      abstracts: set.abstracts,
      more: [set.id, set.owner.zh, set.owner.en, set.source.zh, set.source.en],
    });
    return hit ? [{ set, hit }] : [];
  });
  const passes = (set: Dataset, but?: string) =>
    FACETS.every((name) => name === but || query[name] === undefined || set[name] === query[name]);
  const facet = (name: (typeof FACETS)[number]) => {
    const counts = new Map<string, number>();
    for (const { set } of found)
      if (passes(set, name)) counts.set(set[name], (counts.get(set[name]) ?? 0) + 1);
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  };
  return {
    entries: found
      .filter(({ set }) => passes(set))
      .sort((a, b) => b.hit.score - a.hit.score)
      .map(({ set, hit }) => entryOf(ctx, reader, set, known.get(set.id), used.get(set.id), hit.found)),
    facets: { element: facet('element'), sharing: facet('sharing'), module: facet('module') },
  };
}

/** @throws TarimError CATALOG_DATASET_UNKNOWN */
export async function readEntry(ctx: Context, reader: Reader, id: string): Promise<EntryDetail> {
  const set = visibleSet(ctx, reader, id);
  const [known, days] = await Promise.all([figures(ctx.db), daysOfUse(ctx.db, { dataset: id }, since(ctx))]);
  const use = days.reduce((sum, one) => ({ calls: sum.calls + one.calls, rows: sum.rows + one.rows }), {
    calls: 0,
    rows: 0,
  });
  return {
    ...entryOf(ctx, reader, set, known.get(id), use, []),
    fields: fieldsTold(ctx, reader, set).map((one) => ({
      name: one.name,
      titles: one.titles,
      type: one.type,
      unit: one.unit ?? null,
      internal: one.internal ?? false,
      codes: one.codes ? { ...one.codes } : null,
    })),
    lineage: lineageOf(set, visibleSets(ctx, reader), new Set(ctx.datasets.keys())),
    days,
    links: linksOf(set),
    formats: formatsOf(set),
  };
}

/** The first rows that the reader sees. @throws TarimError CATALOG_DATASET_UNKNOWN, CATALOG_ROWS_CLOSED */
export async function sampleOf(
  ctx: Context,
  reader: Reader,
  id: string,
): Promise<{ answer: Static<NonNullable<typeof getSample.response>>; rows: DatasetRow[] }> {
  const set = visibleSet(ctx, reader, id);
  const sight = sightFor(ctx, reader, set);
  const rows = await readDataset(ctx.db, set, sight, { geometry: false, limit: SAMPLE });
  return {
    rows,
    answer: {
      fields: set.fields.filter((one) => sight.fields.has(one.name)).map((one) => one.name),
      rows: rows.map((row) => ({ id: row.id, properties: row.properties })),
    },
  };
}

function entryOf(
  ctx: Context,
  reader: Reader,
  set: Dataset,
  figure: FigureRow | undefined,
  use: { calls: number; rows: number } = { calls: 0, rows: 0 },
  found: readonly string[],
): EntryRow {
  const sight = sightOf(ctx, reader, set);
  return {
    id: set.id,
    module: set.module,
    titles: set.titles,
    abstracts: set.abstracts,
    keywords: { zh: [...set.keywords.zh], en: [...set.keywords.en] },
    element: set.element,
    sharing: set.sharing,
    owner: set.owner,
    source: set.source,
    rhythm: set.rhythm,
    geometry: set.relation.geometry?.type ?? null,
    freshness: freshnessOf(set.rhythm, figure?.newest ?? null, ctx.clock.now()),
    figures: figure
      ? {
          at: beijingIso(figure.at.getTime()),
          rows: figure.rows,
          newest: figure.newest && beijingIso(figure.newest.getTime()),
          complete: figure.complete,
          valid: figure.valid,
        }
      : null,
    use,
    readable:
      sight === null
        ? 'none'
        : sight.rows === 'all' || (set.sharing === 'open' && !set.relation.open)
          ? 'all'
          : 'some',
    found: [...found],
  };
}

/** Interfaces by machine. Those of other modules follow from the declaration alone. */
function linksOf(set: Dataset): EntryDetail['links'] {
  return [
    { interface: 'catalog', href: `/api/catalog/datasets/${set.id}` },
    { interface: 'export', href: `/api/catalog/datasets/${set.id}/export?format=csv` },
    ...(set.relation.geometry
      ? ([
          { interface: 'ogc-features', href: `/ogc/collections/${set.id}/items` },
          { interface: 'ogc-tiles', href: `/ogc/collections/${set.id}/tiles` },
        ] as const)
      : []),
    ...(set.id === 'monitoring-points'
      ? ([{ interface: 'sensorthings', href: '/sensorthings/v1.1' }] as const)
      : []),
  ];
}
