import { useState } from 'react';
import { ChoiceField, DateTimeField, toUtcInput } from '../fields';

const now = () => toUtcInput(new Date().toISOString());

/** Now, or a minute in the past, in UTC. Empty stands for now. */
export function WhenField(props: {
  value: string;
  onChange(value: string): void;
}) {
  const { value, onChange } = props;
  const [choosing, setChoosing] = useState(false);
  const past = choosing || value !== '';
  return (
    <>
      <ChoiceField
        label="When"
        choices={[
          { id: 'now', label: 'Now' },
          { id: 'past', label: 'At a time in the past' },
        ]}
        value={past ? 'past' : 'now'}
        onChange={choice => {
          setChoosing(choice === 'past');
          onChange(choice === 'past' ? now() : '');
        }}
      />
      {past && (
        <DateTimeField
          label="When, UTC"
          value={value}
          max={now()}
          onChange={onChange}
        />
      )}
    </>
  );
}
