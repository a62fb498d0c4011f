import type { CollectedDatasets, DatasetDefinition, DatasetField, DbOrTx } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { sql } from 'kysely';
import { EXCHANGE_READ, EXCHANGE_SECRET, type FieldMapping } from '../contract.ts';
import { type PipelineData, pipelines } from './sql/pipelines.ts';

export const datasetId = (slug: string): string => `collected-${slug}`;

/** 汇聚数据集: what each pipeline has brought in, for the catalogue, the map, the open interfaces, sharing and exports. */
export const collected: CollectedDatasets = {
  revision: async (db: DbOrTx) => {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(id || '.' || version, ','  order by id), '') as text from exchange.pipeline`.execute(
      db,
    );
    return rows[0]!.text;
  },
  sets: async (db: DbOrTx) => {
    const names = new Map((await unitsUnder(db, '/')).map((unit) => [unit.path, unit.names]));
    return (await pipelines(db)).map((one) => {
      const { zh = one.unitPath, en = zh } = names.get(one.unitPath) ?? {};
      return setOf(one, { zh, en });
    });
  },
};

/** Names are checked to be letters and digits before they come here; ids are numbers: nothing else of people's gets into the SQL. */
export function setOf(
  { id, slug, version, spec }: PipelineData,
  owner: DatasetDefinition['owner'],
): DatasetDefinition {
  const { timeField = null, labelField = null } = spec;
  const time = spec.fields.find((one) => one.name === timeField);
  return {
    id: datasetId(slug),
    titles: { zh: spec.titleZh, en: spec.titleEn },
    abstracts: {
      zh: spec.abstractZh || `由汇聚任务 ${slug}（第 ${version} 版）收集。`,
      en: spec.abstractEn || `Collected by the pipeline ${slug} (version ${version}).`,
    },
    keywords: { zh: ['汇聚'], en: ['collected'] },
    element: spec.element,
    owner,
    source: { zh: spec.sourceZh, en: spec.sourceEn },
    sharing: spec.sharing,
    action: spec.sharing === 'secret' ? EXCHANGE_SECRET : EXCHANGE_READ,
    rhythm: spec.rhythm,
    madeOf: [],
    fields: [...spec.fields.map(fieldOf), ...OWN],
    relation: {
      from: `(select r.*, p.unit_path, p.sharing, p.simulated from exchange.row r join exchange.pipeline p on p.id = r.pipeline_id
        where r.pipeline_id = ${Number(id)}) d`,
      id: { sql: 'd.id', type: 'integer' },
      ...(spec.geometryType
        ? { geometry: { type: spec.geometryType, wkb: 'd.wkb', box: 'd.box' } as const }
        : {}),
      ...(time ? { time: sqlOf(time) } : {}),
      // Asked of the table with every row: a set that is closed is closed at once, whatever a process still remembers.
      ...(spec.sharing === 'open' ? { open: "d.sharing = 'open'" } : {}),
      unitPath: 'd.unit_path',
      simulated: 'd.simulated',
      revision: `select changes::text from exchange.pipeline where id = ${Number(id)}`,
      exact: true,
    },
    ...(labelField ? { look: { colour: LOOK, labelField } } : {}),
  };
}

const LOOK = '#5b5f97';

const OWN: readonly DatasetField[] = [
  {
    name: 'convertedFrom',
    titles: { zh: '坐标换算自', en: 'Coordinates converted from' },
    type: 'text',
    sql: 'd.converted_from',
  },
  { name: 'simulated', titles: { zh: '模拟', en: 'Simulated' }, type: 'boolean', sql: 'd.simulated' },
  { name: 'changedAt', titles: { zh: '入库时间', en: 'Loaded at' }, type: 'instant', sql: 'd.changed_at' },
  { name: 'runId', titles: { zh: '运行编号', en: 'Run' }, type: 'integer', sql: 'd.run_id', internal: true },
  {
    name: 'sourceLine',
    titles: { zh: '来源行号', en: 'Line of the source' },
    type: 'integer',
    sql: 'd.line',
    internal: true,
  },
];

const fieldOf = (one: FieldMapping): DatasetField => ({
  name: one.name,
  titles: { zh: one.titleZh, en: one.titleEn },
  type: one.type,
  sql: sqlOf(one),
  ...(one.unit ? { unit: one.unit } : {}),
  ...(one.internal ? { internal: true as const } : {}),
});

/** Rows of an older version may lack the field, or hold another type under its name: then it is empty, never an error. */
function sqlOf({ name, type }: Pick<FieldMapping, 'name' | 'type'>): string {
  const text = `(d.properties ->> '${name}')`;
  const typed = (kind: string, cast: string) =>
    `(case when jsonb_typeof(d.properties -> '${name}') = '${kind}' then ${text}::${cast} end)`;
  switch (type) {
    case 'text':
      return text;
    case 'integer':
      return typed('number', 'float8');
    case 'number':
      return typed('number', 'float8');
    case 'boolean':
      return typed('boolean', 'boolean');
    case 'date':
      return `(case when ${text} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then ${text}::date end)`;
    case 'instant':
      return `(case when ${text} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T' then ${text}::timestamptz end)`;
    case 'json':
      return `(d.properties -> '${name}')`;
  }
}
