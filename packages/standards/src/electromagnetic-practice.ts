import { type Confidence, type Standard, standard } from './standards.ts';

/** How fields are measured, who measures by himself, and how a complaint runs; law and rules of ours, told apart entry by entry. */
export interface EmPractice {
  readonly methods: readonly EmMethod[];
  /** 自行监测、围挡与警示 (Code 653–666). */
  readonly duties: {
    readonly act: string;
    readonly articles: string;
    readonly confidence: Confidence;
    readonly self_monitoring_classes: readonly string[];
    readonly fence_classes: readonly string[];
  };
  readonly penalty: {
    readonly act: string;
    readonly article: string;
    readonly from_CNY: number;
    readonly to_CNY: number;
    readonly confidence: Confidence;
  };
  readonly clocks: readonly {
    readonly key: 'dispatch' | 'measure';
    /** Calendar days after the day of receipt; 0: the same day. */
    readonly days: number;
    readonly source: string;
    readonly confidence: Confidence;
  }[];
  /** Complaints so near, in so many days, are of one site; from so many on the level above handles it. */
  readonly petition: {
    readonly same_site_m: number;
    readonly escalates_at: number;
    readonly within_days: number;
  };
  /** What a reading may be: air breaks down above; in the far field S is E²/Z₀, up to a factor. */
  readonly reading: {
    readonly most_E_V_per_m: number;
    readonly free_space_ohm: number;
    readonly far_field_times: number;
  };
}

export interface EmMethod {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** Kinds of facility that it is for. */
  readonly kinds: readonly string[];
  readonly confidence: Confidence;
}

export const EM_PRACTICE = standard('电磁设施监管规则') as unknown as Standard<EmPractice>;
