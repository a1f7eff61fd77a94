import { Alert, Button, Checkbox } from '@backstage/ui';
import { getVisibleEntities } from 'backstage-plugin-security-incidents-common';
import { shortTime } from '../../../time';
import { type Translate, useTranslation } from '../../../translation';
import { EntityName } from '../../common';
import type { Problem } from '../fields';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import type { StepDraft } from './useStepDraft';

/** That the draft amends an earlier step. */
export function AmendingNote(props: { seq: number; onCancel(): void }) {
  const { t } = useTranslation();
  const entry = t('incidentPage.composer.entry', { seq: String(props.seq) });
  return (
    <div className={`${styles.between} ${styles.well}`}>
      <span>
        {t('incidentPage.composer.amending', {
          entry: <strong>{entry}</strong>,
        })}
      </span>
      <Button variant="tertiary" onPress={props.onCancel}>
        {t('incidentPage.composer.stopAmending')}
      </Button>
    </div>
  );
}

/** That another draft comes back after this one. */
export function AsideNote(props: { aside: StepDraft; onBack(): void }) {
  const { corrects } = props.aside;
  const { t } = useTranslation();
  return (
    <p className={`${styles.quiet} ${styles.flush}`} role="status">
      {corrects
        ? t('incidentPage.composer.asideAmendment', {
            seq: String(corrects.seq),
          })
        : t('incidentPage.composer.aside')}{' '}
      <button
        type="button"
        className={styles.linkButton}
        onClick={props.onBack}
      >
        {t('incidentPage.composer.backToAside')}
      </button>
    </p>
  );
}

/** The affected services that the step touched. */
export function Services(props: {
  entityRefs: string[];
  onChange(entityRefs: string[]): void;
}) {
  const { entityRefs, onChange } = props;
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const services = getVisibleEntities(incident.affected);
  if (services.length === 0) return null;
  return (
    <div
      role="group"
      aria-label={t('incidentPage.composer.services')}
      className={styles.row}
    >
      {services.map(({ entityRef, snapshot }) => (
        <Checkbox
          key={entityRef}
          isSelected={entityRefs.includes(entityRef)}
          onChange={selected =>
            onChange(
              selected
                ? [...entityRefs, entityRef]
                : entityRefs.filter(ref => ref !== entityRef),
            )
          }
        >
          {snapshot.title ?? <EntityName entityRef={entityRef} />}
        </Checkbox>
      ))}
    </div>
  );
}

/** The task that the step is about, and whether the step finishes it. */
export function TaskLine(props: {
  task: NonNullable<StepDraft['task']>;
  /** There is nothing left to finish. */
  ended: boolean;
  /** It is somebody else's to finish. */
  others: boolean;
  onChange(task: StepDraft['task']): void;
}) {
  const { task, ended, others, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.row}>
      {others && (
        <span>
          {t('incidentPage.composer.task.others', { task: task.title })}
        </span>
      )}
      {!others && ended && (
        <span>
          {t('incidentPage.composer.task.settled', { task: task.title })}
        </span>
      )}
      {!others && !ended && (
        <Checkbox
          isSelected={task.finishes}
          onChange={finishes => onChange({ ...task, finishes })}
        >
          {t('incidentPage.composer.task.finish', { task: task.title })}
        </Checkbox>
      )}
      <span className={styles.quiet}>
        <button
          type="button"
          className={styles.linkButton}
          onClick={() => onChange(undefined)}
        >
          {t('incidentPage.composer.task.detach')}
        </button>
      </span>
    </div>
  );
}

/** Why the step was not recorded. */
export function SendFailed(props: { problem: Problem; hasText: boolean }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Alert
        status="danger"
        title={props.problem.message}
        description={
          props.hasText ? t('incidentPage.composer.failedHint') : undefined
        }
      />
    </div>
  );
}

/** Where the draft is stored. */
export function toDraftNote(
  t: Translate,
  { text, keptAt }: StepDraft,
  author: string | undefined,
): string {
  if (!text) return '';
  if (!author) return t('incidentPage.composer.keptOnPage');
  return keptAt
    ? t('incidentPage.composer.kept', {
        time: shortTime(new Date(keptAt).toISOString()),
      })
    : t('incidentPage.composer.notKept');
}
