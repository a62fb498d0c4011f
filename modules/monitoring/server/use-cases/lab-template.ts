import { type Context, rowsToXlsx } from '@tarim/platform';
import { monitoredItem } from '../domain/items.ts';
import { COLUMNS } from '../lab/lab-row.ts';
import { existingResults } from '../sql/results.ts';
import { openContainers } from '../sql/samples.ts';

export const RESULT_SHEET = '检测结果';

/** The sheet to fill in: a row for each received container and item that has no result yet. */
export async function labTemplate(ctx: Context, taskId?: number): Promise<Uint8Array> {
  const containers = await openContainers(ctx.db, { waiting: false, taskId });
  const known = await existingResults(
    ctx.db,
    containers.map((one) => one.code),
  );
  const rows = containers.flatMap((one) =>
    one.items
      .filter((item) => !known.has(`${one.code}/${item}`))
      .map((item) => {
        const unit = monitoredItem(one.pointKind, item)?.unit ?? '';
        return [one.code, item, null, unit, null, null, null, null];
      }),
  );
  return rowsToXlsx([
    { name: RESULT_SHEET, rows: [COLUMNS.map((one) => one.title), ...rows] },
    {
      name: '说明',
      rows: [
        ['列', '写法'],
        ['结果', '数字；未检出写 <0.01、0.01L，或写 未检出 并填检出限；嗅和味、肉眼可见物写 无 或 有'],
        ['单位', '可用其他单位，如 µg/L，导入时换算'],
        ['分析时间', '如 2026-11-24 或 2026-11-24 10:30（北京时间）'],
        ['空行', '没有结果也没有时间的行会略过'],
      ],
    },
  ]);
}
