import { useLanguage, useRouteQuery, useText } from '@tarim/ui';
import { listTables } from '../contract.ts';

/** Words of the table of marks that holds today, by kind, for a select. */
export function useMarkWords(): { label: string; options: { value: string; label: string }[] }[] {
  const t = useText('quality');
  const { language } = useLanguage();
  const tables = useRouteQuery(listTables);
  const rows =
    tables.data?.tables.find((one) => one.key === 'marks')?.versions.find((one) => one.inForce)?.rows ?? [];
  return ['production', 'equipment'].map((kind) => ({
    label: t(`markKind.${kind}`),
    options: rows
      .filter((row) => row.kind === kind)
      .map((row) => ({
        value: String(row.mark),
        label: `${row[language === 'en' ? 'en' : 'zh']} (${t(`effect.${row.effect}`)})`,
      })),
  }));
}
