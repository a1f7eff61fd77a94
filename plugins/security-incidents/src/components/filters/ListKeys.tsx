import { ButtonIcon } from '@backstage/ui';
import { RiKeyboardLine } from '@remixicon/react';
import { useState } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import { KeyCap, type KeyHelp, KeysDialog } from '../common';
import { useTranslation } from '../../translation';
import styles from './filters.module.css';

/** The button that lists the keys of a page with rows. */
export function ListKeys() {
  const { t } = useTranslation();
  const [on] = useKeysSetting();
  const [listed, setListed] = useState(false);
  useKeys(on ? { '?': () => setListed(true) } : {});
  const keys: KeyHelp[] = [
    { keys: ['/'], does: t('keys.search') },
    { keys: ['J'], does: t('keys.next') },
    { keys: ['K'], does: t('keys.previous') },
    { keys: ['Enter'], does: t('keys.open') },
    { keys: ['?'], does: t('keys.list') },
  ];
  return (
    <div className={styles.keys}>
      <ButtonIcon
        variant="tertiary"
        icon={<RiKeyboardLine aria-hidden />}
        aria-label={t('keys.title')}
        onPress={() => setListed(true)}
      />
      {listed && <KeysDialog keys={keys} onClose={() => setListed(false)} />}
    </div>
  );
}

/** The keys of a list, in its foot. Absent when the reader turned single keys off, and on small screens. */
export function KeyHints() {
  const { t } = useTranslation();
  const [on] = useKeysSetting();
  if (!on) return null;
  return (
    <p className={styles.hints} aria-hidden="true">
      <span>
        <KeyCap>J</KeyCap> <KeyCap>K</KeyCap> {t('incidentList.hint.move')}
      </span>
      <span>
        <KeyCap>Enter</KeyCap> {t('incidentList.hint.open')}
      </span>
      <span>
        <KeyCap>/</KeyCap> {t('incidentList.hint.search')}
      </span>
      <span>
        <KeyCap>?</KeyCap> {t('incidentList.hint.all')}
      </span>
    </p>
  );
}
