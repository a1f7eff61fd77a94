import { RiUpload2Line } from '@remixicon/react';
import { useTranslation } from '../../translation';
import styles from './importedMark.module.css';

/** Says that a record came by an import, so that it was made after the fact. */
export function ImportedMark(props: {
  /** The sign alone, where there is no room for the word. */
  isShort?: boolean;
}) {
  const { t } = useTranslation();
  if (props.isShort) {
    return (
      <RiUpload2Line
        size={14}
        role="img"
        aria-label={t('reports.imported.mark')}
      />
    );
  }
  return (
    <span className={styles.mark}>
      <RiUpload2Line size={12} aria-hidden />
      {t('reports.imported.mark')}
    </span>
  );
}
