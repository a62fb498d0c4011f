import { type Confidence, type Standard, standard } from './standards.ts';

/** First inner cordon (初始内警戒区) by what happened, outdoors. */
export interface CordonRow {
  readonly id: 'damaged_source' | 'major_spill' | 'fire_explosion_fumes' | 'suspected_rdd';
  readonly zh: string;
  readonly en: string;
  readonly radius_m: number;
  readonly at_least?: boolean;
  readonly confidence: Confidence;
}
/** Dose at which a responder turns back (返回剂量). */
export interface TurnBack {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly mSv: number;
  readonly confidence: Confidence;
}
interface EmergencyTables {
  readonly cordons: readonly CordonRow[];
  readonly inside: readonly Pick<CordonRow, 'id' | 'zh' | 'en'>[];
  readonly expand_to_uSv_per_h: number;
  readonly turn_back: readonly TurnBack[];
  readonly no_entry: { readonly mSv_per_h: number; readonly zh: string; readonly confidence: Confidence };
}

/** What the first hour of a radiation emergency goes by; reference data, no law. */
export const RADIATION_EMERGENCY = standard('辐射应急行动参考值') as unknown as Standard<EmergencyTables>;
