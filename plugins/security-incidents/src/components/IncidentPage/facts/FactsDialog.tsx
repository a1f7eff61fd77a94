import { useTranslation } from '../../../translation';
import { Sheet } from '../fields';
import styles from '../IncidentPage.module.css';
import { FactsConflict } from './FactsConflict';
import {
  AssessmentFields,
  CircumstanceFields,
  HandlingFields,
  NameFields,
  ReasonFields,
} from './FactsFields';
import { useSaveFacts } from './useSaveFacts';

/** Changes facts. What others changed meanwhile is shown, and nothing that was typed is lost. */
export function FactsDialog(props: { onClose(): void }) {
  const { t } = useTranslation();
  const { form, set, request, isUnchanged, clash, save, saving, problem } =
    useSaveFacts(props.onClose);
  const isMissing =
    !form.title.trim() ||
    (request.priorityOverride && !form.overrideReason.trim());
  const keepsTheirs = Boolean(clash) && isUnchanged;
  return (
    <Sheet
      title={t('incidentPage.facts.edit')}
      sendLabel={
        keepsTheirs
          ? t('incidentPage.facts.conflict.keepTheirs')
          : t('common.save')
      }
      canSend={!isMissing && (!isUnchanged || keepsTheirs)}
      sending={saving}
      problem={problem}
      onSend={isUnchanged ? props.onClose : save}
      onClose={props.onClose}
    >
      {clash && <FactsConflict {...clash} form={form} onChoose={set} />}
      <NameFields form={form} set={set} />
      <div className={styles.fields}>
        <AssessmentFields form={form} set={set} />
        <CircumstanceFields form={form} set={set} />
        <HandlingFields form={form} set={set} />
      </div>
      <ReasonFields
        form={form}
        set={set}
        asksForTimesReason={Boolean(request.occurredAt || request.detectedAt)}
      />
    </Sheet>
  );
}
