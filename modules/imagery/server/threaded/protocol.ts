import type { ConvertParams } from './brought.ts';
import type { Composed, ComposeParams } from './composite.ts';
import type { Converted } from './convert.ts';
import type { ChangeParams, ChangeResult } from './detect.ts';
import type { TransitionParams, TransitionResult } from './transition.ts';
import type { ZonalParams, ZonalResult } from './zonal.ts';

/** What a thread of its own can be asked for. */
export interface Works {
  readonly convert: { readonly params: ConvertParams; readonly result: Converted };
  readonly compose: { readonly params: ComposeParams; readonly result: Composed };
  readonly detect: { readonly params: ChangeParams; readonly result: ChangeResult };
  readonly transition: { readonly params: TransitionParams; readonly result: TransitionResult };
  readonly zonal: { readonly params: ZonalParams; readonly result: ZonalResult };
}
export type WorkName = keyof Works;

export interface WorkOrder<N extends WorkName = WorkName> {
  readonly work: N;
  readonly params: Works[N]['params'];
}

export type WorkMessage =
  | { readonly progress: number }
  | { readonly result: unknown }
  | {
      readonly failed: {
        readonly message: string;
        readonly error: { readonly definition: unknown; readonly params: unknown } | null;
      };
    };
