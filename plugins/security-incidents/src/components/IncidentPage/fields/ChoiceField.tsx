import { Select } from '@backstage/ui';
import { useTranslation } from '../../../translation';

/** One value of a closed list. */
export interface Choice<T extends string> {
  id: T;
  label: string;
}

/** Choices of a closed list of words with their labels. */
export function choicesOf<T extends string>(
  ids: readonly T[],
  labels: Record<T, string>,
): Choice<T>[] {
  return ids.map(id => ({ id, label: labels[id] }));
}

/** A select over a closed list. */
export function ChoiceField<T extends string>(props: {
  label: string;
  choices: readonly Choice<T>[];
  value?: T;
  onChange(value: T): void;
  placeholder?: string;
  isDisabled?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Select
      label={props.label}
      options={props.choices}
      placeholder={props.placeholder ?? t('incidentPage.facts.undecided')}
      selectedKey={props.value ?? null}
      onSelectionChange={key => {
        const choice = props.choices.find(({ id }) => id === key);
        if (choice) props.onChange(choice.id);
      }}
      isDisabled={props.isDisabled}
    />
  );
}
