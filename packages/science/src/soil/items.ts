/** Symbols beside the Chinese names: GB 15618 goes by the one here, GB 36600 by the other. */
const NAMES: Readonly<Record<string, string>> = {
  As: '砷',
  Cd: '镉',
  Cr6: '铬(六价)',
  Cu: '铜',
  Pb: '铅',
  Hg: '汞',
  Ni: '镍',
  Cr: '铬',
  Zn: '锌',
  Sb: '锑',
  Be: '铍',
  Co: '钴',
  V: '钒',
  CN: '氰化物',
  MeHg: '甲基汞',
  benzene: '苯',
  toluene: '甲苯',
  ethylbenzene: '乙苯',
  naphthalene: '萘',
  BaP: '苯并[a]芘',
  TPH: '石油烃(C10-C40)',
  'C10-C40': '石油烃(C10-C40)',
  dioxin: '二噁英类(总毒性当量)',
  'HCH total': '六六六总量',
  'DDT total': '滴滴涕总量',
};
const SYMBOLS = new Map(Object.entries(NAMES).map(([symbol, zh]) => [zh, symbol]));

/** What a standard may call an item: as given, by symbol, by Chinese name; brackets of either width. */
export function soilItemNames(given: string): string[] {
  const plain = given
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/\s*\+\s*/g, '+')
    .trim();
  const other = Object.hasOwn(NAMES, plain) ? NAMES[plain] : SYMBOLS.get(plain);
  return other === undefined ? [plain] : [plain, other];
}
