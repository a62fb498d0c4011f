/** What the demonstration is sown with: parameters as they were agreed and filed; all of it simulated. */
export interface DemoParameter {
  readonly pointCode: string;
  readonly item: string;
  readonly parameter: string;
  readonly value: number;
}
