import { Alert, Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../translation';
import { FactsConflict } from '../facts/FactsConflict';
import type { FieldsProps } from '../facts/FactsFields';
import { useSaveFacts } from '../facts/useSaveFacts';
import page from '../IncidentPage.module.css';
import styles from './values.module.css';

/** A few facts in a popover. What others changed meanwhile is shown before anything is saved over it. */
export function QuickFacts(props: {
  onClose(): void;
  children(fields: FieldsProps): ReactNode;
}) {
  const { onClose } = props;
  const { t } = useTranslation();
  const { form, set, clash, keepsTheirs, canSave, save, saving, problem } =
    useSaveFacts(onClose);
  return (
    <div className={styles.quick}>
      {problem && (
        <div role="alert">
          <Alert
            status="danger"
            title={t('incidentPage.sheet.notSaved')}
            description={problem.message}
          />
        </div>
      )}
      {clash && <FactsConflict {...clash} form={form} onChoose={set} />}
      {props.children({ form, set })}
      <div className={page.row}>
        <Button
          variant="primary"
          isDisabled={!canSave}
          isPending={saving}
          onPress={save}
        >
          {keepsTheirs
            ? t('incidentPage.facts.conflict.keepTheirs')
            : t('common.save')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
