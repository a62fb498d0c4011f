import type { Dataset, Sight } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../domain/cql2/nodes.ts';
import { dayOf } from '../domain/times.ts';
import { scalarOf, wrongType } from './scalars.ts';

interface Ends {
  readonly start: RawBuilder<unknown>;
  readonly end: RawBuilder<unknown>;
}

/** Allen's relations (OGC 21-065r2 clause 7.7): what two intervals' ends must be; instants begin and end at once. */
const RELATIONS: Readonly<Record<string, (a: Ends, b: Ends) => RawBuilder<unknown>>> = {
  t_after: (a, b) => sql`${a.start} > ${b.end}`,
  t_before: (a, b) => sql`${a.end} < ${b.start}`,
  t_contains: (a, b) => sql`${a.start} < ${b.start} and ${a.end} > ${b.end}`,
  t_disjoint: (a, b) => sql`(${a.end} < ${b.start} or ${a.start} > ${b.end})`,
  t_during: (a, b) => sql`${a.start} > ${b.start} and ${a.end} < ${b.end}`,
  t_equals: (a, b) => sql`${a.start} = ${b.start} and ${a.end} = ${b.end}`,
  t_finishedby: (a, b) => sql`${a.start} < ${b.start} and ${a.end} = ${b.end}`,
  t_finishes: (a, b) => sql`${a.start} > ${b.start} and ${a.end} = ${b.end}`,
  t_intersects: (a, b) => sql`${a.start} <= ${b.end} and ${a.end} >= ${b.start}`,
  t_meets: (a, b) => sql`${a.end} = ${b.start}`,
  t_metby: (a, b) => sql`${a.start} = ${b.end}`,
  t_overlappedby: (a, b) => sql`${a.start} > ${b.start} and ${a.start} < ${b.end} and ${a.end} > ${b.end}`,
  t_overlaps: (a, b) => sql`${a.start} < ${b.start} and ${a.end} > ${b.start} and ${a.end} < ${b.end}`,
  t_startedby: (a, b) => sql`${a.start} = ${b.start} and ${a.end} > ${b.end}`,
  t_starts: (a, b) => sql`${a.start} = ${b.start} and ${a.end} < ${b.end}`,
};

/** @throws TarimError OGC_FILTER_TYPE */
export function temporalSql(
  op: string,
  args: readonly Node[],
  at: number,
  set: Dataset,
  sight: Sight,
): RawBuilder<unknown> {
  if (args.length !== 2) throw wrongType(at, `${op} takes two times`);
  const [a, b] = args.map((one) => endsOf(one, set, sight)) as [Ends, Ends];
  return sql`(${RELATIONS[op]!(a, b)})`;
}

function endsOf(node: Node, set: Dataset, sight: Sight): Ends {
  if (node.kind !== 'interval') return spread(node, set, sight);
  const start = node.from ? spread(node.from, set, sight).start : sql`'-infinity'::timestamptz`;
  const end = node.to ? spread(node.to, set, sight).end : sql`'infinity'::timestamptz`;
  return { start, end };
}

/** A day lasts from its first to its last moment in Beijing. */
function spread(node: Node, set: Dataset, sight: Sight): Ends {
  const read: Node =
    node.kind === 'value' && typeof node.value === 'string'
      ? { kind: dayOf(node.value) ? 'date' : 'instant', at: node.at, value: node.value }
      : node;
  const { type, sql: value } = scalarOf(read, set, sight);
  if (type === 'instant') return { start: value, end: value };
  if (type !== 'date') throw wrongType(node.at, 'a time is expected');
  return {
    start: sql`((${value})::timestamp at time zone 'Asia/Shanghai')`,
    end: sql`((${value} + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 microsecond')`,
  };
}
