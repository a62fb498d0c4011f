import { documentFile } from '@tarim/documents';
import { beijingDate, beijingIso } from '@tarim/kernel';
import { type Actor, type Context, rowsToCsv, rowsToXlsx } from '@tarim/platform';
import { reportContent } from '../documents/report.ts';
import { type Key, type Tongue, wordsIn } from '../words.ts';
import { getCampaign } from './read.ts';

export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;
}

const MIME = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The summary report as it stands now. @throws TarimError CAMPAIGN_UNKNOWN */
export async function campaignReport(
  ctx: Context,
  actor: Actor,
  id: number,
  format: 'pdf' | 'docx',
): Promise<MadeFile> {
  const content = reportContent(await getCampaign(ctx, actor, id), beijingIso(ctx.clock.now()));
  return documentFile(content, `campaign-${id}`, format);
}

/** A row an object with its newest result. @throws TarimError CAMPAIGN_UNKNOWN */
export async function exportCampaign(
  ctx: Context,
  actor: Actor,
  id: number,
  format: 'xlsx' | 'csv',
  tongue: Tongue,
): Promise<MadeFile> {
  const t = wordsIn(tongue);
  const one = await getCampaign(ctx, actor, id);
  const names = new Map(one.members.map(({ unitPath, name }) => [unitPath, name]));
  const heads: readonly Key[] = [
    'field.enterprise',
    'field.uscc',
    'field.assigned',
    'object.crossed',
    'field.on',
    'field.result',
    'field.wanting',
    'field.note',
    'field.visit',
    'field.case',
    'field.open',
    'field.by',
  ];
  const yes = (is: boolean) => t(is ? 'yes' : 'no');
  const table = [
    heads.map((key) => t(key)),
    ...one.objectList.map(({ name, uscc, unitPath, crossed, latest }) => [
      name,
      uscc,
      names.get(unitPath) ?? unitPath,
      yes(crossed),
      latest?.on ?? '',
      latest ? t(`result.${latest.result}` as Key) : '',
      latest?.wanting.map((key) => one.items[key - 1]).join('；') ?? '',
      latest?.note ?? '',
      latest?.visitId ?? '',
      latest?.caseNumber ?? '',
      latest ? yes(latest.open) : '',
      latest?.by ?? '',
    ]),
  ];
  const name = `campaign-${id}-${beijingDate(ctx.clock.now())}.${format}`;
  const bytes =
    format === 'csv' ? rowsToCsv(table) : await rowsToXlsx([{ name: t('objects.title'), rows: table }]);
  return { bytes, name, mime: MIME[format] };
}
