import { parentPort, workerData } from 'node:worker_threads';
import { type LabelledOptions, type LabelledOutlet, labelledOutlet } from '@tarim/simulator';
import { detect, type Strengths } from './signals-detect.ts';

/** What a thread is to do: make the outlets [from, to), say so, detect when told to. `from` is even: neighbours come in pairs. */
export interface SignalsTask {
  readonly options: LabelledOptions;
  readonly from: number;
  readonly to: number;
}
export interface SignalsAnswer {
  readonly index: number;
  readonly kinds: LabelledOutlet['kinds'];
  readonly lookAlike: LabelledOutlet['lookAlike'];
  readonly from: number | null;
  readonly strengths: Strengths;
}

const { options, from, to } = workerData as SignalsTask;
const outlets: LabelledOutlet[] = [];
for (let index = from; index < to; index++) outlets.push(labelledOutlet(options, index));
parentPort!.postMessage('made');
parentPort!.once('message', () => {
  const answers = outlets.map(
    (outlet, i): SignalsAnswer => ({
      index: from + i,
      kinds: outlet.kinds,
      lookAlike: outlet.lookAlike,
      from: outlet.from,
      strengths: detect(outlet, outlets[i ^ 1] ?? outlet, options.baseline),
    }),
  );
  parentPort!.postMessage(answers);
});
