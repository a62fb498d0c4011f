import type { Text } from '@tarim/ui';
import { CLASSES } from './classes.tsx';

/** Grades go by the words of their standards, which the catalogue has in both languages. */
export function gradeText(t: Text, grade: string | null): string {
  if (grade === null) return t('official.notJudged');
  return (CLASSES as readonly string[]).includes(grade) ? t('class.of', { grade }) : t(`grade.${grade}`);
}

export function groupText(t: Text, medium: 'soil' | 'noise' | 'groundwater', group: string | null): string {
  if (group === null || medium === 'groundwater') return t('media.noGroup');
  return medium === 'noise' ? t('media.zone', { zone: group }) : t(`land.${group}`);
}
