import { vocByName } from '@tarim/standards';
import type { ComponentRowInput } from '../../contract.ts';
import { compositionImportErrors as E } from '../errors.ts';
import { type Placed, placed } from './problems.ts';
import { hasXyleneTwice, type RawRow, type RawTable } from './read-table.ts';

/** What a machine sent, as a table: one way through the same checks. */
export function rawRows(input: readonly ComponentRowInput[]): RawTable {
  const problems: Placed[] = [];
  const rows = input.map(({ station, time, values }, index): RawRow => {
    const row = index + 1;
    const found = new Map<string, RawRow['values'][number]>();
    for (const [title, value] of Object.entries(values)) {
      const species = vocByName(title);
      const heading = title.slice(0, 60);
      if (!species) problems.push(placed('', row, heading, E.headingUnknown, { heading }));
      else if (found.has(species.key)) problems.push(placed('', row, heading, E.headingTwice, { heading }));
      else
        found.set(species.key, { species, title: heading, text: value === null ? '' : String(value).trim() });
    }
    if (hasXyleneTwice([...found.keys()])) problems.push(placed('', row, null, E.xylene));
    const fields = { code: '', station: station.trim(), time: time.trim() };
    return { row, field: (key) => fields[key], values: [...found.values()] };
  });
  return { sheet: '', rows, problems };
}
