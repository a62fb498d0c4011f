import {
  type Actor,
  asActor,
  Cells,
  type Column,
  type Context,
  type Found,
  hasErrors,
  type RawRow,
  readSheet,
  sheetErrors,
  tell,
  wrong,
} from '@tarim/platform';
import type { Activity, SheetReport } from '../../contract.ts';
import { activities, type CatchmentRow, catchments, insertActivity } from '../sql/diffuse.ts';
import { type Tongue, today, writerOf } from '../use-cases/frame.ts';
import { diffuseErrors as E } from './errors.ts';

const WRITE = 'sources.write';
export const ACTIVITY_SHEET = '农业活动水平';
type Field = 'catchment' | 'year' | 'kind' | 'name' | 'amount' | 'treated';
export const ACTIVITY_COLUMNS: readonly Column<Field>[] = [
  { field: 'catchment', title: '流域单元', required: true, how: '已登记的名称' },
  { field: 'year', title: '年度', required: true },
  { field: 'kind', title: '类别', required: true, how: '作物、化肥、畜禽' },
  { field: 'name', title: '名称', required: true, how: '棉花、小麦 …；N、P；牛、羊、猪、家禽 …' },
  { field: 'amount', title: '数量', required: true, how: '作物 公顷；化肥 吨（折纯）；畜禽 头、只' },
  { field: 'treated', title: '处理率', required: false, how: '畜禽粪污处理的份额，0～1' },
];
const KINDS = { 作物: 'crop', 化肥: 'fertiliser', 畜禽: 'livestock' } as const;

interface Line {
  readonly row: number;
  readonly catchment: CatchmentRow;
  readonly year: number;
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  readonly name: string;
  readonly amount: number;
  readonly treated: number | null;
}

function readLines(
  raw: readonly RawRow<Field>[],
  byName: ReadonlyMap<string, CatchmentRow>,
  mayWrite: (unitPath: string) => boolean,
  thisYear: number,
): { lines: Line[]; found: Found[] } {
  const lines: Line[] = [];
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const one of raw) {
    const cells = new Cells(one, ACTIVITY_COLUMNS);
    const catchment = byName.get(one.catchment) ?? null;
    if (one.catchment !== '' && !catchment) cells.tell('catchment', E.rowCatchment);
    if (catchment && !mayWrite(catchment.unitPath)) cells.tell('catchment', sheetErrors.unitForeign);
    const line = {
      row: one.row,
      catchment,
      year: cells.number('year', 2000, thisYear),
      kind: cells.word('kind', KINDS),
      name: cells.text('name', 40),
      amount: cells.number('amount', 0, 1_000_000_000),
      treated: cells.number('treated', 0, 1),
    };
    if (line.kind === 'fertiliser' && !['N', 'P'].includes(line.name)) cells.tell('name', E.rowFertiliser);
    if (line.kind !== 'livestock' && line.treated !== null) cells.tell('treated', E.rowShare);
    found.push(...cells.found);
    if (cells.found.length > 0) continue;
    const key = [one.catchment, line.year, line.kind, line.name].join('/');
    if (seen.has(key)) found.push(wrong(one.row, null, sheetErrors.twice, { row: seen.get(key)! }));
    else lines.push(line as Line);
    seen.set(key, seen.get(key) ?? one.row);
  }
  return { lines, found };
}

function activityOf(lines: readonly Line[]): Activity {
  const of = (kind: Line['kind']) => lines.filter((one) => one.kind === kind);
  const fertiliser = (name: string) => of('fertiliser').find((one) => one.name === name)?.amount ?? null;
  return {
    crops: of('crop').map(({ name, amount }) => ({ name, hectares: amount })),
    fertiliserN: fertiliser('N'),
    fertiliserP: fertiliser('P'),
    livestock: of('livestock').map(({ name, amount, treated }) => ({
      name,
      heads: amount,
      treatedShare: treated,
    })),
  };
}

/** Lines of a catchment and a year together are its new figures; the same as before are left alone. */
export async function importActivity(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const sheet = await readSheet(bytes, ACTIVITY_COLUMNS, ACTIVITY_SHEET);
  const known = new Map((await catchments(ctx.db)).map((one) => [one.name, one]));
  const read = readLines(sheet.rows, known, writerOf(ctx, actor, WRITE), Number(today(ctx).slice(0, 4)));
  const found = [...sheet.found, ...read.found];
  const groups = [...Map.groupBy(read.lines, (one) => `${one.catchment.id}/${one.year}`).values()];
  const before = new Map(
    (await activities(ctx.db, [...new Set(read.lines.map((one) => one.catchment.id))])).map((one) => [
      `${one.catchmentId}/${one.year}`,
      canonical(one.data),
    ]),
  );
  const changed = groups.filter(
    ([first, ...rest]) =>
      before.get(`${first!.catchment.id}/${first!.year}`) !== canonical(activityOf([first!, ...rest])),
  );
  const good = changed.reduce((sum, lines) => sum + lines.length, 0);
  const committed = commit && !hasErrors(found);
  if (committed)
    await asActor(ctx, actor, WRITE, async (tx) => {
      const at = new Date(ctx.clock.now());
      const { sha256 } = await ctx.files.put(
        bytes,
        {
          name: '农业活动水平.xlsx',
          mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        },
        tx,
      );
      for (const lines of changed) {
        const { catchment, year } = lines[0]!;
        await insertActivity(tx, {
          catchmentId: catchment.id,
          unitPath: catchment.unitPath,
          year,
          data: activityOf(lines),
          source: `XLSX ${sha256.slice(0, 12)}`,
          byName: actor.name,
          byUser: actor.userId,
          at,
        });
      }
      await ctx.audit.record(tx, {
        actor,
        action: 'sources.activity.imported',
        subject: sha256,
        detail: { years: changed.length },
      });
    });
  return {
    committed,
    rows: sheet.rows.length,
    good,
    unchanged: read.lines.length - good,
    problems: tell(found, tongue),
  };
}

/** The order of lines says nothing. */
const canonical = ({ crops, fertiliserN, fertiliserP, livestock }: Activity): string => {
  const sorted = <T extends { name: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => a.name.localeCompare(b.name));
  return JSON.stringify([
    sorted(crops).map((one) => [one.name, one.hectares]),
    fertiliserN,
    fertiliserP,
    sorted(livestock).map((one) => [one.name, one.heads, one.treatedShare]),
  ]);
};
