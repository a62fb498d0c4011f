import type { Problem } from '@tarim/kernel';
import type { Request } from './request-types.ts';
import type { FrameHeader, Item } from './types.ts';

/** Where a request stands. sent → accepted | refused → data* → done | failed; timeout from any open state. */
export type RequestState = 'sent' | 'accepted' | 'refused' | 'data' | 'done' | 'failed' | 'timeout';

/** One step of a request, for the console: what happened when. */
export interface RequestStep {
  readonly at: number;
  readonly state: RequestState;
  /** QnRtn of accepted/refused, ExeRtn of done/failed, null otherwise. */
  readonly code: number | null;
  /** 1 for the first sending, 2 for the first resend … */
  readonly attempt: number;
  /** Data frames that have come so far. */
  readonly frames: number;
}

/** What the owner of the connection has to do. */
export type SessionAction =
  | { readonly type: 'send'; readonly bytes: Uint8Array; readonly cn: string; readonly qn: string | null }
  | ({
      readonly type: 'requestState';
      readonly qn: string;
      readonly cn: string;
      readonly request: Request;
      readonly data: {
        readonly fields: Readonly<Record<string, string>>;
        readonly items: readonly Item[];
      } | null;
    } & RequestStep)
  /** A notice that needs a decision outside: 1001 asks for an MN (1002), 1014 for a new key. */
  | {
      readonly type: 'notice';
      readonly cn: string;
      readonly header: FrameHeader;
      readonly fields: Readonly<Record<string, string>>;
      readonly items: readonly Item[];
    }
  /** A reply that fits no open request. */
  | { readonly type: 'stray'; readonly cn: string; readonly qn: string | null };

export type RequestAnswer =
  | { readonly ok: true; readonly qn: string; readonly actions: SessionAction[] }
  | { readonly ok: false; readonly problem: Problem };

export interface RequestView {
  readonly qn: string;
  readonly cn: string;
  readonly request: Request;
  readonly state: RequestState;
  readonly steps: readonly RequestStep[];
}
