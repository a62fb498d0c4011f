import { beijingDate, DAY_MS } from '@tarim/kernel';
import type { Context, DbOrTx } from '@tarim/platform';
import { limitsAt, pointParameters } from '@tarim/registry/queries';
import type { ParameterChange, ParameterInput } from '@tarim/science';
import type { SiteParameterRow } from '@tarim/standards';
import { type Asked, askedOf } from '../domain/kinds.ts';
import {
  changesOf,
  type DeclaredValue,
  declaredEver,
  declaredOn,
  type LatestReading,
  latestReadings,
} from '../sql/parameters.ts';
import { tableNow } from '../use-cases/access.ts';

/** One parameter over the four places, with where each figure comes from. */
export interface FourWayRow extends Asked {
  readonly device: LatestReading | null;
  readonly logger: LatestReading | null;
  readonly platform: { readonly value: number; readonly document: string; readonly at: Date | null } | null;
  readonly filing: DeclaredValue | null;
}
/** A filing covers a change that was read within so many days of its first day. */
const COVERS_DAYS = 7;

/** All four places of all parameters of these outlets, by point. */
export async function fourWayRows(
  ctx: Pick<Context, 'clock'>,
  db: DbOrTx,
  pointIds: readonly number[],
): Promise<{ version: string; confidence: string; byPoint: Map<number, FourWayRow[]> }> {
  const now = ctx.clock.now();
  const table = await tableNow(ctx, db, 'site-parameters');
  const [measured, limits, readings, declared] = await Promise.all([
    pointParameters(db, pointIds),
    limitsAt(db, pointIds, now),
    latestReadings(db, pointIds),
    declaredOn(db, pointIds, beijingDate(now)),
  ]);
  const key = (pointId: number, item: string, parameter: string, place: string) =>
    `${pointId}/${item}/${parameter}/${place}`;
  const told = new Map(readings.map((one) => [key(one.pointId, one.item, one.parameter, one.place), one]));
  const said = new Map(declared.map((one) => [key(one.pointId, one.item, one.parameter, one.place), one]));
  const byPoint = new Map<number, FourWayRow[]>();
  for (const pointId of pointIds) {
    const own = measured.filter((one) => one.pointId === pointId);
    const asked = askedOf(
      table.rows as unknown as SiteParameterRow[],
      own.map((one) => one.code),
    );
    byPoint.set(
      pointId,
      asked.map((one) => {
        const at = (place: string) => key(pointId, one.item, one.row.parameter, place);
        const registered = () =>
          registeredOf(
            one,
            own.find((parameter) => parameter.code === one.item),
            limits.filter((limit) => limit.pointId === pointId),
          );
        return {
          ...one,
          device: told.get(at('device')) ?? null,
          logger: told.get(at('logger')) ?? null,
          platform: said.get(at('platform')) ?? registered(),
          filing: said.get(at('filing')) ?? null,
        };
      }),
    );
  }
  return { version: table.version, confidence: table.confidence, byPoint };
}

/** What the registry itself says, where nobody declared a platform's figure. A limit counts where all limits of the factor are the same. */
function registeredOf(
  { item, row }: Asked,
  parameter: { readonly rangeLow: number | null; readonly rangeHigh: number | null } | undefined,
  limits: readonly {
    readonly code: string;
    readonly upper: number | null;
    readonly referenceO2: number | null;
  }[],
): FourWayRow['platform'] {
  const only = (values: readonly (number | null)[]) => {
    const distinct = new Set(values.filter((value) => value !== null));
    return distinct.size === 1 ? [...distinct][0]! : null;
  };
  const value =
    row.parameter === 'range'
      ? (parameter?.rangeHigh ?? null)
      : row.parameter === 'range-low'
        ? (parameter?.rangeLow ?? null)
        : row.parameter === 'reference-o2'
          ? only(limits.map((one) => one.referenceO2))
          : row.parameter === 'alarm-upper'
            ? only(limits.filter((one) => one.code === item).map((one) => one.upper))
            : null;
  return value === null ? null : { value, document: '登记信息 registry', at: null };
}

/** Whether a filing of this figure covers a change that was read at this time. */
export const coveredBy = (
  change: { item: string; parameter: string; after: number | null; at: Date; pointId: number },
  declared: readonly DeclaredValue[],
): boolean =>
  declared.some(
    (one) =>
      one.place === 'filing' &&
      one.pointId === change.pointId &&
      one.item === change.item &&
      one.parameter === change.parameter &&
      one.value === change.after &&
      Math.abs(Date.parse(`${one.validFrom}T00:00:00+08:00`) - change.at.getTime()) <= COVERS_DAYS * DAY_MS,
  );

/**
 * Readings of these outlets in the shape of the detector `parameterMismatch`: the four places as they stand now, and changes that were read within
 * a span. Outlets of which nothing was ever told have an empty list. Times are epoch ms; `from` inclusive, `to` exclusive.
 */
export async function parameterInputs(
  ctx: Pick<Context, 'clock' | 'db'>,
  pointIds: readonly number[],
  span: { readonly from?: number; readonly to?: number } = {},
): Promise<Map<number, ParameterInput>> {
  const [{ byPoint }, changes, declared] = await Promise.all([
    fourWayRows(ctx, ctx.db, pointIds),
    changesOf(ctx.db, pointIds, span),
    declaredEver(ctx.db, pointIds),
  ]);
  return new Map(
    [...byPoint].map(([pointId, rows]) => [
      pointId,
      {
        parameters: rows.map((one) => ({
          item: one.item,
          parameter: one.row.parameter,
          device: one.device?.value ?? null,
          logger: one.logger?.value ?? null,
          platform: one.platform?.value ?? null,
          filing: one.filing?.value ?? null,
        })),
        changes: changes
          .filter((one) => one.pointId === pointId && one.before !== null && one.after !== null)
          .map(
            (one): ParameterChange => ({
              item: one.item,
              parameter: one.parameter,
              time: one.at.getTime(),
              before: one.before!,
              after: one.after!,
              recorded: coveredBy(one, declared),
            }),
          )
          .reverse(),
      },
    ]),
  );
}
