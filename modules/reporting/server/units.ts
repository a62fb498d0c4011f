import { TarimError } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import type { ReportLanguage } from '../contract.ts';
import { reportingErrors } from './errors.ts';
import { wordsIn } from './words.ts';

export interface ReportUnit {
  readonly path: string;
  readonly name: string;
  /** Code for the number of a report; `all` for both hierarchies. */
  readonly code: string;
}

/**
 * The unit that a report is about, named in the report's language; `/` is both hierarchies.
 * @throws TarimError REPORTING_UNIT_INVALID
 */
export async function reportUnit(db: DbOrTx, path: string, language: ReportLanguage): Promise<ReportUnit> {
  if (path === '/') return { path, name: wordsIn(language)('doc.allUnits'), code: 'all' };
  const unit = await unitByPath(db, path);
  if (!unit) throw new TarimError(reportingErrors.unitUnknown, { path });
  return { path, name: language === 'en' ? unit.names.en : unit.names.zh, code: unit.code };
}
