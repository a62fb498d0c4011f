import type { Bilingual, Dataset } from '@tarim/platform';
import type { Lineage } from '../../contract.ts';

/** Stages of the river (一条河) that data sets are made of, and which stage each is made of. */
const STAGES: Readonly<Record<string, { readonly titles: Bilingual; readonly of: readonly string[] }>> = {
  frame: { titles: { zh: '原始报文', en: 'Frames' }, of: [] },
  record: { titles: { zh: '监测记录', en: 'Records' }, of: ['frame'] },
  flag: { titles: { zh: '质量标记', en: 'Quality flags' }, of: ['record'] },
  rollup: { titles: { zh: '时段汇总', en: 'Rollups' }, of: ['record'] },
  verdict: { titles: { zh: '评价结论', en: 'Verdicts' }, of: ['rollup'] },
};

/** Declarations that run in a ring end here. */
const MOST = 12;

/**
 * The way of an entry's data up and down the river (数据血缘). Sets that the reader does not see are left out together with
 * what only leads through them.
 */
export function lineageOf(
  set: Dataset,
  visible: ReadonlyMap<string, Dataset>,
  shelf: Pick<ReadonlySet<string>, 'has'>,
): Lineage {
  const hidden = (id: string) => shelf.has(id) && !visible.has(id);
  const madeOf = (id: string) =>
    (visible.get(id)?.madeOf ?? STAGES[id]?.of ?? []).filter((one) => !hidden(one));
  const columns = new Map<string, number>([[set.id, 0]]);
  const edges = new Map<string, { from: string; to: string }>();
  const up = (id: string, column: number) => {
    for (const from of madeOf(id)) {
      edges.set(`${from}\n${id}`, { from, to: id });
      // The longest way decides, so that no arrow points back.
      if (from === set.id || column < -MOST || (columns.get(from) ?? 0) <= column) continue;
      columns.set(from, column);
      up(from, column - 1);
    }
  };
  const down = (id: string, column: number) => {
    for (const one of visible.values()) {
      if (!one.madeOf.includes(id)) continue;
      edges.set(`${id}\n${one.id}`, { from: id, to: one.id });
      if (one.id === set.id || column > MOST || (columns.get(one.id) ?? 0) >= column) continue;
      columns.set(one.id, column);
      down(one.id, column + 1);
    }
  };
  up(set.id, -1);
  down(set.id, 1);
  return {
    nodes: [...columns].map(([id, column]) => ({
      id,
      kind: shelf.has(id) ? 'dataset' : 'stage',
      titles: visible.get(id)?.titles ?? STAGES[id]?.titles ?? { zh: id, en: id },
      column,
    })),
    edges: [...edges.values()].filter(({ from, to }) => columns.has(from) && columns.has(to)),
  };
}
