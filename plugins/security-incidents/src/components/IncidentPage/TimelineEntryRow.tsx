import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Button } from '@backstage/ui';
import { RiEditLine, RiHistoryLine } from '@remixicon/react';
import {
  RESOLUTION_CODE_LABELS,
  type ResolutionCode,
  type ResolutionStep,
  STEP_KIND_LABELS,
  STEP_OUTCOME_LABELS,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { clockTime, dateTime, dayOf, elapsed } from '../../time';
import styles from './IncidentPage.module.css';
import { changeLines, dataOf, sentenceOf, textOf } from './timelineText';

const shortName = (ref: string) => ref.split('/').pop();

function happened(step: ResolutionStep): string {
  const sameDay = dayOf(step.performedAt) === dayOf(step.recordedAt);
  const at = sameDay ? clockTime(step.performedAt) : dateTime(step.performedAt);
  return `Happened ${at}, recorded ${clockTime(step.recordedAt)}, ${elapsed(
    step.performedAt,
    step.recordedAt,
  )} later`;
}

function Actor({ subject }: { subject: string }) {
  // Services act too, and the catalog knows people and groups only.
  return /^(user|group):/.test(subject) ? (
    <EntityDisplayName entityRef={subject} hideIcon disableTooltip />
  ) : (
    <>{subject}</>
  );
}

function StepBody(props: {
  step: ResolutionStep;
  steps: ReadonlyMap<string, ResolutionStep>;
  onCorrect?: (step: ResolutionStep) => void;
}) {
  const { step, steps, onCorrect } = props;
  const original = step.supersedes ? steps.get(step.supersedes) : undefined;
  const correction = step.supersededBy
    ? steps.get(step.supersededBy)
    : undefined;
  return (
    <>
      <div className={styles.row} style={{ gap: 'var(--bui-space-2)' }}>
        <strong>{STEP_KIND_LABELS[step.kind]}</strong>
        <span className={styles.quiet}>
          <Actor subject={step.performedBy} />
        </span>
        {step.lateEntry && (
          <span className={`${styles.chip} ${styles.warning}`}>
            <RiHistoryLine aria-hidden />
            Late entry
          </span>
        )}
        {original && (
          <span className={`${styles.chip} ${styles.announcement}`}>
            <RiEditLine aria-hidden />
            Corrects #{original.seq}
          </span>
        )}
        {correction && (
          <span className={styles.chip}>Corrected by #{correction.seq}</span>
        )}
      </div>
      <p
        className={`${styles.entryText} ${correction ? styles.corrected : ''}`}
      >
        {step.text}
      </p>
      <div className={styles.row} style={{ gap: 'var(--bui-space-2)' }}>
        {step.lateEntry && (
          <span className={styles.quiet}>{happened(step)}</span>
        )}
        {[
          step.outcome && STEP_OUTCOME_LABELS[step.outcome],
          ...step.entityRefs.map(shortName),
        ]
          .filter(Boolean)
          .map(text => (
            <span key={text} className={styles.quiet}>
              {text}
            </span>
          ))}
        {onCorrect && !correction && (
          <Button
            size="small"
            variant="tertiary"
            aria-label={`Correct entry #${step.seq}`}
            onPress={() => onCorrect(step)}
          >
            Correct
          </Button>
        )}
      </div>
    </>
  );
}

function ChangeBody({ entry }: { entry: TimelineEntry }) {
  const data = dataOf(entry);
  const sentence = sentenceOf(entry);
  // A move or a role names itself; anything else reads as what somebody did.
  const names = /^[A-Z]/.test(sentence);
  const resolution = data.resolution as
    | { code?: ResolutionCode; summary?: string; rootCause?: string }
    | undefined;
  const lines = [
    ...changeLines(data),
    textOf(data, 'reason'),
    resolution?.code && RESOLUTION_CODE_LABELS[resolution.code],
    resolution?.summary,
    resolution?.rootCause && `Root cause: ${resolution.rootCause}`,
    textOf(data, 'mergedInto') && `Into ${textOf(data, 'mergedInto')}`,
  ].filter((line): line is string => Boolean(line));
  return (
    <>
      {names ? (
        <div>
          <strong>{sentence}</strong>{' '}
          <span className={styles.quiet}>
            <Actor subject={entry.actor} />
          </span>
        </div>
      ) : (
        <div>
          <strong>
            <Actor subject={entry.actor} />
          </strong>{' '}
          {sentence}
        </div>
      )}
      {entry.data === undefined && (
        <p className={styles.quiet}>
          The content was erased; the entry still verifies.
        </p>
      )}
      {lines.map(line => (
        <p key={line} className={styles.entryText}>
          {line}
        </p>
      ))}
    </>
  );
}

/** One entry of the timeline. */
export function TimelineEntryRow(props: {
  entry: TimelineEntry;
  steps: ReadonlyMap<string, ResolutionStep>;
  onCorrect?: (step: ResolutionStep) => void;
}) {
  const { entry, steps, onCorrect } = props;
  const step =
    entry.action === 'step.recorded'
      ? steps.get(textOf(dataOf(entry), 'stepId') ?? '')
      : undefined;
  return (
    <li className={`${styles.item} ${styles.entry}`} id={`entry-${entry.seq}`}>
      <time
        dateTime={entry.at}
        title={dateTime(entry.at)}
        className={`${styles.quiet} ${styles.time}`}
      >
        {clockTime(entry.at)}
      </time>
      <div style={{ minWidth: 0 }}>
        {step ? (
          <StepBody step={step} steps={steps} onCorrect={onCorrect} />
        ) : (
          <ChangeBody entry={entry} />
        )}
      </div>
      <span className={`${styles.quiet} ${styles.time}`}>#{entry.seq}</span>
    </li>
  );
}
