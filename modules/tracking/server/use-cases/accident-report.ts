import { beijingIso } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { writeIrixLike } from '@tarim/science';
import { standingRows } from '../sql/terminals.ts';
import { getAccident } from './accidents.ts';

/**
 * An accident as an IRIX-like report: identification, event, location, source; what the form says goes along as fields of the event.
 * @throws TarimError TRACKING_ACCIDENT_UNKNOWN
 */
export async function accidentReport(
  ctx: Context,
  id: number,
): Promise<{ readonly bytes: Buffer; readonly mime: string; readonly name: string }> {
  const one = await getAccident(ctx, id);
  const [terminal] = await standingRows(ctx.db, { id: one.terminalId }, 1);
  const fields = one.form.flatMap(({ values }) =>
    Object.entries(values).map(([name, value]) => ({ name, value })),
  );
  const xml = writeIrixLike({
    identification: {
      reportId: `tarim/accident/${id}`,
      organisation: 'Tarim',
      country: 'CN',
      createdAt: beijingIso(ctx.clock.now()),
      simulated: one.simulated,
      language: 'zh-CN',
    },
    event: {
      id: String(id),
      kind: one.facts.event,
      foundAt: one.foundAt,
      state: one.state,
      grade: one.grade,
      gradeSource: one.gradeSource,
      description: fields,
    },
    locations: [
      {
        id: `terminal/${one.terminalId}`,
        name: `${one.terminalName}（最后位置 last position）`,
        lon: terminal?.lon ?? null,
        lat: terminal?.lat ?? null,
      },
    ],
    source: {
      nuclide: one.nuclide,
      category: one.category,
      activity: one.activityThen ?? one.activity,
      activityAt: one.activityThen === null ? null : one.foundAt,
      code: terminal?.sourceCode || null,
    },
  });
  return {
    bytes: Buffer.from(xml, 'utf8'),
    mime: 'application/xml; charset=utf-8',
    name: `accident-${id}.xml`,
  };
}
