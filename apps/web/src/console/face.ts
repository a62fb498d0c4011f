import type { Catalogues } from '@tarim/ui';
import type { ComponentType } from 'react';

/** A page of a module as the console shows it. */
export interface ConsolePage {
  /** Path below `/console`; `$id` is a parameter. */
  readonly path: string;
  readonly load: () => Promise<{ default: ComponentType }>;
}

export interface ConsoleMenuItem {
  readonly path: string;
  /** Key of the title in the module's own catalogue. */
  readonly title: string;
  /** Shown to people who may do this, or one of these. */
  readonly action?: string | readonly string[];
  readonly group:
    | 'live'
    | 'map'
    | 'redline'
    | 'alarm'
    | 'tasks'
    | 'enforcement'
    | 'radiation'
    | 'quality'
    | 'judge'
    | 'network'
    | 'sources'
    | 'registry'
    | 'data'
    | 'system';
}

/** What a module's `web/index.tsx` exports. */
export interface ConsoleFace {
  /** The module's name, which is the namespace of its texts. */
  readonly name: string;
  readonly texts: Catalogues;
  readonly pages: readonly ConsolePage[];
  readonly menu: readonly ConsoleMenuItem[];
}
