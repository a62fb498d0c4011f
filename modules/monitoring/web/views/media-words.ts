import type { Text } from '@tarim/ui';

/** A functional zone of noise, or a use of land, by its name. */
export function groupText(t: Text, medium: 'soil' | 'noise' | 'groundwater', group: string | null): string {
  if (group === null || medium === 'groundwater') return t('media.noGroup');
  return medium === 'noise' ? t('media.zone', { zone: group }) : t(`land.${group}`);
}
