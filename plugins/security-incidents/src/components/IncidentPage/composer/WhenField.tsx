import { useState } from 'react';
import { getZoneName, toTimeInput } from '../../../time';
import { useTranslation } from '../../../translation';
import { ChoiceField, DateTimeField } from '../fields';

const now = () => toTimeInput(new Date().toISOString());

/** Now, or a minute in the past. Empty stands for now. */
export function WhenField(props: {
  value: string;
  onChange(value: string): void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  const past = choosing || value !== '';
  return (
    <>
      <ChoiceField
        label={t('incidentPage.composer.when')}
        choices={[
          { id: 'now', label: t('incidentPage.composer.now') },
          { id: 'past', label: t('incidentPage.composer.past') },
        ]}
        value={past ? 'past' : 'now'}
        onChange={choice => {
          setChoosing(choice === 'past');
          onChange(choice === 'past' ? now() : '');
        }}
      />
      {past && (
        <DateTimeField
          label={t('incidentPage.composer.whenIn', { zone: getZoneName() })}
          value={value}
          max={now()}
          onChange={onChange}
        />
      )}
    </>
  );
}
