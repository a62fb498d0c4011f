export const standardsInUse = (_now: number): { code: string; titleZh: string; titleEn: string | null; effectiveFrom: string | null; confidence: string; use: string }[] => [];
export const listRules = (_now: number): never[] => [];
