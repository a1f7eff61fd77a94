import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import styles from './ReportDialog.module.css';

/** One question with a few short answers. */
export function Toggles<T extends string>(props: {
  label: string;
  choices: Array<{ id: T; label: string }>;
  value: T;
  onChange(value: T): void;
}) {
  return (
    <div className={styles.toggles}>
      <p className={styles.label} aria-hidden>
        {props.label}
      </p>
      <ToggleButtonGroup
        aria-label={props.label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[props.value]}
        onSelectionChange={keys => {
          const [key] = keys;
          const chosen = props.choices.find(({ id }) => id === key);
          if (chosen) props.onChange(chosen.id);
        }}
      >
        {props.choices.map(({ id, label }) => (
          <ToggleButton key={id} id={id}>
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
