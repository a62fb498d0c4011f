import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Container, ContainerKind, Sampling, SamplingInput, TaskState } from '../../contract.ts';

export interface SamplingRow extends Omit<Sampling, 'sampledAt' | 'sentAt'> {
  readonly sampledAt: Date;
  readonly sentAt: Date;
  readonly clientId: string;
}

export async function samplingOf(db: DbOrTx, taskId: number): Promise<SamplingRow | null> {
  const { rows } = await sql<SamplingRow>`
    select client_id as "clientId", sampled_at as "sampledAt", sampler, lon, lat, distance, weather, on_site as "onSite", note, photos, sent_at as "sentAt"
    from monitoring.sampling where task_id = ${taskId}
  `.execute(db);
  return rows[0] ?? null;
}

export const presentSampling = ({ clientId: _, sampledAt, sentAt, ...row }: SamplingRow): Sampling => ({
  ...row,
  sampledAt: beijingIso(sampledAt.getTime()),
  sentAt: beijingIso(sentAt.getTime()),
});

interface Owner {
  readonly taskId: number;
  readonly unitPath: string;
}

export async function insertSampling(
  tx: DbOrTx,
  { taskId, unitPath }: Owner,
  input: SamplingInput,
  by: { name: string; userId: string; distance: number | null; at: Date },
): Promise<void> {
  await sql`
    insert into monitoring.sampling (task_id, unit_path, client_id, sampled_at, sampler, sampler_id, lon, lat, accuracy, distance, weather, on_site, note, photos, sent_at)
    values (${taskId}, ${unitPath}, ${input.clientId}, ${input.sampledAt}, ${by.name}, ${by.userId}, ${input.lon ?? null}, ${input.lat ?? null},
      ${input.accuracy ?? null}, ${by.distance}, ${input.weather ?? null}, ${JSON.stringify(input.onSite)}::jsonb, ${input.note ?? null},
      ${input.photos ?? []}, ${by.at})
  `.execute(tx);
}

/** @returns the code that was used before, if any was */
export async function insertContainers(
  tx: DbOrTx,
  { taskId, unitPath }: Owner,
  containers: SamplingInput['containers'],
): Promise<string | null> {
  for (const one of containers) {
    const { numAffectedRows } = await sql`
      insert into monitoring.container (code, task_id, unit_path, kind, items, preservative)
      values (${one.code}, ${taskId}, ${unitPath}, ${one.kind}, ${one.items}, ${one.preservative || null}) on conflict (code) do nothing
    `.execute(tx);
    if (numAffectedRows === 0n) return one.code;
  }
  return null;
}

export async function addCustody(
  tx: DbOrTx,
  containers: ReadonlyArray<{ code: string; unitPath: string }>,
  event: {
    step: 'collected' | 'received' | 'refused';
    byName: string;
    byUser: string;
    at: Date;
    condition: string | null;
  },
): Promise<void> {
  for (const { code, unitPath } of containers)
    await sql`
      insert into monitoring.custody (container, unit_path, at, step, by_name, by_user, condition)
      values (${code}, ${unitPath}, ${event.at}, ${event.step}, ${event.byName}, ${event.byUser}, ${event.condition})
    `.execute(tx);
}

export async function markReceived(tx: DbOrTx, codes: readonly string[]): Promise<void> {
  await sql`update monitoring.container set received = true where code = any(${codes}::text[])`.execute(tx);
}

/** Containers of a task with the chain of their custody. */
export async function containersOf(db: DbOrTx, taskId: number): Promise<Container[]> {
  const { rows } = await sql<Omit<Container, 'custody'>>`
    select code, kind, items, preservative, received from monitoring.container where task_id = ${taskId} order by code
  `.execute(db);
  const { rows: events } = await sql<{
    container: string;
    at: Date;
    step: 'collected' | 'received' | 'refused';
    by: string;
    condition: string | null;
  }>`
    select container, at, step, by_name as by, condition from monitoring.custody
    where container = any(${rows.map((one) => one.code)}::text[]) order by id
  `.execute(db);
  const chains = Map.groupBy(events, (one) => one.container);
  return rows.map((one) => ({
    ...one,
    custody: (chains.get(one.code) ?? []).map(({ container: _, at, ...event }) => ({
      ...event,
      at: beijingIso(at.getTime()),
    })),
  }));
}

export interface ContainerRow {
  readonly code: string;
  readonly kind: ContainerKind;
  readonly items: string[];
  readonly preservative: string | null;
  readonly received: boolean;
  readonly unitPath: string;
  readonly taskId: number;
  readonly taskCode: string;
  readonly taskState: TaskState;
  readonly pointName: string;
  readonly pointKind: string;
  readonly pointId: number;
  readonly sampledAt: Date;
}

const CONTAINER = sql`c.code, c.kind, c.items, c.preservative, c.received, c.unit_path as "unitPath", t.id as "taskId", t.code as "taskCode",
  t.state as "taskState", t.point_name as "pointName", t.point_kind as "pointKind", t.point_id as "pointId", s.sampled_at as "sampledAt"`;
const FROM = sql`monitoring.container c join monitoring.task t on t.id = c.task_id join monitoring.sampling s on s.task_id = c.task_id`;

export async function containersByCode(db: DbOrTx, codes: readonly string[]): Promise<ContainerRow[]> {
  const { rows } = await sql<ContainerRow>`
    select ${CONTAINER} from ${FROM} where c.code = any(${codes}::text[]) order by c.code
  `.execute(db);
  return rows;
}

/** All containers of these tasks: a parallel is compared with its sample, whichever sheet that came in. */
export async function containersOfTasks(db: DbOrTx, taskIds: readonly number[]): Promise<ContainerRow[]> {
  const { rows } = await sql<ContainerRow>`
    select ${CONTAINER} from ${FROM} where c.task_id = any(${taskIds}::int[]) order by c.code
  `.execute(db);
  return rows;
}

/** Those that the laboratory has not taken yet, or those that it works on. */
export async function openContainers(
  db: DbOrTx,
  filter: { waiting: boolean; taskId?: number },
): Promise<ContainerRow[]> {
  const states = filter.waiting ? ['sampled', 'in-lab'] : ['sampled', 'in-lab', 'returned'];
  const { rows } = await sql<ContainerRow>`
    select ${CONTAINER} from ${FROM}
    where t.state = any(${states}::text[]) and c.received = ${!filter.waiting} and (${filter.taskId ?? null}::int is null or t.id = ${filter.taskId ?? null})
    order by t.due_to, c.code limit 2000
  `.execute(db);
  return rows;
}
