import { type Confidence, type Standard, standard } from './standards.ts';

export interface EcologyGrade {
  readonly zh: string;
  /** Smallest value of it; absent: the lowest grade. */
  readonly ge?: number;
}
export interface EcologyChange {
  readonly zh: string;
  readonly abs_ge?: number;
}

/** HJ 192-2015, EI: coefficients from one public code base, weights from memory. */
export interface EiTables {
  readonly EI: {
    readonly weights: Readonly<Record<'bio' | 'veg' | 'water' | 'land_stress' | 'pollution_load', number>>;
    readonly inverted: readonly string[];
  };
  readonly sub_indices: {
    readonly HQ: {
      readonly A_bio: number;
      readonly weights: Readonly<
        Record<string, { readonly w: number; readonly sub: Readonly<Record<string, number>> }>
      >;
    };
    readonly veg: { readonly A_veg: number };
    readonly water: {
      readonly A_river: number;
      readonly A_lake: number;
      readonly A_resource: number;
      readonly resource_ratio: { readonly as_it_is_to: number; readonly falling_to: number };
      readonly term_max: number;
    };
    readonly land_stress: { readonly A_ero: number; readonly weights: Readonly<Record<string, number>> };
    readonly pollution_load: {
      readonly terms: readonly {
        readonly p: string;
        readonly w: number;
        readonly A: number;
        readonly per: 'area' | 'precipitation';
      }[];
    };
    readonly confidence: Confidence;
  };
  readonly sub_index_range: readonly [number, number];
  readonly grades: readonly EcologyGrade[];
  readonly change: readonly EcologyChange[];
  readonly limit_index: Readonly<Record<'moderate' | 'serious', { readonly grades_down: number }>>;
}

/** 环监测〔2021〕99号, EQI: level 1 only; weights of levels 2 and 3 were not obtained. */
export interface EqiTables {
  readonly level1: readonly {
    readonly key: string;
    readonly zh: string;
    readonly w: number;
    readonly inverted: boolean;
  }[];
  readonly grades: readonly EcologyGrade[];
  readonly change: readonly EcologyChange[];
}

export const EI_STANDARD = standard('HJ 192-2015') as unknown as Standard<EiTables>;
export const EQI_STANDARD = standard('环监测〔2021〕99号') as unknown as Standard<EqiTables>;
