import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import type { Context, Language, Static } from '@tarim/platform';
import { pointParameters, pointsByIds } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import type { leadSeries as seriesRoute } from '../../contract.ts';
import { isPollutant, type OutletFeed } from '../domain/feed.ts';
import { suspiciousHours } from '../domain/suspicious.ts';
import { signalErrors as E } from '../errors.ts';
import { outletFeed } from '../feeds/outlet.ts';
import type { Lead } from '../sql/leads.ts';
import { changesOf, knownLead } from './read-leads.ts';

type Series = Static<NonNullable<typeof seriesRoute.response>>;

/** Around a window that is a moment (a change of a parameter), and the longest that is shown. */
const AROUND = 2 * DAY_MS;
const LONGEST = 92 * DAY_MS;
const MOST_COLUMNS = 5;
const noInfo = () => Promise.resolve(null);

/**
 * The hours a lead rests on, as they are now, with what it looked at beside them.
 * @throws TarimError SIGNALS_LEAD_UNKNOWN, SIGNALS_SERIES_NONE
 */
export async function leadSeries(ctx: Context, id: number, language: Language): Promise<Series> {
  const lead = await knownLead(ctx.db, id);
  const [point] = lead.pointId === null ? [] : await pointsByIds(ctx.db, [lead.pointId]);
  if (!point) throw new TarimError(E.seriesNone);
  const end = (lead.windowTo ?? lead.lastSeen).getTime();
  const begin = (lead.windowFrom ?? new Date(end - 7 * DAY_MS)).getTime();
  const short = end - begin < AROUND || lead.detector === 'parameter-mismatch';
  const to = short ? Math.min(end + AROUND, ctx.clock.now()) : end;
  const from = Math.max(short ? begin - AROUND : begin, to - LONGEST);
  const feed = await outletFeed(ctx, noInfo, point, { from, to });
  if (!feed) throw new TarimError(E.seriesNone);
  const columns = codesOf(lead, feed);
  const [first] = columns;
  if (!first) throw new TarimError(E.seriesNone);
  const units = new Map((await pointParameters(ctx.db, [point.id])).map((one) => [one.code, one.unit]));
  const limit = numberOrNull(lead.evidence.limit);
  // What stands still has no figures of the process: nearly all oxygen, and whatever that is converted to.
  const values = standing(lead, feed, first);
  return {
    from: beijingIso(feed.start),
    hours: feed.hours,
    columns: [
      ...columns.map((code) => ({
        code,
        name: factorName(code, language),
        unit: units.get(code) ?? null,
        measure: measureOf(lead, code),
        values: listOf(standing(lead, feed, code)),
        marks: [...(feed.marks[code] ?? [])],
      })),
      ...twinColumn(lead, feed, first, language, units.get(first) ?? null),
    ],
    limit,
    standard: typeof lead.evidence.standard === 'string' ? lead.evidence.standard : null,
    suspicious: suspiciousHours(
      { detector: lead.detector, figures: lead.figures, limit, changes: changesOf(lead) },
      { start: feed.start, hours: feed.hours, values, marks: feed.marks[first] ?? [] },
    ),
    above: limit === null ? 0 : values.reduce((n, value) => n + (value > limit ? 1 : 0), 0),
  };
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const listOf = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? Number(value.toPrecision(7)) : null));
/** Capping at the end of the range is about values as measured. */
const measureOf = (lead: Lead, code: string): 'converted' | 'actual' =>
  lead.evidence.measure === 'converted' && lead.figures.place !== 'range' && isPollutant(code)
    ? 'converted'
    : 'actual';
const valuesOf = (lead: Lead, feed: OutletFeed, code: string): Float64Array =>
  (measureOf(lead, code) === 'converted' ? feed.converted[code] : null) ?? feed.measured[code]!;

/** The same without hours that were stopped, where these are not what the lead is about. */
function standing(lead: Lead, feed: OutletFeed, code: string): Float64Array {
  const values = valuesOf(lead, feed, code);
  if (lead.detector === 'stopped-but-emitting') return values;
  return values.map((value, hour) => (feed.stopped[hour] ? Number.NaN : value));
}

/** The factor of the lead, or those it weighs together. */
function codesOf(lead: Lead, feed: OutletFeed): string[] {
  const there = (code: string) => feed.measured[code]?.some(Number.isFinite) ?? false;
  if (lead.detector === 'stopped-but-emitting')
    return [lead.code, 'a00000', 'w00000', 'a01012', 'a19001'].filter(there);
  if (lead.detector === 'parameter-mismatch')
    return [...new Set([...changesOf(lead).map((one) => one.item), ...feed.pollutants])]
      .filter(there)
      .slice(0, MOST_COLUMNS);
  if (lead.code !== '') return [lead.code].filter(there);
  const beside =
    lead.detector === 'oxygen-dilution'
      ? ['a19001', ...feed.pollutants]
      : [...feed.pollutants, 'a19001', 'a00000', 'w00000'];
  return beside.filter(there).slice(0, MOST_COLUMNS);
}

function twinColumn(
  lead: Lead,
  feed: OutletFeed,
  code: string,
  language: Language,
  unit: string | null,
): Series['columns'] {
  const twin = feed.twins.find((one) => one.pointId === lead.otherId);
  if (!twin?.values[code]) return [];
  const name = `${factorName(code, language)} · ${twin.name}`;
  return [
    {
      code: `${code}/${twin.pointId}`,
      name,
      unit,
      measure: 'actual',
      values: listOf(twin.values[code]),
      marks: [],
    },
  ];
}
