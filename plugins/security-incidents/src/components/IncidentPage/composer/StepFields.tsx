import { TextAreaField } from '@backstage/ui';
import {
  STEP_AUDIENCES,
  STEP_OUTCOMES,
  type StepKind,
} from 'backstage-plugin-security-incidents-common';
import { getLabels, useTranslation } from '../../../translation';
import { ChoiceField, choicesOf } from '../fields';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { Kinds } from './Kinds';
import type { StepDraft } from './useStepDraft';
import { WhenField } from './WhenField';

/** What was done, of what kind, when, and to what effect. */
export function StepFields(props: {
  draft: StepDraft;
  kind: StepKind;
  /** The step finishes a task that needs evidence. */
  needsEvidence: boolean;
  /** Only the text and its hint show. */
  isFolded: boolean;
  onFocus(): void;
  onChange(changes: Partial<StepDraft>): void;
  onSend(): void;
}) {
  const { draft, kind, needsEvidence, isFolded, onChange } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const isCommunication = kind === 'communication';
  const owesUpdates = incident.serviceLevels?.clocks.some(
    ({ clock }) => clock === 'updateEvery',
  );
  const hint = needsEvidence
    ? t('incidentPage.composer.evidenceHint')
    : t('incidentPage.composer.textHint');
  return (
    <>
      {!isFolded && (
        <Kinds value={kind} onChange={chosen => onChange({ kind: chosen })} />
      )}
      <TextAreaField
        label={t('incidentPage.composer.text')}
        description={hint}
        value={draft.text}
        onChange={text => onChange({ text })}
        rows={isFolded ? 1 : 3}
        onFocus={props.onFocus}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            props.onSend();
          }
        }}
      />
      {!isFolded && (
        <div className={styles.fields}>
          <WhenField value={draft.when} onChange={when => onChange({ when })} />
          <ChoiceField
            label={t('incidentPage.composer.outcome')}
            choices={choicesOf(STEP_OUTCOMES, getLabels(t, 'stepOutcome'))}
            value={draft.outcome}
            placeholder={t('incidentPage.composer.notStated')}
            onChange={outcome => onChange({ outcome })}
          />
          {isCommunication && (
            <ChoiceField
              label={t('incidentPage.composer.audience')}
              choices={choicesOf(STEP_AUDIENCES, getLabels(t, 'stepAudience'))}
              value={draft.audience}
              placeholder={t('incidentPage.composer.notStated')}
              onChange={audience => onChange({ audience })}
            />
          )}
        </div>
      )}
      {isCommunication && draft.audience === 'management' && owesUpdates && (
        <p className={`${styles.quiet} ${styles.flush}`}>
          {t('incidentPage.composer.managementUpdate')}
        </p>
      )}
      {isCommunication && draft.audience === 'reporter' && (
        <p className={`${styles.quiet} ${styles.flush}`}>
          {t('incidentPage.composer.toReporter')}
        </p>
      )}
    </>
  );
}
