import { useEffect, useRef } from 'react';
import { useTranslation } from '../../../translation';
import { Sheet } from '../fields';
import styles from '../IncidentPage.module.css';
import type { FactQuestion } from '../IncidentRecord';
import { FactsConflict } from './FactsConflict';
import {
  AssessmentFields,
  ClassFields,
  CircumstanceFields,
  HandlingFields,
  NameFields,
  PriorityFields,
  ReasonFields,
  SeverityField,
  UrgencyField,
} from './FactsFields';
import { useSaveFacts } from './useSaveFacts';

const QUESTION_FIELDS = {
  class: ClassFields,
  severity: SeverityField,
  urgency: UrgencyField,
  priority: PriorityFields,
};

/** The field of one question, which takes the focus. */
function Question(
  props: Parameters<typeof ClassFields>[0] & { question: FactQuestion },
) {
  const { question, form, set } = props;
  const Field = QUESTION_FIELDS[question];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={box} className={styles.fields}>
      <Field form={form} set={set} />
    </div>
  );
}

/** Changes facts, or answers one question about them. What others changed meanwhile is shown, and nothing that was typed is lost. */
export function FactsDialog(props: {
  question?: FactQuestion;
  onClose(): void;
}) {
  const { question } = props;
  const { t } = useTranslation();
  const { form, set, request, keepsTheirs, clash, save, saving, ...facts } =
    useSaveFacts(props.onClose);
  return (
    <Sheet
      title={
        question
          ? t('incidentPage.nextStep.blocker.decideLabel', {
              what: t(`incidentPage.facts.name.${question}`),
            })
          : t('incidentPage.facts.edit')
      }
      sendLabel={
        keepsTheirs
          ? t('incidentPage.facts.conflict.keepTheirs')
          : t('common.save')
      }
      canSend={facts.canSave}
      sending={saving}
      problem={facts.problem}
      onSend={save}
      onClose={props.onClose}
    >
      {clash && <FactsConflict {...clash} form={form} onChoose={set} />}
      {question ? (
        <Question question={question} form={form} set={set} />
      ) : (
        <>
          <NameFields form={form} set={set} />
          <div className={styles.fields}>
            <AssessmentFields form={form} set={set} />
            <CircumstanceFields form={form} set={set} />
            <HandlingFields form={form} set={set} />
          </div>
          <ReasonFields
            form={form}
            set={set}
            asksForTimesReason={Boolean(
              request.occurredAt || request.detectedAt,
            )}
          />
        </>
      )}
    </Sheet>
  );
}
