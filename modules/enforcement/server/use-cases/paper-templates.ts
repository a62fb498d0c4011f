import type { DbOrTx } from '@tarim/platform';
import { bodyOf } from '@tarim/supervision/queries';
import type { TemplateKind } from '../../contract.ts';
import { KINDS } from '../documents/kinds.ts';
import { factoryBody, type PaperWords, paperWords } from '../documents/paper-words.ts';
import { holdingAt } from '../domain/templates.ts';
import { templateRows } from '../sql/templates.ts';
import { wordsIn } from '../words.ts';

/** Gives the words of a kind of paper by the template that held at an instant. */
export type Templates = (kind: TemplateKind, at: Date) => PaperWords;

/** Templates that hold, or held, for a unit. */
export async function templatesOf(db: DbOrTx, unitPath: string): Promise<Templates> {
  const versions = await templateRows(db, unitPath);
  const owners = new Set(versions.map((one) => one.unitPath));
  const names = new Map<string, string>();
  for (const owner of owners)
    if (owner !== unitPath && owner !== '/') names.set(owner, (await bodyOf(db, owner)).name);
  return (kind, at) => {
    const held = holdingAt(versions, kind, unitPath, at);
    if (!held?.body) return paperWords(factoryBody(KINDS[kind]), null);
    return paperWords(held.body, markOf(held.version, names.get(held.unitPath)));
  };
}

/** 文书格式 v3, and whose it is where it is of a unit above. */
function markOf(version: number, owner: string | undefined): string {
  const t = wordsIn('zh-CN');
  return owner ? t('doc.formatOf', { version, owner }) : t('doc.format', { version });
}
