import { Radio, RadioGroup } from '@backstage/ui';
import { SEVERITIES } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import { SeverityChip, SeverityMark } from '../../common';
import type { FieldsProps } from '../facts/FactsFields';
import { useIncidentRecord } from '../IncidentRecord';
import { ChipPopover } from './ChipPopover';
import { Fill } from './Fill';
import { QuickFacts } from './QuickFacts';
import { useMayChange } from './useMayChange';
import styles from './values.module.css';

function SeverityChoice({ form, set }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <RadioGroup
      label={t('incidentPage.facts.name.severity')}
      value={form.severity ?? ''}
      onChange={value =>
        set({ severity: SEVERITIES.find(name => name === value) })
      }
    >
      {[...SEVERITIES].reverse().map(name => (
        <Radio key={name} value={name}>
          <span className={styles.choice}>
            <SeverityMark severity={name} decorative />
            {t(`term.severity.${name}`)}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** How bad the incident is; whoever may change it does so here. */
export function SeverityValue() {
  const { severity } = useIncidentRecord().incident;
  const { t } = useTranslation();
  const mayChange = useMayChange();
  const chip = (
    <Fill>
      <SeverityChip severity={severity} />
    </Fill>
  );
  if (!mayChange) return chip;
  const name = t('incidentPage.header.severity');
  return (
    <ChipPopover
      label={t('incidentPage.header.change', {
        name,
        value: t(`term.severity.${severity ?? 'undecided'}`),
      })}
      chip={chip}
    >
      {close => (
        <QuickFacts onClose={close}>
          {fields => <SeverityChoice {...fields} />}
        </QuickFacts>
      )}
    </ChipPopover>
  );
}
