import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useState } from 'react';
import { fromTimeInput, shortTime, toTimeInput } from '../../time';
import { useTranslation } from '../../translation';
import { DateTimeField } from '../IncidentPage/fields';
import styles from './obligations.module.css';

const OTHER = 'other';

/** A moment: one that is known by name, or any other time. */
export function MomentField(props: {
  label: string;
  hint?: string;
  choices: ReadonlyArray<{ name: string; at: string }>;
  value?: string;
  onChange(at: string | undefined): void;
}) {
  const { label, hint, choices, value, onChange } = props;
  const { t } = useTranslation();
  const isKnown = choices.some(({ at }) => at === value);
  const [isOther, setOther] = useState(
    choices.length === 0 || Boolean(value && !isKnown),
  );
  const chosen = isOther ? OTHER : value;
  return (
    <div className={styles.field}>
      {choices.length > 0 && (
        <>
          <b aria-hidden>{label}</b>
          <ToggleButtonGroup
            aria-label={label}
            selectionMode="single"
            selectedKeys={chosen ? [chosen] : []}
            onSelectionChange={keys => {
              const [key] = [...keys].map(String);
              setOther(key === OTHER);
              if (key && key !== OTHER) onChange(key);
            }}
          >
            {choices.map(({ name, at }) => (
              <ToggleButton key={at} id={at}>
                {name} {shortTime(at)}
              </ToggleButton>
            ))}
            <ToggleButton id={OTHER}>
              {t('obligation.decide.other')}
            </ToggleButton>
          </ToggleButtonGroup>
        </>
      )}
      {isOther && (
        <DateTimeField
          label={choices.length > 0 ? t('obligation.decide.other') : label}
          value={toTimeInput(value)}
          max={toTimeInput(new Date().toISOString())}
          onChange={text => onChange(fromTimeInput(text))}
        />
      )}
      {hint && <span className={styles.quiet}>{hint}</span>}
    </div>
  );
}
