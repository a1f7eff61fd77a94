import { useId } from 'react';
import { SeverityChip, SeverityMark } from '../common';
import type { Report } from './reportRequest';
import styles from './ReportDialog.module.css';

const OPTIONS: Array<{ id: Report['severity']; text: string; word: string }> = [
  {
    id: 'critical',
    text: 'People, money or data are being harmed',
    word: 'Critical',
  },
  { id: 'high', text: 'Somebody could do real harm with it', word: 'High' },
  {
    id: 'medium',
    text: 'It must be fixed, but harm is unlikely',
    word: 'Medium',
  },
  { id: 'low', text: 'Small, only for the record', word: 'Low' },
  { id: 'cannot-tell', text: 'I cannot tell', word: 'triage decides' },
];

/** How bad could it be, in words of people who report rarely. */
export function SeverityQuestion(props: {
  value: Report['severity'];
  onChange(value: Report['severity']): void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.label}>How bad could it be?</legend>
      <div className={styles.options}>
        {OPTIONS.map(({ id, text, word }) => (
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
              {text}
            </span>
            {id !== 'cannot-tell' && props.value === id ? (
              <SeverityChip severity={id} />
            ) : (
              <span className={`${styles.choice} ${styles.hint}`}>
                {id !== 'cannot-tell' && (
                  <SeverityMark severity={id} decorative />
                )}
                {word}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
