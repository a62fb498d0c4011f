import type { DbOrTx } from '@tarim/platform';
import { explainAlarm } from '../domain/explain.ts';
import { ladderOf } from '../domain/ladder.ts';
import { alarmRows, type ListedAlarm } from '../sql/alarms.ts';
import { standingRows } from '../sql/terminals.ts';

/** An alarm with what it says in both languages, the last place of its terminal, and what its ladder asks for. */
export interface AlarmFacts extends ListedAlarm {
  readonly explanation: { readonly zh: string; readonly en: string };
  readonly lon: number | null;
  readonly lat: number | null;
  readonly first: { readonly zh: string; readonly en: string } | null;
}

export async function alarmFacts(db: DbOrTx, id: number): Promise<AlarmFacts | null> {
  const [row] = await alarmRows(db, { id }, 1);
  if (!row) return null;
  const [terminal] = await standingRows(db, { id: row.terminalId }, 1);
  return {
    ...row,
    explanation: { zh: explainAlarm(row, 'zh'), en: explainAlarm(row, 'en') },
    lon: terminal?.lon ?? null,
    lat: terminal?.lat ?? null,
    first: ladderOf(row.kind)?.first ?? null,
  };
}
