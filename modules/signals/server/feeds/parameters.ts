import type { Context } from '@tarim/platform';
import type { MarkSpan } from '@tarim/quality/queries';
import type { PointDevice, RegisteredParameter } from '@tarim/registry/queries';
import type { FourWay, ParameterInput } from '@tarim/science';
import type { InfoReport } from '@tarim/telemetry/queries';
import { type FeedChange, HOUR } from '../domain/feed.ts';

/** Reads what loggers told of their instruments; the composition root brings it, as only telemetry opens the frame log. */
export type ReadInfo = (
  ctx: Context,
  mns: readonly string[],
  span: { readonly from: number; readonly to: number },
) => Promise<InfoReport[] | null>;

/** InfoId of HJ 212-2017 table B.10 → parameter as the comparison names it, and what it is before anybody sets it. */
const PARAMETERS: Readonly<Record<string, { readonly name: string; readonly factory: number | null }>> = {
  i13001: { name: 'range', factory: null },
  i13007: { name: 'intercept', factory: 0 },
  i13008: { name: 'slope', factory: 1 },
};
/** A change within this time of a mark of maintenance or calibration is covered by it. */
const NEAR_MARK = 2 * HOUR;
const COVERS = new Set(['maintenance', 'calibration', 'equipment-fault', 'check-passed']);

export interface ParameterFeed {
  readonly parameters: FourWay[];
  readonly changes: FeedChange[];
}

/**
 * The feed of `parameter-mismatch`: the four places as operation compares them (read by reverse commands, filed), what the logger told by itself (3020)
 * where it was not read, and each change that was reported or read. Places that do not tell are null.
 */
export async function parameterFeed(
  ctx: Context,
  readInfo: ReadInfo,
  of: {
    /** What operation compared; null: nobody ever read or filed a parameter of it. */
    readonly compared: ParameterInput | null;
    readonly devices: readonly PointDevice[];
    readonly registered: readonly RegisteredParameter[];
    readonly marks: readonly MarkSpan[];
  },
  span: { readonly from: number; readonly to: number },
): Promise<ParameterFeed> {
  const reports =
    (await readInfo(
      ctx,
      of.devices.map((one) => one.mn),
      span,
    )) ?? [];
  const told = reports
    .flatMap((report) => {
      const parameter = PARAMETERS[report.infoId];
      const value = Number(report.value);
      return parameter && report.item !== '' && Number.isFinite(value)
        ? [{ ...report, ...parameter, number: value }]
        : [];
    })
    .sort((a, b) => a.time - b.time);
  const range = (item: string) => of.registered.find((one) => one.code === item)?.rangeHigh ?? null;
  const latest = new Map<string, (typeof told)[number]>();
  const changes: FeedChange[] = [];
  for (const report of told) {
    const key = `${report.item}/${report.name}`;
    const before = latest.get(key)?.number ?? report.factory ?? range(report.item);
    latest.set(key, report);
    if (before === null || before === report.number) continue;
    changes.push({
      item: report.item,
      parameter: report.name,
      time: report.time,
      before,
      after: report.number,
      lsn: report.lsn,
      recorded: of.marks.some(
        ({ mark, from, to }) =>
          COVERS.has(mark) && report.time >= from - NEAR_MARK && report.time < to + NEAR_MARK,
      ),
    });
  }
  // What the logger told by itself is known to the minute, and leads to its frame.
  for (const change of of.compared?.changes ?? [])
    if (!changes.some((one) => nameOf(one) === nameOf(change) && one.after === change.after))
      changes.push({ ...change, lsn: null });
  const read = (of.compared?.parameters ?? []).filter((one) => placesTold(one) > 1);
  const known = new Set(read.map(nameOf));
  const reported = [...latest.values()].flatMap((report): FourWay[] => {
    const platform = report.name === 'range' ? range(report.item) : null;
    if (platform === null) return [];
    const { item, name, number } = report;
    return known.has(`${item}/${name}`)
      ? []
      : [{ item, parameter: name, device: null, logger: number, platform, filing: null }];
  });
  return { parameters: [...read, ...reported], changes };
}

const nameOf = ({ item, parameter }: { readonly item: string; readonly parameter: string }): string =>
  `${item}/${parameter}`;
const placesTold = ({ device, logger, platform, filing }: FourWay): number =>
  [device, logger, platform, filing].filter((one) => one !== null).length;
