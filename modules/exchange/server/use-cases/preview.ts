import { randomUUID } from 'node:crypto';
import { readWkb } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import {
  DRY_ROWS,
  EXCHANGE_WRITE,
  type FileRef,
  GEOMETRY_TYPES,
  type PipelineSpec,
  PREVIEW_ROWS,
  type Preview,
  type Told,
} from '../../contract.ts';
import { checkSpec } from '../domain/check-spec.ts';
import { type JudgedRow, judgeOf, type RawRow } from '../domain/judge-row.ts';
import { guessedPlace, proposeChecks, proposeFields, proposeKeys } from '../domain/propose.ts';
import { messageOf, type Tongue } from '../domain/tell.ts';
import { exchangeErrors as E } from '../errors.ts';
import type { Taken } from '../source/drop.ts';
import { fetchSource } from '../source/fetch.ts';
import { workFolder } from '../source/fetched.ts';
import { type Opened, offsetOf, openSource } from '../source/open.ts';
import { requireUpload } from './files.ts';
import { writablePipeline } from './pipelines.ts';
import { geos, requireFields } from './run-pipeline.ts';
import { withinOf } from './within.ts';

export interface PreviewAsk {
  readonly source: PipelineSpec['source'];
  readonly file?: FileRef;
  readonly pipelineId?: number;
  readonly secret?: string;
  readonly format: PipelineSpec['format'];
  readonly layer?: string | null;
  readonly crs?: string | null;
  readonly place?: PipelineSpec['place'];
  readonly spec?: PipelineSpec;
  readonly unitPath?: string;
}

const MOST_PROBLEMS = 200;
const MOST_SHAPES = 200;
const MOST_CELL = 200;
const MOST_SECONDS = 60;
const NOTHING_TAKEN: Taken = {
  stamps: new Set(),
  wasTaken: async () => false,
  note: async () => {},
};

/**
 * 试读: looks at the first rows of a source, tells its fields, proposes a mapping, and with a setting maps and checks them. Nothing
 * is kept.
 * @throws TarimError EXCHANGE_FILE_UNKNOWN, EXCHANGE_FOLDER_EMPTY and what fetching and reading throw
 */
export async function preview(ctx: Context, actor: Actor, ask: PreviewAsk, tongue: Tongue): Promise<Preview> {
  const pipeline = ask.pipelineId ? await writablePipeline(ctx, actor, ask.pipelineId) : null;
  // A kept secret goes to the source that it was kept for; to no other address that somebody would like it sent to.
  const sameSource = pipeline !== null && JSON.stringify(pipeline.spec.source) === JSON.stringify(ask.source);
  if (ask.source.kind === 'folder' && !pipeline) throw new TarimError(E.folderEmpty);
  if (ask.file) await requireUpload(ctx, actor.userId, ask.file);
  if (ask.spec) checkSpec(ask.spec, ctx.clock.now());
  const unitPath = pipeline?.unitPath ?? ask.unitPath ?? '/';
  if (!pipeline && ask.source.kind !== 'upload') ctx.policy.require(actor, EXCHANGE_WRITE, { unitPath });
  const work = await workFolder(ctx.config.dataDir, `preview-${randomUUID()}`);
  try {
    const fetched = await fetchSource(ctx, {
      // Looking moves no file.
      source: 'move' in ask.source ? { ...ask.source, move: false } : ask.source,
      format: ask.format,
      secret: ask.secret || (sameSource && pipeline.secret ? ctx.secrets.open(pipeline.secret) : null),
      file: ask.file ?? null,
      slug: pipeline?.slug ?? '',
      dir: work.dir,
      signal: AbortSignal.timeout(MOST_SECONDS * 1_000),
      taken: NOTHING_TAKEN,
    });
    if (!fetched) throw new TarimError(E.folderEmpty);
    fetched.close?.();
    const setting = ask.spec ?? ask;
    const opened = await openSource(fetched, {
      format: setting.format,
      layer: setting.layer ?? null,
      crs: setting.crs ?? null,
      ...(setting.place ? { place: setting.place } : {}),
      pool: geos(),
    });
    try {
      return await look(ctx, opened, ask, unitPath, tongue);
    } finally {
      await opened.close();
    }
  } finally {
    await work.end();
  }
}

async function look(
  ctx: Context,
  opened: Opened,
  ask: PreviewAsk,
  unitPath: string,
  tongue: Tongue,
): Promise<Preview> {
  const { spec } = ask;
  if (spec) requireFields(opened, spec);
  const judge = spec
    ? judgeOf({ spec, within: await withinOf(ctx.db, unitPath), offset: offsetOf(spec.crs) })
    : null;
  const raw: RawRow[] = [];
  const judged: JudgedRow[] = [];
  let more = false;
  reading: for await (const batch of opened.rows())
    for (const row of batch) {
      if (raw.length >= DRY_ROWS) {
        more = true;
        break reading;
      }
      raw.push(row);
      if (judge) judged.push(judge(row));
    }
  const place = ask.place ?? spec?.place ?? guessedPlace(opened);
  const values = raw.map((row) => row.values);
  const fields = proposeFields(opened.fields, values, place);
  const keys = proposeKeys(fields, values);
  const shapes = raw.flatMap((row, i) => {
    const geometry = judge ? (judged[i]?.geometry ?? null) : row.wkb && readWkb(row.wkb);
    return geometry ? [{ line: row.line, geometry }] : [];
  });
  const kind = shapes[0]?.geometry.type.replace(/^Multi/, '') ?? null;
  const problems: Told[] = [
    ...opened.notes.map((one) => told(null, null, 'note', one, tongue)),
    ...(judge
      ? judged.flatMap(({ problems: some }) =>
          some.map((one) => told(one.line, one.field, one.severity, one, tongue)),
        )
      : raw.flatMap((row) => [
          ...row.defects.map((one) => told(row.line, null, 'reject', one, tongue)),
          ...row.notes.map((one) => told(row.line, null, 'warn', one, tongue)),
        ])),
  ];
  return {
    format: opened.format,
    layers: [...opened.layers],
    layer: opened.layer,
    fields: opened.fields.map(({ name, type }) => {
      const filled = values.flatMap((row) => (text(row[name]) === null ? [] : [text(row[name])!]));
      return { name, type, filled: filled.length, samples: [...new Set(filled)].slice(0, 5) };
    }),
    looked: raw.length,
    more,
    rows: raw.slice(0, PREVIEW_ROWS).map((row) => ({
      line: row.line,
      values: Object.fromEntries(opened.fields.map(({ name }) => [name, text(row.values[name])])),
    })),
    proposal: {
      place,
      geometryType:
        place.kind === 'none' ? null : (GEOMETRY_TYPES.find((one) => one === kind) ?? GEOMETRY_TYPES[0]),
      fields,
      checks: proposeChecks(keys, place),
      keys,
    },
    result: judge
      ? {
          accepted: judged.filter((one) => one.accepted).length,
          rejected: judged.filter((one) => !one.accepted).length,
          warned: judged.filter((one) => one.accepted && one.problems.length > 0).length,
          stopped: judged.some((one) => one.stops),
          rows: judged
            .filter((one) => one.accepted)
            .slice(0, PREVIEW_ROWS)
            .map((one) => ({ line: one.line, values: one.properties })),
        }
      : null,
    problems: problems.slice(0, MOST_PROBLEMS),
    shapes: shapes.slice(0, MOST_SHAPES),
  };
}

const told = (
  line: number | null,
  field: string | null,
  severity: Told['severity'],
  one: Parameters<typeof messageOf>[0],
  tongue: Tongue,
): Told => ({ line, field, severity, code: one.code, message: messageOf(one, tongue) });

const text = (cell: unknown): string | null => {
  if (cell === null || cell === undefined || cell === '') return null;
  return (typeof cell === 'object' ? JSON.stringify(cell) : String(cell)).slice(0, MOST_CELL);
};
