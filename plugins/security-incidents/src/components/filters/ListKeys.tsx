import { useKeysSetting } from '../../hooks';
import { KeyCap, KeysButton } from '../common';
import { useTranslation } from '../../translation';
import styles from './filters.module.css';

/** The button that lists the keys of a list. */
export function ListKeys() {
  const { t } = useTranslation();
  return (
    <KeysButton
      keys={[
        { keys: ['/'], does: t('keys.search') },
        { keys: ['J'], does: t('keys.next') },
        { keys: ['K'], does: t('keys.previous') },
        { keys: ['Enter'], does: t('keys.open') },
      ]}
    />
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
