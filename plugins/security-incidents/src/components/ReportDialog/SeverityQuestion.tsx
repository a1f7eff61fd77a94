import { useId } from 'react';
import { useTranslation } from '../../translation';
import { SeverityChip, SeverityMark } from '../common';
import type { Report } from './reportRequest';
import styles from './ReportDialog.module.css';

const OPTIONS = ['critical', 'high', 'medium', 'low', 'unsure'] as const;

/** How bad it could be, in plain words. */
export function SeverityQuestion(props: {
  value: Report['severity'];
  onChange(value: Report['severity']): void;
}) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.label}>
        {t('reportDialog.severity.label')}
      </legend>
      <div className={styles.options}>
        {OPTIONS.map(id => (
          <label
            key={id}
            className={`${styles.option} ${
              props.value === id ? styles.optionChosen : ''
            }`}
          >
            <span className={styles.choice}>
              <input
                type="radio"
                name={name}
                checked={props.value === id}
                onChange={() => props.onChange(id)}
              />
              {t(`reportDialog.severity.${id}`)}
            </span>
            {id !== 'unsure' && props.value === id ? (
              <SeverityChip severity={id} />
            ) : (
              <span className={`${styles.choice} ${styles.hint}`}>
                {id !== 'unsure' && <SeverityMark severity={id} decorative />}
                {id === 'unsure'
                  ? t('reportDialog.severity.triageDecides')
                  : t(`term.severity.${id}`)}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
