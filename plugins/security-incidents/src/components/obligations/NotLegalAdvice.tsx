import { useTranslation } from '../../translation';
import styles from './obligations.module.css';

/** Says that dates are calculated, and that a person decides. */
export function NotLegalAdvice() {
  const { t } = useTranslation();
  return (
    <p className={`${styles.flush} ${styles.quiet}`}>
      {t('obligation.notLegalAdvice')}
    </p>
  );
}
