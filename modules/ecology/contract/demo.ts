import type { Method, StatusInput } from './status.ts';
import type { Group, Taxon } from './surveys.ts';

/** What the demonstration is sown with: all of it simulated, and marked so in every row. */
export interface DemoEcology {
  readonly statuses: readonly {
    readonly unitPath: string;
    readonly year: number;
    readonly method: Method;
    readonly input: StatusInput;
  }[];
  readonly surveys: readonly {
    readonly pointCode: string;
    readonly surveyedOn: string;
    readonly group: Group;
    readonly unit: string;
    readonly taxa: readonly Taxon[];
  }[];
}
