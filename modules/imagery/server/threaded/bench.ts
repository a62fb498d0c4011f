/** How a work tells how far it is (0–1), and hears that it is not wanted any more. */
export interface Bench {
  readonly signal: AbortSignal;
  readonly threads: number;
  progress(fraction: number): void;
}
