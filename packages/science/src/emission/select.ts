import { beijingDate, type Problem } from '@tarim/kernel';
import { type EmissionProcess, emissionProcesses, standard as standardByCode } from '@tarim/standards';
import { problem } from '../problems.ts';
import { told } from '../told.ts';
import { EMISSION_PROBLEMS as P } from './problems.ts';

export interface EmissionChoice {
  readonly standard: string;
  /** `coal-boiler`, `kiln` …; may be left out where a standard has one. */
  readonly process?: string;
  /** `new`, `existing`, `special`, `1A` …; may be left out where a process has one, or one for `any`. */
  readonly stage?: string;
}

export interface SelectContext {
  readonly time?: number | null;
  readonly waterTemperature?: number | null;
}
/** GB 18918-2002 table 1: the limit in brackets holds at 12 °C and below. */
const COLD_WATER = 12;
/** Beyond it no calendar date can be told. */
const LAST_TIME = 8e15;

/** The limits that a choice names, or what is wrong with it; what they have to tell goes to the problems either way. */
export function selectProcess(
  choice: EmissionChoice,
  index: number,
  context: SelectContext,
  problems: Problem[],
): EmissionProcess | null {
  const path = `standards.${index}`;
  const wrong = (one: Problem) => {
    problems.push(one);
    return null;
  };
  const standard = told(choice?.standard);
  const all = emissionProcesses(standard);
  if (all.length === 0) {
    // Known, but nobody has seen its limits: that is another thing than a name that means nothing.
    const known = standardByCode(standard)?.use === 'emission-limit';
    return wrong(problem(known ? P.notObtained : P.standard, { standard }, path));
  }
  const names = [...new Set(all.map((one) => one.process))];
  const process = choice.process ?? (names.length === 1 ? names[0] : undefined);
  const some = all.filter((one) => one.process === process);
  if (some.length === 0)
    return wrong(problem(P.process, { standard, process: told(process), known: names.join(', ') }, path));
  const stage = coldStage(choice.stage, some, context, problems);
  const found = some.find((one) => one.stage === (stage ?? (some.length === 1 ? some[0]!.stage : 'any')));
  if (!found) {
    const known = some.map((one) => one.stage).join(', ');
    return wrong(problem(P.stage, { standard, process: told(process), stage: told(stage), known }, path));
  }
  tellAbout(found, context, problems);
  return found;
}

function coldStage(
  stage: string | undefined,
  some: readonly EmissionProcess[],
  { waterTemperature }: SelectContext,
  problems: Problem[],
): string | undefined {
  if (typeof stage !== 'string') return stage;
  const cold = `${stage}-cold`;
  if (!some.some((one) => one.stage === cold)) return stage;
  if (typeof waterTemperature === 'number') return waterTemperature <= COLD_WATER ? cold : stage;
  problems.push(problem(P.waterTemperature, {}, 'waterTemperature'));
  return stage;
}

function tellAbout(found: EmissionProcess, { time }: SelectContext, problems: Problem[]): void {
  const { code, effectiveFrom } = standardByCode(found.standard.code)!;
  const from = effectiveFrom ?? '';
  if (typeof time === 'number' && Math.abs(time) < LAST_TIME && beijingDate(time) < from)
    problems.push(problem(P.notYet, { standard: code, from }));
  if (found.caveat) problems.push(problem(P.caveat, { standard: code, ...found.caveat }));
  else if (
    found.confidence === 'memory' ||
    found.confidence === 'single-source' ||
    found.confidence === 'unverified'
  )
    problems.push(
      problem(P.memory, { standard: code, process: found.process, confidence: found.confidence }),
    );
}
