import { call } from '@tarim/platform/contract';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { listViews, removeView, saveView, type View, type ViewState } from '../../contract.ts';
import { useTexts } from './texts.tsx';

/** 我的视图: what is shown now under a name; shared with colleagues, or by a link that never shows more than its reader may see. */
export function Views({
  person,
  state,
  onOpen,
  onTold,
}: {
  person: string | null;
  state: () => ViewState;
  onOpen: (state: ViewState) => void;
  onTold: (text: string) => void;
}): ReactNode {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const [views, setViews] = useState<readonly View[]>([]);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [link, setLink] = useState(false);
  const read = useCallback(() => {
    call(listViews, {})
      .then((answer) => setViews(answer.views))
      .catch(() => {});
  }, []);
  useEffect(() => {
    if (open) read();
  }, [open, read]);
  if (person === null) return null;
  const save = () =>
    call(saveView, { body: { name: name.trim(), shared, link, state: state() } })
      .then((view) => {
        setName('');
        read();
        onTold(view.token ? `${t('view.saved')} ${addressOf(view.token)}` : t('view.saved'));
      })
      .catch((error: Error) => onTold(error.message));
  return (
    <>
      <button type="button" onClick={() => setOpen(!open)} aria-expanded={open}>
        {t('view.title')}
      </button>
      {open ? (
        <div className="om-views" role="dialog" aria-label={t('view.title')}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <input
              required
              maxLength={60}
              value={name}
              placeholder={t('view.name')}
              aria-label={t('view.name')}
              onChange={(event) => setName(event.target.value)}
            />
            <label>
              <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
              {t('view.shared')}
            </label>
            <label>
              <input type="checkbox" checked={link} onChange={(event) => setLink(event.target.checked)} />
              {t('view.link')}
            </label>
            <button type="submit">{t('view.save')}</button>
          </form>
          {views.length === 0 ? <p className="om-empty">{t('view.none')}</p> : null}
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <button type="button" onClick={() => onOpen(view.state)}>
                  {view.name} <small>{view.mine ? '' : view.owner}</small>
                </button>
                {view.token ? <a href={addressOf(view.token)}>{t('view.linkShort')}</a> : null}
                {view.mine ? (
                  <button
                    type="button"
                    onClick={() => {
                      if (!confirm(t('view.removeSure', { name: view.name }))) return;
                      call(removeView, { params: { id: view.id } })
                        .then(read)
                        .catch((error: Error) => onTold(error.message));
                    }}
                  >
                    {t('view.remove')}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

const addressOf = (token: string): string => `${location.origin}/map#view=${token}`;
