import { listStandards, type Standard } from '../standards.ts';
import {
  boilerRows,
  cementRows,
  fugitiveRows,
  incinerationRows,
  integratedRows,
  plainRows,
  powerRows,
  ultraLowRows,
} from './air.ts';
import type { EmissionProcess, EmissionRow } from './types.ts';
import {
  cokingWaterRows,
  livestockRows,
  petrochemicalWaterRows,
  sewageRows,
  wastewaterRows,
} from './water.ts';

/** How the tables of each standard are read: they are printed in as many shapes as there are standards; a reader states its own. */
const READERS: Readonly<Record<string, ReadonlyArray<(data: never) => EmissionRow[]>>> = {
  'GB 13223-2011': [powerRows],
  'GB 13271-2014': [boilerRows],
  'GB 16171-2012': [plainRows, cokingWaterRows],
  'GB 16297-1996': [integratedRows],
  'GB 18484-2020': [plainRows],
  'GB 18485-2014': [incinerationRows],
  'GB 18596-2001': [livestockRows],
  'GB 18918-2002': [sewageRows],
  'GB 28662-2012': [plainRows],
  'GB 29620-2013': [plainRows],
  'GB 31571-2015': [plainRows, petrochemicalWaterRows],
  'GB 37822-2019': [fugitiveRows],
  'GB 4915-2013': [cementRows],
  'GB 8978-1996': [wastewaterRows],
  超低排放: [ultraLowRows],
};
const known = new Map<string, readonly EmissionProcess[]>();

/** All processes and stages of an emission standard; empty for what is none. */
export function emissionProcesses(code: string): readonly EmissionProcess[] {
  const found = known.get(code);
  if (found) return found;
  const standard = listStandards().find((one) => one.use === 'emission-limit' && one.code === code);
  const readers = Object.hasOwn(READERS, code) ? READERS[code]! : [];
  const made = standard
    ? readers.flatMap((read) => read(standard.data as never)).map((row) => whole(row, standard))
    : [];
  known.set(code, made);
  return made;
}

function whole(row: EmissionRow, standard: Standard): EmissionProcess {
  const { caveat } = standard.data as { caveat?: EmissionProcess['caveat'] };
  return {
    medium: 'air',
    ...row,
    standard,
    reference: row.reference ?? null,
    confidence: row.confidence ?? standard.confidence,
    caveat: row.caveat ?? caveat ?? null,
  };
}
