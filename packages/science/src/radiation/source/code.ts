import type { Problem } from '@tarim/kernel';
import { halfLifeDays, SOURCE_CODE_STANDARD } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { problem } from '../../problems.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { readSourceCode, type SourceCode } from '../source-code.ts';

export interface CodeInput {
  /** 12 positions; blanks and small letters are put right. */
  readonly code: string;
}

export interface CodeResult extends Finding {
  /** Null: refused, with the reason in `problems`. */
  readonly code: string | null;
  readonly valid: boolean;
  readonly parts: (SourceCode & { readonly origin: 'domestic' | 'imported' }) | null;
  /** Parts that say unknown (NN, N): taken, and flagged. */
  readonly unknown: readonly ('producer' | 'year' | 'nuclide' | 'category')[];
  /** Whether the rule asks for a code at all: from a half-life of 60 d; null where the nuclide is not known. */
  readonly mustBeCoded: boolean | null;
}

const CHANGED = 2005;

/**
 * 放射源编码 read and checked (放射源编码规则, 2004): producer (2 digits) or country (2 letters), year, nuclide, serial, category at
 * manufacture. Unknown parts of old sources are flagged and never refused; ledgers have many of them.
 */
export function evaluateSourceCode(input: CodeInput): CodeResult {
  const members = new Members(input);
  const { problems } = members;
  const given = members.raw(['code', 'sourceCode', '编码', '放射源编码']);
  const empty = {
    code: null,
    valid: false,
    parts: null,
    unknown: [],
    mustBeCoded: null,
    used: {},
    steps: [],
  };
  if (given === undefined) {
    members.lacks('code');
    return { ...empty, rules: [], missing: members.missing, problems };
  }
  const text = typeof given === 'string' && given.length < 100 ? given.replace(/[\s\-－]/g, '') : given;
  const parts = readSourceCode(text, problems);
  const rules = [ruleUsed(SOURCE_CODE_STANDARD)];
  if (!parts) return { ...empty, rules, missing: [], problems };
  const origin = /^\d/.test(parts.producer) ? ('domestic' as const) : ('imported' as const);
  const unknown = [
    ...(parts.producer === 'NN' ? (['producer'] as const) : []),
    ...(parts.year === null ? (['year'] as const) : []),
    ...(parts.symbol === 'NN' ? (['nuclide'] as const) : []),
    ...(parts.category === null ? (['category'] as const) : []),
  ];
  for (const part of unknown)
    problems.push(problem(P.codeUnknown, { position: POSITIONS[part], part }, 'code'));
  tellAge(parts, problems);
  tellSymbol(parts, problems);
  const halfLife = parts.nuclide === null ? null : halfLifeDays(parts.nuclide);
  return {
    code: (text as string).toUpperCase(),
    valid: true,
    parts: { ...parts, origin },
    unknown,
    mustBeCoded: halfLife === null ? null : halfLife >= SOURCE_CODE_STANDARD.data.coded_from_half_life_d,
    rules,
    used: {},
    missing: [],
    steps: stepsOf(parts, origin),
    problems,
  };
}

const POSITIONS = { producer: '1-2', year: '3-4', nuclide: '5-6', category: '12' } as const;

/** NN and serials with A or B are for sources made before 2005. */
function tellAge({ year, symbol, serial }: SourceCode, problems: Problem[]): void {
  if (year === null || year < CHANGED) return;
  if (symbol === 'NN') problems.push(problem(P.codeTooNew, { position: '5-6', year }, 'code'));
  if (/^[AB]/.test(serial)) problems.push(problem(P.codeTooNew, { position: '7', year }, 'code'));
}

function tellSymbol({ symbol, nuclide }: SourceCode, problems: Problem[]): void {
  if (symbol === 'NN') return;
  if (nuclide === null) {
    problems.push(problem(P.codeSymbol, { symbol }, 'code'));
    return;
  }
  const row = SOURCE_CODE_STANDARD.data.nuclides.find((one) => one.symbol === symbol);
  if (row?.confidence === 'memory')
    problems.push(problem(P.codeSymbolUnverified, { symbol, nuclide }, 'code'));
}

function stepsOf(parts: SourceCode, origin: string): Step[] {
  const rule = SOURCE_CODE_STANDARD.code;
  return [
    { of: '1-2', rule, formula: parts.producer, result: parts.producerZh ?? origin },
    {
      of: '3-4',
      rule,
      formula: parts.year === null ? 'NN' : String(parts.year).slice(2),
      result: parts.year,
    },
    { of: '5-6', rule, formula: parts.symbol, result: parts.nuclide },
    { of: '7-11', rule, formula: parts.serial, result: parts.serial },
    { of: '12', rule, formula: parts.category ?? 'N', result: parts.category },
  ];
}
