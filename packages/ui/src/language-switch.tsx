import { Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage, useText } from './language.tsx';
import { LANGUAGE_NAMES, UI_LANGUAGES } from './languages.ts';

/** Choice of the console's language; each language is named in itself. */
export function LanguageSwitch(): ReactNode {
  const t = useText('ui');
  const { language, setLanguage } = useLanguage();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [language],
        items: UI_LANGUAGES.map((one) => ({
          key: one,
          label: (
            <span lang={one} dir={one === 'ug' ? 'rtl' : 'ltr'}>
              {LANGUAGE_NAMES[one]}
            </span>
          ),
          onClick: () => setLanguage(one),
        })),
      }}
    >
      <button type="button" className="language-switch" aria-label={t('language.choose')}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2M1.6 8h12.8M8 1.2c4 4.2 4 9.4 0 13.6M8 1.2c-4 4.2-4 9.4 0 13.6"
            fill="none"
            stroke="currentColor"
          />
        </svg>
        {LANGUAGE_NAMES[language]}
      </button>
    </Dropdown>
  );
}
