import { EXE_RTN, QN_RTN, type SessionAction } from '@tarim/hj212';
import { commandTitle } from '../explain/meanings.ts';

type Step = Extract<SessionAction, { type: 'requestState' }>;

/** Begins the one step that counts the data frames of a call. */
export const DATA_STEP = '收到数据';

/** A step of a command as the console shows it. */
export function stepText(step: Step): string {
  const title = commandTitle(step.cn);
  const qnRtn = step.code === null ? '' : (QN_RTN[step.code]?.zh ?? '');
  const exeRtn = step.code === null ? '' : (EXE_RTN[step.code]?.zh ?? '');
  switch (step.state) {
    case 'sent':
      return step.attempt === 1
        ? `下发 ${step.cn} ${title}，QN=${step.qn}`
        : `第 ${step.attempt} 次下发（超时重发）`;
    case 'accepted':
      return `9011 QnRtn=${step.code} ${qnRtn}`;
    case 'refused':
      return `9011 QnRtn=${step.code} ${qnRtn}`;
    case 'data':
      return `${DATA_STEP} ${step.frames} 帧${dataText(step.data)}`;
    case 'done':
    case 'failed':
      return step.code === null ? '9013 通知应答' : `9012 ExeRtn=${step.code} ${exeRtn}`;
    case 'timeout':
      return '超时，未再收到应答';
  }
}

/** Short answers are shown whole: a clock, an interval, a parameter. */
function dataText(data: Step['data']): string {
  if (!data) return '';
  const fields = Object.entries(data.fields).map(([name, value]) => `${name}=${value}`);
  const items = data.items
    .slice(0, 4)
    .flatMap((item) => Object.entries(item.attrs).map(([attr, value]) => `${item.code}-${attr}=${value}`));
  const text = [...fields, ...items].join('; ');
  return text ? `：${text.slice(0, 300)}` : '';
}
