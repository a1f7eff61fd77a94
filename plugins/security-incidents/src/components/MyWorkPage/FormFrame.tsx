import { Alert, Button } from '@backstage/ui';
import type { WorkItem } from 'backstage-plugin-security-incidents-common';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from '../../translation';
import type { Problem } from '../IncidentPage/fields';
import styles from './MyWorkPage.module.css';

/** What forms of a row share. */
export interface WorkFormProps<T> {
  item: T;
  onDone(item: WorkItem): void;
  onClose(): void;
}

/** The frame of a form under a row: its problem, its buttons, and Esc, which leaves an empty form. */
export function FormFrame(props: {
  title: string;
  problem?: Problem;
  isEmpty: boolean;
  onClose(): void;
  buttons: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const close = (event: KeyboardEvent) => {
    // What was typed is kept until somebody cancels.
    if (event.key === 'Escape' && props.isEmpty) props.onClose();
  };
  return (
    // Only listens to what goes to its fields.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.form}
      role="group"
      aria-label={props.title}
      onKeyDownCapture={close}
    >
      {props.children}
      {props.problem && (
        <div role="alert">
          <Alert status="warning" title={props.problem.message} />
        </div>
      )}
      <div className={styles.buttons}>
        {props.buttons}
        <Button variant="tertiary" onPress={props.onClose}>
          {t('myWork.form.cancel')}
        </Button>
      </div>
    </div>
  );
}
