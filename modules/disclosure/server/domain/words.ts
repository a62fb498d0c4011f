import { AQI_LEVELS } from '@tarim/evaluation/contract';
import { factorName } from '@tarim/standards';
import type { Name } from '../../contract.ts';

/** Uyghur names of the levels where they are certain; the page falls back to Chinese for the others. */
const UG: Readonly<Record<number, string>> = {
  1: 'ئەلا',
  2: 'ياخشى',
  3: 'يېنىك بۇلغانغان',
  4: 'ئوتتۇراھال بۇلغانغان',
  5: 'ئېغىر بۇلغانغان',
};

export function categoryOf(level: number | null): { category: Name; colour: string } | null {
  const found = AQI_LEVELS.find((one) => one.level === level);
  return found
    ? { category: { zh: found.zh, en: found.en, ug: UG[found.level] ?? null }, colour: found.colour }
    : null;
}

export const nameOf = (
  zh: string,
  en: string | null | undefined = null,
  ug: string | null | undefined = null,
): Name => ({
  zh,
  en: en || null,
  ug: ug || null,
});

/** A factor's name in the languages that have one of their own. */
export const factorNames = (code: string): Name => {
  const [zh, en] = [factorName(code, 'zh-CN'), factorName(code, 'en')];
  return nameOf(zh, en === zh ? null : en);
};

/** The best name for a language: `ug` and `en` fall back to Chinese. */
export function inLanguage(name: Name, lang: string): string {
  if (lang.startsWith('ug')) return name.ug ?? name.zh;
  if (lang.startsWith('en')) return name.en ?? name.zh;
  return name.zh;
}

/** Plain words about the data, in the order the page shows them. */
export function notesOf(simulated: boolean): Array<{ key: string; text: Name }> {
  const notes: Array<{ key: string; text: Name }> = [];
  if (simulated) {
    notes.push({
      key: 'simulated',
      text: {
        zh: '标有“模拟”的数据由演示程序生成，不是真实监测结果，不得用作任何决定的依据。',
        en: 'Figures marked “simulated” are made by a demonstration programme. They are not measurements and must not be relied on.',
        ug: null,
      },
    });
  }
  notes.push(
    {
      key: 'preliminary',
      text: {
        zh: '自动监测数据实时发布，未经最终审核，可能随补传和复核而修订；每次修订都可查。',
        en: 'Automatic readings are shown as they arrive, before final review. They may be revised; every revision can be seen.',
        ug: null,
      },
    },
    {
      key: 'aqi',
      text: {
        zh: '空气质量指数按数据所在日期施行的标准计算；缺项时按标准不发布，显示为“—”。',
        en: 'The air quality index follows the standard in force on the date of the data. Where pollutants are missing the standard forbids publication: “—” is shown.',
        ug: null,
      },
    },
    {
      key: 'verdict',
      text: {
        zh: '排放口数据与限值的比较由程序自动完成，仅供公众参考，不等同于行政机关对违法行为的认定。',
        en: 'Values are compared with limits by a programme, for information. It is not a finding of an offence by an authority.',
        ug: null,
      },
    },
    {
      key: 'time',
      text: {
        zh: '时间为北京时间，以时段的起点表示：13:00 的小时值是 13:00 至 14:00 的平均。',
        en: 'Times are Beijing time and name the start of the period: the hour 13:00 is the mean from 13:00 to 14:00.',
        ug: null,
      },
    },
    {
      key: 'trace',
      text: {
        zh: '点击任一数值，可看到它由哪些记录、按哪一版标准算出，直至设备发来的原始报文。',
        en: 'Choose any figure to see the records and the version of the standard it comes from, down to the bytes the device sent.',
        ug: null,
      },
    },
  );
  return notes;
}
