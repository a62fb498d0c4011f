import { Compile } from 'typebox/compile';
import { IngestRecord as Schema } from '../../contract.ts';
import type { IngestRecord } from './json-frame.ts';

const validator = Compile(Schema);

/** What a message that no route has looked at says, held to the same contract; what is wrong as one line otherwise. */
export function readRecord(value: unknown): { record: IngestRecord } | { wrong: string } {
  if (validator.Check(value)) {
    const { mn, cn, dataTime, items } = value;
    return { record: { mn, cn, dataTime, items } };
  }
  const [first] = validator.Errors(value);
  return { wrong: first ? `${first.instancePath || '/'} ${first.message}` : 'not a record' };
}
